from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services as netwerkservices
from netwerken.intake import services
from netwerken.intake.models import Intake, Intakeantwoord
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(openbaar=True, gestart=True, min_deelnemers=2, max_deelnemers=3)
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    return netwerk


@pytest.fixture
def facilitator(netwerk):
    return netwerk.facilitators().get()


def soorten(aan=None):
    rijen = Bericht.objects.filter(aan=aan) if aan else Bericht.objects
    return sorted(soort.removeprefix("netwerken.") for soort in rijen.values_list("soort", flat=True))


def make_intake(netwerk, status="actief", **velden):
    begonnen = {} if status in Deelname.LID else {"begonnen_op": None}
    deelname = DeelnameFactory(netwerk=netwerk, status=status, **begonnen)
    velden = {"verstuurd": True, "antwoorden": {3: "Hoe blijft het rustig?"}} | velden
    return IntakeFactory(deelname=deelname, **velden)


# --- Asking -------------------------------------------------------------------------------------------------------


def test_ask_mails_once_and_plans_one_reminder(netwerk, facilitator):
    deelname = DeelnameFactory(netwerk=netwerk)

    eerste = services.ask_intake(deelname, by=facilitator)
    tweede = services.ask_intake(deelname, by=facilitator)

    assert eerste == tweede
    assert soorten() == ["intake"]
    verzending = Verzending.objects.get()
    assert (verzending.soort, verzending.op.date() > timezone.localdate()) == ("netwerken.intake_herinnering", True)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [({"facilitator": True}, "alleen voor deelnemers"), ({"uitgestapt": True}, "doet niet meer mee")],
)
def test_ask_refused(netwerk, facilitator, velden, zin):
    deelname = DeelnameFactory(netwerk=netwerk, **velden)

    with pytest.raises(DomainError, match=zin):
        services.ask_intake(deelname, by=facilitator)

    assert not Intake.objects.exists()


def test_ask_all_leaves_out_who_has_one_and_who_pauses(netwerk, facilitator):
    make_intake(netwerk)
    DeelnameFactory(netwerk=netwerk, status="pauze")
    nieuw = DeelnameFactory(netwerk=netwerk)

    assert services.ask_all(netwerk, by=facilitator) == 1
    assert services.ask_all(netwerk, by=facilitator) == 0
    assert nieuw.intake
    assert soorten() == ["intake"]


def test_ask_all_refused_after_the_end(facilitator):
    netwerk = NetwerkFactory(gestopt=True)

    with pytest.raises(DomainError, match="voorbij"):
        services.ask_all(netwerk, by=facilitator)


def test_start_gesprek_asks_and_twice_is_once(netwerk, facilitator):
    deelname = DeelnameFactory(netwerk=netwerk, aangemeld=True)

    services.start_gesprek(deelname, by=facilitator)
    deelname = services.start_gesprek(deelname, by=facilitator)

    assert deelname.status == "intake"
    assert soorten(deelname.persoon) == ["intake"]


def test_who_applies_again_gets_the_old_answers_as_a_draft(netwerk, facilitator):
    intake = make_intake(netwerk, status="intake", notities="Twijfelt.")
    services.decide(intake, "past_niet", bericht="Nu niet.", by=facilitator)
    Deelname.objects.filter(pk=intake.deelname_id).update(status="aangemeld")

    services.start_gesprek(intake.deelname, by=facilitator)

    intake.refresh_from_db()
    assert (intake.verstuurd_op, intake.uitkomst, intake.notities) == (None, "", "")
    assert intake.antwoorden.get().tekst == "Hoe blijft het rustig?"


