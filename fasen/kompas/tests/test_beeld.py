from datetime import timedelta

import pytest

from fasen import services as fasen_services
from fasen.kompas import services
from fasen.kompas.beeld import note_uitgang, read_beeld
from fasen.kompas.models import Kompasreactie
from fasen.kompas.signaal import find_signaal
from fasen.kompas.tests.kleine import alleen, maak_signaal
from fasen.models import Fasestap, load_routes
from fasen.wegwijzer import Verwijzing, Wegwijzer
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
UIT = {"uit": ("verkenning",)}
NODIG = UIT | {"voorwaarde": True}


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(gestart=True)
    fasen_services.create_route(netwerk)
    return netwerk


def beeld(netwerk, *signalen, **velden):
    with alleen(*signalen):
        gelezen = read_beeld(Netwerk.objects.get(pk=netwerk.pk), **velden)
        _ = gelezen.uitgang
    return gelezen


def codes(bevindingen):
    return [b.signaal.code for b in bevindingen]


def test_radar_shows_three_at_most_and_the_most_serious_first(netwerk):
    signalen = [maak_signaal(f"s.{n}", "aandacht", ernst=ernst) for n, ernst in enumerate([1, 2, 3, 2])]

    gezien = beeld(netwerk, *signalen, maak_signaal("s.goed"), maak_signaal("s.stil", None))

    assert codes(gezien.radar) == ["s.2", "s.1", "s.3"]
    assert codes(gezien.meer) == ["s.0"]
    assert codes(gezien.goed) == ["s.goed"]


def test_unknown_is_no_attention(netwerk):
    gezien = beeld(netwerk, maak_signaal("s.a", "onbekend"))

    assert not gezien.radar
    assert codes(gezien.onbekend) == ["s.a"]


def test_what_is_about_few_people_is_for_who_guides(netwerk):
    signalen = maak_signaal("s.klein", "aandacht", begeleiders=True), maak_signaal("s.groep", "aandacht")

    assert codes(beeld(netwerk, *signalen, begeleidt=False).bevindingen) == ["s.groep"]
    assert len(beeld(netwerk, *signalen).bevindingen) == 2


@pytest.mark.parametrize(
    ("signalen", "klaar"),
    [
        ([maak_signaal("a", **NODIG)], True),
        ([maak_signaal("a", **NODIG), maak_signaal("b", "onbekend", **UIT)], True),
        ([maak_signaal("a", **NODIG), maak_signaal("b", "aandacht", **UIT)], False),
        ([maak_signaal("a", "onbekend", **NODIG), maak_signaal("b", **UIT)], False),
        ([maak_signaal("a", "aandacht", **NODIG)], False),
        ([maak_signaal("a", **UIT)], False),
        ([maak_signaal("a", uit=("inbedding",), voorwaarde=True)], False),
        ([], False),
    ],
)
def test_proposes_when_all_that_is_known_is_good(netwerk, signalen, klaar):
    assert beeld(netwerk, *signalen).uitgang.stelt_voor is klaar


def test_the_last_fase_and_a_route_that_has_not_begun_propose_nothing(netwerk):
    for fase in ("ontwikkeling", "verdieping", "inbedding", "verankering"):
        fasen_services.move_to(netwerk, fase, reden="We zijn er klaar voor.", by=None)
    laatste = beeld(netwerk, maak_signaal("a", uit=("verankering",), voorwaarde=True))

    assert not laatste.uitgang.stelt_voor
    assert laatste.uitgang.volgende is None
    assert beeld(NetwerkFactory(), maak_signaal("a", **NODIG)).uitgang is None


def test_what_somebody_disputes_does_not_stop_the_proposal(netwerk):
    met = [maak_signaal("a", **NODIG), maak_signaal("b", "aandacht", **UIT)]
    with alleen(*met):
        services.dispute(netwerk, find_signaal("b"), by=PersoonFactory())

    assert beeld(netwerk, *met).uitgang.stelt_voor


def test_a_decline_holds_for_a_month_or_until_something_changes(netwerk):
    met = [maak_signaal("a", **NODIG)]
    with alleen(*met):
        services.decline_voorstel(netwerk, "verkenning", zin="We missen nog twee scholen.", by=PersoonFactory())

    assert beeld(netwerk, *met).uitgang.afgewezen.zin == "We missen nog twee scholen."
    assert beeld(netwerk, *met, now=nu() + timedelta(days=29)).uitgang.stelt_voor is False
    assert beeld(netwerk, *met, now=nu() + timedelta(days=31)).uitgang.stelt_voor
    assert beeld(netwerk, maak_signaal("a", bewijs="Er kwam iemand bij.", **NODIG)).uitgang.stelt_voor


