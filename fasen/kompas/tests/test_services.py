from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fasen import services as fasen_services
from fasen.kompas import services
from fasen.kompas.models import Kompasreactie, Kompasstand
from fasen.kompas.tests.kleine import alleen, maak_signaal
from fasen.tasks import measure_netwerken_task
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
LET_OP = maak_signaal("a", "aandacht")
KLAAR = maak_signaal("a", uit=("verkenning",), voorwaarde=True)


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(gestart=True)
    fasen_services.create_route(netwerk)
    return netwerk


@pytest.fixture
def by():
    return PersoonFactory()


def test_snooze_keeps_who_and_until_when(netwerk, by):
    with alleen(LET_OP):
        reactie = services.snooze(netwerk, LET_OP, by=by)

    assert (reactie.door, reactie.soort, reactie.bewijs) == (by, "later", "Dit is het bewijs van a.")
    assert timedelta(days=13, hours=23) < reactie.tot - nu() <= timedelta(days=14)
    assert Logregel.objects.get(actie="fasen.kompas.later").feiten == {"signaal": "a"}


def test_snooze_until_after_the_next_meeting(netwerk, by, monkeypatch):
    eind = nu() + timedelta(days=33)
    monkeypatch.setattr("fasen.kompas.momenten._BRONNEN", [lambda peiling: {netwerk.pk: eind}])
    with alleen(LET_OP):
        assert services.snooze(netwerk, LET_OP, na_bijeenkomst=True, by=by).tot == eind


def test_snooze_until_a_meeting_that_is_not_planned(netwerk, by, monkeypatch):
    monkeypatch.setattr("fasen.kompas.momenten._BRONNEN", [])
    with alleen(LET_OP), pytest.raises(DomainError, match="geen bijeenkomst"):
        services.snooze(netwerk, LET_OP, na_bijeenkomst=True, by=by)


@pytest.mark.parametrize("zegt", ["goed", "onbekend", None])
def test_what_does_not_show_cannot_be_laid_aside(netwerk, by, zegt):
    signaal = maak_signaal("a", zegt)
    for doe in (services.snooze, services.dispute):
        with alleen(signaal), pytest.raises(DomainError, match="speelt niet meer"):
            doe(netwerk, signaal, by=by)
    assert not Kompasreactie.objects.exists()


def test_nothing_is_laid_aside_in_a_netwerk_that_is_over(by):
    with alleen(LET_OP), pytest.raises(DomainError, match="afgelopen"):
        services.snooze(NetwerkFactory(gestopt=True), LET_OP, by=by)


def test_the_last_word_counts_and_the_others_stay(netwerk, by):
    with alleen(LET_OP):
        services.snooze(netwerk, LET_OP, by=PersoonFactory())
        services.dispute(netwerk, LET_OP, zin="  Wij kiezen \n dit zelf.  ", by=by)

    assert Kompasreactie.objects.count() == 2
    geldig = Kompasreactie.objects.geldig().get()
    assert (geldig.soort, geldig.zin, geldig.door) == ("klopt_niet", "Wij kiezen dit zelf.", by)


def test_dispute_refuses_a_long_story(netwerk, by):
    with alleen(LET_OP), pytest.raises(DomainError, match="500 tekens"):
        services.dispute(netwerk, LET_OP, zin="x" * 501, by=by)


def test_restore_takes_it_back_once(netwerk, by):
    with alleen(LET_OP):
        services.snooze(netwerk, LET_OP, by=by)
        services.restore(netwerk, LET_OP, by=by)
        services.restore(netwerk, LET_OP, by=by)

    assert not Kompasreactie.objects.geldig().exists()
    assert Logregel.objects.filter(actie="fasen.kompas.restored").count() == 1


def test_decline_keeps_the_sentence(netwerk, by):
    with alleen(KLAAR):
        reactie = services.decline_voorstel(netwerk, "verkenning", zin="We missen nog twee scholen.", by=by)

    assert (reactie.fase, reactie.zin, reactie.signaal) == ("verkenning", "We missen nog twee scholen.", "")
    assert reactie.bewijs == "a: goed. Dit is het bewijs van a."


def test_decline_without_a_reason(netwerk, by):
    with alleen(KLAAR), pytest.raises(DomainError, match="paar woorden"):
        services.decline_voorstel(netwerk, "verkenning", zin=" nee ", by=by)


@pytest.mark.parametrize("fase", ["ontwikkeling", "verkenning"])
def test_decline_what_is_not_proposed(netwerk, by, fase):
    signaal = LET_OP if fase == "verkenning" else KLAAR
    with alleen(signaal), pytest.raises(DomainError, match="niet meer voor"):
        services.decline_voorstel(netwerk, fase, zin="We missen nog twee scholen.", by=by)