def test_join_asks_only_where_the_netwerk_chose_it(netwerk, facilitator, persoon):
    netwerkservices.sign_up(netwerk, persoon)
    assert not Intake.objects.exists()

    services.set_bij_aankomst(netwerk, True, by=facilitator)
    deelname = netwerkservices.sign_up(netwerk, PersoonFactory())

    assert deelname.intake.gevraagd_dag == timezone.localdate()
    assert soorten(deelname.persoon) == ["welkom"]  # one mail, with the button in it
    netwerkservices.pause(deelname, by=deelname.persoon)
    netwerkservices.resume(deelname, by=deelname.persoon)
    assert Intake.objects.count() == 1


def test_join_in_another_role_asks_nothing(netwerk, facilitator):
    services.set_bij_aankomst(netwerk, True, by=facilitator)
    lid = DeelnameFactory(netwerk=netwerk, penvoerder=True)

    netwerkservices.change_rollen(netwerk, lid.persoon, {"penvoerder", "facilitator"}, by=facilitator)

    assert not Intake.objects.exists()


def test_welcome_holds_the_button(netwerk, facilitator, persoon, django_capture_on_commit_callbacks):
    services.set_bij_aankomst(netwerk, True, by=facilitator)

    with django_capture_on_commit_callbacks(execute=True):
        netwerkservices.sign_up(netwerk, persoon)

    assert f"/netwerken/{netwerk.slug}/intake/" in mail.outbox[0].body
    assert "vijftien vragen" in mail.outbox[0].body


def test_reminder_goes_once_to_who_did_not_send(netwerk, facilitator):
    traag, klaar = DeelnameFactory.create_batch(2, netwerk=netwerk)
    for deelname in (traag, klaar):
        services.ask_intake(deelname, by=facilitator)
    Intake.objects.filter(deelname=klaar).update(verstuurd_op=nu())
    rust = DeelnameFactory(netwerk=netwerk)
    services.ask_intake(rust, by=facilitator)
    netwerkservices.pause(rust, by=rust.persoon)
    op = Verzending.objects.get().op

    carry_out_due(now=op)
    carry_out_due(now=op + timedelta(hours=1))

    herinnerd = Bericht.objects.filter(soort="netwerken.intake_herinnering")
    assert [bericht.aan for bericht in herinnerd] == [traag.persoon]
    assert mail.outbox[-1].subject.startswith("Nog even: vijftien vragen")


# --- Filling in ---------------------------------------------------------------------------------------------------


def test_answers_are_kept_and_versioned(netwerk):
    intake = make_intake(netwerk, verstuurd=False, antwoorden={})

    rijen = services.save_antwoorden(intake, {1: ("Teamleider", 0), 2: ("", 0)})
    rijen = services.save_antwoorden(intake, {1: ("Teamleider onderbouw", rijen[1].versie)})

    rij = Intakeantwoord.objects.get()
    assert (rij.vraag, rij.tekst, rij.versie) == (1, "Teamleider onderbouw", 2)
    assert rijen[1] == rij


def test_a_second_screen_does_not_overwrite(netwerk):
    intake = make_intake(netwerk, verstuurd=False, antwoorden={})
    services.save_antwoorden(intake, {1: ("Van de telefoon", 0)})

    rijen = services.save_antwoorden(intake, {1: ("Van de laptop", 0), 2: ("Ook van de laptop", 0)})

    assert rijen[1].tekst == "Van de telefoon"
    assert set(intake.antwoorden.values_list("tekst", flat=True)) == {"Van de telefoon", "Ook van de laptop"}


def test_same_text_from_two_screens_is_no_conflict(netwerk):
    intake = make_intake(netwerk, verstuurd=False, antwoorden={})
    services.save_antwoorden(intake, {1: ("Zelfde", 0)})

    assert services.save_antwoorden(intake, {1: ("Zelfde", 0)})[1].versie == 1


def test_correcting_until_the_conversation_was(netwerk, facilitator):
    intake = make_intake(netwerk)
    services.plan_gesprek(intake, timezone.localdate(), by=facilitator)
    services.save_antwoorden(intake, {1: ("Op de dag zelf kan nog", 0)})
    services.plan_gesprek(intake, timezone.localdate() - timedelta(days=1), by=facilitator)

    with pytest.raises(DomainError, match="erover gesproken"):
        services.save_antwoorden(intake, {2: ("Te laat", 0)})


