from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from berichten.models import Verzending
from bijeenkomsten import planning, services
from bijeenkomsten.models import Aanwezigheid, Agendalink, Bijeenkomst
from bijeenkomsten.samenvoegen import WijzigingConflict
from bijeenkomsten.tests.cast import make_waarden
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")


def acties():
    return list(
        Logregel.objects.filter(actie__startswith="bijeenkomsten").order_by("pk").values_list("actie", flat=True)
    )


def change(b, cast, versie=None, **waarden):
    kwargs = {k: waarden.pop(k) for k in ("gezien", "keuzes", "by") if k in waarden}
    return services.update_bijeenkomst(b, waarden, versie=versie or b.versie, **{"by": cast.facilitator} | kwargs)


# --- plan ---------------------------------------------------------------------------------------


def test_plan_makes_a_meeting_with_voorbereiders_and_log(cast):
    b = services.plan_bijeenkomst(cast.netwerk, make_waarden(voorbereiders=[cast.deelnemer.pk]), by=cast.facilitator)

    b.refresh_from_db()
    assert (b.status, b.sequence, b.versie, b.gewijzigd_door) == ("gepland", 0, 1, cast.facilitator)
    assert list(b.voorbereiders.all()) == [cast.deelnemer]
    assert acties() == ["bijeenkomsten.bijeenkomst.planned"]


@pytest.mark.parametrize(
    ("begin", "eind", "tekst"),
    [
        (timedelta(days=-2), timedelta(days=-1), "Deze dag is al geweest. Kies een dag na vandaag."),
        (timedelta(minutes=-5), timedelta(hours=1), "Dit tijdstip is al geweest. Kies een later tijdstip."),
        (
            timedelta(days=1),
            timedelta(days=1),
            "Het einde ligt niet na het begin. Kies een later tijdstip om te eindigen.",
        ),
        (timedelta(days=1), timedelta(days=3), "Een bijeenkomst duurt hooguit 26 uur. Maak er twee bijeenkomsten van."),
    ],
)
def test_plan_refuses_moments_that_cannot_be(cast, begin, eind, tekst):
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=NL), tick=False):
        waarden = make_waarden(begint_op=nu() + begin, eindigt_op=nu() + eind)
        with pytest.raises(DomainError) as fout:
            services.plan_bijeenkomst(cast.netwerk, waarden, by=cast.facilitator)

    assert str(fout.value) == tekst
    assert not Bijeenkomst.objects.exists()
    assert not Verzending.objects.exists()


def test_plan_counts_real_hours_in_the_night_of_the_clock_change(cast):
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=NL), tick=False):
        begin = datetime(2026, 10, 24, 12, 0, tzinfo=NL)
        with pytest.raises(DomainError):
            services.plan_bijeenkomst(
                cast.netwerk, make_waarden(begint_op=begin, eindigt_op=begin + timedelta(hours=26)), by=cast.facilitator
            )


# --- update -------------------------------------------------------------------------------------


