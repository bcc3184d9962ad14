"""Reading a pasted list of addresses the way people have them: lines, commas, semicolons, «Naam <mail>»."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MAX_ADRESSEN = 60
MAX_TEKENS = 254  # what an e-mail column holds
_MET_HAKEN = re.compile(r"^(?P<naam>.*?)<\s*(?P<email>[^<>]*?)\s*>\s*$", re.DOTALL)


@dataclass(frozen=True)
class Adres:
    """One thing from the list. ``fout`` says in Dutch what is wrong with it, "" when it is fine."""

    bron: str
    naam: str = ""
    email: str = ""
    fout: str = ""


def read_adressen(tekst: str) -> list[Adres]:
    """Every address in ``tekst``, in order; the second time the same address is a fault."""
    gezien, adressen = set(), []
    for stuk in _pieces(tekst):
        adres = read_adres(stuk)
        if adres.email in gezien:
            adres = Adres(stuk, adres.naam, adres.email, "Dit adres staat er twee keer.")
        if not adres.fout:
            gezien.add(adres.email)
        adressen.append(adres)
    return adressen


def _pieces(tekst):
    """Split at lines, semicolons and commas, but keep «Haan, Fenna <fenna@…>» together."""
    for regel in re.split(r"[\n;]+", tekst):
        over = ""
        for deel in regel.split(","):
            geheel = f"{over},{deel}" if over else deel
            if geheel.count('"') % 2 or ("@" not in geheel and "<" in regel[regel.find(geheel) + len(geheel) :]):
                over = geheel
                continue
            over = ""
            if geheel.strip():
                yield geheel.strip()
        if over.strip():
            yield over.strip()


def read_adres(stuk: str) -> Adres:
    """One address, with or without a name before it."""
    gevonden = _MET_HAKEN.match(stuk)
    naam, email = (gevonden["naam"], gevonden["email"]) if gevonden else ("", stuk)
    email = email.strip().strip("'\"").removeprefix("mailto:").lower()
    naam = _clean_naam(naam)
    try:
        validate_email(email)
    except ValidationError:
        fout = "Dit is geen mailadres." if "@" in stuk else "Hier staat geen mailadres bij."
        return Adres(stuk[:200], naam, "", fout)
    if len(email) > MAX_TEKENS:
        return Adres(stuk[:200], naam, "", "Dit mailadres is te lang.")
    return Adres(stuk[:200], naam, email)


def _clean_naam(naam):
    naam = " ".join(naam.strip().strip("'\"").split())
    if naam.count(",") == 1:  # «Haan, Fenna»
        achternaam, voornaam = (deel.strip() for deel in naam.split(","))
        naam = f"{voornaam} {achternaam}".strip()
    return naam[:120]
