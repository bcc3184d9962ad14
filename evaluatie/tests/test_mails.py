"""The whole fortnight around a meeting on Tuesday 10 November 2026, with the real outbox."""

from datetime import date, timedelta

import pytest

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due, hold_verzending, resume_verzending, skip_verzending, stop_mail
from berichten.soorten import SlaOver, get_soort
from bijeenkomsten import planning as bijeenkomst_planning
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from evaluatie import planning, services
from evaluatie.forms import GEMIST_VRAAG
from evaluatie.models import Meting
from evaluatie.tests.factories import GemistFactory, answer_all, make_bijeenkomst
from evaluatie.tests.post import moment, receivers, subjects

pytestmark = pytest.mark.django_db
BEGIN, EIND = moment("10T13:30"), moment("10T17:00")
DAG_1, DAG_5, DAG_10, DAG_14 = (moment(f"{dag}T09:01") for dag in (11, 16, 20, 24))


@pytest.fixture
def bijeenkomst(time_machine):
    time_machine.move_to(EIND, tick=False)
    bijeenkomst = make_bijeenkomst(
        aanwezig=6, afwezig=2, begint_op=BEGIN, eindigt_op=EIND, titel="Verbeelding",
        terugblik="We bezoeken <b>elk</b> een les.",
    )  # fmt: skip
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, titel="Welkom", minuten=15)
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, titel="Kijken naar foto's", minuten=60)
    bijeenkomst_planning.reschedule(bijeenkomst)
    return bijeenkomst


def emails(personen):
    return sorted(persoon.email for persoon in personen)


def verzending(soort, **filters):
    return Verzending.objects.get(soort=soort, **filters)


def test_next_working_morning_question_to_who_was_there(bijeenkomst, at):
    mails = at(DAG_1)

    aanwezig, afwezig = services.who_is_asked(bijeenkomst)
    vraag = [mail for mail in mails if mail.subject == "Hoe was het op dinsdag 10 november?"]
    gemist = [mail for mail in mails if mail.subject == "Wat er gebeurde op dinsdag 10 november"]
    assert len(mails) == len(vraag) + len(gemist) == 8
    assert receivers(vraag) == emails(aanwezig)
    assert receivers(gemist) == emails(afwezig)
    assert "Er waren 6 mensen" in vraag[0].body
    assert "tot dinsdag 24 november om 9.00 uur" in vraag[0].body
    assert "/d/ev." in vraag[0].body


def test_nothing_goes_the_evening_itself_or_twice(bijeenkomst, at):
    assert at(moment("10T21:00")) == []
    assert len(at(DAG_1)) == 8
    assert at(DAG_1) == []
    assert Meting.objects.count() == 1


def test_absentees_read_what_was_done_and_get_one_question(bijeenkomst, at):
    gemist = [mail for mail in at(DAG_1) if "Wat er gebeurde" in mail.subject][0]

    plat, html = " ".join(gemist.body.split()), gemist.alternatives[0].content
    for tekst in ("13.30", "Welkom", "13.45", GEMIST_VRAAG, "met je naam erbij"):
        assert tekst in plat
        assert tekst in html
    assert "We bezoeken <b>elk</b> een les." in gemist.body
    assert "We bezoeken &lt;b&gt;elk&lt;/b&gt; een les." in html
    assert "Er staat nog geen volgende bijeenkomst in de agenda." in gemist.body
    assert "/d/mis." in gemist.body


def test_next_meeting_is_in_the_mail(bijeenkomst, at):
    BijeenkomstFactory(
        netwerk=bijeenkomst.netwerk, begint_op=moment("26T13:30"), eindigt_op=moment("26T17:00"), titel="Worldcafé"
    )

    gemist = [mail for mail in at(DAG_1) if "Wat er gebeurde" in mail.subject][0]

    assert "Donderdag 26 november: Worldcafé" in gemist.body
    assert "13.30 tot 17.00 uur" in gemist.body


