"""What we say beside an own question that may make people recognisable, or that asks two things. Never a refusal."""

import re

HERKENBAAR = (
    "Let op: dit kan mensen herkenbaar maken. In een kleine groep weet je bij een school, een functie of een leeftijd"
    " al snel wie het is. Kan het zonder?"
)
NAMEN = "Let op: hier staat de naam van iemand uit jullie netwerk. Vraag naar het netwerk, niet naar mensen."
TWEE = "Let op: dit lijken twee vragen in één. Wie het met de ene helft eens is en met de andere niet, kan niet kiezen."
WEINIG = (
    "Let op: bij een vraag van jullie zelf tonen we alleen een antwoord dat vijf of meer mensen kozen. Hoe meer"
    " antwoorden je geeft, hoe minder jullie straks zien."
)
VEEL_ANTWOORDEN = 5

_OVER_JOU = re.compile(
    r"\b(naam|namen|heet|school|scholen|schoolnaam|bestuur|functie|beroep|leeftijd|oud|geboren|geboortejaar|geslacht"
    r"|man of vrouw|e-?mail\w*|telefoon\w*|vak|sectie|locatie|team|dienstjaren|woonplaats|wie ben)\b"
)
_VRAAGT = re.compile(
    r"\?|\b(welke?|wat is|wat voor|hoe heet|hoe oud|hoe lang|hoeveel jaar|wie|waar werk|vul in|noem|schrijf)\b"
)
_WERKT_ALS = re.compile(r"\bik (ben|werk) (een |als |op |bij )")
_TWEE_IDEEEN = re.compile(r"\b(en|of|maar|zowel|alsook)\b")
_VASTE_PAREN = re.compile(r"\b(meer of minder|wel of niet|voor en na|ja of nee|één of meer|een of meer)\b")


def find_hints(soort: str, tekst: str, opties=(), namen=()) -> list[str]:
    """The warnings for one question, in the order of their weight. ``namen``: of the people in the netwerk."""
    laag, alles = tekst.casefold(), " ".join([tekst, *opties]).casefold()
    hints = []
    if any(re.search(rf"\b{re.escape(deel)}\b", alles) for naam in namen for deel in _delen(naam)):
        hints.append(NAMEN)
    if (_OVER_JOU.search(laag) and _VRAAGT.search(laag)) or _WERKT_ALS.search(laag):
        hints.append(HERKENBAAR)
    zonder = _VASTE_PAREN.sub("", laag)
    if laag.count("?") > 1 or (soort in {"eens", "tien"} and _TWEE_IDEEEN.search(zonder)):
        hints.append(TWEE)
    if len(opties) > VEEL_ANTWOORDEN:
        hints.append(WEINIG)
    return hints


def _delen(naam):
    """The whole name and the first name; names of two letters stand in too many words."""
    delen = {naam.casefold(), naam.casefold().partition(" ")[0]}
    return [deel for deel in delen if len(deel) > 2]  # noqa: PLR2004 - as the docstring says
