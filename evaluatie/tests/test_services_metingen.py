from datetime import timedelta

import pytest

from berichten.models import Verzending
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.factories import AanwezigheidFactory
from evaluatie import planning, services
from evaluatie.models import Genodigde, Meting, OpenAntwoord, Teller
from evaluatie.schema import make_schema
from evaluatie.tests.factories import (
    CODES,
    answer_all,
    make_bijeenkomst,
    make_gesloten,
    make_keuzes,
    make_meting,
)
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def test_open_meting_makes_every_row_there_will_ever_be():
    bijeenkomst = make_bijeenkomst(aanwezig=6, afwezig=2)

    meting = services.open_meting(bijeenkomst)

    assert meting.status == "open"
    assert meting.genodigden.filter(soort="aanwezig").count() == 6
    assert meting.genodigden.filter(soort="afwezig").count() == 2
    assert meting.tellers.count() == len(CODES) * 6
    assert set(meting.tellers.values_list("aantal", flat=True)) == {0}
    assert meting.sluit_op == make_schema(bijeenkomst.eindigt_op, meting.opent_op).sluit
    assert Logregel.objects.get(actie="evaluatie.meting.opened").feiten == {"genodigd": 6}


def test_open_meting_twice_is_once():
    bijeenkomst = make_bijeenkomst()

    assert services.open_meting(bijeenkomst) == services.open_meting(bijeenkomst)
    assert Genodigde.objects.count() == 6


def test_facilitators_are_not_asked_whatever_other_role_they_have():
    bijeenkomst = make_bijeenkomst(aanwezig=5, facilitators=2)
    dubbel = AanwezigheidFactory(bijeenkomst=bijeenkomst, aanwezig=True).persoon
    DeelnameFactory(netwerk=bijeenkomst.netwerk, persoon=dubbel)
    DeelnameFactory(netwerk=bijeenkomst.netwerk, persoon=dubbel, facilitator=True)

    meting = services.open_meting(bijeenkomst)

    begeleiders = bijeenkomst.netwerk.facilitators()
    assert begeleiders.count() == 3
    assert not meting.genodigden.filter(persoon__in=begeleiders).exists()
    assert meting.genodigden.count() == 5


@pytest.mark.parametrize(("aanwezig", "opent"), [(4, False), (5, True)])
def test_open_meting_needs_five(aanwezig, opent):
    assert bool(services.open_meting(make_bijeenkomst(aanwezig=aanwezig))) == opent
    assert Meting.objects.exists() == opent


def test_open_meting_before_the_end_or_when_cancelled_does_nothing():
    bijeenkomst = make_bijeenkomst()

    assert services.open_meting(bijeenkomst, now=bijeenkomst.eindigt_op - timedelta(seconds=1)) is None
    assert services.open_meting(make_bijeenkomst(gehouden=False, dagen=-5, afgelast=True)) is None
    assert not Meting.objects.exists()


def test_absent_are_deelnemers_only():
    bijeenkomst = make_bijeenkomst(aanwezig=5, afwezig=1)
    DeelnameFactory(netwerk=bijeenkomst.netwerk, eigenaar=True)
    DeelnameFactory(netwerk=bijeenkomst.netwerk, uitgestapt=True)

    aanwezig, afwezig = services.who_is_asked(bijeenkomst)

    assert (len(aanwezig), len(afwezig)) == (5, 1)


def test_moved_meeting_starts_over():
    meting = make_meting()
    answer_all(meting, [4] * 5, ["een woord"])
    later = nu() + timedelta(days=10)
    Bijeenkomst.objects.update(begint_op=later - timedelta(hours=2), eindigt_op=later)

    assert services.open_meting(meting.bijeenkomst, now=later - timedelta(minutes=1)) is None
    assert not Meting.objects.exists()
    assert not OpenAntwoord.objects.exists()
    opnieuw = services.open_meting(meting.bijeenkomst, now=later)
    assert opnieuw.pk != meting.pk
    assert not opnieuw.genodigden.filter(ingevuld=True).exists()


def test_close_meting_before_its_hour_does_nothing():
    meting = make_meting()

    assert not services.close_meting(meting, now=meting.sluit_op - timedelta(seconds=1)).is_gesloten
    assert services.close_meting(meting, now=meting.sluit_op).is_gesloten


def test_close_meting_counts_and_forgets_who():
    meting = make_meting(aanwezig=7)
    answer_all(meting, [4] * 5, ["een", "twee"])

    gesloten = services.close_meting(meting, now=meting.sluit_op)

    assert (gesloten.status, gesloten.genodigd, gesloten.ingevuld) == ("gesloten", 7, 5)
    assert not Genodigde.objects.exists()
    assert OpenAntwoord.objects.count() == 2
    assert Logregel.objects.get(actie="evaluatie.meting.closed").feiten == {"genodigd": 7, "ingevuld": 5}


def test_close_meting_below_the_threshold_leaves_nothing_of_that_round():
    """What was answered waits without a round or a person, for rounds to be shown together (test_samen)."""
    meting = make_gesloten([4] * 4, ["een", "twee"], aanwezig=7)

    assert (meting.genodigd, meting.ingevuld) == (7, None)
    assert not OpenAntwoord.objects.filter(meting=meting).exists()
    assert not Teller.objects.filter(meting=meting).exists()
    assert not OpenAntwoord.objects.toonbaar().exists()
    assert not Teller.objects.toonbaar().exists()
    assert Logregel.objects.get(actie="evaluatie.meting.closed").feiten == {"genodigd": 7}


