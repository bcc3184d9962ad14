"""The shape of one kaart: what must be there, how long it may be, which words are allowed.

``make_kaart`` refuses what does not fit with a sentence a facilitator understands; the same check guards the files of
the catalogue, an import and what somebody writes in the browser.
"""

import re
from dataclasses import asdict, dataclass

from fasen.inhoud import FASEN

SOORTEN = {"werkvorm": "Werkvorm", "instrument": "Instrument", "informatie": "Informatiekaart"}
DOELEN = {
    "kennismaken": "Elkaar leren kennen",
    "vertrouwen": "Vertrouwen en veiligheid",
    "richting": "Richting en keuzes",
    "ideeen": "Ideeën ophalen",
    "uitwisselen": "Ervaringen uitwisselen",
    "casus": "Een vraagstuk uitdiepen",
    "kennis": "Kennis halen",
    "onderzoeken": "Samen onderzoeken",
    "maken": "Samen iets maken",
    "oefenen": "Vaardigheden oefenen",
    "reflecteren": "Terugkijken en leren",
    "verbinden": "Contact tussendoor",
    "meenemen": "Meenemen naar je school",
    "vooruit": "Vooruitkijken en afspreken",
    "begeleiden": "Het netwerk begeleiden",
}
MOMENTEN = {
    "opening": "Opening",
    "kern": "Kern",
    "transfer": "Van hier naar je school",
    "afsluiting": "Afsluiting",
    "tussendoor": "Tussen twee bijeenkomsten",
}
PLEKKEN = {"fysiek": "Op een plek", "online": "Online"}
ENERGIE = {"rustig": "Rustig", "gemiddeld": "Afwisselend", "actief": "Actief"}
TIJDEN = {"maken": "samen werken", "praten": "in gesprek", "luisteren": "luisteren", "rust": "pauze"}
HERKOMST = {"bron": "uit de handreikingen over leernetwerken", "bekend": "bekende methode", "beide": "beide"}
FASE_SLUGS = tuple(fase.slug for fase in FASEN)

LANGSTE_DUUR = 1560  # minutes; a day and a night together
GROOTSTE_GROEP = 300
HOOGSTE_VERSIE = 100_000
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class KaartError(ValueError):
    """Something in a kaart is missing or does not fit. ``veld`` says where, the text what to do about it."""

    def __init__(self, veld, tekst):
        super().__init__(f"{veld}: {tekst}")
        self.veld, self.tekst = veld, tekst


@dataclass(frozen=True)
class Stap:
    titel: str
    tekst: str
    minuten: int  # 0: beforehand or afterwards, outside the time of the meeting


@dataclass(frozen=True)
class Bron:
    auteur: str
    titel: str


@dataclass(frozen=True)
class Bereik:
    """From ``min`` to ``max``, with a sentence when the numbers alone do not say it all."""

    min: int
    max: int
    toelichting: str


@dataclass(frozen=True)
class Gebaseerd:
    """What a kaart in a file was made from: its name and version then, and its address when it is published there."""

    naam: str
    slug: str
    versie: int


@dataclass(frozen=True)
class Kaart:
    code: str
    slug: str
    soort: str
    naam: str
    samenvatting: str
    doel: str
    wanneer: str
    doelen: tuple[str, ...]
    fasen: tuple[str, ...]
    momenten: tuple[str, ...]
    tijd: str
    energie: str
    plek: tuple[str, ...]
    duur: Bereik
    groep: Bereik
    ruimte: str
    materiaal: tuple[str, ...]
    voorbereiding: str
    stappen: tuple[Stap, ...]
    variaties: tuple[str, ...]
    let_op: tuple[str, ...]
    online: str
    voorbeeldvraag: str
    helpt_bij: tuple[str, ...]
    verwant: tuple[str, ...]
    herkomst: str
    eigen_versie: bool
    bronnen: tuple[Bron, ...]

    def as_dict(self):
        return asdict(self)


