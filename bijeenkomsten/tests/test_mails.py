from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due, stop_mail
from bijeenkomsten import planning, services
from bijeenkomsten.mails import plan_mails
from bijeenkomsten.models import Aanwezigheid
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from netwerken.services import ON_JOIN
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")


def nl(jaar, maand, dag, uur=9, minuut=0):
    return datetime(jaar, maand, dag, uur, minuut, tzinfo=NL)


BEGIN = nl(2026, 11, 26, 13, 30)  # a thursday
EIND = nl(2026, 11, 26, 17, 0)
GEPLAND = nl(2026, 10, 5, 20, 15)


def plan(cast, **kwargs):
    waarden = {
        "titel": "Ideeën die bleven liggen", "doel": "Ieder kiest één proef.", "begint_op": BEGIN, "eindigt_op": EIND,
        "inloop_minuten": 15, "vorm": "fysiek", "locatie": "Lyceum Overtuin", "adres": "Kastanjelaan 8",
        "plaats": "Zutphen", "online_link": "", "voorbereiding": "Denk aan één idee.", "meenemen": "je laptop",
        "voorbereiders": [cast.deelnemer.pk],
    }  # fmt: skip
    return services.plan_bijeenkomst(cast.netwerk, waarden | kwargs, by=cast.facilitator)


def update(bijeenkomst, by, **waarden):
    bijeenkomst.refresh_from_db()
    return services.update_bijeenkomst(bijeenkomst, waarden, by=by, versie=bijeenkomst.versie)


def mails_to(persoon):
    return [m for m in mail.outbox if persoon.email in m.to[0]]


def ics_of(message):
    return next(a.content for a in message.alternatives if a.mimetype.startswith("text/calendar"))


