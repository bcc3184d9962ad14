"""A questionnaire out and in, as a file (docs/vragenlijsten.md). Reading tells everything that is wrong at once.

A file comes from outside: it is read with limits, checked piece by piece, and nothing of it is kept before it is whole.
"""

import json
from dataclasses import replace
from itertools import count

from evaluatie.lijsten.models import VAN_ONS, make_code
from evaluatie.lijsten.samenstelling import VAN_JULLIE, Samenstelling
from evaluatie.vragenlijst.bron import list_shipped
from evaluatie.vragenlijst.document import (
    FORMAAT,
    LANGSTE_CODE,
    MEESTE_VRAGEN,
    PUNTEN,
    Document,
    OngeldigeVragenlijst,
    Soort,
    dump,
    parse,
)
from evaluatie.werkvormen import CODE as VAN_WERKVORMEN
from kern.forms import clean_line
from kern.inlezen import DubbelVeldError, VreemdGetalError, read_json

GROOTSTE_BESTAND = 200_000  # bytes
TE_GROOT = f"Dit bestand is te groot. Een vragenlijst is hooguit {GROOTSTE_BESTAND // 1000} kB."
MEESTE_FOUTEN = 20
LANGSTE_FOUT = 300
GENOEG_RUIMTE = MEESTE_VRAGEN - 5  # so that own questions can be added
_CODETEKENS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_VRAAG = {"code": "x", "tekst": "x", "kort": "x"}
_LIJST = {"formaat": FORMAAT, "code": "x", "versie": 1, "naam": "x", "titel": "x"}
_VAST = {"vragen", "importeren", "blok"}  # words that mean something else in the address


class BestandFout(ValueError):  # noqa: N818 - what is the case
    """The file cannot become a list. ``fouten``: everything that is wrong, in Dutch."""

    def __init__(self, fouten):
        self.fouten = tuple(_say(fout) for fout in fouten[:MEESTE_FOUTEN])
        if len(fouten) > MEESTE_FOUTEN:
            self.fouten += (f"En nog {len(fouten) - MEESTE_FOUTEN} andere dingen.",)
        super().__init__(self.fouten[0])


def _say(fout):
    """A message may quote the file: one line of it, with nothing that cannot be shown."""
    regel = clean_line(str(fout).encode("utf-8", "replace").decode())
    return regel if len(regel) <= LANGSTE_FOUT else regel[:LANGSTE_FOUT] + "…"


def write_bestand(lijst: Samenstelling) -> bytes:
    """The list as a file that another netwerk can read. With own questions it is a list of its own."""
    return (json.dumps(dump(make_uitwisselbaar(lijst)), ensure_ascii=False, indent=2) + "\n").encode()


def make_uitwisselbaar(lijst: Samenstelling) -> Document:
    """Codes of own questions stay here: what is taken elsewhere gets codes that follow from the text alone."""
    document = lijst.document
    if not lijst.eigen and not lijst.blok and not lijst.rij:
        return document
    extra = _find_vrij({groep.code for groep in document.groepen})
    groepen = tuple(
        replace(g, code=extra if g.code == VAN_JULLIE else g.code, vragen=tuple(_buiten(v) for v in g.vragen))
        for g in document.groepen
    )
    if not lijst.eigen and not lijst.blok or document.code.endswith("-eigen"):
        return replace(document, groepen=groepen)
    code = f"{document.code[: LANGSTE_CODE - 6]}-eigen".replace("--", "-")
    return replace(document, code=code, naam=f"{document.naam[:60]} met eigen vragen", groepen=groepen)


def _find_vrij(bezet):
    return next(code for n in count(1) if (code := f"extra-{n}") not in bezet)


def _buiten(vraag):
    if not vraag.code.startswith(VAN_ONS):
        return replace(vraag, eigen=False)
    vingers = make_code(0, vraag.soort, vraag.tekst, vraag.opties).removeprefix(VAN_ONS)
    return replace(vraag, code=f"extra-{vingers}", eigen=False)


def read_bestand(data: bytes) -> Document:
    """The list in this file. Raises BestandFout with everything that is wrong."""
    inhoud = _read_json(data)
    fouten = _find_fouten(inhoud)
    if not fouten:
        try:
            document = parse(inhoud)
        except OngeldigeVragenlijst as error:
            fouten = [str(error)]
        else:
            fouten = list(_find_botsingen(document))
    if fouten:
        raise BestandFout(fouten)
    return document


