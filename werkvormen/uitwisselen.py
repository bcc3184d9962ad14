"""Werkvormen as a file: what is written out and what may come in. docs/werkvormen.md describes the format.

Texts that look like HTML come in as the text they are, as in every form: a page shows them and never runs them.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from kern.forms import clean_line, clean_text
from kern.inlezen import DubbelVeldError, read_json
from werkvormen.inhoud.soorten import VELDEN, Gebaseerd, Kaart, KaartError, make_gebaseerd, make_kaart

FORMAAT, VERSIE = "leernetwerken-werkvormen", 2
LEESBAAR = (1, 2)  # 1 does not say what a werkvorm was made from
GROOTSTE_BESTAND = 1024 * 1024  # bytes; a kaart is about five thousand
TE_GROOT = f"Dit bestand is te groot. Het mag hooguit {GROOTSTE_BESTAND // 1024 // 1024} MB zijn."
MEESTE = 200
NOEM_FOUTEN = 10
_HTML = re.compile(r"<\s*[/!?]?\s*[a-zA-Z]")


class Ingelezen(NamedTuple):
    """One werkvorm of a file, and what that file says it was made from."""

    kaart: Kaart
    gebaseerd: Gebaseerd | None


class BestandError(ValueError):
    """Nothing of this file can come in. ``fouten``: in Dutch what is wrong and what to do, one for each werkvorm."""

    def __init__(self, *fouten):
        super().__init__(" ".join(fouten))
        self.fouten = list(fouten)


def write_bestand(kaarten: Iterable[dict]) -> str:
    """The file with these kaarten, each as ``Werkvorm.bestand``. Numbers and addresses of this place go along."""
    inhoud = {"formaat": FORMAAT, "versie": VERSIE, "werkvormen": list(kaarten)}
    return json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n"


def read_bestand(data: bytes) -> list[Ingelezen]:
    """Everything in the file, checked. Raises BestandError with what is wrong in each of them."""
    inhoud = _read_json(data)
    rijen = _read_rijen(inhoud)
    gelezen, fouten = [], []
    for nummer, rij in enumerate(rijen, 1):
        try:
            gelezen.append(_read_rij(_clean(rij), inhoud["versie"]))
        except KaartError as error:
            fouten.append(f"{_say_wie(nummer, rij)} Bij {_say_veld(error.veld)}: {error.tekst}")
    fouten = fouten or _find_doubles(gelezen)
    if len(fouten) > NOEM_FOUTEN:
        fouten[NOEM_FOUTEN:] = [f"Er zijn nog {len(fouten) - NOEM_FOUTEN} werkvormen waar iets niet klopt."]
    if fouten:
        raise BestandError(*fouten)
    return gelezen


def _read_rij(rij, versie):
    if versie == 1 or not isinstance(rij, dict):
        return Ingelezen(make_kaart(rij), None)
    if "gebaseerd_op" not in rij:
        raise KaartError("gebaseerd_op", "Dit veld ontbreekt.")
    kaart = make_kaart({naam: waarde for naam, waarde in rij.items() if naam != "gebaseerd_op"})
    return Ingelezen(kaart, make_gebaseerd(rij["gebaseerd_op"]))


def _read_json(data):
    if len(data) > GROOTSTE_BESTAND:
        raise BestandError(TE_GROOT)
    try:
        inhoud = read_json(data)
        json.dumps(inhoud, ensure_ascii=False).encode()  # half a character would break the database later
    except DubbelVeldError as error:
        raise BestandError(f"Het veld “{error.naam[:40]}” staat er twee keer in. Haal er één weg.") from error
    except (ValueError, RecursionError) as error:  # a UnicodeError is a ValueError, a JSONDecodeError too
        raise BestandError(
            "We kunnen dit bestand niet lezen. Het is geen JSON, of het is beschadigd. Kies het bestand dat je "
            "downloadde, zonder het eerst in een ander programma te bewaren."
        ) from error
    return inhoud


def _read_rijen(inhoud):
    if not isinstance(inhoud, dict) or inhoud.get("formaat") != FORMAAT:
        raise BestandError("Dit is geen bestand met werkvormen. Kies een bestand dat je hier of elders downloadde.")
    versie = inhoud.get("versie")
    if type(versie) is not int or versie not in LEESBAAR:
        raise BestandError("Dit bestand heeft een andere versie. Wij lezen versie 1 en 2.")
    if onbekend := [naam[:40] for naam in inhoud if naam not in ("formaat", "versie", "werkvormen")]:
        raise BestandError(f"Het veld “{onbekend[0]}” kennen we niet. Haal het weg en probeer het opnieuw.")
    rijen = inhoud.get("werkvormen")
    if not isinstance(rijen, list) or not 1 <= len(rijen) <= MEESTE:
        raise BestandError(f"In het bestand horen 1 tot {MEESTE} werkvormen te staan.")
    return rijen


def _clean(waarde):
    """Every text as a form would take it: one kind of newline, nothing invisible."""
    if isinstance(waarde, str):
        return clean_text(waarde)
    if isinstance(waarde, dict):
        return {naam: _clean(deel) for naam, deel in waarde.items()}
    return [_clean(deel) for deel in waarde] if isinstance(waarde, list) else waarde


def _say_wie(nummer, rij):
    naam = rij.get("naam") if isinstance(rij, dict) else ""
    naam = clean_line(naam)[:80] if isinstance(naam, str) else ""
    return f"Werkvorm {nummer} (“{naam}”)." if naam else f"Werkvorm {nummer}."


def _say_veld(veld):
    """A field as the file has it; what is no field of ours cannot be long or invisible here."""
    return veld if veld in (*VELDEN, "gebaseerd_op") else f"“{clean_line(veld)}”"


def _find_doubles(gelezen):
    gezien, fouten = {}, []
    for nummer, (kaart, _) in enumerate(gelezen, 1):
        eerste = gezien.setdefault(make_afdruk(kaart.as_dict()), nummer)
        if eerste != nummer:
            wie = f"Werkvorm {nummer} (“{kaart.naam}”)"
            fouten.append(f"{wie} is precies hetzelfde als werkvorm {eerste}. Haal er één weg.")
    return fouten


def make_afdruk(data: dict) -> str:
    """What two werkvormen share that say the same: all texts, not the number nor the address."""
    return json.dumps({veld: waarde for veld, waarde in data.items() if veld not in ("code", "slug")}, sort_keys=True)


def find_html(gelezen: Iterable[Ingelezen]) -> list[str]:
    """The names of those in which something looks like HTML."""
    return [
        kaart.naam
        for kaart, gebaseerd in gelezen
        if _HTML.search(json.dumps([kaart.as_dict(), gebaseerd and gebaseerd.naam], ensure_ascii=False))
    ]
