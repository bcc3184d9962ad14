"""The steps somebody types, row by row, as they are in a POST: one more, one less, one higher."""

from kern.forms import read_number
from werkvormen.inhoud.soorten import STAPPEN

MEESTE_STAPPEN = STAPPEN[1]
VELDEN = ("titel", "tekst", "minuten")
LANGSTE_GETAL = 5  # digits; more are no minutes
KNOP = "rij"  # the name of the buttons; their value is what to do: erbij, omhoog-2, weg-2


def change_rows(data):
    """The rows as the button asks, and the number of the one to go on in.

    A button that asks for a row that is not there does nothing.
    """
    rijen = _read(data)
    wat, _, nummer = data.get(KNOP, "").partition("-")
    plek = read_number(nummer)
    verder = 0
    if wat == "erbij" and len(rijen) < MEESTE_STAPPEN:
        rijen.append(dict.fromkeys(VELDEN, ""))
        verder = len(rijen) - 1
    elif wat == "omhoog" and plek in range(1, len(rijen)):
        rijen[plek - 1], rijen[plek] = rijen[plek], rijen[plek - 1]
        verder = plek - 1
    elif wat == "weg" and plek in range(len(rijen)) and len(rijen) > 1:
        del rijen[plek]
        verder = max(plek - 1, 0)
    return rijen, verder


def _read(data):
    """Only the rows that are there, whatever the hidden fields say about how many."""
    aanwezig = [n for n in range(MEESTE_STAPPEN) if f"stap-{n}-titel" in data]
    return [{veld: data.get(f"stap-{n}-{veld}", "") for veld in VELDEN} for n in aanwezig]


def sum_minuten(stappen) -> int:
    """Of the forms of the steps, as they stand there."""
    waarden = [str(rij["minuten"].value() or "") for rij in stappen]
    return sum(read_number(waarde, digits=LANGSTE_GETAL) or 0 for waarde in waarden)
