"""Since when a criterium asks attention, and the two weeks in which only the netwerk sees that."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory
from subsidie.besluit.tests.factories import make_ronde
from subsidie.lopend.criteria import list_te_zien, meet_lopend
from subsidie.lopend.models import Criteriumstand
from subsidie.lopend.pagina import list_aandacht, list_aandacht_for_academie
from subsidie.lopend.services import explain_criterium, store_standen
from subsidie.lopend.services.standen import PER_KEER
from subsidie.lopend.tests.factories import BEGROTING, WijzigingFactory, add_penvoerder, make_toegekend
from subsidie.models import Aanvraag
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
VANDAAG = lokale_dag(nu())


@pytest.fixture
def aanvraag():
    """Nobody takes part, so there is an aandacht."""
    return make_toegekend()


def stand(aanvraag, code="deelnemers"):
    return aanvraag.criteriumstanden.get(code=code)


def age(aanvraag, dagen, code="deelnemers"):
    """The clock noted it so many days ago."""
    store_standen()
    aanvraag.criteriumstanden.filter(code=code).update(sinds=lokale_dag(nu()) - timedelta(days=dagen))
    return aanvraag


def fill(aanvraag):
    DeelnameFactory.create_batch(6, netwerk=aanvraag.netwerk)


def codes(rijen):
    return [rij.stand.criterium.code for rij in rijen]


def test_the_clock_notes_what_changed_and_twice_is_once(aanvraag):
    assert store_standen() == 12
    assert store_standen() == 0
    assert (stand(aanvraag).staat, stand(aanvraag).sinds) == ("aandacht", lokale_dag(nu()))

    explain_criterium(aanvraag, "deelnemers", "Er komen er twee bij.", by=add_penvoerder(aanvraag))
    fill(aanvraag)
    later = nu() + timedelta(days=1)
    assert store_standen(now=later) >= 1
    rij = stand(aanvraag)
    assert (rij.staat, rij.sinds, rij.toelichting, rij.toegelicht_op) == ("goed", lokale_dag(later), "", None)


@pytest.mark.parametrize(("dagen", "ziet"), [(0, False), (13, False), (14, True), (30, True)])
def test_the_academie_sees_it_after_the_days_of_the_regeling(aanvraag, dagen, ziet):
    age(aanvraag, dagen)

    assert "deelnemers" in codes(list_aandacht(aanvraag))
    assert codes(list_aandacht_for_academie(aanvraag)) == (["deelnemers"] if ziet else [])
    assert (aanvraag.pk in list_te_zien([aanvraag], lokale_dag(nu()))) == ziet


def test_what_is_good_again_is_gone_for_the_academie_at_once(aanvraag):
    age(aanvraag, 30)
    fill(aanvraag)

    assert list_aandacht_for_academie(aanvraag) == []
    assert "deelnemers" not in codes(list_aandacht(aanvraag))
    store_standen()
    assert list_te_zien([aanvraag], lokale_dag(nu())) == {}


def test_what_comes_back_begins_anew(aanvraag):
    age(aanvraag, 30)
    fill(aanvraag)
    store_standen()
    aanvraag.netwerk.deelnames.all().delete()
    store_standen()

    assert stand(aanvraag).sinds == lokale_dag(nu())
    assert list_te_zien([aanvraag], lokale_dag(nu())) == {}


def test_the_explanation_comes_along_and_never_before(aanvraag):
    age(aanvraag, 13)
    explain_criterium(aanvraag, "deelnemers", "Er komen er twee bij.", by=add_penvoerder(aanvraag))
    assert stand(aanvraag).sinds == lokale_dag(nu()) - timedelta(days=13)  # explaining gives no new days
    assert list_aandacht_for_academie(aanvraag) == []
    assert not aanvraag.spoor.exists()  # the academie reads the track

    [rij] = list_aandacht_for_academie(aanvraag, nu() + timedelta(days=1))
    assert rij.rij.toelichting == "Er komen er twee bij."


def test_explaining_what_the_clock_did_not_note_yet(aanvraag):
    explain_criterium(aanvraag, "deelnemers", "Er komen er twee bij.", by=add_penvoerder(aanvraag))
    assert stand(aanvraag).toelichting == "Er komen er twee bij."
    fill(aanvraag)
    with pytest.raises(DomainError, match="geen aandacht meer"):
        explain_criterium(aanvraag, "deelnemers", "Nog iets.", by=None)


@pytest.mark.parametrize(
    "velden",
    [
        {"netwerk__status": "gestopt", "netwerk__reden_afsluiting": "Klaar."},
        {"netwerk__gepauzeerd_tot": VANDAAG + timedelta(days=60), "netwerk__reden_pauze": "Verbouwing."},
        {"status": Status.VERANTWOORD},
    ],
    ids=["over", "resting", "accounted for"],
)
def test_of_what_does_not_run_nothing_is_kept(aanvraag, velden):
    age(aanvraag, 30)
    netwerk = {naam.removeprefix("netwerk__"): w for naam, w in velden.items() if naam != "status"}
    Netwerk.objects.filter(pk=aanvraag.netwerk_id).update(**netwerk, slug="anders")
    Aanvraag.objects.update(status=velden.get("status", "lopend"))
    aanvraag = Aanvraag.objects.with_ronde().get()

    store_standen()

    assert not Criteriumstand.objects.exists()
    assert list_aandacht_for_academie(aanvraag) == []
    if "status" not in velden:
        with pytest.raises(DomainError, match="geen aandacht meer"):
            explain_criterium(aanvraag, "deelnemers", "Zo.", by=None)
    else:
        assert list_aandacht(aanvraag) == []


def test_the_begroting_that_holds_is_measured(aanvraag):
    def staat():
        standen = meet_lopend([Aanvraag.objects.with_ronde().get(pk=aanvraag.pk)], nu())[aanvraag.pk]
        return next(stand.staat for stand in standen if stand.criterium.toets == "eigen-inleg")

    Aanvraag.objects.update(antwoorden={"waarom.aanleiding": "Zo", **BEGROTING})
    eerst = staat()
    WijzigingFactory(
        aanvraag=aanvraag, soort="begroting", antwoorden={"begroting.1.procesbegeleiding.bijdrage": 1},
        uitkomst="toegekend", reden="Mag.", besloten_op=nu(),
    )  # fmt: skip
    assert (eerst, staat()) == ("goed", "aandacht")


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_one_as_for_many(aantal, django_assert_num_queries):
    ronde = make_ronde()
    for _ in range(aantal):
        make_toegekend(ronde=ronde)
    aanvragen = list(Aanvraag.objects.with_ronde())
    meet_lopend(aanvragen, nu())
    with django_assert_num_queries(4):
        meet_lopend(aanvragen, nu())
    with django_assert_num_queries(1):
        list_te_zien(aanvragen, lokale_dag(nu()))


def test_two_aanvragen_of_one_netwerk_are_both_measured(aanvraag):
    ander = make_toegekend(netwerk=aanvraag.netwerk)
    gemeten = meet_lopend([aanvraag, ander], nu())
    assert set(gemeten) == {aanvraag.pk, ander.pk}


def test_batches(monkeypatch):
    monkeypatch.setattr("subsidie.lopend.services.standen.PER_KEER", 2)
    ronde = make_ronde()
    for _ in range(3):
        make_toegekend(ronde=ronde)
    assert PER_KEER == 500
    assert store_standen() == 36


@pytest.mark.parametrize(
    "velden",
    [
        {"toelichting": "Zo."},
        {"toegelicht_op": nu()},
        {"toelichting": "Zo.", "toegelicht_op": nu(), "staat": "goed"},
    ],
)
def test_an_explanation_without_an_aandacht_does_not_exist(aanvraag, velden):
    store_standen()
    with pytest.raises(IntegrityError), transaction.atomic():
        Criteriumstand.objects.filter(code="deelnemers").update(**velden)
