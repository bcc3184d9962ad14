"""Decision tables: what the gids of each fase shows before, during and after it, to whom, and which steps are legal."""

import pytest
from django.urls import reverse

from fasen import services
from fasen.gids.agenda import Agenda, Keer
from fasen.gids.inhoud import GIDSEN
from fasen.gids.models import Vinkje
from fasen.gids.passend import Keuze, Passend
from fasen.inhoud import FASEN
from fasen.models import FaseVerloop
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
SLUGS = [fase.slug for fase in FASEN]
REDEN = "De groep is eraan toe."

WIE = ("facilitator", "deelnemer", "buitenstaander", "academie")
# moment of the fase         what the page says and holds
#                  kop        werkvormen  kompas  in het draaiboek (facilitator)
TOONT = {
    "ervoor":  ("Te doen",    True,       False,  False),
    "tijdens": ("Te doen",    True,       True,   True),
    "erna":    ("Zo ging het", False,     False,  False),
}  # fmt: skip
#                  leest  vinkt af  neemt terug
MAG = {
    "facilitator":    (200, 302, 302),
    "deelnemer":      (200, 403, 403),
    "buitenstaander": (403, 403, 403),
    "academie":       (403, 403, 403),
}  # fmt: skip


def zet_in(netwerk, nummer):
    """Bring the netwerk to this fase, step by step; 0: its route has not begun."""
    if nummer:
        services.create_route(netwerk)
    for fase in FASEN[1:nummer]:
        services.move_to(netwerk, fase, reden=REDEN, by=None)


def make_netwerk(fase, moment):
    netwerk = NetwerkFactory(openbaar=True)
    zet_in(netwerk, min(fase.nummer + {"ervoor": -1, "tijdens": 0, "erna": 1}[moment], 5))
    if moment == "erna" and fase.nummer == len(FASEN):  # after the last fase the netwerk itself is over
        FaseVerloop.objects.filter(fase=fase.slug).update(status="afgerond", afgerond_op=nu())
        Netwerk.objects.filter(pk=netwerk.pk).update(status="afgerond")
    return netwerk


def make_user(wie, netwerk):
    if wie in {"buitenstaander", "academie"}:
        return PersoonFactory(**({"academie": True} if wie == "academie" else {}))
    return DeelnameFactory(netwerk=netwerk, **({"facilitator": True} if wie == "facilitator" else {})).persoon


@pytest.fixture
def hogere_kamers(monkeypatch):
    """One werkvorm suits every fase, and there is a next meeting."""
    keuze = Keuze((Passend("spel", "Het spel", "/werkvormen/spel/", "Voor de kern.", "20 min"),))
    straks = nu().replace(year=nu().year + 1)
    agenda = Agenda([Keer(7, "Samen", straks, straks, False)], lambda netwerk, keer, slug: f"/in/{slug}/")
    monkeypatch.setattr("fasen.gids.passend._BRONNEN", [lambda *_: keuze])
    monkeypatch.setattr("fasen.gids.agenda._BRONNEN", [lambda peiling: dict.fromkeys(peiling.ids, agenda)])


@pytest.mark.parametrize("wie", WIE)
@pytest.mark.parametrize("moment", TOONT)
@pytest.mark.parametrize("fase", FASEN, ids=lambda fase: fase.slug)
def test_what_the_gids_shows(client, hogere_kamers, fase, moment, wie):
    netwerk = make_netwerk(fase, moment)
    client.force_login(make_user(wie, netwerk))
    leest, vinkt, _ = MAG[wie]
    kop, werkvormen, kompas, draaiboek = TOONT[moment]
    is_over = moment == "erna" and fase.nummer == len(FASEN)

    response = client.get(reverse("fasen:detail", args=[netwerk.slug, fase.slug]))

    assert response.status_code == leest
    if leest != 200:
        return
    content = response.content.decode()
    assert kop in content
    assert ("Het spel" in content) == werkvormen
    assert ("/kompas/blok/" in content) == kompas
    assert ('action="/in/spel/"' in content) == (draaiboek and wie == "facilitator")
    assert ("Vink af: " in content) == (vinkt == 302 and not is_over)
    assert ("Iedereen deed de intake" in content) == (fase.slug == "verkenning" and wie == "facilitator")
    for vraag in GIDSEN[fase.slug].kernvragen:
        assert vraag.vraag in content


@pytest.mark.parametrize("wie", WIE)
@pytest.mark.parametrize("moment", TOONT)
@pytest.mark.parametrize("fase", FASEN, ids=lambda fase: fase.slug)
def test_who_ticks_off_and_takes_back(client, fase, moment, wie):
    """A list is advice: one may be early with it, and write down afterwards what was. Until the netwerk is over."""
    netwerk = make_netwerk(fase, moment)
    client.force_login(make_user(wie, netwerk))
    _, vinkt, terug = MAG[wie]
    if moment == "erna" and fase.nummer == len(FASEN):
        vinkt = terug = 403
    punt = next(punt for punt in GIDSEN[fase.slug].punten if not punt.meter)
    url = reverse("fasen:punt", args=[netwerk.slug, fase.slug, punt.code])

    assert client.post(url, {"soort": "gedaan"}).status_code == vinkt
    assert Vinkje.objects.geldig().count() == (vinkt == 302)
    assert client.post(f"{url}terug/").status_code == terug
    assert Vinkje.objects.geldig().count() == 0


