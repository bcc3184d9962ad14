"""A pause of the whole netwerk: what it asks, what it holds, and how it ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due, plan_verzending
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.planning import reschedule
from bijeenkomsten.services import plan_bijeenkomst, update_bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from fasen.kompas.models import Kompasstand
from fasen.kompas.services import store_standen
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken.einde import services
from netwerken.models import Netwerk
from netwerken.tasks import resume_due_task
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/pauze/"


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen", naam="Samen verder", gestart=True, is_openbaar=True)
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


def over(dagen):
    return timezone.localdate() + timedelta(days=dagen)


def rest(netwerk, persoon, dagen=30, **velden):
    return services.pause_netwerk(
        netwerk, **({"tot": over(dagen), "reden": "De scholen fuseren."} | velden), by=persoon
    )


def meeting(netwerk, dagen):
    return BijeenkomstFactory(netwerk=netwerk, begint_op=nu() + timedelta(days=dagen))


def test_pause_tells_every_member_once(netwerk, persoon, django_capture_on_commit_callbacks, mailoutbox):
    lid = DeelnameFactory(netwerk=netwerk)
    DeelnameFactory(netwerk=netwerk, uitgestapt=True)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            assert rest(netwerk, persoon).is_gepauzeerd

    assert [mail.subject.split(" pauzeert")[0] for mail in mailoutbox] == ["Samen verder"]
    assert lid.persoon.email in mailoutbox[0].to[0]
    assert "De scholen fuseren." in mailoutbox[0].body
    assert Logregel.objects.filter(actie="netwerken.netwerk.rested").count() == 1


def test_longer_tells_again(netwerk, persoon):
    DeelnameFactory(netwerk=netwerk)
    rest(netwerk, persoon)
    rest(netwerk, persoon, 40)

    assert Bericht.objects.filter(soort="netwerken.gepauzeerd").count() == 2


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"reden": " "}, "waarom jullie pauzeren"),
        ({"dagen": 0}, "na vandaag"),
        ({"dagen": -3}, "na vandaag"),
        ({"dagen": 367}, "een jaar vooruit"),
    ],
)
def test_pause_refused(netwerk, persoon, velden, fout):
    with pytest.raises(DomainError, match=fout):
        rest(netwerk, persoon, **velden)

    assert not Netwerk.objects.get().is_gepauzeerd


@pytest.mark.parametrize("status", ["idee", "in_oprichting", "afgerond", "zelfstandig"])
def test_only_what_runs_can_pause(persoon, status):
    with pytest.raises(DomainError, match="Pauzeren kan niet"):
        rest(NetwerkFactory(status=status), persoon)


def test_a_meeting_in_that_time_waits_for_a_decision(netwerk, persoon):
    erin, erna = meeting(netwerk, 5), meeting(netwerk, 31)

    with pytest.raises(DomainError, match="nog 1 bijeenkomst in die tijd"):
        rest(netwerk, persoon)
    assert not Netwerk.objects.get().is_gepauzeerd
    rest(netwerk, persoon, afgelasten=True)

    assert dict(Bijeenkomst.objects.values_list("pk", "status")) == {erin.pk: "afgelast", erna.pk: "gepland"}


def test_the_news_that_a_meeting_is_off_goes_during_the_pause(netwerk, persoon, mailoutbox):
    lid = DeelnameFactory(netwerk=netwerk).persoon
    reschedule(meeting(netwerk, 5))
    carry_out_due()
    rest(netwerk, persoon, afgelasten=True)

    carry_out_due()

    assert any(mail.subject.startswith("Gaat niet door") for mail in mailoutbox if lid.email in mail.to[0])


def test_no_meeting_can_be_planned_or_moved_into_the_pause(netwerk, persoon):
    later = meeting(netwerk, 60)
    rest(netwerk, persoon)
    later.netwerk.refresh_from_db()
    netwerk.refresh_from_db()
    begin = nu() + timedelta(days=5)
    wanneer = {"begint_op": begin, "eindigt_op": begin + timedelta(hours=2)}

    with pytest.raises(DomainError, match="Kies een dag vanaf dan"):
        plan_bijeenkomst(netwerk, {"titel": "Toch", "vorm": "online"} | wanneer, by=persoon)
    with pytest.raises(DomainError, match="Kies een dag vanaf dan"):
        update_bijeenkomst(later, wanneer, by=persoon, versie=later.versie)


def plan(netwerk, soort, minuten=-1):
    return plan_verzending(
        soort=soort, sleutel=f"{soort}:{netwerk.pk}", op=nu() + timedelta(minutes=minuten), context=netwerk.context,
        titel="x", aanleiding=f"contract:{netwerk.pk}",
    )  # fmt: skip


def test_what_is_planned_waits_and_goes_or_lapses_afterwards(netwerk, persoon):
    rest(netwerk, persoon)
    herinnering, elders = plan(netwerk, "netwerken.contract_herzien"), plan(NetwerkFactory(), "evaluatie.uitslag")

    carry_out_due()
    herinnering.refresh_from_db()
    assert herinnering.status == "gepland"
    elders.refresh_from_db()
    assert elders.status != "gepland"
    carry_out_due(now=nu() + timedelta(days=25))  # a worker that looks in the pause changes nothing
    herinnering.refresh_from_db()
    assert herinnering.status == "gepland"

    services.resume_netwerk(netwerk, by=persoon)
    carry_out_due(now=nu() + timedelta(days=60))
    herinnering.refresh_from_db()
    assert herinnering.status == "vervallen"


def test_what_belongs_to_a_coming_meeting_goes_when_the_pause_is_over(netwerk, persoon):
    b = meeting(netwerk, 20)
    reschedule(b)
    rest(netwerk, persoon, 15)
    mails = Verzending.objects.filter(aanleiding=b.aanleiding, soort__endswith="programma")
    mails.update(op=nu() - timedelta(days=9))

    services.resume_netwerk(netwerk, by=persoon)

    assert mails.get().op > nu() - timedelta(minutes=1)


def test_a_pause_during_a_running_evaluation(netwerk, persoon):
    """Reminders stay home, the evaluation itself goes on and closes on its day."""
    b = BijeenkomstFactory(netwerk=netwerk, begint_op=nu() - timedelta(days=2), status="gehouden")
    herinnering = plan_verzending(
        soort="evaluatie.herinnering", sleutel="h", op=nu() - timedelta(minutes=5), context=netwerk.context,
        aanleiding=b.aanleiding, titel="Herinnering",
    )  # fmt: skip
    rest(netwerk, persoon)

    carry_out_due()

    herinnering.refresh_from_db()
    assert herinnering.status == "gepland"
    assert not Bericht.objects.filter(soort="evaluatie.herinnering").exists()


def test_resume_tells_the_other_facilitators_once(netwerk, persoon):
    ander = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    DeelnameFactory(netwerk=netwerk)
    rest(netwerk, persoon)

    for _ in range(2):
        assert not services.resume_netwerk(netwerk, by=persoon).is_gepauzeerd

    assert [b.aan for b in Bericht.objects.filter(soort="netwerken.hervat")] == [ander]


def test_its_day_ends_the_pause(netwerk, persoon):
    rest(netwerk, persoon, 1)
    later = NetwerkFactory(gestart=True, gepauzeerd_tot=over(2), reden_pauze="Druk.")
    resume_due_task()
    assert Netwerk.objects.filter(gepauzeerd_tot__isnull=False).count() == 2
    Netwerk.objects.filter(pk=netwerk.pk).update(gepauzeerd_tot=over(0))

    for _ in range(2):
        resume_due_task()

    assert list(Netwerk.objects.filter(gepauzeerd_tot__isnull=False)) == [later]
    assert [b.aan for b in Bericht.objects.filter(soort="netwerken.hervat")] == [persoon]


def test_made_longer_while_the_night_looks(netwerk, persoon):
    """The list was read before somebody chose a later day: the row under the lock counts."""
    Netwerk.objects.update(gepauzeerd_tot=over(5), reden_pauze="Druk.")
    oud = Netwerk.objects.get()
    oud.gepauzeerd_tot = over(0)

    assert not services._resume_when_due(oud)
    assert Netwerk.objects.get().is_gepauzeerd


def test_an_end_ends_the_pause(netwerk, persoon):
    rest(netwerk, persoon)

    services.end_netwerk(netwerk, "gestopt", reden="Op.", besloten_door="groep", by=persoon)

    assert not Netwerk.objects.get().is_gepauzeerd


def test_mail_that_is_no_longer_true_stays_home(netwerk, persoon, mailoutbox):
    DeelnameFactory(netwerk=netwerk)
    ander = DeelnameFactory(netwerk=netwerk, facilitator=True)
    rest(netwerk, persoon)
    services.resume_netwerk(netwerk, by=ander.persoon)
    Netwerk.objects.update(gepauzeerd_tot=over(9), reden_pauze="Weer.")
    Bericht.objects.filter(soort="netwerken.gepauzeerd").update(gegevens={"netwerk": 0})

    carry_out_due()

    assert mailoutbox == []


def test_kompas_stands_still(netwerk, persoon):
    rest(netwerk, persoon)

    store_standen()

    assert not Kompasstand.objects.exists()


@pytest.mark.parametrize("velden", [{"reden_pauze": ""}, {"status": "afgerond"}])
def test_database_keeps_a_pause_whole(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        NetwerkFactory(**({"gestart": True, "gepauzeerd_tot": over(3), "reden_pauze": "x"} | velden))


# --- The page ---------------------------------------------------------------------------------------------------------


def test_page_shows_first_and_does_it_after(ingelogd, netwerk):
    meeting(netwerk, 5)
    post = {"tot": over(30).isoformat(), "reden": "Fusie <b>nu</b>."}

    html = ingelogd.post(PAGE, post).content.decode()
    assert "1 bijeenkomst in die tijd" in html
    assert not Netwerk.objects.get().is_gepauzeerd

    response = ingelogd.post(PAGE, post | {"bevestigd": over(30).isoformat()})
    assert response.status_code == 422
    assert "Verzet ze, of kies dat ze niet doorgaan" in response.content.decode()

    assert ingelogd.post(PAGE, post | {"bevestigd": over(30).isoformat(), "afgelasten": "ja"}).status_code == 302
    assert Netwerk.objects.get().gepauzeerd_tot == over(30)
    assert "Fusie &lt;b&gt;nu&lt;/b&gt;." in ingelogd.get("/netwerken/samen/status/").content.decode()
    assert "We gaan weer verder" in ingelogd.get(PAGE).content.decode()


def test_another_day_than_was_shown_is_shown_first(ingelogd, netwerk):
    post = {"tot": over(30).isoformat(), "reden": "Fusie.", "bevestigd": over(20).isoformat()}

    assert ingelogd.post(PAGE, post).status_code == 200
    assert not Netwerk.objects.get().is_gepauzeerd


@pytest.mark.parametrize(
    ("post", "fout"),
    [
        ({"tot": ""}, "Kies een dag."),
        ({"tot": "morgen"}, "Vul een dag in"),
        ({"tot": "2020-01-01"}, "Kies een latere dag"),
        ({"tot": "2099-01-01"}, "hooguit een jaar"),
        ({"reden": " "}, "waarom jullie pauzeren"),
        ({"reden": "x" * 501}, "x" * 501),
    ],
)
def test_bad_input_keeps_what_was_typed(ingelogd, netwerk, post, fout):
    response = ingelogd.post(PAGE, {"tot": over(30).isoformat(), "reden": "Fusie."} | post)

    assert response.status_code == 422
    assert fout in response.content.decode()


def test_resume_by_hand(ingelogd, netwerk, persoon):
    rest(netwerk, persoon)

    assert ingelogd.get(f"{PAGE}voorbij/").status_code == 405
    assert ingelogd.post(f"{PAGE}voorbij/", follow=True).status_code == 200
    assert not Netwerk.objects.get().is_gepauzeerd


def test_page_of_what_cannot_pause(ingelogd, netwerk):
    Netwerk.objects.update(status="idee")

    assert "Pauzeren kan nu niet" in ingelogd.get(PAGE).content.decode()


def test_where_it_shows(client, netwerk, persoon):
    rest(netwerk, persoon)

    publiek = client.get("/netwerken/samen/").content.decode()
    assert "Dit netwerk pauzeert tot" in publiek
    assert "Doe mee" not in publiek
    assert "Pauzeert tot" in client.get("/netwerken/").content.decode()
    client.force_login(DeelnameFactory().persoon)
    assert "Dit netwerk pauzeert" in client.get("/netwerken/samen/meedoen/").content.decode()
    client.post("/netwerken/samen/meedoen/")
    assert not netwerk.deelnames.filter(rol="deelnemer").exists()
    client.force_login(persoon)
    assert "Pauzeert tot" in client.get("/mijn/").content.decode()
    assert "pauzeert tot" in client.get("/netwerken/samen/").content.decode()
    assert "Jullie pauzeren" in client.get("/netwerken/samen/fasen/kompas/").content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(ingelogd, netwerk, item_count, django_assert_num_queries):
    for dag in range(item_count):
        meeting(netwerk, 5 + dag)

    with django_assert_num_queries(11):
        html = ingelogd.post(PAGE, {"tot": over(30).isoformat(), "reden": "Fusie."}).content.decode()

    assert html.count("bijeenkomsten/") >= item_count