def test_close_meting_throws_away_a_question_with_fewer_than_five_opinions():
    keuzes = [make_keuzes(4, ev1_5=0 if i < 2 else 3) for i in range(6)]

    meting = make_gesloten(keuzes)

    assert set(meting.tellers.values_list("vraag", flat=True)) == set(CODES) - {"ev1-5"}


def test_close_meting_twice_is_once():
    meting = make_gesloten([4] * 6)

    services.close_meting(meting, now=meting.sluit_op + timedelta(days=1))

    assert Logregel.objects.filter(actie="evaluatie.meting.closed").count() == 1
    assert Meting.objects.get().ingevuld == 6


def test_close_due_catches_up_after_forty_days_and_does_it_once():
    metingen = [make_meting(), make_meting()]
    open_ = make_meting(dagen=-1)
    laat = metingen[0].sluit_op + timedelta(days=40)
    Meting.objects.filter(pk=open_.pk).update(sluit_op=laat + timedelta(days=1))

    assert services.close_due(now=laat) == 2
    assert services.close_due(now=laat) == 0
    assert set(Meting.objects.values_list("pk", "status")) == {
        (metingen[0].pk, "gesloten"), (metingen[1].pk, "gesloten"), (open_.pk, "open"),
    }  # fmt: skip


def test_close_due_goes_on_after_one_that_fails(monkeypatch, caplog):
    eerste, tweede = make_meting(), make_meting()
    close = services.sluiten.close_meting

    def fail_once(meting, **kwargs):
        if meting.pk == eerste.pk:
            raise RuntimeError("disk full")
        return close(meting, **kwargs)

    monkeypatch.setattr(services.sluiten, "close_meting", fail_once)

    assert services.close_due(now=tweede.sluit_op) == 1
    assert Meting.objects.get(pk=tweede.pk).is_gesloten
    assert f"meting {eerste.pk} cannot be closed" in caplog.text


@pytest.mark.parametrize("velden", [{"status": "afgelast", "reden_afgelast": "ziek"}, {"verplaatst": True}])
def test_close_due_withdraws_what_never_took_place(velden):
    meting = make_meting()
    answer_all(meting, [5] * 6, ["weg ermee"])
    if velden.pop("verplaatst", False):
        velden = {"begint_op": nu() + timedelta(days=2), "eindigt_op": nu() + timedelta(days=2, hours=1)}
    Bijeenkomst.objects.update(**velden)

    assert services.close_due(now=meting.sluit_op) == 0
    assert not Meting.objects.exists()
    assert not OpenAntwoord.objects.exists()


def test_send_now_asks_after_all(django_capture_on_commit_callbacks):
    bijeenkomst = make_bijeenkomst(dagen=-2)
    facilitator = bijeenkomst.netwerk.facilitators().get()

    with django_capture_on_commit_callbacks(execute=True):
        meting = services.send_now(bijeenkomst, by=facilitator)

    verzending = Verzending.objects.get(soort=planning.VRAAG)
    assert verzending.berichten.filter(status="verstuurd").count() == meting.aantal_gevraagd == 6
    assert Logregel.objects.get(actie="evaluatie.vraag.sent_now").actor == facilitator
    assert Verzending.objects.get(soort=planning.UITSLAG).op == meting.sluit_op


def test_send_now_twice_sends_once(django_capture_on_commit_callbacks):
    bijeenkomst = make_bijeenkomst(dagen=-2)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            services.send_now(bijeenkomst, by=bijeenkomst.netwerk.facilitators().get())

    assert Verzending.objects.filter(soort=planning.VRAAG).count() == 1


@pytest.mark.parametrize(("velden", "tekst"), [({"dagen": -20}, "te lang geleden"), ({"aanwezig": 4}, "minder dan 5")])
def test_send_now_refused(velden, tekst):
    bijeenkomst = make_bijeenkomst(**({"dagen": -2} | velden))

    with pytest.raises(DomainError, match=tekst):
        services.send_now(bijeenkomst, by=None)
    assert not Verzending.objects.exists()


def test_niet_gevraagd_lists_last_weeks_meetings_without_a_round():
    bijeenkomst = make_bijeenkomst(dagen=-2)
    make_bijeenkomst(dagen=-2, netwerk=bijeenkomst.netwerk, aanwezig=3, facilitators=0)
    make_bijeenkomst(dagen=-20, netwerk=bijeenkomst.netwerk, facilitators=0)
    make_meting(dagen=-3, netwerk=bijeenkomst.netwerk, facilitators=0)

    gevonden = services.list_niet_gevraagd(bijeenkomst.netwerk)

    assert sorted(aantal for _, aantal in gevonden) == [3, 6]


def test_niet_gevraagd_leaves_out_what_will_be_asked():
    bijeenkomst = make_bijeenkomst(dagen=-2)
    Verzending.objects.create(
        soort=planning.VRAAG, sleutel="x", context="", aanleiding=bijeenkomst.aanleiding, titel="", op=nu()
    )

    assert services.list_niet_gevraagd(bijeenkomst.netwerk) == []
