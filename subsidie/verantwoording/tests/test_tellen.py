"""Every number: what is in it, what is not, and how it says so."""

from datetime import date, timedelta

import pytest

from bijeenkomsten.academie.tests.factories import AcademieuitnodigingFactory
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.materiaal.tests.factories import MateriaalFactory
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from evaluatie.tests.factories import MetingFactory
from kern.tijd import lokale_dag, nu
from leren.models import Leervraagversie
from leren.tests.factories import LeervraagFactory
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory
from subsidie.begroting.bedragen import Bedragfout
from subsidie.verantwoording.forms import parse_aantal
from subsidie.verantwoording.periode import Periode, jaren_later
from subsidie.verantwoording.tellen import BRONNEN, count_tellingen, count_vervolg
from subsidie.verantwoording.tests.factories import add_deelnemer, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk():
    return NetwerkFactory(gestart=True)


@pytest.fixture
def jaar():
    vandaag = lokale_dag(nu())
    return Periode(vandaag - timedelta(days=365), vandaag)


def count(netwerk, periode):
    return {telling.code: telling for telling in count_tellingen(netwerk, periode)}


def values(netwerk, periode):
    return {code: telling.waarde for code, telling in count(netwerk, periode).items()}


def test_of_nothing_everything_is_nought_and_leervragen_cannot_be_said(netwerk, jaar):
    tellingen = count(netwerk, jaar)
    assert {t.waarde for t in tellingen.values() if t.code != "leervragen"} == {0}
    assert tellingen["leervragen"].waarde is None
    assert set(tellingen) == set(BRONNEN)
    assert all(telling.hoe.endswith(".") and telling.naam for telling in tellingen.values())


def test_meetings_with_a_list_count_and_say_which_days(netwerk, jaar):
    eerste, tweede = hold(netwerk, dagen=-200), hold(netwerk, dagen=-100)
    hold(netwerk, dagen=-400)  # before it
    hold(NetwerkFactory(gestart=True))
    BijeenkomstFactory(netwerk=netwerk, dagen=-50, afgelast=True)
    BijeenkomstFactory(netwerk=netwerk, dagen=30)

    tellingen = count(netwerk, jaar)

    assert tellingen["bijeenkomsten"].waarde == 2
    assert tellingen["bijeenkomsten"].dagen == (eerste.datum, tweede.datum)
    assert tellingen["bijeenkomsten"].let_op == ""
    assert tellingen["contact"].waarde == 2 * 14  # three hours and a half each


@pytest.mark.parametrize(("aantal", "zin"), [(1, "1 bijeenkomst heeft"), (2, "2 bijeenkomsten hebben")])
def test_a_meeting_without_a_list_is_told(netwerk, jaar, aantal, zin):
    for n in range(aantal):
        BijeenkomstFactory(netwerk=netwerk, dagen=-50 - n * 10)
    telling = count(netwerk, jaar)["bijeenkomsten"]
    assert (telling.waarde, telling.let_op.startswith(zin)) == (0, True)


def test_the_first_day_is_in_it_and_the_day_after_the_last_is_not(netwerk):
    keer = hold(netwerk, dagen=-100)
    dag = keer.datum
    assert values(netwerk, Periode(dag, dag + timedelta(days=1)))["bijeenkomsten"] == 1
    assert values(netwerk, Periode(dag - timedelta(days=1), dag))["bijeenkomsten"] == 0


def test_who_was_there_counts_once_and_who_only_guides_does_not(netwerk, jaar):
    school = OrganisatieFactory()
    een, twee = (add_deelnemer(netwerk, persoon__organisatie=school) for _ in range(2))
    weg = add_deelnemer(netwerk, uitgestapt=True, persoon__organisatie=OrganisatieFactory())
    zonder = add_deelnemer(netwerk, persoon__organisatie=None)
    keer = hold(netwerk, [een, weg, PersoonFactory()], dagen=-200)
    AanwezigheidFactory(bijeenkomst=keer, persoon=twee, komt=True, aanwezig=False)
    hold(netwerk, [een, zonder], dagen=-100)

    waarden = values(netwerk, jaar)

    assert waarden["deelnemers"] == 3
    assert waarden["organisaties"] == 2
    assert waarden["leden"] == 3
    assert waarden["samen"] == 4 * 14