def test_laid_aside_comes_back_after_its_time(netwerk):
    met = maak_signaal("a", "aandacht")
    with alleen(met):
        services.snooze(netwerk, met, by=PersoonFactory())

    assert codes(beeld(netwerk, met).weggelegd) == ["a"]
    assert not beeld(netwerk, met).radar
    assert codes(beeld(netwerk, met, now=nu() + timedelta(days=15)).radar) == ["a"]


def test_disputed_stays_away_until_the_facts_change(netwerk):
    met = maak_signaal("a", "aandacht")
    with alleen(met):
        services.dispute(netwerk, met, zin="We doen dit bewust zo.", by=PersoonFactory())

    assert not beeld(netwerk, met, now=nu() + timedelta(days=300)).radar
    assert codes(beeld(netwerk, maak_signaal("a", "aandacht", bewijs="Nu zijn het er vijf.")).radar) == ["a"]


def test_a_card_has_tips_and_werkvormen_that_fit_the_fase_first(netwerk, monkeypatch):
    elders = Verwijzing("Elders", "/e/", helpt_bij=("VK-02",), fasen=("inbedding",))
    overal = Verwijzing("Overal", "/o/", helpt_bij=("VK-02",))
    hier = Verwijzing("Hier", "/h/", helpt_bij=("TIP-12",), fasen=("verkenning",))
    ook = Verwijzing("Ook elders", "/k/", helpt_bij=("VK-02",), fasen=("inbedding",))
    wegwijzer = Wegwijzer(alle={"VK-02": [elders, overal, ook], "TIP-12": [hier, overal]})
    monkeypatch.setattr("fasen.kompas.beeld.read_wegwijzer", lambda: wegwijzer)

    kaart = beeld(netwerk, maak_signaal("a", "aandacht", tips=("TIP-12", "TIP-35", "TIP-39"))).kaarten[0]

    assert [v.naam for v in kaart.werkvormen] == ["Overal", "Hier"]
    assert [tip.id for tip in kaart.tips] == ["TIP-39"]  # the one of Verkenning first


def test_two_cards_have_two_tips(netwerk):
    samen = [maak_signaal(code, "aandacht", tips=("TIP-39", "TIP-30")) for code in "ab"]

    assert [tip.id for kaart in beeld(netwerk, *samen).kaarten for tip in kaart.tips] == ["TIP-39", "TIP-30"]


def test_a_card_before_the_route_has_begun():
    kaart = beeld(NetwerkFactory(), maak_signaal("a", "aandacht")).kaarten[0]

    assert [tip.id for tip in kaart.tips] == ["TIP-12"]
    assert kaart.werkvormen == []


def test_a_step_keeps_what_the_kompas_said(netwerk):
    met = [
        maak_signaal("a", **NODIG),
        maak_signaal("b", "aandacht", **UIT),
        maak_signaal("c"),
        maak_signaal("d", None, **UIT),
    ]
    with alleen(*met):
        fasen_services.move_to(netwerk, "ontwikkeling", reden="We zijn er klaar voor.", by=PersoonFactory())

    kompas = Fasestap.objects.get(naar="ontwikkeling").kompas
    assert [(rij["signaal"], rij["staat"]) for rij in kompas] == [("a", "goed"), ("b", "aandacht")]
    assert kompas[0]["bewijs"] == "Dit is het bewijs van a."
    assert kompas[0]["naam"] == "Naam van a"


def test_a_step_in_the_past_keeps_nothing(netwerk):
    fasen_services.move_to(netwerk, "ontwikkeling", reden="We zijn er klaar voor.", by=None, op=nu())

    assert Fasestap.objects.get(naar="ontwikkeling").kompas == []


def test_without_a_running_fase_there_is_nothing_to_note():
    assert note_uitgang(NetwerkFactory(), nu()) == []


def test_one_query_for_what_people_said(netwerk, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("fasen.kompas.momenten._BRONNEN", [])
    load_routes([netwerk])
    with alleen(maak_signaal("a")), django_assert_num_queries(1):
        read_beeld(netwerk)
    assert not Kompasreactie.objects.exists()
