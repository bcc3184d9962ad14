"""Answering in the room: who gets a code, that each works once, and that nothing tells whose it was."""

from datetime import timedelta

import pytest
from django.db import connection

from berichten.models import Verzending
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from bijeenkomsten.planning import reschedule
from bijeenkomsten.services import register_aanwezigheid
from evaluatie import planning, services
from evaluatie.models import Genodigde, Meting, Zaalcode
from evaluatie.services import AlIngevuldError
from evaluatie.services.antwoorden import answer_in_zaal
from evaluatie.tests.factories import make_bijeenkomst, make_keuzes, make_teksten
from evaluatie.zaal.services import close_in_zaal, hand_out, may_open, open_in_zaal
from kern.errors import DomainError
from kern.tests.races import together
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def make_zaal(aanwezig=6, afwezig=0, **velden):
    """A round in the room, opened ten minutes before the end by the facilitator."""
    bijeenkomst = make_bijeenkomst(aanwezig, afwezig, **velden)
    facilitator = bijeenkomst.netwerk.facilitators().first()
    return open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=facilitator, now=moment(bijeenkomst))


def moment(bijeenkomst):
    return bijeenkomst.eindigt_op - timedelta(minutes=10)


def answer_codes(meting, aantal, waarde=4):
    for code in list(meting.zaalcodes.filter(gebruikt=False)[:aantal]):
        answer_in_zaal(meting, code.pk, keuzes=make_keuzes(waarde), now=meting.opent_op)


def test_everybody_in_the_room_gets_one_code_and_no_link():
    meting = make_zaal(aanwezig=6, afwezig=2)

    assert meting.zaalcodes.count() == 6
    assert sorted(meting.genodigden.values_list("soort", flat=True)) == ["afwezig"] * 2 + ["zaal"] * 6
    assert not Genodigde.objects.aanwezig().exists()
    assert (meting.aantal_gevraagd, meting.aantal_te_zien, meting.is_overtaken) == (6, None, False)


def test_facilitators_in_the_room_are_not_asked():
    bijeenkomst = make_bijeenkomst(5, facilitators=2)
    iedereen = bijeenkomst.netwerk.leden()

    meting = open_in_zaal(bijeenkomst, iedereen, by=iedereen[0], now=moment(bijeenkomst))

    assert meting.zaalcodes.count() == meting.genodigden.count() == 5


@pytest.mark.parametrize(("minuten", "mag"), [(-400, False), (-10, True), (0, True), (119, True), (121, False)])
def test_only_around_the_end_of_the_meeting(minuten, mag):
    bijeenkomst = make_bijeenkomst(6)
    toen = bijeenkomst.eindigt_op + timedelta(minutes=minuten)

    assert may_open(bijeenkomst, toen) is mag
    if not mag:
        with pytest.raises(DomainError, match="twee uur"):
            open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=None, now=toen)


def test_not_a_second_time_and_not_with_four():
    bijeenkomst = make_bijeenkomst(6)
    vier = bijeenkomst.aanwezigen()[:4]

    with pytest.raises(DomainError, match="minder dan 5"):
        open_in_zaal(bijeenkomst, vier, by=None, now=moment(bijeenkomst))
    assert not Meting.objects.exists()
    open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=None, now=moment(bijeenkomst))
    with pytest.raises(DomainError, match="al begonnen"):
        open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=None, now=moment(bijeenkomst))
    assert not may_open(bijeenkomst, moment(bijeenkomst))


def test_not_when_it_is_called_off():
    bijeenkomst = make_bijeenkomst(6)
    Bijeenkomst.objects.update(status="afgelast", reden_afgelast="ziek")
    bijeenkomst.refresh_from_db()

    with pytest.raises(DomainError, match="twee uur"):
        open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=None, now=moment(bijeenkomst))


def test_a_code_works_once():
    meting = make_zaal()
    code = meting.zaalcodes.first()
    answer_in_zaal(meting, code.pk, keuzes=make_keuzes(4), teksten=make_teksten("Mooi."), now=meting.opent_op)

    with pytest.raises(AlIngevuldError, match="één keer"):
        answer_in_zaal(meting, code.pk, keuzes=make_keuzes(1), now=meting.opent_op)
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 8
    assert meting.zaalcodes.filter(gebruikt=True).count() == 1
    assert not meting.genodigden.filter(ingevuld=True).exists()


