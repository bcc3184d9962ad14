"""Why this one: a sentence out of what somebody asked for and what the kaart says."""

from fasen.inhoud import find_fase
from werkvormen.filters import Filters
from werkvormen.zoeken import split_vraag, split_woorden, stem

# After «om …» and after «Voor …»
DOEL = {
    "kennismaken": "elkaar te leren kennen",
    "vertrouwen": "vertrouwen te laten groeien",
    "richting": "samen richting te kiezen",
    "ideeen": "ideeën op te halen",
    "uitwisselen": "ervaringen uit te wisselen",
    "casus": "een vraagstuk uit te diepen",
    "kennis": "kennis te halen",
    "onderzoeken": "samen iets te onderzoeken",
    "maken": "samen iets te maken",
    "oefenen": "vaardigheden te oefenen",
    "reflecteren": "terug te kijken en te leren",
    "verbinden": "tussendoor contact te houden",
    "meenemen": "iets mee te nemen naar je school",
    "vooruit": "vooruit te kijken en iets af te spreken",
    "begeleiden": "het netwerk te begeleiden",
}
MOMENT = {
    "opening": "de opening",
    "kern": "de kern van een bijeenkomst",
    "transfer": "de stap naar je school",
    "afsluiting": "de afsluiting",
    "tussendoor": "tussen twee bijeenkomsten",
}
_MOMENT_KAN = {
    "opening": "opent een bijeenkomst", "kern": "kan de kern zijn", "transfer": "brengt het naar je school",
    "afsluiting": "sluit een bijeenkomst af", "tussendoor": "werkt tussen twee bijeenkomsten",
}  # fmt: skip
_PLEK_KAN = {"fysiek": "doe je op een plek", "online": "kan online"}
_ENERGIE_IS = {"rustig": "is rustig", "gemiddeld": "wisselt rust en drukte af", "actief": "brengt beweging"}


def say_why(werkvorm, doelen, momenten, filters: Filters) -> str:
    """One sentence. ``doelen`` and ``momenten``: those of the werkvorm, in the order of the catalogue."""
    redenen = [reden for reden in _redenen(werkvorm, filters) if reden]
    if redenen:
        zin = f"{', '.join(redenen[:-1])} en {redenen[-1]}" if len(redenen) > 1 else redenen[0]
        return f"{zin[:1].upper()}{zin[1:]}."
    if not doelen or not momenten:
        return ""
    moment = MOMENT[momenten[0]]
    return f"{'' if momenten[0] == 'tussendoor' else 'voor '}{moment}, om {DOEL[doelen[0]]}.".capitalize()


def _redenen(werkvorm, filters):
    f = filters
    yield _gevonden(werkvorm, f.q) if f.q else ""
    yield f"past bij {find_fase(f.fase).naam}" if f.fase else ""
    yield f"helpt om {DOEL[f.doel]}" if f.doel else ""
    yield _MOMENT_KAN.get(f.moment, "")
    yield _tijd(werkvorm, f.minuten) if f.minuten else ""
    yield f"werkt met {f.mensen} mensen" if f.mensen else ""
    yield _PLEK_KAN.get(f.plek, "")
    yield _ENERGIE_IS.get(f.energie, "")
    yield "is nieuw voor jullie" if f.nieuw_in else ""


def _tijd(werkvorm, minuten):
    if werkvorm.duur_max <= minuten:
        return f"duurt hooguit {werkvorm.duur_max} minuten"
    return f"past in {minuten} minuten als je het kort houdt"


def _gevonden(werkvorm, q):
    """Where the words were found, when it is not in the name: there everybody sees them."""
    woorden = split_vraag(q)
    for tekst, waar in (
        (werkvorm.naam, ""),
        (werkvorm.samenvatting, ""),
        (werkvorm.doel, "bij het doel"),
        (werkvorm.wanneer, "bij wanneer je dit kiest"),
    ):
        if _all_in(woorden, split_woorden(tekst)):
            return waar and f"noemt “{q}” {waar}"
    return f"noemt “{q}” in de uitwerking"


def _all_in(woorden, tekst):
    stammen = [stem(woord) for woord in tekst]
    return all(
        any(deel.startswith(woord) for deel in tekst) or any(deel.startswith(stem(woord)) for deel in stammen)
        for woord in woorden
    )