def test_the_academie_counts_when_it_was_asked_and_when_it_said_to_come(netwerk, jaar):
    for soort in ({"komt": True}, {}, {"ingetrokken": True}):
        AcademieuitnodigingFactory(bijeenkomst=hold(netwerk), **soort)
    AcademieuitnodigingFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk, dagen=-30), komt=True)  # no list

    waarden = values(netwerk, jaar)

    assert (waarden["uitgenodigd"], waarden["academie"]) == (3, 1)


def test_of_metingen_only_those_with_a_result(netwerk, jaar, settings):
    genoeg = settings.EVALUATIE_MIN_ANTWOORDEN
    for ingevuld in (genoeg, genoeg - 1, None):
        MetingFactory(bijeenkomst=hold(netwerk), gesloten=True, ingevuld=ingevuld)
    MetingFactory(bijeenkomst=hold(netwerk))
    assert values(netwerk, jaar)["metingen"] == 1


def test_of_fewer_than_three_leervragen_nothing_is_said(netwerk, jaar):
    def klaar():
        rij = LeervraagFactory(netwerk=netwerk, persoon=add_deelnemer(netwerk), status="klaar")
        Leervraagversie.objects.create(leervraag=rij, nummer=9, soort="resultaat", tekst="Zo werkt het.")
        Leervraagversie.objects.update(op=nu() - timedelta(days=40))
        return rij

    klaar()
    klaar()
    assert values(netwerk, jaar)["leervragen"] is None

    LeervraagFactory(netwerk=netwerk, persoon=add_deelnemer(netwerk))
    telling = count(netwerk, jaar)["leervragen"]
    assert telling.waarde == 2
    assert "Van de 3 leervragen" in telling.hoe

    Leervraagversie.objects.update(op=nu() - timedelta(days=400))
    assert values(netwerk, jaar)["leervragen"] == 0


def test_afspraken_that_are_done_and_what_was_shared(netwerk, jaar):
    keer = hold(netwerk)
    for status in ("gedaan", "open"):
        gesloten_op = nu() - timedelta(days=20) if status == "gedaan" else None
        AfspraakFactory(bijeenkomst=keer, status=status, gesloten_op=gesloten_op)
    MateriaalFactory(bijeenkomst=keer)
    waarden = values(netwerk, jaar)
    assert (waarden["afspraken"], waarden["materiaal"]) == (1, 1)


def test_the_year_after_it_is_what_was_held_and_what_is_planned(netwerk):
    vandaag = lokale_dag(nu())
    hold(netwerk, dagen=-20)
    BijeenkomstFactory(netwerk=netwerk, dagen=-40)  # nobody filled in the list
    BijeenkomstFactory(netwerk=netwerk, dagen=20)
    BijeenkomstFactory(netwerk=netwerk, dagen=40, afgelast=True)
    periode = Periode(vandaag - timedelta(days=60), vandaag + timedelta(days=300))
    assert count_vervolg(netwerk, periode) == {"gehouden": 1, "gepland": 1}


def test_no_name_and_no_text_is_read(netwerk, jaar, django_assert_num_queries):
    """Only counters, and as many questions for much as for little."""
    hold(netwerk, [add_deelnemer(netwerk)])
    with django_assert_num_queries(8) as een:
        count_tellingen(netwerk, jaar)
    for _ in range(3):
        AcademieuitnodigingFactory(bijeenkomst=hold(netwerk, [add_deelnemer(netwerk) for _ in range(3)]))
    with django_assert_num_queries(8):
        count_tellingen(netwerk, jaar)
    gelezen = " ".join(query["sql"] for query in een.captured_queries)
    for kolom in ("naam", "email", "titel", "terugblik", "motivatie", "reden", "tekst", "toelichting", "wie_komt"):
        assert f'"{kolom}"' not in gelezen, kolom


def test_a_period_ends_the_day_before():
    assert Periode(date(2026, 9, 1), date(2027, 9, 1)).laatste == date(2027, 8, 31)


def test_a_year_that_begins_on_a_leap_day_ends_on_the_first_of_march():
    assert jaren_later(date(2028, 2, 29), 1) == date(2029, 3, 1)
    assert jaren_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


@pytest.mark.parametrize("tekst", ["zes", "-1", "10.000", "1,5", "9" * 30, "²"])
def test_what_is_no_number_of_things(tekst):
    with pytest.raises(Bedragfout, match="heel getal"):
        parse_aantal(tekst)
    assert parse_aantal(" 1.200 ") == 1200