def test_a_code_of_another_round_is_no_code():
    meting, ander = make_zaal(), make_zaal()

    with pytest.raises(DomainError, match="gesloten"):
        answer_in_zaal(meting, ander.zaalcodes.first().pk, keuzes=make_keuzes(4), now=meting.opent_op)
    assert not ander.zaalcodes.filter(gebruikt=True).exists()


def test_hand_out_gives_every_phone_its_own_and_the_same_one_again():
    meting = open_now(make_zaal())
    eerste = hand_out(meting)

    assert hand_out(meting, eerste.pk) == eerste
    rest = [hand_out(meting) for _ in range(5)]
    assert len({code.pk for code in [eerste, *rest]}) == 6
    assert hand_out(meting) is None
    assert hand_out(meting, 0) is None
    assert hand_out(meting, eerste.pk) == eerste


def open_now(meting):
    """The clock of ``hand_out`` is the real one, so the round must be open now."""
    Meting.objects.filter(pk=meting.pk).update(opent_op=nu() - timedelta(minutes=1), sluit_op=nu() + timedelta(days=1))
    return Meting.objects.select_related("bijeenkomst", "netwerk").get(pk=meting.pk)


def test_hand_out_gives_nothing_once_closed():
    meting = open_now(make_zaal())
    services.close_meting(meting, now=meting.sluit_op)

    assert hand_out(meting) is None


def test_counter_starts_at_five_and_closing_counts_the_codes():
    meting = make_zaal(aanwezig=7)
    answer_codes(meting, 4)
    assert Meting.objects.get().aantal_te_zien is None
    answer_codes(meting, 1)
    assert Meting.objects.get().aantal_te_zien == 5
    assert Meting.objects.for_list().get().aantal_te_zien == 5
    assert Meting.objects.for_list().get().aantal_gevraagd == 7

    meting = services.close_meting(meting, now=meting.sluit_op)

    assert (meting.genodigd, meting.ingevuld) == (7, 5)
    assert not Zaalcode.objects.exists()
    assert not Genodigde.objects.exists()


def test_the_room_sees_the_result_at_once():
    meting = make_zaal()
    answer_codes(meting, 4)
    with pytest.raises(DomainError, match="nog minder dan 5"):
        close_in_zaal(meting, by=None, now=meting.opent_op)
    answer_codes(meting, 2)

    gesloten = close_in_zaal(meting, by=None, now=meting.opent_op + timedelta(minutes=3))

    assert (gesloten.status, gesloten.ingevuld) == ("gesloten", 6)
    assert close_in_zaal(meting, by=None, now=meting.opent_op + timedelta(minutes=4)).ingevuld == 6
    with pytest.raises(DomainError, match="gesloten"):
        answer_in_zaal(meting, 1, keuzes=make_keuzes(4), now=meting.opent_op)


def test_nobody_is_asked_again_and_the_result_comes_the_next_morning():
    meting = make_zaal(aanwezig=6, afwezig=1)
    soorten = Verzending.objects.filter(aanleiding=meting.aanleiding, status="gepland").values_list("soort", flat=True)
    assert {planning.GEMIST, planning.UITSLAG} <= set(soorten)
    assert not {planning.VRAAG, planning.HERINNERING} & set(soorten)
    laat = Verzending.objects.get(soort=planning.UITSLAG).op

    answer_codes(meting, 6)
    close_in_zaal(meting, by=None, now=meting.opent_op + timedelta(minutes=3))

    assert Verzending.objects.get(soort=planning.UITSLAG).op < laat - timedelta(days=7)


def test_what_the_clock_closed_is_told_at_that_hour_whatever_changes_before_it_left():
    meting = make_zaal()
    answer_codes(meting, 6)
    services.close_meting(meting, now=meting.sluit_op)

    reschedule(meting.bijeenkomst)

    assert Verzending.objects.get(soort=planning.UITSLAG).op == meting.sluit_op


def list_gemist(bijeenkomst):
    """Who is told the next morning what they missed, by name."""
    return sorted(persoon.naam for persoon in services.who_missed(bijeenkomst))


