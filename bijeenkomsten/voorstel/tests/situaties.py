"""Kandidaten as the catalogue in the files has them, and others made up by hypothesis."""

from functools import cache

from hypothesis import strategies as st

from bijeenkomsten.voorstel.kandidaten import Kandidaat, Situatie
from werkvormen.inhoud import read_kaarten
from werkvormen.inhoud.soorten import DOELEN, ENERGIE, FASE_SLUGS, TIJDEN

MOMENTEN = ["opening", "kern", "transfer", "afsluiting", "tussendoor"]


@cache
def read_catalogus() -> tuple[Kandidaat, ...]:
    """All werkvormen of the catalogue."""
    kaarten = [kaart for kaart in read_kaarten() if kaart.soort == "werkvorm"]
    return tuple(_make(kaart, nummer) for nummer, kaart in enumerate(kaarten, 1))


def _make(kaart, nummer):
    stappen = sum(stap.minuten for stap in kaart.stappen)
    return Kandidaat(
        kaart.slug, kaart.naam, kaart.samenvatting, kaart.momenten, kaart.doelen, kaart.fasen, kaart.plek,
        kort=kaart.duur.min, gewoon=stappen, lang=kaart.duur.max, groep_min=kaart.groep.min, groep_max=kaart.groep.max,
        soort=kaart.tijd, energie=kaart.energie, werkvorm=nummer,
    )  # fmt: skip


def make_kandidaat(**waarden):
    """Something for the kern of a meeting in verdieping, for an hour; unless said otherwise."""
    gewoon = {"sleutel": "intervisie", "naam": "Intervisie", "wat": "Wat", "momenten": ("kern",), "doelen": ("casus",)}
    gewoon |= {
        "fasen": ("verdieping",),
        "plek": ("fysiek", "online"),
        "kort": 45,
        "gewoon": 60,
        "lang": 75,
        "werkvorm": 1,
    }
    return Kandidaat(**gewoon | waarden)


def make_situatie(**waarden):
    """Two hours with twelve people in verdieping, unless said otherwise."""
    return Situatie(**{"fase": "verdieping", "minuten": 120, "mensen": 12, "doel": "casus"} | waarden)


def _some(woorden, most=4):
    return st.lists(st.sampled_from(sorted(woorden)), min_size=1, max_size=most, unique=True).map(tuple)


@st.composite
def kandidaten(draw):
    """A catalogue of at most twelve, as strange as the rules for a kaart allow."""
    aantal = draw(st.integers(0, 12))
    return [_draw_kandidaat(draw, nummer) for nummer in range(1, aantal + 1)]


def _draw_kandidaat(draw, nummer):
    kort = draw(st.integers(1, 200))
    lang = draw(st.integers(kort, 300))
    groep_min = draw(st.integers(1, 20))
    return Kandidaat(
        f"werkvorm-{nummer}", f"Werkvorm {nummer}", "Wat", draw(_some(MOMENTEN)), draw(_some(DOELEN)),
        draw(_some(FASE_SLUGS)), draw(_some(["fysiek", "online"], 2)), kort=kort, gewoon=draw(st.integers(kort, lang)),
        lang=lang, groep_min=groep_min, groep_max=draw(st.integers(groep_min, 60)),
        soort=draw(st.sampled_from(sorted(TIJDEN))), energie=draw(st.sampled_from(sorted(ENERGIE))), werkvorm=nummer,
    )  # fmt: skip


@st.composite
def situaties(draw):
    slugs = [k.sleutel for k in read_catalogus()] + [f"werkvorm-{n}" for n in range(1, 13)]
    return Situatie(
        fase=draw(st.sampled_from(FASE_SLUGS)),
        minuten=draw(st.integers(20, 620)),
        mensen=draw(st.integers(1, 45)),
        doel=draw(st.sampled_from(sorted(DOELEN))),
        vorm=draw(st.sampled_from(["fysiek", "online", "hybride"])),
        afspraken=draw(st.integers(0, 3)),
        eerste=draw(st.booleans()),
        eerder=draw(st.dictionaries(st.sampled_from(slugs), st.integers(1, 6), max_size=8)),
        oordeel=draw(
            st.dictionaries(st.sampled_from(slugs), st.sampled_from(["nog_eens", "anders", "niet_meer"]), max_size=5)
        ),
        favorieten=frozenset(draw(st.lists(st.sampled_from(slugs), max_size=4))),
    )