def test_reminders_only_to_who_did_not_answer(bijeenkomst, at):
    at(DAG_1)
    meting = Meting.objects.get()
    answer_all(meting, [4, 4])
    stil = [g.persoon for g in meting.genodigden.aanwezig().filter(ingevuld=False).select_related("persoon")]

    eerste = at(DAG_5)
    answer_all(meting, [4])
    nog_stil = [g.persoon for g in meting.genodigden.aanwezig().filter(ingevuld=False).select_related("persoon")]
    tweede = at(DAG_10)

    assert subjects(eerste) == ["Nog één minuut voor dinsdag 10 november?"]
    assert receivers(eerste) == emails(stil)
    assert receivers(tweede) == emails(nog_stil)
    assert "Heb je net geantwoord? Dan hoef je niets te doen." in eerste[0].body


def test_reminders_leave_no_row_no_number_and_no_name(bijeenkomst, at):
    at(DAG_1)
    answer_all(Meting.objects.get(), [4, 4])

    assert len(at(DAG_5)) == 4

    assert not Bericht.objects.filter(soort=planning.HERINNERING).exists()
    eerste = Verzending.objects.with_counts().get(soort=planning.HERINNERING, status="uitgevoerd")
    assert (eerste.verstuurd, eerste.niet_verstuurd, eerste.onderweg, eerste.mislukt) == (0, 0, 0, 0)
    assert eerste.reden == "Alleen aan wie nog niet antwoordde. Hoeveel mensen dat waren, bewaren we niet."


def test_who_answers_between_making_and_sending_leaves_no_trace(bijeenkomst, at, time_machine, mailoutbox):
    """No «skipped: had already answered» with a time: the mail goes, and says what to do."""
    at(DAG_1)
    meting = Meting.objects.get()
    time_machine.move_to(DAG_5, tick=False)
    rows = planning.HERINNERING
    get_soort(rows).ontvangers(verzending(rows, sleutel__endswith=":1"))
    answer_all(meting, [4])

    before = len(mailoutbox)
    carry_out_due()

    assert len(mailoutbox) - before == 6
    assert not Bericht.objects.filter(soort=rows, status="overgeslagen").exists()


def test_facilitators_own_words_are_on_top_of_a_reminder(bijeenkomst, at):
    Verzending.objects.filter(sleutel__endswith=":1").update(eigen_tekst="Het helpt me echt. Marit")

    at(DAG_1)
    mails = at(DAG_5)

    assert "Het helpt me echt. Marit" in mails[0].body


def test_who_left_gets_no_reminder(bijeenkomst, at):
    at(DAG_1)
    weg = Meting.objects.get().genodigden.aanwezig().first().persoon
    weg.deelnames.update(status="uitgestapt", beeindigd_op=DAG_1.date())

    assert weg.email not in receivers(at(DAG_5))


def test_result_goes_to_every_member_at_closing(bijeenkomst, at):
    at(DAG_1)
    answer_all(Meting.objects.get(), [4] * 5, ["Hoe nu <b>verder</b>?"])
    at(DAG_5)
    at(DAG_10)

    mails = at(DAG_14)

    assert subjects(mails) == ["Een sterke bijeenkomst. De bijeenkomst was jullie tijd waard"]
    assert receivers(mails) == emails(bijeenkomst.netwerk.leden())
    assert "5 van de 6 mensen deden mee." in mails[0].body
    assert Meting.objects.get().get_absolute_url() in mails[0].body
    assert "We bezoeken <b>elk</b> een les." in mails[0].body
    assert all("Hoe nu" not in mail.body + mail.alternatives[0].content for mail in mails)
    assert Meting.objects.get().is_gesloten


def test_what_was_agreed_is_in_the_result_and_for_absentees(bijeenkomst, at):
    aanwezig, afwezig = services.who_is_asked(bijeenkomst)
    AfspraakFactory(bijeenkomst=bijeenkomst, tekst="Bel <b>Jan</b>", wie=aanwezig[0], voor=date(2026, 12, 1))
    AfspraakFactory(bijeenkomst=bijeenkomst, tekst="Lees het boek")
    AfspraakFactory(tekst="Van een ander netwerk")

    gemist = [mail for mail in at(DAG_1) if "Wat er gebeurde" in mail.subject]
    uitslag = at(DAG_14)

    for mail in (*gemist, *uitslag):
        plat, html = mail.body, mail.alternatives[0].content
        eigen = mail.to[0].endswith(f"<{aanwezig[0].email}>")
        assert f"- {'Jij' if eigen else aanwezig[0].naam}: Bel <b>Jan</b>" in " ".join(plat.split())
        assert "Bel &lt;b&gt;Jan&lt;/b&gt;" in html
        assert "Klaar op dinsdag 1 december" in plat
        assert "- Iedereen: Lees het boek" in plat
        assert "Van een ander netwerk" not in plat
        assert ("/d/agd." in plat, "/d/agd." in html) == (eigen, eigen)
    assert len(uitslag) > len(afwezig) == len(gemist) == 2


