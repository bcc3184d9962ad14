"""Every toets in every state, what else it says, and that a thousand netwerken cost as many queries as one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from bijeenkomsten.tests.gevallen import maak_keer
from fasen.kompas.signaal import Peiling
from fasen.tests.gevallen import over
from kern.tijd import nu
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from subsidie.regeling.bron import list_shipped
from subsidie.toetsen.samen import jaar_van
from subsidie.toetsen.tests.gevallen import GEVALLEN, VO, bedragen, lopend, maak_aanvraag, met_keren, nieuw, werkt
from subsidie.toetsen.toets import OORDEEL, dump, find_toets, list_toetsen, meet_criteria, toets

pytestmark = pytest.mark.django_db
ALTIJD = {"goed", "onbekend"}


def meet(netwerk, aanvraag=None, *, regeling=VO, moment=None):
    """{code of the toets: Uitkomst}"""
    aanvragen = {netwerk.pk: aanvraag} if aanvraag else {}
    standen = meet_criteria(Peiling([netwerk], moment or nu()), regeling, aanvragen)[netwerk.pk]
    return {stand.criterium.toets: stand.uitkomst for stand in standen}


@pytest.mark.parametrize(("code", "staat"), GEVALLEN)
def test_every_state(code, staat):
    netwerk, aanvraag = GEVALLEN[code, staat]()

    uitkomst = meet(Netwerk.objects.get(pk=netwerk.pk), aanvraag)[code]

    assert (str(uitkomst.staat), bool(uitkomst.wanneer)) == (staat, staat == "onbekend"), uitkomst


def test_there_is_a_case_of_every_toets():
    """Where a netwerk came from is never held against it: only a person can tell."""
    staten = {code: {staat for c, staat in GEVALLEN if c == code} for code in list_toetsen()}

    assert staten.pop("initiatief") == ALTIJD
    assert all(gevonden == ALTIJD | {"aandacht"} for gevonden in staten.values()), staten


def test_every_toets_that_ships_is_known():
    gevraagd = {criterium.toets for regeling in list_shipped() for criterium in regeling.criteria}

    assert gevraagd - {""} == set(list_toetsen())
    assert find_toets("onzin") is None
    with pytest.raises(ImproperlyConfigured):
        toets("academie")(print)


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_one_as_for_many(aantal, django_assert_num_queries):
    netwerken = []
    for _ in range(aantal):
        netwerk = maak_keer(lopend(), -20).netwerk
        werkt(netwerk, "Rector", "penvoerder")
        netwerken.append(netwerk)

    with django_assert_num_queries(3):
        assert len(meet_criteria(Peiling(netwerken, nu()), VO)) == aantal


def test_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert meet_criteria(Peiling([], nu()), VO) == {}


def test_a_criterium_only_a_person_can_judge(proeftuin):
    standen = meet_criteria(Peiling([nieuw()], nu()), proeftuin).popitem()[1]

    mens = [stand for stand in standen if stand.toets is None]
    assert mens
    assert {stand.uitkomst for stand in mens} == {OORDEEL}
    assert [stand.nummer for stand in standen] == list(range(1, len(standen) + 1))
    assert dump(mens[:1]) == {
        mens[0].criterium.code: {
            "stand": "onbekend", "bewijs": "Dit is niet te tellen.", "wanneer": "Een beoordelaar kijkt hiernaar.",
        }
    }  # fmt: skip


def test_initiatief():
    netwerk = nieuw()
    assert "niet te zien" in meet(netwerk)["initiatief"].bewijs
    werkt(netwerk, "Rector", sector="")
    assert meet(netwerk)["initiatief"].bewijs == "Er doet 1 leidinggevende mee."
    werkt(netwerk, "Rector")
    werkt(netwerk, "Bestuurder", "eigenaar")
    assert meet(netwerk)["initiatief"].bewijs == "Er doen 3 leidinggevenden mee, van 2 verschillende organisaties."


@pytest.mark.parametrize(
    ("wie", "bewijs"),
    [
        ([], "Er is nog geen penvoerder of eigenaar."),
        ([("Rector", "eigenaar", "vo")], "De eigenaar geeft leiding, bij een organisatie in het voortgezet onderwijs."),
        ([("Rector", "penvoerder", "")], "De penvoerder geeft leiding. Van de organisatie kennen we de sector niet."),
        ([("", "penvoerder", "vo")], "Aan de functie van de penvoerder is niet te zien of die leiding geeft."),
        (
            [("docent", "penvoerder", "vo"), ("rector", "penvoerder", "vo")],
            "De penvoerder geeft leiding, bij een organisatie in het voortgezet onderwijs.",
        ),
    ],
)
def test_leidinggevende(wie, bewijs):
    netwerk = nieuw()
    for functie, rol, sector in wie:
        werkt(netwerk, functie, rol, sector)

    assert meet(netwerk)["leidinggevende"].bewijs == bewijs


def test_toezeggingen_are_told():
    netwerk = lopend()
    ContactmomentFactory(deelname=DeelnameFactory(netwerk=netwerk), ondertekend=True)

    bewijs = meet(netwerk)["deelnemers"].bewijs
    assert bewijs == "Er doet 1 deelnemer mee. Voor 1 tekende de leidinggevende een toezegging."


@pytest.mark.parametrize(
    ("start", "eind", "vandaag", "begin"),
    [
        ("2026-09-01", "2028-08-31", "2026-05-01", "2026-09-01"),  # before it begins
        ("2026-09-01", "2028-08-31", "2027-08-31", "2026-09-01"),
        ("2026-09-01", "2028-08-31", "2027-09-01", "2027-09-01"),
        ("2026-09-01", "2028-08-31", "2029-06-01", "2027-09-01"),  # the last year stays
        ("2026-09-01", "2028-02-28", "2028-01-01", "2026-09-01"),  # half a year is no year
        ("2024-02-29", "2026-03-01", "2025-03-01", "2025-03-01"),
    ],
)
def test_year_of_a_netwerk(start, eind, vandaag, begin):
    netwerk = NetwerkFactory.build(start_datum=date.fromisoformat(start), eind_datum=date.fromisoformat(eind))

    assert jaar_van(netwerk, date.fromisoformat(vandaag))[0] == date.fromisoformat(begin)


def test_meetings_are_not_missed_before_half_the_year():
    netwerk = lopend(0)
    nog = meet(netwerk)["bijeenkomsten"]
    assert (str(nog.staat), "staat nog niets op de agenda" in nog.bewijs) == ("onbekend", True)

    assert meet(netwerk, moment=nu() + timedelta(days=182))["bijeenkomsten"].staat == "onbekend"
    assert meet(netwerk, moment=nu() + timedelta(days=184))["bijeenkomsten"].staat == "aandacht"
    weg = meet(netwerk, moment=nu() + timedelta(days=2000))["bijeenkomsten"]
    assert weg.bewijs == "Dit netwerk is te lang voorbij om te tellen."


def test_cancelled_meetings_do_not_count():
    netwerk, _ = met_keren(lopend(), -200, -30)
    maak_keer(netwerk, 40, status="afgelast", reden_afgelast="Storm")

    assert "2 bijeenkomsten" in meet(netwerk)["bijeenkomsten"].bewijs


def test_recognisable():
    assert meet(nieuw(is_openbaar=False))["herkenbaar"].wanneer == "Dat weten we als jullie deelnemers zoeken."
    assert meet(lopend(is_openbaar=True))["herkenbaar"].staat == "aandacht"  # half a year, and no meeting
    assert "Er staat 1 bijeenkomst" in meet(met_keren(lopend(is_openbaar=True), -5)[0])["herkenbaar"].bewijs


def test_contact_soon_after_the_start():
    assert meet(lopend(-30))["contact"].staat == "onbekend"


def test_academie_before_there_is_anything_to_come_to():
    assert meet(lopend())["academie"].wanneer == "Dat weten we als er bijeenkomsten gepland zijn."


def test_when_something_is_known():
    later = meet(nieuw())["facilitator"].wanneer
    assert later.startswith("Dat weten we als het netwerk begint, op ")
    assert meet(lopend(-5, status="werving"))["facilitator"].wanneer == "Dat weten we als het netwerk begint."


def test_consent_to_an_older_text():
    netwerk, aanvraag = maak_aanvraag(nieuw(), akkoord_op=nu(), akkoord_versie="oud")

    assert "oudere tekst" in meet(netwerk, aanvraag)["monitoring"].bewijs


def test_year_two_with_contribution_or_empty():
    netwerk, aanvraag = maak_aanvraag(nieuw(), binnen=True, antwoorden=bedragen(bijdrage_2=1))
    assert "die is er dan niet" in meet(netwerk, aanvraag)["tweejaar"].bewijs
    aanvraag.antwoorden = {}
    assert meet(netwerk, aanvraag)["tweejaar"].staat == "aandacht"
    assert meet(nieuw())["tweejaar"].bewijs.endswith("Van jaar 2 is de begroting nog leeg.")


def test_exactly_two_years():
    netwerk = nieuw(start_datum=date(2026, 9, 1), eind_datum=date(2028, 8, 31))
    assert ": 24 maanden." in meet(netwerk)["tweejaar"].bewijs
    netwerk.eind_datum = date(2028, 8, 30)
    assert meet(netwerk)["tweejaar"].staat == "aandacht"


def test_another_regeling_has_other_numbers(proeftuin):
    """Three years with contribution, other shares: nothing is hard-wired."""
    post = proeftuin.geld.posten[0].code
    aanvraag = maak_aanvraag(nieuw(eind_datum=over(60 + 3 * 366)))[1]
    aanvraag.antwoorden = {f"begroting.{jaar.nummer}.{post}.eigen": 100_00 for jaar in proeftuin.kader.jaren}

    uitkomsten = meet(aanvraag.netwerk, aanvraag, regeling=proeftuin)

    for code in {"tweejaar", "eigen-inleg"} & uitkomsten.keys():
        assert uitkomsten[code].staat == "goed"