VERDER, TERUG, BLIJFT, NEE = "verder", "terug", "blijft", "nee"
# One step forward, back to any, and nowhere before the route began.
#  van: naar    verkenning ontwikkeling verdieping inbedding verankering
STAPPEN = {
    "":             (NEE,    NEE,    NEE,    NEE,    NEE),
    "verkenning":   (BLIJFT, VERDER, NEE,    NEE,    NEE),
    "ontwikkeling": (TERUG,  BLIJFT, VERDER, NEE,    NEE),
    "verdieping":   (TERUG,  TERUG,  BLIJFT, VERDER, NEE),
    "inbedding":    (TERUG,  TERUG,  TERUG,  BLIJFT, VERDER),
    "verankering":  (TERUG,  TERUG,  TERUG,  TERUG,  BLIJFT),
}  # fmt: skip
ALLE_STAPPEN = [(van, naar, stap) for van, rij in STAPPEN.items() for naar, stap in zip(SLUGS, rij, strict=True)]


def statussen(netwerk):
    gevonden = dict(FaseVerloop.objects.filter(netwerk=netwerk).values_list("fase", "status"))
    return {slug: gevonden.get(slug, "gepland") for slug in SLUGS}


@pytest.mark.parametrize(("van", "naar", "stap"), ALLE_STAPPEN)
def test_which_steps_are_legal(van, naar, stap):
    netwerk = NetwerkFactory()
    zet_in(netwerk, SLUGS.index(van) + 1 if van else 0)
    eerst = statussen(netwerk)

    try:
        services.move_to(netwerk, naar, reden=REDEN, by=None)
    except DomainError:
        assert stap == NEE
        assert statussen(netwerk) == eerst
        return

    assert stap != NEE
    verlaten = {VERDER: "afgerond", TERUG: "onderbroken"}.get(stap)
    assert statussen(netwerk) == eerst | ({van: verlaten} if verlaten else {}) | {naar: "lopend"}


@pytest.mark.parametrize("wie", WIE)
@pytest.mark.parametrize(("van", "naar", "stap"), ALLE_STAPPEN)
def test_who_may_take_the_step(client, van, naar, stap, wie):
    netwerk = NetwerkFactory(openbaar=True)
    zet_in(netwerk, SLUGS.index(van) + 1 if van else 0)
    eerst = statussen(netwerk)
    client.force_login(make_user(wie, netwerk))

    url = reverse("fasen:move", args=[netwerk.slug, naar])
    antwoord = client.post(url, {"reden": REDEN, "seen": van})

    if wie != "facilitator":
        assert (antwoord.status_code, statussen(netwerk)) == (403, eerst)
        return
    assert antwoord.status_code == (422 if stap == NEE else 302)
    assert (statussen(netwerk) != eerst) == (stap in {VERDER, TERUG})


# After going back from the middle: what was left behind is onderbroken, what lies between stays as it was, and the way
# forward is again one step at a time, through each fase.
HEEN_EN_WEER = [
    # stap             verkenning  ontwikkeling   verdieping     inbedding  verankering
    ("ontwikkeling", ("afgerond", "lopend",      "gepland",     "gepland", "gepland")),
    ("verdieping",   ("afgerond", "afgerond",    "lopend",      "gepland", "gepland")),
    ("verkenning",   ("lopend",   "afgerond",    "onderbroken", "gepland", "gepland")),
    ("ontwikkeling", ("afgerond", "lopend",      "onderbroken", "gepland", "gepland")),
    ("verkenning",   ("lopend",   "onderbroken", "onderbroken", "gepland", "gepland")),
    ("ontwikkeling", ("afgerond", "lopend",      "onderbroken", "gepland", "gepland")),
    ("verdieping",   ("afgerond", "afgerond",    "lopend",      "gepland", "gepland")),
    ("inbedding",    ("afgerond", "afgerond",    "afgerond",    "lopend",  "gepland")),
    ("verankering",  ("afgerond", "afgerond",    "afgerond",    "afgerond", "lopend")),
    ("inbedding",    ("afgerond", "afgerond",    "afgerond",    "lopend",  "onderbroken")),
]  # fmt: skip


def test_there_and_back_again():
    netwerk = NetwerkFactory()
    services.create_route(netwerk)
    for naar, verwacht in HEEN_EN_WEER:
        services.move_to(netwerk, naar, reden=REDEN, by=None)
        assert statussen(netwerk) == dict(zip(SLUGS, verwacht, strict=True)), naar


@pytest.mark.parametrize("fase", FASEN, ids=lambda fase: fase.slug)
@pytest.mark.parametrize("status", ["afgerond", "zelfstandig", "gestopt"])
def test_after_the_end_there_are_no_steps_in_any_fase(fase, status):
    netwerk = NetwerkFactory()
    zet_in(netwerk, fase.nummer)
    Netwerk.objects.filter(pk=netwerk.pk).update(status=status, reden_afsluiting="Klaar.")
    eerst = statussen(netwerk)

    for naar in SLUGS:
        if naar == fase.slug:
            continue
        with pytest.raises(DomainError, match="afgelopen"):
            services.move_to(Netwerk.objects.get(pk=netwerk.pk), naar, reden=REDEN, by=None)
    assert statussen(netwerk) == eerst