def test_another_time_raises_sequence_and_says_what_it_was(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    later = b.begint_op + timedelta(minutes=30)

    nieuw = change(b, cast, begint_op=later)

    assert (nieuw.sequence, nieuw.versie, nieuw.begint_op) == (1, 2, later)
    wijziging = nieuw.wijzigingen.get()
    assert (wijziging.oud, wijziging.door) == ({"begint_op": b.begint_op.timestamp()}, cast.facilitator)
    assert acties() == ["bijeenkomsten.bijeenkomst.changed"]
    assert Logregel.objects.latest("pk").feiten == {"velden": ["begint_op"], "nieuwe_dag": False}


def test_another_text_mails_nobody(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    nieuw = change(b, cast, titel="Iets anders", voorbereiding="Lees dit")

    assert (nieuw.sequence, nieuw.versie) == (0, 2)
    assert not Verzending.objects.exists()


def test_nothing_changed_leaves_no_trace(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    nieuw = change(b, cast, titel=b.titel, begint_op=b.begint_op.astimezone(NL), voorbereiders=[])

    assert nieuw.versie == 1
    assert not nieuw.wijzigingen.exists()
    assert acties() == []


def test_new_day_asks_everybody_again_same_day_does_not(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt_niet=True)

    b = change(b, cast, begint_op=b.begint_op + timedelta(minutes=15))
    assert Aanwezigheid.objects.get().antwoord == "komt_niet"

    b = change(b, cast, begint_op=b.begint_op + timedelta(days=1), eindigt_op=b.eindigt_op + timedelta(days=1))
    rij = Aanwezigheid.objects.get()
    assert (rij.antwoord, rij.reden) == ("onbekend", "")
    assert b.dag_sinds == b.vast_sinds


@pytest.mark.parametrize(
    ("traits", "tekst"),
    [
        ({"afgelast": True}, "Deze bijeenkomst is afgelast. Je kunt haar niet meer veranderen."),
        ({"gehouden": True}, "Deze bijeenkomst is al geweest. De dag en de tijd liggen vast."),
    ],
)
def test_move_refused(cast, traits, tekst):
    b = BijeenkomstFactory(netwerk=cast.netwerk, **traits)

    with pytest.raises(DomainError) as fout:
        change(b, cast, begint_op=nu() + timedelta(days=3), eindigt_op=nu() + timedelta(days=3, hours=2))

    assert str(fout.value) == tekst


def test_move_to_the_past_refused_and_nothing_saved(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    with pytest.raises(DomainError):
        change(b, cast, begint_op=nu() - timedelta(days=3), eindigt_op=nu() - timedelta(days=3, hours=-2), titel="x")

    assert Bijeenkomst.objects.get().titel == b.titel


def test_meeting_that_passed_unnoticed_can_still_be_moved(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    begin = nu() + timedelta(days=20)

    nieuw = change(b, cast, begint_op=begin, eindigt_op=begin + timedelta(hours=2))

    assert nieuw.sequence == 1
    assert Verzending.objects.filter(soort="bijeenkomsten.verplaatst").count() == 1


def test_place_of_a_past_meeting_is_a_correction_without_mail(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True)

    nieuw = change(b, cast, locatie="Toch Vlierhof")

    assert (nieuw.locatie, nieuw.sequence) == ("Toch Vlierhof", 0)
    assert not Verzending.objects.filter(soort__startswith="bijeenkomsten.").exists()


# --- two editors --------------------------------------------------------------------------------


def test_second_editor_sees_who_changed_what(cast):
    ander = cast.add(rol="facilitator")
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Oud", meenemen="pen")
    change(b, cast, titel="Van haar", meenemen="schrift")

    with pytest.raises(WijzigingConflict) as fout:
        change(b, cast, by=ander, versie=1, titel="Van hem", meenemen="pen", doel="Iets nieuws")

    titel, meenemen = fout.value.botsingen
    assert (titel.veld, titel.mijn, titel.hun, titel.door, titel.kiezen) == (
        "titel", "Van hem", "Van haar", cast.facilitator, True,
    )  # fmt: skip
    assert (meenemen.veld, meenemen.hun, meenemen.kiezen) == ("meenemen", "schrift", False)
    assert fout.value.versie == 2
    b.refresh_from_db()
    assert (b.titel, b.doel) == ("Van haar", "Na afloop kiest <b>iedereen</b> één proef.")


@pytest.mark.parametrize(("keuze", "titel"), [("mijn", "Van hem"), ("hun", "Van haar")])
def test_second_editor_chooses(cast, keuze, titel):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Oud", meenemen="pen")
    change(b, cast, titel="Van haar", meenemen="schrift")

    nieuw = change(b, cast, versie=1, gezien=2, keuzes={"titel": keuze}, titel="Van hem", meenemen="pen", doel="Nieuw")

    assert (nieuw.titel, nieuw.meenemen, nieuw.doel, nieuw.versie) == (titel, "schrift", "Nieuw", 3)


def test_second_editor_must_choose_and_must_have_seen_the_newest(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Oud")
    change(b, cast, titel="Van haar")

    with pytest.raises(WijzigingConflict):
        change(b, cast, versie=1, gezien=2, titel="Van hem")
    with pytest.raises(WijzigingConflict):
        change(b, cast, versie=1, gezien=2, keuzes={"titel": "weet niet"}, titel="Van hem")

    b.refresh_from_db()
    change(b, cast, titel="Nog een keer van haar")
    with pytest.raises(WijzigingConflict) as fout:
        change(b, cast, versie=1, gezien=2, keuzes={"titel": "mijn"}, titel="Van hem")
    assert fout.value.botsingen[0].hun == "Nog een keer van haar"


def test_same_change_twice_and_changes_elsewhere_are_no_conflict(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Oud")
    change(b, cast, titel="Nieuw", locatie="Vlierhof")

    assert change(b, cast, versie=1, titel="Nieuw").versie == 2
    assert change(b, cast, versie=1, doel="Alleen dit veld").versie == 3


def test_change_and_change_back_is_no_conflict(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, titel="Oud")
    b2 = change(b, cast, titel="Nieuw")
    change(b2, cast, titel="Oud")

    assert change(b, cast, versie=1, titel="Van mij").titel == "Van mij"


def test_moved_by_one_and_voorbereiders_by_other(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    change(b, cast, begint_op=b.begint_op + timedelta(days=7), eindigt_op=b.eindigt_op + timedelta(days=7))
    change(Bijeenkomst.objects.get(), cast, voorbereiders=[cast.deelnemer.pk])

    with pytest.raises(WijzigingConflict) as fout:
        change(b, cast, versie=1, begint_op=b.begint_op, eindigt_op=b.eindigt_op, voorbereiders=[])

    assert {botsing.veld: botsing.kiezen for botsing in fout.value.botsingen} == {
        "begint_op": False, "eindigt_op": False, "voorbereiders": False,
    }  # fmt: skip


# --- cancel -------------------------------------------------------------------------------------


def test_cancel_and_cancel_twice(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
    nieuw = services.cancel_bijeenkomst(b, reden="Anders", by=cast.facilitator)

    assert (nieuw.status, nieuw.reden_afgelast, nieuw.sequence) == ("afgelast", "De zaal is bezet.", 1)
    assert acties() == ["bijeenkomsten.bijeenkomst.cancelled"]


def test_cancel_refused_after_it_was_held(cast):
    with pytest.raises(DomainError):
        services.cancel_bijeenkomst(BijeenkomstFactory(gehouden=True), reden="Oeps, niet dus.", by=cast.facilitator)


def test_other_rooms_plan_nothing_for_a_cancelled_meeting(cast, monkeypatch):
    def altijd(bijeenkomst):
        return [planning.Gepland("evaluatie.proef", f"{bijeenkomst.aanleiding}:proef", bijeenkomst.eindigt_op, "Proef")]

    monkeypatch.setattr(planning, "_PLANNERS", [*planning._PLANNERS, altijd])
    b = services.plan_bijeenkomst(cast.netwerk, make_waarden(), by=cast.facilitator)
    services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)

    assert Verzending.objects.get(soort="evaluatie.proef").status == "vervallen"


# --- answers ------------------------------------------------------------------------------------


def test_answer_and_change_your_mind(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    services.save_antwoord(b, cast.deelnemer, komt=True)
    services.save_antwoord(b, cast.deelnemer, komt=True)
    rij = services.save_antwoord(b, cast.deelnemer, komt=False, reden="Ziek")
    assert (rij.antwoord, rij.reden) == ("komt_niet", "Ziek")
    afgemeld_op = rij.afgemeld_op
    assert afgemeld_op is not None
    rij = services.save_antwoord(b, cast.deelnemer, komt=False)
    assert (rij.reden, rij.afgemeld_op) == ("Ziek", afgemeld_op)  # saying it again is not saying it later
    rij = services.save_antwoord(b, cast.deelnemer, komt=True, reden="doet er niet toe")

    assert (rij.antwoord, rij.reden, rij.afgemeld_op) == ("komt", "", None)
    assert acties() == ["bijeenkomsten.antwoord.given"] * 3
    assert "Ziek" not in str(list(Logregel.objects.values()))


@pytest.mark.parametrize(
    ("traits", "tekst"),
    [
        ({"afgelast": True}, "Deze bijeenkomst gaat niet door."),
        ({"geweest": True}, "Deze bijeenkomst is al geweest."),
        ({"gehouden": True}, "Deze bijeenkomst is al geweest."),
    ],
)
def test_answer_refused(cast, traits, tekst):
    b = BijeenkomstFactory(netwerk=cast.netwerk, **traits)

    with pytest.raises(DomainError) as fout:
        services.save_antwoord(b, cast.deelnemer, komt=True)

    assert str(fout.value) == tekst
    assert not Aanwezigheid.objects.exists()


@pytest.mark.parametrize("wie", [{"status": "pauze"}, {"uitgestapt": True}, None])
def test_answer_refused_for_who_does_not_take_part_now(cast, wie):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    persoon = PersoonFactory() if wie is None else cast.add(**wie)

    with pytest.raises(DomainError):
        services.save_antwoord(b, persoon, komt=True)


def test_answer_before_during_after(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    for moment in (b.begint_op - timedelta(hours=1), b.begint_op + timedelta(minutes=5)):
        with time_machine.travel(moment, tick=False):
            services.save_antwoord(b, cast.deelnemer, komt=True)
    with time_machine.travel(b.eindigt_op, tick=False), pytest.raises(DomainError):
        services.save_antwoord(b, cast.deelnemer, komt=False)


# --- attendance ---------------------------------------------------------------------------------


def test_attendance_list_marks_held_and_may_be_repeated(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt_niet=True)

    services.register_aanwezigheid(b, {cast.deelnemer.pk}, by=cast.facilitator)
    nieuw = services.register_aanwezigheid(b, {cast.facilitator.pk}, by=cast.facilitator)

    assert nieuw.status == "gehouden"
    assert {rij.persoon_id: rij.aanwezig for rij in b.aanwezigheden.all()} == {
        cast.deelnemer.pk: False, cast.facilitator.pk: True,
    }  # fmt: skip
    assert b.aanwezigheden.get(persoon=cast.deelnemer).reden == "M'n <b>kind</b> is ziek."
    assert acties() == ["bijeenkomsten.aanwezigheid.registered"] * 2
    assert Logregel.objects.latest("pk").feiten == {"aanwezig": 1, "van": 2}


def test_who_left_after_being_there_stays_on_the_list(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    services.register_aanwezigheid(b, {cast.deelnemer.pk}, by=cast.facilitator)
    cast.netwerk.deelnames.filter(persoon=cast.deelnemer).update(
        status="uitgestapt", beeindigd_op=nu().date(), reden_einde="tijd"
    )

    services.register_aanwezigheid(b, {cast.deelnemer.pk, cast.facilitator.pk}, by=cast.facilitator)

    assert b.aanwezigheden.filter(aanwezig=True).count() == 2


@pytest.mark.parametrize("geval", ["afgelast", "vroeg", "niemand", "vreemde"])
def test_attendance_refused(cast, geval):
    traits = {"afgelast": {"afgelast": True, "dagen": -3}, "vroeg": {}}.get(geval, {"geweest": True})
    b = BijeenkomstFactory(netwerk=cast.netwerk, **traits)
    wie = {"niemand": set(), "vreemde": {cast.deelnemer.pk, cast.buitenstaander.pk}}.get(geval, {cast.deelnemer.pk})

    with pytest.raises(DomainError):
        services.register_aanwezigheid(b, wie, by=cast.facilitator)

    assert not Aanwezigheid.objects.exists()
    assert Bijeenkomst.objects.get().status == b.status


# --- calendar link ------------------------------------------------------------------------------


def test_new_agendalink_revokes_the_old_one(persoon):
    oud = services.make_agendalink(persoon).token
    nieuw = services.make_agendalink(persoon).token

    assert Agendalink.objects.get().token == nieuw != oud
    services.stop_agendalink(persoon)
    services.stop_agendalink(persoon)
    assert not Agendalink.objects.exists()
    assert acties() == ["bijeenkomsten.agendalink.made"] * 2 + ["bijeenkomsten.agendalink.stopped"]
    assert nieuw not in str(list(Logregel.objects.values()))
