"""A longer looptijd: which days can be asked, what a yes moves, and what changes nothing."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from kern.errors import DomainError
from kern.tijd import dag, lokale_dag, nu
from netwerken.models import Netwerk
from subsidie.lopend import services
from subsidie.lopend.looptijd import DAG, Periode, find_besluit, find_bezwaar_tegen, read_periode, read_ruimte
from subsidie.lopend.mijlpalen import read_mijlpalen
from subsidie.lopend.tests.factories import WijzigingFactory, add_penvoerder, geleden, make_staf, make_toegekend
from subsidie.models import Besluit, Wijziging
from subsidie.spoor.services import find_break, write
from subsidie.toestand import Rol, Stap, Status

pytestmark = pytest.mark.django_db
JAAR = Periode(date(2026, 9, 1), date(2027, 9, 1))
BLIJFT, SCHUIFT = ("startgesprek", "halverwege"), ("verantwoording", "vervolg")


def make_lopend(dagen=100, **velden):
    """Told, and the netwerk began, so many days ago."""
    aanvraag = make_toegekend(verteld_op=geleden(dagen), **velden)
    aanvraag.netwerk.start_datum = lokale_dag(geleden(dagen))
    aanvraag.netwerk.save(update_fields=["start_datum"])
    return aanvraag


def read_laatste(aanvraag):
    return read_periode(aanvraag, find_besluit(aanvraag)).laatste


def read_dagen(aanvraag):
    return {rij.code: rij.dag for rij in read_mijlpalen(aanvraag, find_besluit(aanvraag))}


def ask(aanvraag, laatste_dag):
    return services.request_wijziging(
        aanvraag, "looptijd", wat="Langer.", waarom="Zo.", laatste_dag=laatste_dag, by=add_penvoerder(aanvraag)
    )


def grant(aanvraag, laatste_dag):
    return services.decide_wijziging(ask(aanvraag, laatste_dag), "toegekend", "Dat past.", by=make_staf())


# --- Which days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vandaag", "dag_", "woord"),
    [
        (date(2027, 3, 1), date(1900, 1, 1), "Kies een dag na dinsdag 31 augustus 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "Dat is nu de laatste dag"),
        (date(2027, 3, 1), date(2027, 8, 31), "Kies een dag na"),
        (date(2027, 3, 1), date(2027, 9, 1), ""),
        (date(2027, 3, 1), date(2028, 8, 31), ""),
        (date(2027, 3, 1), date(2028, 9, 1), "Kies uiterlijk donderdag 31 augustus 2028"),
        (date(2027, 3, 1), date(9999, 12, 31), "hoogstens een jaar"),
        (date(2027, 11, 10), date(2027, 8, 31), "Kies een dag na"),
        (date(2027, 11, 10), date(2027, 11, 9), "Kies vandaag"),
        (date(2027, 11, 10), date(2027, 11, 10), ""),
        (date(2028, 8, 31), date(2028, 8, 31), ""),
    ],
)
def test_after_the_last_day_not_before_today_and_a_year_at_most(vandaag, dag_, woord):
    fout = find_bezwaar_tegen(dag_, read_ruimte(JAAR, vandaag))
    assert (woord in fout, bool(fout)) == (True, bool(woord))


@pytest.mark.parametrize(
    ("laatste", "vandaag", "hoogste", "leeg"),
    [
        (date(2028, 2, 29), date(2028, 1, 1), date(2029, 3, 1), False),
        (date(2027, 8, 31), date(2028, 8, 31), date(2028, 8, 31), False),
        (date(2027, 8, 31), date(2028, 9, 1), date(2028, 8, 31), True),
    ],
)
def test_when_it_is_over_for_a_year_there_is_no_day_left(laatste, vandaag, hoogste, leeg):
    ruimte = read_ruimte(Periode(date(2026, 9, 1), laatste + DAG), vandaag)
    assert (ruimte.hoogste, ruimte.is_leeg) == (hoogste, leeg)


# --- What moves --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("langer", [1, 30, 181, 365])
@pytest.mark.parametrize("begin", [date(2027, 1, 1), date(2027, 8, 31), date(2028, 2, 29), date(2027, 10, 31)])
def test_what_comes_after_the_end_moves_as_many_days_and_what_comes_before_stays(begin, langer):
    aanvraag = make_toegekend(verteld_op=geleden(10))
    Netwerk.objects.update(start_datum=begin)
    aanvraag.netwerk.refresh_from_db()
    eerst, was = read_dagen(aanvraag), read_laatste(aanvraag)
    assert {code for code, op in eerst.items() if op > was} == set(SCHUIFT)

    erbij = timedelta(days=langer)
    WijzigingFactory(
        aanvraag=aanvraag, soort="looptijd", laatste_dag=was + erbij, laatste_dag_was=was, uitkomst="toegekend",
        reden="Mag.", besloten_op=nu(),
    )  # fmt: skip

    assert read_laatste(aanvraag) == was + erbij
    for rij in read_mijlpalen(aanvraag, find_besluit(aanvraag)):
        schuift = rij.code in SCHUIFT
        assert rij.dag == eerst[rij.code] + (erbij if schuift else timedelta())
        assert rij.was == (eerst[rij.code] if schuift else None)
    assert read_dagen(aanvraag) == read_dagen(aanvraag)


def test_a_yes_holds_once_and_is_on_the_track_and_in_the_mail(django_capture_on_commit_callbacks):
    aanvraag, staf = make_lopend(), make_staf()
    was = read_laatste(aanvraag)
    wordt = was + timedelta(days=90)
    eerst = read_dagen(aanvraag)
    with django_capture_on_commit_callbacks(execute=True):
        rij = services.decide_wijziging(ask(aanvraag, wordt), "toegekend", "Geheimwoord mag.", by=staf)
    with pytest.raises(DomainError, match="al geantwoord"):
        services.decide_wijziging(rij, "toegekend", "Nog eens.", by=staf)

    assert (rij.laatste_dag_was, read_laatste(aanvraag)) == (was, wordt)
    assert [read_dagen(aanvraag)[code] - eerst[code] for code in SCHUIFT] == [timedelta(days=90)] * 2
    assert find_break(aanvraag) is None
    regels = [(regel.stap, regel.feiten) for regel in aanvraag.spoor.order_by("nummer")]
    assert [stap for stap, _ in regels] == ["wijziging gevraagd", "wijziging toegekend", "looptijd"]
    assert regels[-1][1] == {"wijziging": rij.pk, "was": was.isoformat(), "dag": wordt.isoformat()}
    [bericht] = mail.outbox
    for tekst in (bericht.body, bericht.alternatives[0][0]):
        plat = " ".join(tekst.split())
        assert f"loopt nu tot en met {dag(wordt, met_jaar=True)}" in plat
        assert "Geheimwoord" not in plat


def test_the_next_counts_from_the_last_that_was_granted():
    aanvraag = make_lopend()
    was = read_laatste(aanvraag)
    jaar = read_ruimte(read_periode(aanvraag, find_besluit(aanvraag)), was).hoogste
    grant(aanvraag, jaar)
    with pytest.raises(DomainError, match="Dat is nu de laatste dag"):
        ask(aanvraag, jaar)

    tweede = grant(aanvraag, jaar + timedelta(days=30))

    assert tweede.laatste_dag_was == jaar
    assert read_laatste(aanvraag) == jaar + timedelta(days=30)


@pytest.mark.parametrize("hoe", ["wacht", "nee", "terug", "woorden"])
def test_what_changes_nothing(hoe):
    """It waits, it was refused or taken back, or it was granted before there was a day to give."""
    aanvraag = make_lopend()
    eerst, was = read_dagen(aanvraag), read_laatste(aanvraag)
    if hoe == "woorden":
        WijzigingFactory(aanvraag=aanvraag, soort="looptijd", uitkomst="toegekend", reden="Mag.", besloten_op=nu())
    else:
        rij = ask(aanvraag, was + timedelta(days=60))
    if hoe == "nee":
        services.decide_wijziging(rij, "afgewezen", "Nee.", by=make_staf())
    if hoe == "terug":
        services.take_back_wijziging(rij, by=None)

    assert (read_dagen(aanvraag), read_laatste(aanvraag)) == (eerst, was)
    assert "looptijd" not in [regel.stap for regel in aanvraag.spoor.all()]


def test_who_begins_later_than_what_was_granted_has_whole_years():
    aanvraag = make_lopend()
    grant(aanvraag, read_laatste(aanvraag) + DAG)
    Netwerk.objects.update(start_datum=lokale_dag(nu()))
    aanvraag.netwerk.refresh_from_db()

    assert not any(rij.was for rij in read_mijlpalen(aanvraag, find_besluit(aanvraag)))


def test_a_decision_that_did_not_ask_for_it_asks_once(django_assert_num_queries):
    aanvraag = make_lopend()
    grant(aanvraag, read_laatste(aanvraag) + DAG)
    besluit = Besluit.objects.get()
    with django_assert_num_queries(1):
        assert read_periode(aanvraag, besluit) == read_periode(aanvraag, besluit)
    assert read_periode(aanvraag, besluit).laatste == read_laatste(aanvraag)


# --- What is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dagen", "woord"), [(None, "Kies de nieuwe laatste dag"), (0, "Kies een dag na"), (800, "hoogstens een jaar")]
)
def test_the_service_refuses_it_too(dagen, woord):
    aanvraag = make_lopend()
    laatste = None if dagen is None else read_laatste(aanvraag) + timedelta(days=dagen)
    with pytest.raises(DomainError, match=woord):
        ask(aanvraag, laatste)
    assert not Wijziging.objects.exists()
    assert not aanvraag.spoor.exists()


def test_another_soort_has_no_day():
    rij = services.request_wijziging(
        make_lopend(), "anders", wat="Iets.", waarom="Zo.", laatste_dag=date(2030, 1, 1), by=None
    )
    assert (rij.laatste_dag, rij.laatste_dag_was) == (None, None)


def test_after_the_account_was_signed_it_stays_also_when_that_came_back():
    aanvraag = make_lopend()
    open_ = ask(aanvraag, read_laatste(aanvraag) + DAG)
    write(aanvraag, Stap.VERANTWOORDEN, Rol.INDIENER)

    with pytest.raises(DomainError, match="al getekend"):
        services.decide_wijziging(open_, "toegekend", "Mag.", by=make_staf())
    services.decide_wijziging(open_, "afgewezen", "Te laat.", by=make_staf())
    with pytest.raises(DomainError, match="al getekend"):
        ask(aanvraag, read_laatste(aanvraag) + DAG)
    type(aanvraag).objects.update(status=Status.VERANTWOORD)
    with pytest.raises(DomainError, match="Dit kan nu niet"):
        ask(aanvraag, read_laatste(aanvraag) + DAG)


def test_more_than_a_year_after_the_end_there_is_nothing_to_ask():
    aanvraag = make_lopend(dagen=800)
    with pytest.raises(DomainError, match="meer dan een jaar geleden"):
        ask(aanvraag, lokale_dag(nu()))


def test_who_answers_late_does_not_take_the_day_away():
    aanvraag = make_lopend(dagen=400)
    was = read_laatste(aanvraag)
    rij = WijzigingFactory(aanvraag=aanvraag, soort="looptijd", laatste_dag=was + DAG, laatste_dag_was=was)
    assert rij.laatste_dag < lokale_dag(nu())

    services.decide_wijziging(rij, "toegekend", "Mag.", by=make_staf())

    assert read_laatste(aanvraag) == was + DAG


def test_a_yes_to_what_is_no_longer_later():
    """The netwerk began later meanwhile, so its years end later."""
    aanvraag = make_lopend()
    rij = ask(aanvraag, read_laatste(aanvraag) + DAG)
    Netwerk.objects.update(start_datum=lokale_dag(geleden(50)))

    with pytest.raises(DomainError, match="niet eerder dan het netwerk vroeg"):
        services.decide_wijziging(rij, "toegekend", "Mag.", by=make_staf())
    services.decide_wijziging(rij, "afgewezen", "Hoeft niet meer.", by=make_staf())


@pytest.mark.parametrize(
    "velden",
    [
        {"laatste_dag": date(2027, 1, 2)},
        {"laatste_dag_was": date(2027, 1, 2)},
        {"laatste_dag": date(2027, 1, 2), "laatste_dag_was": date(2027, 1, 2)},
        {"soort": "anders", "laatste_dag": date(2027, 1, 2), "laatste_dag_was": date(2027, 1, 1)},
    ],
)
def test_the_database_refuses_half_a_change(velden):
    with pytest.raises(IntegrityError):
        WijzigingFactory(**{"soort": "looptijd"} | velden)
