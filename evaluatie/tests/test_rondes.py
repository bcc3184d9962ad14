"""Rounds to the whole netwerk: planned, moved, cancelled, opened, closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from evaluatie import services
from evaluatie.models import Genodigde, Gevraagde, Meting, Vragenlijst
from evaluatie.services import rijen
from evaluatie.services.rondes import TE_KLEIN
from evaluatie.tests.factories import make_netwerk, make_ronde, make_ronde_keuzes
from evaluatie.vragenlijst.bron import get_shipped
from evaluatie.vragenlijst.document import Soort, Vraag, fingerprint
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def plan(netwerk, **velden):
    straks = nu() + timedelta(days=3)
    return services.plan_ronde(
        netwerk, velden.pop("soort", "barometer"),
        **({"opent_op": straks, "sluit_op": straks + timedelta(days=14), "naam": "Barometer"} | velden),
    )  # fmt: skip


def test_plan_ronde_asks_nobody_yet():
    meting = plan(make_netwerk(6))

    assert (meting.status, meting.titel, meting.aanleiding) == ("gepland", "Barometer", f"meting:{meting.pk}")
    assert meting.document == get_shipped("barometer")
    assert not Genodigde.objects.exists()
    assert not meting.is_open()


def test_plan_ronde_for_the_same_moment_is_the_same_round():
    netwerk = make_netwerk(6)
    eerste = plan(netwerk, moment="barometer:1")

    assert plan(netwerk, moment="barometer:1", naam="Anders") == eerste
    assert plan(netwerk, moment="barometer:2") != eerste
    assert plan(make_netwerk(6), moment="barometer:1") != eerste
    with pytest.raises(IntegrityError), transaction.atomic():
        Meting.objects.filter(moment="barometer:2").update(moment="barometer:1")


def test_plan_ronde_refuses_to_close_before_it_opens():
    with pytest.raises(DomainError, match="later sluiten"):
        plan(make_netwerk(6), sluit_op=nu())
    assert not Meting.objects.exists()


def test_a_version_is_written_once_and_belongs_to_the_netwerk_when_it_has_own_questions():
    netwerk, ander = make_netwerk(6), make_netwerk(6)
    document = get_shipped("puls")
    eigen = Vraag("eigen-1", "Hoe nu verder?", Soort.OPEN, eigen=True)
    met_eigen = document.__class__(
        **{veld: getattr(document, veld) for veld in ("code", "versie", "naam", "titel")},
        groepen=(*document.groepen, document.groepen[0].__class__("eigen", "Van jullie", (eigen,))),
    )
    metingen = [plan(n, document=d) for n in (netwerk, ander) for d in (document, document, met_eigen)]

    assert Vragenlijst.objects.count() == 3
    assert {lijst.netwerk for lijst in Vragenlijst.objects.all()} == {None, netwerk, ander}
    assert metingen[2].document == metingen[5].document == met_eigen
    assert metingen[0].vragenlijst_id == fingerprint(document)
    with pytest.raises(TypeError, match="never changes"):
        metingen[0].vragenlijst.save()


def test_move_ronde():
    meting = plan(make_netwerk(6))
    later = nu() + timedelta(days=30)

    services.move_ronde(meting, opent_op=later, sluit_op=later + timedelta(days=7))

    meting.refresh_from_db()
    assert (meting.opent_op, meting.sluit_op) == (later, later + timedelta(days=7))
    with pytest.raises(DomainError, match="later sluiten"):
        services.move_ronde(meting, opent_op=later, sluit_op=later)


def test_open_ronde_asks_the_deelnemers_and_no_facilitator():
    netwerk = make_netwerk(6)
    DeelnameFactory(netwerk=netwerk, persoon=DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    DeelnameFactory(netwerk=netwerk, status="pauze")
    meting = make_ronde(netwerk)

    assert meting.status == "open"
    assert meting.genodigden.aanwezig().count() == meting.gevraagden.count() == 6
    assert meting.tellers.count() == sum(len(vraag.waarden) for vraag in meting.document.geteld)
    assert meting.sluit_op - meting.opent_op == timedelta(days=14)


def test_open_ronde_before_its_hour_or_twice_does_nothing():
    netwerk = make_netwerk(6)
    meting = plan(netwerk)
    assert services.open_ronde(meting).is_gepland

    meting = services.open_ronde(meting, now=meting.opent_op)
    again = services.open_ronde(meting, now=meting.opent_op + timedelta(days=1))

    assert again.opent_op == meting.opent_op
    assert meting.genodigden.count() == 6


def test_a_late_worker_gives_people_all_their_days():
    meting = plan(make_netwerk(6))
    laat = meting.opent_op + timedelta(days=40)

    meting = services.open_ronde(meting, now=laat)

    assert (meting.opent_op, meting.sluit_op) == (laat, laat + timedelta(days=14))


def test_open_ronde_with_four_lapses_and_says_why():
    meting = plan(make_netwerk(4))

    meting = services.open_ronde(meting, now=meting.opent_op)

    assert (meting.status, meting.reden) == ("vervallen", TE_KLEIN)
    assert not Genodigde.objects.exists()
    assert not Gevraagde.objects.exists()


def test_a_list_that_does_not_come_back_keeps_nobody():
    meting = make_ronde(make_netwerk(6), soort="spreker")

    assert not meting.gevraagden.exists()


@pytest.mark.parametrize("geopend", [False, True])
def test_cancel_ronde_erases_what_was_answered(geopend):
    meting = make_ronde(make_netwerk(6)) if geopend else plan(make_netwerk(6))
    if geopend:
        persoon = meting.genodigden.first().persoon
        services.answer(meting, persoon, keuzes=make_ronde_keuzes(meting), now=meting.opent_op)

    services.cancel_ronde(meting, "We praten liever.")

    meting.refresh_from_db()
    assert (meting.status, meting.reden) == ("vervallen", "We praten liever.")
    assert not any(
        rows.exists() for rows in (meting.tellers, meting.genodigden, meting.gevraagden, meting.open_antwoorden)
    )
    services.cancel_ronde(meting, "Nog een keer.")
    meting.refresh_from_db()
    assert meting.reden == "We praten liever."
    with pytest.raises(DomainError, match="al begonnen of vervallen"):
        services.move_ronde(meting, opent_op=nu(), sluit_op=nu() + timedelta(days=1))


def test_cancel_ronde_refuses_when_it_is_closed():
    meting = make_ronde(make_netwerk(6))
    meting = services.close_meting(meting, now=meting.sluit_op)

    with pytest.raises(DomainError, match="al gesloten"):
        services.cancel_ronde(meting, "Te laat.")


def test_closing_keeps_who_belonged_to_the_group_and_not_who_answered():
    meting = make_ronde(make_netwerk(6))
    groep = set(meting.gevraagden.values_list("persoon", flat=True))
    for genodigde in meting.genodigden.select_related("persoon")[:5]:
        services.answer(meting, genodigde.persoon, keuzes=make_ronde_keuzes(meting), now=meting.opent_op)

    meting = services.close_meting(meting, now=meting.sluit_op)

    assert (meting.genodigd, meting.ingevuld) == (6, 5)
    assert not meting.genodigden.exists()
    assert set(meting.gevraagden.values_list("persoon", flat=True)) == groep


def test_who_leaves_the_platform_leaves_an_empty_place():
    meting = make_ronde(make_netwerk(6))
    persoon = meting.gevraagden.first().persoon
    persoon.deelnames.all().delete()
    persoon.delete()

    assert list(meting.gevraagden.values_list("persoon", flat=True)).count(None) == 1


def test_who_composes_the_questions_registers_once(monkeypatch):
    monkeypatch.setattr(rijen, "_samenstellers", [])

    def maak(netwerk, document):
        return None

    services.register_samensteller(maak)
    services.register_samensteller(maak)

    assert rijen._samenstellers == [maak]
    assert rijen.ensure_newest(None, get_shipped("puls")) is None