def _read_json(data):
    if len(data) > GROOTSTE_BESTAND:
        raise BestandFout([TE_GROOT])
    try:
        return read_json(data)
    except UnicodeDecodeError as error:
        raise BestandFout(["Dit bestand is geen tekst. Bewaar het als UTF-8."]) from error
    except RecursionError as error:
        raise BestandFout(["Dit bestand heeft te veel blokken in elkaar."]) from error
    except json.JSONDecodeError as error:
        waar = f"Op regel {error.lineno}, plaats {error.colno} gaat het mis."
        raise BestandFout([f"Dit is geen JSON-bestand. {waar}"]) from error
    except DubbelVeldError as error:
        raise BestandFout([f"Het veld {error.naam} staat twee keer in één blok."]) from error
    except VreemdGetalError as error:
        raise BestandFout([f"{error.naam} is geen getal dat we kennen."]) from error
    except ValueError as error:  # a number of thousands of digits
        raise BestandFout(["In dit bestand staat een getal dat te groot is."]) from error


def _find_fouten(inhoud):
    """What is wrong with each piece by itself, every piece judged by the format as if the rest were right."""
    if not isinstance(inhoud, dict) or not isinstance(inhoud.get("groepen"), list):
        return _judge(inhoud)
    fouten = _judge(inhoud | {"groepen": [{"code": "x", "naam": "x", "vragen": [_VRAAG]}]})
    for groep in inhoud["groepen"]:
        if not isinstance(groep, dict) or not isinstance(groep.get("vragen"), list):
            fouten += _judge(_LIJST | {"groepen": [groep]})
            continue
        fouten += _judge(_LIJST | {"groepen": [groep | {"vragen": [_VRAAG]}]})
        for vraag in groep["vragen"]:
            fouten += _judge(_LIJST | {"groepen": [{"code": "x", "naam": "x", "vragen": [vraag]}]})
    return fouten


def _judge(inhoud):
    try:
        parse(inhoud)
    except OngeldigeVragenlijst as error:
        return [str(error)]
    return []


def _find_botsingen(document):
    """What would clash with the lists everybody has, or with what the product does itself."""
    if not set(document.code) <= _CODETEKENS or document.code in _VAST:
        yield f"Code van de lijst: gebruik 1 tot {LANGSTE_CODE} kleine letters, cijfers of streepjes."
    if document.code in {vast.code for vast in list_shipped()}:
        yield f"De lijst {document.naam} ({document.code}) heeft elk netwerk al. Geef jouw lijst een andere code."
    if any(groep.code == VAN_JULLIE for groep in document.groepen):
        yield f"De groepscode {VAN_JULLIE} is voor vragen van een netwerk zelf. Kies een andere code."
    if len(document.vragen) > GENOEG_RUIMTE:
        yield f"Een lijst uit een bestand heeft hooguit {GENOEG_RUIMTE} vragen."
    woorden = {vraag.code: vast.schaal for vast in list_shipped() for vraag in vast.vragen if vraag.soort == Soort.EENS}
    if any(woorden.get(vraag.code, document.schaal) != document.schaal for vraag in document.vragen):
        yield "De schaal heeft andere woorden dan de vragen die jullie al kennen. Neem dezelfde woorden."
    codes = set(document.per_code)
    bekend = {vraag.code: vraag for vast in list_shipped() for vraag in vast.vragen}
    teksten = {_kern(vraag): vraag.code for vraag in bekend.values()}
    gezien = {}
    for vraag in document.vragen:
        yield from _find_botsing(vraag, codes, bekend.get(vraag.code), teksten.get(_kern(vraag)))
        if (eerder := gezien.setdefault(_kern(vraag), vraag.code)) != vraag.code:
            yield f"Vraag {vraag.code} en vraag {eerder} vragen hetzelfde."


def _find_botsing(vraag, codes, bekend, zelfde):
    wat = f"Vraag {vraag.code}"
    if vraag.eigen or vraag.code.startswith((VAN_ONS, VAN_WERKVORMEN)):
        yield f"{wat}: deze code geeft het platform zelf uit. Kies een andere code, en laat het veld eigen weg."
    if bekend and (_kern(bekend), bekend.opties) != (_kern(vraag), vraag.opties):
        yield f"{wat}: deze code hoort bij een andere vraag: {bekend.tekst} Kies een andere code."
    elif zelfde and not bekend:
        yield f"{wat}: deze vraag bestaat al. Gebruik de code {zelfde}, dan kun je de uitslagen naast elkaar leggen."
    if vraag.soort == Soort.RANGORDE and codes & {f"{vraag.code}-{plaats}" for plaats in range(1, len(PUNTEN) + 1)}:
        yield f"{wat}: een andere vraag heeft bijna dezelfde code. Kies een code die meer verschilt."


def _kern(vraag):
    """What two questions have in common when they ask the same."""
    return make_code(0, vraag.soort, vraag.tekst)