# field: (shortest, longest) in characters; 0 as shortest means it may be empty
TEKSTEN = {
    "code": (0, 20), "slug": (1, 60), "naam": (2, 80), "samenvatting": (20, 200), "doel": (20, 400),
    "wanneer": (20, 500), "ruimte": (0, 300), "voorbereiding": (0, 600), "online": (0, 600), "voorbeeldvraag": (0, 200),
}  # fmt: skip
# field: (fewest, most, longest in characters)
LIJSTEN = {"materiaal": (0, 12, 100), "variaties": (0, 6, 300), "let_op": (0, 6, 300), "helpt_bij": (0, 12, 20),
           "verwant": (0, 6, 60)}  # fmt: skip
KEUZES = {"soort": SOORTEN, "tijd": TIJDEN, "energie": ENERGIE, "herkomst": HERKOMST}
# field: (allowed words, fewest)
RIJEN = {"doelen": (DOELEN, 1), "fasen": (FASE_SLUGS, 1), "momenten": (MOMENTEN, 1), "plek": (PLEKKEN, 1)}
OP_BELANG = {"doelen"}  # what a kaart is for most comes first; the others have an order of their own
STAPPEN = (1, 12)
MEESTE_BRONNEN = 4
VELDEN = tuple(Kaart.__dataclass_fields__)


def make_kaart(data) -> Kaart:
    """A checked Kaart from a dict as it is in a file. Raises KaartError on the first thing that does not fit."""
    if not isinstance(data, dict):
        raise KaartError("kaart", "Hier hoort één werkvorm te staan.")
    for naam in data:
        if naam not in VELDEN:
            raise KaartError(str(naam)[:40], "Dit veld kennen we niet.")
    for naam in VELDEN:
        if naam not in data:
            raise KaartError(naam, "Dit veld ontbreekt.")
    waarden = {naam: _tekst(naam, data[naam], *grens) for naam, grens in TEKSTEN.items()}
    waarden |= {naam: _lijst(naam, data[naam], *grens) for naam, grens in LIJSTEN.items()}
    waarden |= {naam: _keuze(naam, data[naam], woorden) for naam, woorden in KEUZES.items()}
    waarden |= {naam: _rij(naam, data[naam], woorden, minst) for naam, (woorden, minst) in RIJEN.items()}
    kaart = Kaart(
        **waarden,
        duur=_bereik("duur", data["duur"], LANGSTE_DUUR),
        groep=_bereik("groep", data["groep"], GROOTSTE_GROEP),
        stappen=_stappen(data["stappen"]),
        bronnen=_bronnen(data["bronnen"]),
        eigen_versie=_ja_nee("eigen_versie", data["eigen_versie"]),
    )
    _check_whole(kaart)
    return kaart


def make_gebaseerd(data) -> Gebaseerd | None:
    """The checked origin from a file; None is none. Raises KaartError."""
    if data is None:
        return None
    data = _delen("gebaseerd_op", data, ("naam", "slug", "versie"))
    naam = " ".join(_tekst("gebaseerd_op", data["naam"], *TEKSTEN["naam"]).split())
    slug = _tekst("gebaseerd_op", data["slug"], 0, TEKSTEN["slug"][1])
    if slug and not SLUG.fullmatch(slug):
        raise KaartError("gebaseerd_op", "Een adres heeft kleine letters, cijfers en streepjes.")
    return Gebaseerd(naam, slug, _getal("gebaseerd_op", data["versie"], 1, HOOGSTE_VERSIE))


def _tekst(naam, waarde, kortst, langst):
    if not isinstance(waarde, str):
        raise KaartError(naam, "Hier hoort tekst te staan.")
    waarde = waarde.strip()
    if len(waarde) < kortst:
        raise KaartError(naam, "Vul dit in." if not waarde else f"Schrijf hier minstens {kortst} tekens.")
    if len(waarde) > langst:
        raise KaartError(naam, f"Dit is te lang. Er passen {langst} tekens, je hebt er {len(waarde)}.")
    if any(ord(teken) < ord(" ") and teken not in "\n\t" for teken in waarde):
        raise KaartError(naam, "Er staat een onzichtbaar teken in deze tekst.")
    return waarde