def test_send(netwerk):
    intake = make_intake(netwerk, verstuurd=False)

    services.send_intake(intake, leervraag=True)
    services.send_intake(intake, leervraag=False)

    intake.refresh_from_db()
    assert intake.is_verstuurd
    assert intake.leervraag_delen
    assert Logregel.objects.filter(actie="netwerken.intake.sent").count() == 1


def test_send_needs_a_vraagstuk(netwerk):
    intake = make_intake(netwerk, verstuurd=False, antwoorden={1: "Teamleider", 3: ""})

    with pytest.raises(DomainError, match="Welk vraagstuk"):
        services.send_intake(intake, leervraag=True)


def test_send_refused_for_who_left(netwerk):
    intake = make_intake(netwerk, verstuurd=False)
    netwerkservices.leave(netwerk, intake.persoon)

    with pytest.raises(DomainError, match="niet meer versturen"):
        services.send_intake(intake, leervraag=True)


# --- Talking and deciding -----------------------------------------------------------------------------------------


def test_notes_of_two_facilitators(netwerk, facilitator):
    intake = make_intake(netwerk)
    services.save_notities(intake, "Van mij", versie=1, by=facilitator)
    services.save_notities(intake, "Van mij", versie=1, by=facilitator)

    with pytest.raises(EditConflict):
        services.save_notities(intake, "Van een ander", versie=1, by=facilitator)

    intake.refresh_from_db()
    assert (intake.notities, intake.notities_versie) == ("Van mij", 2)


def test_day_of_the_conversation(netwerk, facilitator):
    intake = make_intake(netwerk)
    services.plan_gesprek(intake, timezone.localdate(), by=facilitator)
    services.plan_gesprek(intake, timezone.localdate(), by=facilitator)
    assert Logregel.objects.filter(actie="netwerken.intake.planned").count() == 1
    services.decide(intake, "past", bericht="Fijn.", by=facilitator)

    with pytest.raises(DomainError, match="al besloten"):
        services.plan_gesprek(intake, None, by=facilitator)


@pytest.mark.parametrize("uitkomst", ["past", "verbreden"])
def test_past_admits_with_one_mail(netwerk, facilitator, uitkomst):
    intake = make_intake(netwerk, status="intake")

    services.decide(intake, uitkomst, bericht="Fijn dat je komt.", groep_bespreekt="Ook het mbo.", by=facilitator)

    intake.refresh_from_db()
    assert intake.deelname.status == "actief"
    assert soorten(intake.persoon) == ["intake_uitkomst"]
    assert intake.groep_bespreekt == ("Ook het mbo." if uitkomst == "verbreden" else "")


def test_past_in_a_full_group_waits(netwerk, facilitator, django_capture_on_commit_callbacks):
    intake = make_intake(netwerk, status="intake")
    DeelnameFactory.create_batch(3, netwerk=netwerk)

    with django_capture_on_commit_callbacks(execute=True):
        services.decide(intake, "past", bericht="Fijn dat je wilt.", by=facilitator)

    intake.deelname.refresh_from_db()
    assert intake.deelname.status == "wachtlijst"
    tekst = next(m.body for m in mail.outbox if intake.persoon.email in m.to[0])
    assert "Fijn dat je wilt." in tekst
    assert "wachtlijst" in tekst


def test_past_for_who_takes_part_already_only_mails(netwerk, facilitator):
    intake = make_intake(netwerk)

    services.decide(intake, "past", bericht="Mooi.", by=facilitator)

    assert soorten() == ["intake_uitkomst"]
    assert intake.deelname.status == "actief"