def test_decline_before_the_route_has_begun(by):
    with alleen(KLAAR), pytest.raises(DomainError, match="niet meer voor"):
        services.decline_voorstel(NetwerkFactory(), "verkenning", zin="We missen nog iets.", by=by)


def test_two_words_about_one_thing_at_once_are_refused_by_the_database(netwerk):
    velden = {"netwerk": netwerk, "soort": "later", "signaal": "a", "bewijs": "x", "tot": nu(), "op": nu()}
    Kompasreactie.objects.create(**velden)
    with pytest.raises(IntegrityError), transaction.atomic():
        Kompasreactie.objects.create(**velden)


@pytest.mark.parametrize(
    "fout",
    [
        {"soort": "later", "tot": None}, {"soort": "klopt_niet"}, {"soort": "nog_niet", "tot": None},
        {"soort": "later", "signaal": ""}, {"soort": "nog_niet", "tot": None, "signaal": "", "fase": "verkenning"},
    ],
)  # fmt: skip
def test_a_reactie_is_whole(netwerk, fout):
    velden = {"netwerk": netwerk, "signaal": "a", "bewijs": "x", "tot": nu(), "op": nu()} | fout
    with pytest.raises(IntegrityError), transaction.atomic():
        Kompasreactie.objects.create(**velden)


def test_stand_has_a_known_staat_and_is_there_once(netwerk):
    velden = {"netwerk": netwerk, "signaal": "a", "bewijs": "x", "sinds": nu()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Kompasstand.objects.create(staat="rood", **velden)
    Kompasstand.objects.create(staat="goed", **velden)
    with pytest.raises(IntegrityError), transaction.atomic():
        Kompasstand.objects.create(staat="goed", **velden)


# --- the nightly round ---


def test_only_changes_are_written(netwerk):
    eerst, later = nu() - timedelta(days=2), nu() - timedelta(days=1)
    with alleen(maak_signaal("a"), maak_signaal("b"), maak_signaal("c")):
        assert services.store_standen(now=eerst) == 3
        assert services.store_standen(now=later) == 0
    with alleen(maak_signaal("a", "aandacht"), maak_signaal("b", bewijs="Nu drie.")):
        assert services.store_standen(now=later) == 3  # one changed, one told something else, one gone

    a, b = Kompasstand.objects.order_by("signaal")
    assert (a.staat, a.vorige, a.sinds) == ("aandacht", "goed", later)
    assert (b.staat, b.vorige, b.sinds, b.bewijs) == ("goed", "", eerst, "Nu drie.")


@pytest.mark.parametrize("status", ["idee", "afgerond", "zelfstandig", "gestopt"])
def test_only_running_netwerken_are_measured(status):
    NetwerkFactory(status=status, reden_afsluiting="Het is klaar." if status == "gestopt" else "")
    with alleen(maak_signaal("a")):
        assert services.store_standen() == 0


def test_in_parts(monkeypatch):
    NetwerkFactory.create_batch(3, gestart=True)
    monkeypatch.setattr(services, "PER_KEER", 2)
    with alleen(maak_signaal("a")):
        assert services.store_standen() == 3
    assert Kompasstand.objects.count() == 3


def test_the_task_measures_with_all_signalen(netwerk):
    DeelnameFactory(netwerk=netwerk)
    measure_netwerken_task()

    assert Kompasstand.objects.get(netwerk=netwerk, signaal="bijeenkomsten.volgende").staat == "aandacht"


@pytest.mark.parametrize("aantal", [1, 3])
def test_query_count_does_not_grow(aantal, django_assert_num_queries):
    for netwerk in NetwerkFactory.create_batch(aantal, gestart=True):
        fasen_services.create_route(netwerk)
        DeelnameFactory.create_batch(2, netwerk=netwerk)
    services.store_standen()
    Kompasstand.objects.filter(signaal="netwerken.minimum").update(bewijs="Toen nog anders.")

    # keys, netwerken, fasen, mensen, getallen, bijeenkomsten, rondes, what was known,
    # what changed, and a savepoint around
    with django_assert_num_queries(15):
        assert services.store_standen() == aantal


def test_kompas_stands_still_while_a_netwerk_pauses(netwerk, by):
    Netwerk.objects.update(gepauzeerd_tot=date(2099, 1, 1), reden_pauze="Drukte")

    with alleen(LET_OP), pytest.raises(DomainError, match="pauzeert"):
        services.snooze(netwerk, LET_OP, by=by)