def test_invitation_has_all_in_its_first_lines_and_one_touch(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        ProgrammaonderdeelFactory(bijeenkomst=b, titel="Welkom", minuten=15)
        ProgrammaonderdeelFactory(bijeenkomst=b, titel="Worldcafé", minuten=75)
        carry_out_due()

    [bericht] = mails_to(cast.deelnemer)
    eerste = bericht.body.splitlines()[:12]
    assert bericht.subject == f"Donderdag 26 november: {cast.netwerk.naam}, Lyceum Overtuin in Zutphen"
    assert eerste[0] == "DONDERDAG 26 NOVEMBER"
    assert eerste[1] == "13.30 tot 17.00 uur, inloop vanaf 13.15 uur"
    assert eerste[2] == "Lyceum Overtuin, Kastanjelaan 8, Zutphen"
    assert "Zet in je agenda:" in eerste
    assert "KOM JE?" in bericht.body
    assert bericht.body.count("/d/") == 2
    assert "13.30  Welkom" in bericht.body
    assert "13.45  Worldcafé" in bericht.body
    assert "JIJ BEREIDT MEE VOOR" in bericht.body
    assert "METHOD:REQUEST" in ics_of(bericht)
    html = next(a.content for a in bericht.alternatives if a.mimetype == "text/html")
    assert html.index("Donderdag<br>26 november") < html.index("Kom je?") < html.index("Worldcafé")


def test_answered_mail_does_not_ask_again(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
    with time_machine.travel(nl(2026, 11, 19, 9, 2), tick=False):
        carry_out_due()

    programma = next(m for m in mails_to(cast.deelnemer) if m.subject.endswith("liggen"))
    assert "KOM JE?" not in programma.body
    assert "Je hebt gezegd dat je komt." in programma.body
    assert "PARTSTAT=ACCEPTED" in ics_of(programma).replace("\r\n ", "")


def test_moved_mail_says_what_it_was_and_asks_anew(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt_niet=True)
    mail.outbox.clear()
    with time_machine.travel(nl(2026, 10, 20, 16), tick=False):
        update(b, cast.facilitator, begint_op=nl(2026, 12, 3, 13, 30), eindigt_op=nl(2026, 12, 3, 17))
        carry_out_due()

    [bericht] = mails_to(cast.deelnemer)
    assert bericht.subject == f"Nieuwe tijd: donderdag 3 december, {cast.netwerk.naam}"
    assert "Het was: donderdag 26 november, 13.30 tot 17.00 uur." in bericht.body
    assert "KOM JE?" in bericht.body
    rij = Aanwezigheid.objects.get()
    assert (rij.antwoord, rij.reden) == ("onbekend", "")


def test_another_place_keeps_the_answers(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
        mail.outbox.clear()
        update(b, cast.facilitator, locatie="Wilgenkamp College")
        carry_out_due()

    [bericht] = mails_to(cast.deelnemer)
    assert bericht.subject == f"Andere plek: donderdag 26 november, {cast.netwerk.naam}"
    assert "Het was: Lyceum Overtuin, Kastanjelaan 8, Zutphen." in bericht.body
    assert Aanwezigheid.objects.get().antwoord == "komt"


def test_only_a_new_link_says_so(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast, vorm="online", locatie="", adres="", plaats="", online_link="https://overleg.test/a")
        carry_out_due()
        mail.outbox.clear()
        update(b, cast.facilitator, online_link="https://overleg.test/b")
        carry_out_due()

    assert "heeft een nieuwe link om online mee te doen" in mails_to(cast.deelnemer)[0].body
    assert "https://overleg.test/b" in mails_to(cast.deelnemer)[0].body


def test_voorbereiders_get_last_terugblik(cast):
    with time_machine.travel(GEPLAND, tick=False):
        BijeenkomstFactory(
            netwerk=cast.netwerk, begint_op=nl(2026, 9, 10, 13), eindigt_op=nl(2026, 9, 10, 16), status="gehouden",
            terugblik="Ieder bezoekt één les van een ander.",
        )  # fmt: skip
        plan(cast)
        carry_out_due()
    mail.outbox.clear()
    with time_machine.travel(nl(2026, 11, 5, 9, 1), tick=False):
        carry_out_due()

    [bericht] = mail.outbox
    assert cast.deelnemer.email in bericht.to[0]
    assert bericht.subject == "Bereid je donderdag 26 november samen voor?"
    assert "WAT WE DE VORIGE KEER AFSPRAKEN, DONDERDAG 10 SEPTEMBER" in bericht.body
    assert "Ieder bezoekt één les van een ander." in bericht.body


def test_voorbereider_chosen_later_hears_it_next_morning_once(cast):
    nieuw = cast.add()
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
    with time_machine.travel(nl(2026, 11, 10, 15), tick=False):
        carry_out_due()
        update(b, cast.facilitator, voorbereiders=[cast.deelnemer.pk, nieuw.pk])
        update(b, cast.facilitator, voorbereiders=[cast.deelnemer.pk])
        update(b, cast.facilitator, voorbereiders=[cast.deelnemer.pk, nieuw.pk])
    mail.outbox.clear()
    with time_machine.travel(nl(2026, 11, 11, 9, 1), tick=False):
        carry_out_due()

    assert [m.subject for m in mail.outbox] == ["Bereid je donderdag 26 november samen voor?"]
    assert nieuw.email in mail.outbox[0].to[0]


def test_day_before_only_to_who_comes(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.add(), komt_niet=True)
    with time_machine.travel(nl(2026, 11, 24), tick=False):
        carry_out_due()
    mail.outbox.clear()
    with time_machine.travel(nl(2026, 11, 25, 9, 1), tick=False):
        carry_out_due()

    [bericht] = mail.outbox
    assert bericht.subject == "Morgen: Ideeën die bleven liggen"
    assert cast.deelnemer.email in bericht.to[0]
    assert "NEEM MEE\nje laptop" in bericht.body


def test_who_changed_their_mind_gets_no_day_before_mail(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
    with time_machine.travel(nl(2026, 11, 25, 9, 1), tick=False):
        Verzending.objects.exclude(soort="bijeenkomsten.morgen").update(status="vervallen")
        verzending = Verzending.objects.get(soort="bijeenkomsten.morgen")
        Bericht.objects.create(
            sleutel=f"{verzending.sleutel}:persoon:{cast.deelnemer.pk}", soort=verzending.soort, aan=cast.deelnemer,
            aanleiding=b.aanleiding, op=verzending.op, probeer_op=verzending.op,
        )  # fmt: skip
        Aanwezigheid.objects.update(antwoord="komt_niet")
        carry_out_due()

    assert mail.outbox == []
    assert Bericht.objects.get().reden == "Zei intussen niet te komen."


def test_late_worker_sends_one_mail_not_three(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
    mail.outbox.clear()
    # the worker slept from before the programme until after the day before
    with time_machine.travel(nl(2026, 11, 25, 11), tick=False):
        carry_out_due()
        carry_out_due()

    assert [m.subject for m in mails_to(cast.deelnemer)] == ["Donderdag 26 november: Ideeën die bleven liggen"]
    overgeslagen = Bericht.objects.filter(status="overgeslagen").values_list("soort", "reden")
    assert set(overgeslagen) == {("bijeenkomsten.morgen", "Kreeg net al een mail over deze bijeenkomst.")}


def test_worker_that_slept_past_the_meeting_sends_nothing(cast):
    with time_machine.travel(GEPLAND, tick=False):
        plan(cast)
    with time_machine.travel(nl(2026, 12, 30), tick=False):
        carry_out_due()

    assert mail.outbox == []
    assert set(Verzending.objects.values_list("status", flat=True)) == {"vervallen"}


def test_who_joins_later_gets_the_invitations_once(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
        BijeenkomstFactory(netwerk=cast.netwerk, begint_op=nl(2026, 9, 1), eindigt_op=nl(2026, 9, 1, 10))
        mail.outbox.clear()
        deelname = DeelnameFactory(netwerk=cast.netwerk)
        ook = DeelnameFactory(netwerk=cast.netwerk, persoon=deelname.persoon, rol="penvoerder")
        for functie in ON_JOIN:
            functie(deelname)
            functie(ook)
        carry_out_due()

    uitnodigingen = [m for m in mails_to(deelname.persoon) if m.alternatives[1:]]
    assert len(uitnodigingen) == 1
    assert Calendar.from_ical(ics_of(uitnodigingen[0])).walk("VEVENT")[0]["UID"] == b.uid


def test_who_left_gets_nothing_more(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        carry_out_due()
        cast.netwerk.deelnames.filter(persoon=cast.deelnemer).update(
            status="uitgestapt", beeindigd_op=GEPLAND.date(), reden_einde="tijd"
        )
        mail.outbox.clear()
        services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
        carry_out_due()

    assert [m.to[0] for m in mail.outbox if cast.deelnemer.email in m.to[0]] == []
    assert len(mail.outbox) == 1


def test_reason_of_absence_is_in_no_mail_log_or_message(cast):
    geheim = "M'n moeder ligt in het ziekenhuis."
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        services.save_antwoord(b, cast.deelnemer, komt=False, reden=geheim)
    with time_machine.travel(nl(2026, 11, 25, 9, 1), tick=False):
        carry_out_due()
        services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
        carry_out_due()

    alles = [m.message().as_string() + m.body for m in mail.outbox]
    alles += [str(rij) for rij in Bericht.objects.values()] + [str(rij) for rij in Verzending.objects.values()]
    alles += [str(rij) for rij in b.wijzigingen.values()]
    assert [tekst for tekst in alles if "ziekenhuis" in tekst] == []


@pytest.mark.parametrize(
    ("wat", "reden"),
    [
        ("begonnen", "De bijeenkomst is al begonnen."),
        ("weg", "Deze bijeenkomst bestaat niet meer."),
        ("afgelast", "De bijeenkomst is afgelast."),
        ("uitgestapt", "Doet niet meer mee aan het netwerk."),
    ],
)
def test_mail_already_made_is_skipped_when_overtaken(cast, wat, reden):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast)
        Verzending.objects.update(status="vervallen")
        op = nl(2026, 11, 26, 11)
        Bericht.objects.create(
            sleutel="een", soort="bijeenkomsten.programma", aan=cast.deelnemer, aanleiding=b.aanleiding, op=op,
            probeer_op=op,
        )  # fmt: skip
        if wat == "afgelast":
            type(b).objects.update(status="afgelast", reden_afgelast="Zaal bezet")
        elif wat == "weg":
            b.delete()
        elif wat == "uitgestapt":
            cast.netwerk.deelnames.update(status="uitgestapt", beeindigd_op=GEPLAND.date(), reden_einde="tijd")
    with time_machine.travel(nl(2026, 11, 26, 14 if wat == "begonnen" else 12), tick=False):
        carry_out_due()

    assert mail.outbox == []
    assert Bericht.objects.get().reden == reden


def test_who_joins_during_a_meeting_is_not_invited_to_it(cast):
    with time_machine.travel(GEPLAND, tick=False):
        plan(cast)
        carry_out_due()
    mail.outbox.clear()
    with time_machine.travel(nl(2026, 11, 26, 14), tick=False):
        deelname = DeelnameFactory(netwerk=cast.netwerk)
        for functie in ON_JOIN:
            functie(deelname)

    assert not Bericht.objects.filter(aan=deelname.persoon, soort__startswith="bijeenkomsten.").exists()


def test_registering_a_planner_twice_is_once(cast, monkeypatch):
    monkeypatch.setattr(planning, "_PLANNERS", [])

    planning.register(plan_mails)
    planning.register(plan_mails)

    assert [plan_mails] == planning._PLANNERS


def test_unsubscribed_people_still_hear_of_changes(cast):
    stop_mail(cast.deelnemer, "bijeenkomsten")
    with time_machine.travel(GEPLAND, tick=False):
        plan(cast)
        carry_out_due()
    assert len(mails_to(cast.deelnemer)) == 1
    with time_machine.travel(nl(2026, 11, 19, 9, 1), tick=False):
        carry_out_due()

    assert len(mails_to(cast.deelnemer)) == 1
    assert Bericht.objects.filter(reden="Wil hierover geen mail.").exists()


def test_hostile_texts_in_a_mail_stay_text(cast):
    with time_machine.travel(GEPLAND, tick=False):
        b = plan(cast, titel="<img src=x onerror=alert(1)> 🌱 שלום", voorbereiding="{{ netwerk }} <script>x</script>")
        ProgrammaonderdeelFactory(bijeenkomst=b, titel="<script>y</script>")
        carry_out_due()

    html = next(a.content for a in mails_to(cast.deelnemer)[0].alternatives if a.mimetype == "text/html")
    assert "<script>" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; 🌱 שלום" in html
    assert "{{ netwerk }} &lt;script&gt;x&lt;/script&gt;" in html
    assert "{{ netwerk }} <script>x</script>" in mails_to(cast.deelnemer)[0].body