@pytest.mark.parametrize(("status", "daarna"), [("intake", "afgewezen"), ("actief", "uitgestapt")])
def test_past_niet_ends_with_kind_words(netwerk, facilitator, status, daarna, django_capture_on_commit_callbacks):
    intake = make_intake(netwerk, status=status)

    with django_capture_on_commit_callbacks(execute=True):
        services.decide(intake, "past_niet", bericht="Ik denk graag mee.", by=facilitator)

    intake.deelname.refresh_from_db()
    assert intake.deelname.status == daarna
    assert soorten(intake.persoon) == ["intake_uitkomst"]
    assert "Ik denk graag mee." in mail.outbox[-1].body


def test_past_niet_for_somebody_with_another_role(netwerk, facilitator):
    intake = make_intake(netwerk)
    DeelnameFactory(netwerk=netwerk, persoon=intake.persoon, penvoerder=True)

    with pytest.raises(DomainError, match="andere rol"):
        services.decide(intake, "past_niet", bericht="Nee.", by=facilitator)

    intake.refresh_from_db()
    assert not intake.is_besloten
    assert soorten() == []


def test_decide_twice(netwerk, facilitator):
    intake = make_intake(netwerk, status="intake")
    services.decide(intake, "past", bericht="Fijn.", by=facilitator)
    services.decide(intake, "past", bericht="Nog eens.", by=facilitator)

    with pytest.raises(DomainError, match="al besloten: het past"):
        services.decide(intake, "past_niet", bericht="Toch niet.", by=facilitator)

    assert soorten(intake.persoon) == ["intake_uitkomst"]


def test_decided_by_somebody_who_is_gone(netwerk, facilitator):
    intake = make_intake(netwerk, past=True)

    with pytest.raises(DomainError, match="Een facilitator heeft"):
        services.decide(intake, "past_niet", bericht="Toch niet.", by=facilitator)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"uitkomst": "past", "bericht": " "}, "vriendelijke woorden"),
        ({"uitkomst": "verbreden", "bericht": "Ja.", "groep_bespreekt": " "}, "de groep moet bespreken"),
    ],
)
def test_decide_needs_words(netwerk, facilitator, velden, zin):
    intake = make_intake(netwerk, status="intake")

    with pytest.raises(DomainError, match=zin):
        services.decide(intake, velden.pop("uitkomst"), by=facilitator, **velden)


def test_decide_about_who_left(netwerk, facilitator):
    intake = make_intake(netwerk)
    netwerkservices.leave(netwerk, intake.persoon)

    with pytest.raises(DomainError, match="doet niet meer mee"):
        services.decide(intake, "past", bericht="Fijn.", by=facilitator)


def test_mail_of_an_outcome_that_was_taken_back_stays_home(netwerk, facilitator):
    intake = make_intake(netwerk, status="intake")
    services.decide(intake, "past_niet", bericht="Nee.", by=facilitator)
    Intake.objects.all().delete()

    carry_out_due(now=nu())

    assert mail.outbox == []


def test_group_discussed_it(netwerk, facilitator):
    intake, ander = make_intake(netwerk), make_intake(netwerk, past=True)
    services.decide(intake, "verbreden", bericht="Ja.", groep_bespreekt="Ook het mbo.", by=facilitator)

    for _ in range(2):
        intake = services.mark_besproken(intake, by=facilitator)
    services.mark_besproken(ander, by=facilitator)

    assert intake.besproken_op == timezone.localdate()
    assert Logregel.objects.filter(actie="netwerken.intake.discussed").count() == 1


def test_log_knows_no_words(netwerk, facilitator):
    intake = make_intake(netwerk, status="intake", verstuurd=False)
    services.save_antwoorden(intake, {4: ("geheim antwoord", 0)})
    services.send_intake(intake, leervraag=False)
    services.save_notities(intake, "geheim", versie=1, by=facilitator)
    services.decide(intake, "past", bericht="geheim", by=facilitator)

    assert "geheim" not in str(list(Logregel.objects.values()))
    assert "geheim" not in str(list(Bericht.objects.values()))
