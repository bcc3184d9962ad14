import pytest

from berichten.models import Bericht
from kern.errors import DomainError
from kern.models import Logregel
from netwerken import services as netwerken
from netwerken.models import Begeleiding, Deelname, Netwerk, Taak
from netwerken.taken import services
from netwerken.taken.services import VerdelingConflict
from netwerken.taken.stand import find_druk, make_blokken, mist_procesbewaker, read_begeleiders, read_taken
from netwerken.taken.tests.conftest import ask
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
Status = Netwerk.Status


def over(cast):
    Netwerk.objects.filter(pk=cast.netwerk.pk).update(status="afgerond")


def test_beginning_gives_the_list_once(cast):
    for _ in range(2):
        services.begin_taken(cast.netwerk, by=cast.facilitator)

    assert cast.netwerk.taken.vrij().count() == 22
    assert Logregel.objects.filter(actie="netwerken.taken.begun").count() == 1


def test_own_task_is_added_once(cast, taken):
    een = services.add_taak(cast.netwerk, naam="Foto’s maken", uitleg="Drie.", by=cast.facilitator)
    twee = services.add_taak(cast.netwerk, naam="foto’s Maken", by=cast.facilitator)

    assert een == twee
    assert (een.volgorde, een.titel, een.toelichting) == (23, "Foto’s maken", "Drie.")
    assert make_blokken(read_taken(cast.netwerk))[-1].taken == [een]


def test_there_is_an_end_to_own_tasks(cast):
    for i in range(services.MEEST_EIGEN):
        services.add_taak(cast.netwerk, naam=f"Taak {i}", by=cast.facilitator)

    with pytest.raises(DomainError, match="al 20 eigen taken"):
        services.add_taak(cast.netwerk, naam="Nog een", by=cast.facilitator)


def test_who_chooses_oneself_has_it_and_another_is_asked_once_for_all(cast, taken):
    zelf, een, twee = taken["T-01"], taken["T-07"], taken["T-08"]
    keuzes = {zelf.pk: ("", str(cast.facilitator.pk))} | {t.pk: ("", str(cast.noor.pk)) for t in (een, twee)}

    gevraagd = services.divide(cast.netwerk, keuzes, by=cast.facilitator)

    for taak in (zelf, een, twee):
        taak.refresh_from_db()
    assert (zelf.persoon, zelf.gevraagd) == (cast.facilitator, None)
    assert (een.persoon, een.gevraagd, twee.gevraagd) == (None, cast.noor, cast.noor)
    assert gevraagd == [cast.noor]
    assert Bericht.objects.filter(soort="netwerken.taak_vraag", aan=cast.noor).count() == 1


def test_who_has_it_keeps_it_until_the_other_says_yes(cast, taken):
    taak = taken["T-07"]
    services.take(taak, cast.yusuf)
    ask(taak, cast.noor, by=cast.facilitator, was=str(cast.yusuf.pk))
    assert (taak.persoon, taak.gevraagd) == (cast.yusuf, cast.noor)

    services.take(taak, cast.noor)
    taak.refresh_from_db()
    assert (taak.persoon, taak.gevraagd) == (cast.noor, None)


def test_choosing_who_has_it_takes_the_question_back(cast, taken):
    taak = taken["T-07"]
    services.take(taak, cast.yusuf)
    ask(taak, cast.noor, by=cast.facilitator, was=str(cast.yusuf.pk))
    ask(taak, cast.yusuf, by=cast.facilitator, was=str(cast.noor.pk))

    assert (taak.persoon, taak.gevraagd) == (cast.yusuf, None)
    with pytest.raises(DomainError, match="Yusuf .* doet deze taak intussen"):
        services.take(taak, cast.noor)


def test_not_needed_and_needed_again(cast, taken):
    taak = taken["T-07"]
    services.take(taak, cast.noor)
    services.divide(cast.netwerk, {taak.pk: (str(cast.noor.pk), "weg")}, by=cast.facilitator)
    taak.refresh_from_db()
    assert (taak.doet_mee, taak.persoon) == (False, None)
    assert read_taken(cast.netwerk)[-1] == taak
    with pytest.raises(DomainError, match="niet meer nodig"):
        services.take(taak, cast.yusuf)

    services.divide(cast.netwerk, {taak.pk: ("weg", "")}, by=cast.facilitator)
    taak.refresh_from_db()
    assert taak.is_vrij


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast, taken):
    een, twee = taken["T-07"], taken["T-08"]
    services.take(een, cast.noor)

    with pytest.raises(VerdelingConflict) as conflict:
        services.divide(
            cast.netwerk, {een.pk: ("", str(cast.yusuf.pk)), twee.pk: ("", str(cast.yusuf.pk))}, by=cast.facilitator
        )

    assert conflict.value.taken == [een]
    twee.refresh_from_db()
    assert twee.gevraagd is None  # nothing was saved


def test_the_same_choice_by_two_is_no_conflict(cast, taken):
    ask(taken["T-07"], cast.noor, by=cast.facilitator)

    assert services.divide(cast.netwerk, {taken["T-07"].pk: ("", str(cast.noor.pk))}, by=cast.facilitator) == []
    assert Bericht.objects.filter(soort="netwerken.taak_vraag").count() == 1