def make_vrijdag(**velden):
    """Six said that they come and a seventh did not; the last of the six stayed at home, the seventh came after all."""
    bijeenkomst = make_bijeenkomst(6, 1, status="gepland", **velden)
    rows = Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst)
    kwamen = list(rows.filter(aanwezig=True).values_list("pk", flat=True))
    rows.filter(pk__in=kwamen).update(antwoord="komt", aanwezig=None)
    rows.exclude(pk__in=kwamen).update(antwoord="onbekend", aanwezig=None)
    *zaal, thuis = bijeenkomst.netwerk.deelnemers().filter(aanwezigheden__pk__in=kwamen).order_by("pk")
    [toch] = bijeenkomst.netwerk.deelnemers().exclude(pk__in=[thuis.pk, *(p.pk for p in zaal)])
    return bijeenkomst, [*zaal, toch], thuis


@pytest.mark.parametrize("gesloten", [False, True])
def test_who_was_in_the_room_does_not_hear_that_they_missed_it(gesloten):
    bijeenkomst, zaal, thuis = make_vrijdag()
    meting = open_in_zaal(bijeenkomst, zaal, by=None, now=moment(bijeenkomst))
    if gesloten:
        answer_codes(meting, 5)
        close_in_zaal(meting, by=None, now=meting.opent_op + timedelta(minutes=3))

    assert list_gemist(bijeenkomst) == [thuis.naam]


def test_a_list_that_was_filled_in_counts_for_who_was_not_in_the_room():
    bijeenkomst, zaal, thuis = make_vrijdag()
    open_in_zaal(bijeenkomst, zaal, by=None, now=moment(bijeenkomst))
    register_aanwezigheid(bijeenkomst, {thuis.pk, *(p.pk for p in zaal[1:])}, by=bijeenkomst.netwerk.facilitators()[0])

    assert list_gemist(Bijeenkomst.objects.get()) == []


def test_what_was_asked_before_it_moved_tells_nothing_of_the_new_day():
    bijeenkomst, zaal, _ = make_vrijdag()
    open_in_zaal(bijeenkomst, zaal, by=None, now=moment(bijeenkomst))
    Bijeenkomst.objects.update(
        begint_op=bijeenkomst.begint_op + timedelta(days=3), eindigt_op=bijeenkomst.eindigt_op + timedelta(days=3)
    )

    assert list_gemist(Bijeenkomst.objects.get()) == [zaal[-1].naam]


@pytest.mark.parametrize("begint", [timedelta(days=3), timedelta(0)])
def test_a_round_in_the_room_is_overtaken_only_when_the_meeting_was_moved(begint):
    meting = make_zaal()
    if begint:
        Bijeenkomst.objects.update(
            begint_op=meting.opent_op + begint, eindigt_op=meting.opent_op + begint + timedelta(hours=1)
        )

    assert Meting.objects.overtaken().exists() is bool(begint)
    assert Meting.objects.select_related("bijeenkomst").get().is_overtaken is bool(begint)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_no_system_column_tells_which_code_was_used_last():
    meting = make_zaal(aanwezig=7)
    for code in list(meting.zaalcodes.all())[:4]:
        answer_in_zaal(meting, code.pk, keuzes=make_keuzes(3), teksten=make_teksten("x"), now=meting.opent_op)
        for tabel in ("evaluatie_zaalcode", "evaluatie_genodigde", "evaluatie_teller", "evaluatie_openantwoord"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT DISTINCT xmin::text FROM {tabel} WHERE meting_id = %s", [meting.pk])  # noqa: S608 - our own names
                assert len(cursor.fetchall()) == 1, tabel


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_a_whole_room_at_once():
    meting = open_now(make_zaal(aanwezig=12))
    codes = together(*[lambda: hand_out(meting)] * 14)
    uit = [code for code in codes if code is not None]
    assert (len(uit), len({code.pk for code in uit})) == (12, 12)

    results = together(
        *(lambda pk=code.pk: answer_in_zaal(meting, pk, keuzes=make_keuzes(4)) for code in uit),
        lambda: answer_in_zaal(meting, uit[0].pk, keuzes=make_keuzes(4)),
    )

    assert [type(result) for result in results if result] == [AlIngevuldError]
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 12 * 8