def _lijst(naam, waarden, minst, meest, langst):
    if not isinstance(waarden, list | tuple):
        raise KaartError(naam, "Hier hoort een lijst te staan.")
    if not minst <= len(waarden) <= meest:
        raise KaartError(naam, f"Noem er hooguit {meest}.")
    return tuple(_tekst(naam, waarde, 1, langst) for waarde in waarden)


def _keuze(naam, waarde, woorden):
    if not isinstance(waarde, str) or waarde not in woorden:
        raise KaartError(naam, f"Kies uit: {', '.join(woorden)}.")
    return waarde


def _rij(naam, waarden, woorden, minst):
    if not isinstance(waarden, list | tuple) or len(waarden) < minst:
        raise KaartError(naam, "Kies er minstens één.")
    gekozen = tuple(dict.fromkeys(_keuze(naam, waarde, woorden) for waarde in waarden))
    return gekozen if naam in OP_BELANG else tuple(woord for woord in woorden if woord in gekozen)


def _getal(naam, waarde, laagst, hoogst):
    if isinstance(waarde, bool) or not isinstance(waarde, int) or not laagst <= waarde <= hoogst:
        raise KaartError(naam, f"Vul een heel getal in van {laagst} tot {hoogst}.")
    return waarde


def _ja_nee(naam, waarde):
    if not isinstance(waarde, bool):
        raise KaartError(naam, "Kies ja of nee.")
    return waarde


def _delen(naam, data, velden):
    if not isinstance(data, dict) or set(data) != set(velden):
        raise KaartError(naam, f"Hier horen precies deze velden: {', '.join(velden)}.")
    return data


def _bereik(naam, data, hoogst):
    data = _delen(naam, data, ("min", "max", "toelichting"))
    laag, hoog = (_getal(naam, data[deel], 1, hoogst) for deel in ("min", "max"))
    if hoog < laag:
        raise KaartError(naam, "Het grootste getal is kleiner dan het kleinste.")
    return Bereik(laag, hoog, _tekst(naam, data["toelichting"], 0, 160))


def _stappen(rijen):
    minst, meest = STAPPEN
    if not isinstance(rijen, list | tuple) or not minst <= len(rijen) <= meest:
        raise KaartError("stappen", f"Beschrijf {minst} tot {meest} stappen.")
    return tuple(_stap(_delen("stappen", rij, ("titel", "tekst", "minuten"))) for rij in rijen)


def _stap(rij):
    titel, tekst = _tekst("stappen", rij["titel"], 2, 80), _tekst("stappen", rij["tekst"], 5, 500)
    return Stap(titel, tekst, _getal("stappen", rij["minuten"], 0, LANGSTE_DUUR))


def _bronnen(rijen):
    if not isinstance(rijen, list | tuple) or len(rijen) > MEESTE_BRONNEN:
        raise KaartError("bronnen", f"Noem er hooguit {MEESTE_BRONNEN}.")
    delen = [_delen("bronnen", rij, ("auteur", "titel")) for rij in rijen]
    return tuple(Bron(_tekst("bronnen", d["auteur"], 0, 120), _tekst("bronnen", d["titel"], 2, 160)) for d in delen)


def _check_whole(kaart):
    if not SLUG.fullmatch(kaart.slug):
        raise KaartError("slug", "Gebruik kleine letters, cijfers en streepjes.")
    minuten = sum(stap.minuten for stap in kaart.stappen)
    if kaart.soort == "werkvorm" and not kaart.duur.min <= minuten <= kaart.duur.max:
        raise KaartError(
            "stappen",
            f"De stappen duren samen {minuten} minuten. Bij de duur staat {kaart.duur.min} tot {kaart.duur.max}.",
        )
    if "online" in kaart.plek and not kaart.online:
        raise KaartError("online", "Schrijf hoe het online gaat, of kies alleen ‘op een plek’.")