def test_stranger_cannot_be_chosen_and_a_task_of_elsewhere_is_ignored(cast, taken):
    vreemd = PersoonFactory()
    with pytest.raises(DomainError, match="niet meer meedoet"):
        services.divide(cast.netwerk, {taken["T-07"].pk: ("", str(vreemd.pk))}, by=cast.facilitator)

    ander = DeelnameFactory(rol="facilitator")
    services.begin_taken(ander.netwerk, by=ander.persoon)
    elders = ander.netwerk.taken.first()
    services.divide(cast.netwerk, {elders.pk: ("", str(cast.noor.pk))}, by=cast.facilitator)
    elders.refresh_from_db()
    assert elders.gevraagd is None


def test_member_takes_what_is_free_but_not_what_another_is_asked(cast, taken):
    services.take(taken["T-07"], cast.noor)
    assert services.take(taken["T-07"], cast.noor).persoon == cast.noor
    ask(taken["T-08"], cast.yusuf, by=cast.facilitator)

    with pytest.raises(DomainError, match="aan iemand anders gevraagd"):
        services.take(taken["T-08"], cast.noor)


def test_passing_is_quiet_twice_and_can_be_taken_back(cast, taken):
    taak = ask(taken["T-07"], cast.noor, by=cast.facilitator)
    for _ in range(2):
        services.pass_taak(taak, cast.noor)
    taak.refresh_from_db()
    assert (taak.gevraagd, taak.vorige, taak.reden) == (None, cast.noor, "past")
    assert cast.netwerk.taken.losgekomen().get() == taak

    services.take(taak, cast.noor)
    services.pass_taak(taak, cast.noor)
    taak.refresh_from_db()
    assert (taak.persoon, taak.reden) == (None, "terug")
    with pytest.raises(DomainError, match="ingetrokken"):
        services.pass_taak(taak, cast.yusuf)


def test_giving_back_is_of_who_has_it(cast, taken):
    taak = services.take(taken["T-07"], cast.noor)
    services.give_back(taak, cast.yusuf)
    taak.refresh_from_db()
    assert taak.persoon == cast.noor

    services.give_back(taak, cast.noor)
    taak.refresh_from_db()
    assert (taak.persoon, taak.vorige, taak.reden) == (None, cast.noor, "terug")


def test_tasks_of_who_leaves_are_free(cast, taken):
    services.take(taken["T-07"], cast.noor)
    ask(taken["T-08"], cast.noor, by=cast.facilitator)
    netwerken.leave(cast.netwerk, cast.noor)

    assert {t.code: t.reden for t in cast.netwerk.taken.losgekomen()} == {"T-07": "vertrek", "T-08": "vertrek"}
    with pytest.raises(DomainError, match="niet mee"):
        services.take(taken["T-07"], cast.noor)


def test_pause_frees_tasks_unless_another_role_goes_on(cast, taken):
    services.take(taken["T-07"], cast.noor)
    services.take(taken["T-08"], cast.facilitator)
    netwerken.pause(cast.netwerk.deelnames.get(persoon=cast.noor), by=cast.noor)
    ook = DeelnameFactory(netwerk=cast.netwerk, persoon=cast.facilitator)
    netwerken.pause(ook, by=cast.facilitator)

    assert [t.code for t in cast.netwerk.taken.losgekomen()] == ["T-07"]
    assert cast.netwerk.taken.get(code="T-08").persoon == cast.facilitator


def test_nothing_is_divided_when_it_is_over(cast, taken):
    over(cast)
    taak = taken["T-07"]
    for doe in (
        lambda: services.begin_taken(cast.netwerk, by=cast.facilitator),
        lambda: services.add_taak(cast.netwerk, naam="x", by=cast.facilitator),
        lambda: services.divide(cast.netwerk, {}, by=cast.facilitator),
        lambda: services.take(taak, cast.noor),
    ):
        with pytest.raises(DomainError, match="voorbij"):
            doe()


def test_agreement_about_guiding(cast):
    deelname = cast.netwerk.deelnames.get(rol="facilitator")
    for betaald in ("school", "bestuur"):
        services.set_begeleiding(
            deelname, variant="inhoudelijk_expert", betaald_door=betaald, toelichting="Twee uur.", by=cast.facilitator
        )

    [rij] = read_begeleiders(cast.netwerk)
    assert (rij.variant, rij.afspraak.betaald_door, Begeleiding.objects.count()) == ("inhoudelijk_expert", "bestuur", 1)
    assert mist_procesbewaker([rij])
    assert not mist_procesbewaker([])
    assert "Twee uur" not in str(Logregel.objects.values_list("feiten", flat=True))


def test_no_agreement_with_who_guides_no_longer(cast):
    deelname = cast.netwerk.deelnames.get(rol="facilitator")
    Deelname.objects.filter(pk=deelname.pk).update(status="uitgestapt", beeindigd_op="2026-01-01")

    with pytest.raises(DomainError, match="niet meer"):
        services.set_begeleiding(deelname, variant="", by=cast.facilitator)


def test_druk_is_half_of_the_work(cast, taken):
    for code in ("T-01", "T-02", "T-06"):
        services.take(taken[code], cast.facilitator)
    assert find_druk(read_taken(cast.netwerk)) is None  # few are never too many
    services.take(taken["T-11"], cast.facilitator)
    for code in ("T-07", "T-08", "T-09", "T-10"):
        services.take(taken[code], cast.noor)

    druk = find_druk(read_taken(cast.netwerk))
    assert (druk.aantal, druk.totaal) == (4, 8)
    services.take(taken["T-12"], cast.yusuf)
    assert find_druk(read_taken(cast.netwerk)) is None
    assert find_druk([]) is None


def test_names_of_a_row():
    assert str(Taak(code="T-01", netwerk_id=3)) == "taak T-01 van 3"
    assert str(Begeleiding(deelname_id=4)) == "begeleiding van deelname 4"