def test_result_below_the_threshold_says_why(bijeenkomst, at):
    at(DAG_1)
    answer_all(Meting.objects.get(), [1] * 4, ["geheim"])

    mails = at(DAG_14)

    assert subjects(mails) == ["Evaluatie van dinsdag 10 november"]
    for mail in mails:
        alles = mail.body + mail.alternatives[0].content
        assert "minder dan 5 antwoorden" in " ".join(alles.split())
        assert "geheim" not in alles
        assert "4 van de 6" not in alles
        assert "evaluatie/" not in mail.body


def test_facilitator_hears_that_absentees_wrote(bijeenkomst, at):
    at(DAG_1)
    GemistFactory(bijeenkomst=bijeenkomst, persoon=services.who_is_asked(bijeenkomst)[1][0])

    mails = at(DAG_14)

    facilitator = bijeenkomst.netwerk.facilitators().get()
    met = [receivers([mail])[0] for mail in mails if "1 afwezige liet weten" in mail.body]
    assert met == [facilitator.email]
    assert all("vaste" not in mail.body for mail in mails)


def test_too_few_people_nobody_is_asked_and_the_facilitator_hears_why(time_machine, at):
    time_machine.move_to(EIND, tick=False)
    bijeenkomst = make_bijeenkomst(aanwezig=4, begint_op=BEGIN, eindigt_op=EIND)
    bijeenkomst_planning.reschedule(bijeenkomst)

    mails = at(DAG_1)

    assert subjects(mails) == ["Bespreek samen hoe het was"]
    assert receivers(mails) == emails(bijeenkomst.netwerk.facilitators())
    assert "Er waren minder dan 5 deelnemers." in " ".join(mails[0].body.split())
    assert not Meting.objects.exists()
    assert set(Verzending.objects.values_list("soort", "status", "reden")) == {
        (planning.VRAAG, "uitgevoerd", planning.GEEN_RONDE),
        (planning.GEMIST, "uitgevoerd", "Er was niemand voor wie dit nog nodig was."),
        (planning.HERINNERING, "vervallen", planning.GEEN_RONDE),
        (planning.UITSLAG, "vervallen", planning.GEEN_RONDE),
    }
    assert at(DAG_5) == at(DAG_10) == at(DAG_14) == []


def test_too_few_because_nobody_filled_in_the_list(time_machine, at):
    time_machine.move_to(EIND, tick=False)
    bijeenkomst = make_bijeenkomst(aanwezig=6, begint_op=BEGIN, eindigt_op=EIND, gehouden=False)
    bijeenkomst.aanwezigheden.update(aanwezig=None)
    bijeenkomst_planning.reschedule(bijeenkomst)

    mails = at(DAG_1)

    tekst = " ".join([m for m in mails if m.subject == "Bespreek samen hoe het was"][0].body.split())
    assert "We weten van minder dan 5 deelnemers" in tekst
    assert "alsnog versturen" in tekst


def test_without_a_list_who_said_yes_is_asked(time_machine, at):
    time_machine.move_to(EIND, tick=False)
    bijeenkomst = make_bijeenkomst(aanwezig=6, begint_op=BEGIN, eindigt_op=EIND, gehouden=False, facilitators=0)
    bijeenkomst.aanwezigheden.update(aanwezig=None, antwoord="komt")
    bijeenkomst_planning.reschedule(bijeenkomst)

    assert len(at(DAG_1)) == 6


def test_cancelled_meeting_sends_nothing_more(bijeenkomst, at):
    at(DAG_1)
    Bijeenkomst.objects.update(status="afgelast", reden_afgelast="Toch niet doorgegaan.")

    assert at(DAG_5) == at(DAG_14) == []
    assert not Meting.objects.exists()


def test_worker_that_slept_three_days_catches_up(bijeenkomst, at):
    mails = at(moment("14T10:00"))

    meting = Meting.objects.get()
    assert len(mails) == 8
    assert meting.opent_op == moment("14T10:00")
    assert meting.sluit_op == moment("24T09:00")


def test_worker_that_slept_six_days_moves_the_rest_along(bijeenkomst, at):
    assert len(at(moment("17T10:00"))) == 8  # day 5 has passed, nobody is asked twice on one morning

    meting = Meting.objects.get()
    assert meting.sluit_op == moment("30T09:00")
    assert at(moment("20T09:01")) == []
    assert len(at(moment("26T09:01"))) == 6
    assert len(at(moment("30T09:01"))) == bijeenkomst.netwerk.leden().count()


def test_worker_that_slept_forty_days_sends_nothing(bijeenkomst, at, time_machine):
    assert at(EIND + timedelta(days=40)) == []
    assert not Meting.objects.exists()
    assert set(Verzending.objects.values_list("status", flat=True)) <= {"vervallen", "uitgevoerd"}


def test_held_question_goes_when_resumed(bijeenkomst, at):
    facilitator = bijeenkomst.netwerk.facilitators().get()
    hold_verzending(verzending(planning.VRAAG), by=facilitator)
    assert len(at(DAG_1)) == 2
    assert not Meting.objects.exists()

    resume_verzending(verzending(planning.VRAAG), by=facilitator)

    assert len(at(moment("12T12:00"))) == 6


def test_skipped_question_means_no_reminders_and_no_result(bijeenkomst, at):
    skip_verzending(verzending(planning.VRAAG), by=bijeenkomst.netwerk.facilitators().get())
    at(DAG_1)

    assert at(DAG_5) == at(DAG_14) == []
    assert verzending(planning.UITSLAG).reden == "Er liep geen evaluatie."


def test_who_stopped_mail_about_evaluations_gets_none(bijeenkomst, at):
    persoon = services.who_is_asked(bijeenkomst)[0][0]
    stop_mail(persoon, "evaluatie")

    assert persoon.email not in receivers(at(DAG_1) + at(DAG_5) + at(DAG_14))


def test_moved_to_later_after_the_question_asks_again_then(bijeenkomst, at):
    at(DAG_1)
    answer_all(Meting.objects.get(), [5] * 5)
    Bijeenkomst.objects.update(begint_op=moment("18T13:30"), eindigt_op=moment("18T17:00"))
    bijeenkomst_planning.reschedule(Bijeenkomst.objects.get())

    assert [mail for mail in at(DAG_5) if "/d/ev." in mail.body] == []
    assert len([mail for mail in at(moment("19T09:01")) if "/d/ev." in mail.body]) == 6
    meting = Meting.objects.get()
    assert meting.opent_op == moment("19T09:01")
    assert not meting.genodigden.filter(ingevuld=True).exists()


def test_mails_are_skipped_when_the_meeting_is_gone_from_under_them(bijeenkomst, at, time_machine, mailoutbox):
    time_machine.move_to(DAG_1, tick=False)
    los = Bericht(aanleiding="bijeenkomst:999999", gegevens={})
    for soort in (planning.VRAAG, planning.HERINNERING, planning.GEMIST, planning.TE_KLEIN, planning.UITSLAG):
        assert isinstance(get_soort(soort).inhoud(los), SlaOver)
    assert get_soort(planning.VRAAG).ontvangers(Verzending(aanleiding="", op=DAG_1)) == []
    assert get_soort(planning.GEMIST).ontvangers(Verzending(aanleiding="bijeenkomst:x", op=DAG_1)) == []


def test_result_waits_when_the_round_still_runs(bijeenkomst, at, time_machine):
    at(DAG_1)
    Meting.objects.update(sluit_op=moment("30T09:00"))

    assert at(DAG_14) == []
    assert verzending(planning.UITSLAG).reden == "De evaluatie liep nog."
