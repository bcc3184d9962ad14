from datetime import timedelta

import pytest
from django.core import mail

from berichten.models import Bericht
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services
from netwerken.models import Deelname, Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk():
    """Public, open, room for two, guided by one person."""
    netwerk = NetwerkFactory(openbaar=True, min_deelnemers=2, max_deelnemers=2)
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    return netwerk


def soorten(aan=None):
    rijen = Bericht.objects.filter(aan=aan) if aan else Bericht.objects
    return sorted(soort.split(".")[1] for soort in rijen.values_list("soort", flat=True))


def test_sign_up_open(netwerk, persoon, monkeypatch):
    leden = []
    monkeypatch.setattr("netwerken.services.deelnames.ON_JOIN", [leden.append])

    deelname = services.sign_up(netwerk, persoon, motivatie="Ik wil leren.")

    assert (deelname.status, deelname.motivatie, deelname.rol) == ("actief", "Ik wil leren.", "deelnemer")
    assert deelname.begonnen_op
    assert leden == [deelname]
    assert soorten() == ["welkom"]
    regel = Logregel.objects.get()
    assert (regel.actie, regel.actor, regel.feiten) == (
        "netwerken.deelname.joined",
        persoon,
        {"van": "", "rol": "deelnemer"},
    )


def test_sign_up_twice_is_once(netwerk, persoon):
    eerste = services.sign_up(netwerk, persoon)
    tweede = services.sign_up(netwerk, persoon)

    assert eerste == tweede
    assert Bericht.objects.count() == Logregel.objects.count() == 1


def test_mails_leave_after_commit(netwerk, persoon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.sign_up(netwerk, persoon)

    assert [bericht.subject for bericht in mail.outbox] == [f"Je doet mee aan {netwerk.naam}"]
    assert persoon.email in mail.outbox[0].to[0]


def test_sign_up_full_goes_to_the_wachtlijst(netwerk, persoon):
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    deelname = services.sign_up(netwerk, persoon)

    assert deelname.status == "wachtlijst"
    assert deelname.wacht_sinds
    assert services.sign_up(netwerk, persoon) == deelname
    assert soorten(persoon) == ["wachtlijst"]
    assert soorten() == ["aanmelding", "wachtlijst"]


def test_a_pause_keeps_the_place(netwerk, persoon):
    DeelnameFactory(netwerk=netwerk)
    DeelnameFactory(netwerk=netwerk, status="pauze")

    assert services.sign_up(netwerk, persoon).status == "wachtlijst"


def test_sign_up_closed_waits_for_a_facilitator(netwerk, persoon):
    Netwerk.objects.update(toegang="gesloten")
    facilitator = netwerk.facilitators().get()

    deelname = services.sign_up(netwerk, persoon)

    assert deelname.status == "aangemeld"
    assert soorten(facilitator) == ["aanmelding"]
    assert soorten(persoon) == []


@pytest.mark.parametrize("velden", [{"is_openbaar": False}, {"status": "in_oprichting"}, {"status": "afronden"}])
def test_sign_up_refused(netwerk, persoon, velden):
    Netwerk.objects.update(**velden)

    with pytest.raises(DomainError, match="neemt nu geen nieuwe deelnemers aan"):
        services.sign_up(netwerk, persoon)
    assert not Deelname.objects.filter(persoon=persoon).exists()


@pytest.mark.parametrize("status", ["afgerond", "zelfstandig"])
def test_a_nomination_opens_no_door_after_the_end(netwerk, persoon, status):
    Netwerk.objects.update(status=status)

    with pytest.raises(DomainError, match="neemt nu geen nieuwe deelnemers aan"):
        services.sign_up(netwerk, persoon, op_voordracht=True)


@pytest.mark.parametrize(
    ("velden", "status"),
    [
        ({"uitgestapt": True}, "actief"),
        ({"uitgestapt": True, "reden_einde": "verwijderd"}, "aangemeld"),
        ({"status": "afgewezen", "begonnen_op": None}, "aangemeld"),
    ],
)
def test_coming_back(netwerk, persoon, velden, status):
    oud = DeelnameFactory(netwerk=netwerk, persoon=persoon, **velden)

    deelname = services.sign_up(netwerk, persoon)

    assert (deelname.pk, deelname.status) == (oud.pk, status)
    assert (deelname.reden_einde, deelname.toelichting_einde, deelname.beeindigd_op) == ("", "", None)


def test_admit(netwerk, persoon):
    deelname = DeelnameFactory(netwerk=netwerk, aangemeld=True)

    assert services.admit(deelname, by=persoon).status == "actief"
    assert services.admit(deelname, by=persoon).status == "actief"

    assert soorten() == ["welkom"]


def test_admit_when_full(netwerk, persoon):
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    deelname = services.admit(DeelnameFactory(netwerk=netwerk, aangemeld=True), by=persoon)

    assert deelname.status == "wachtlijst"
    with pytest.raises(DomainError, match="Er is geen plaats vrij"):
        services.admit(deelname, by=persoon)


@pytest.mark.parametrize("service", [services.admit, services.start_intake, services.decline])
def test_handled_application_is_refused(netwerk, persoon, service):
    deelname = DeelnameFactory(netwerk=netwerk, uitgestapt=True)

    with pytest.raises(DomainError, match="al afgehandeld"):
        service(deelname, by=persoon)


def test_intake_then_decline(netwerk, persoon):
    deelname = DeelnameFactory(netwerk=netwerk, aangemeld=True)

    assert services.start_intake(deelname, by=persoon).status == "intake"
    assert services.start_intake(deelname, by=persoon).status == "intake"
    services.decline(deelname, by=persoon, tekst="Volgend jaar graag.")
    deelname = services.decline(deelname, by=persoon, tekst="Nog een keer.")

    assert (deelname.status, deelname.toelichting_afwijzing) == ("afgewezen", "Volgend jaar graag.")
    assert soorten() == ["afgewezen"]


def test_pause_and_resume(netwerk, persoon, monkeypatch):
    terug = []
    monkeypatch.setattr("netwerken.services.deelnames.ON_JOIN", [terug.append])
    deelname = DeelnameFactory(netwerk=netwerk)

    assert services.pause(deelname, by=persoon).status == "pauze"
    assert services.pause(deelname, by=persoon).status == "pauze"
    assert services.resume(deelname, by=persoon).status == "actief"
    assert services.resume(deelname, by=persoon).status == "actief"

    assert terug == [deelname]
    assert Logregel.objects.count() == 2


def test_pause_and_resume_refused(netwerk, persoon):
    with pytest.raises(DomainError, match="Alleen een deelnemer kan pauzeren"):
        services.pause(netwerk.deelnames.get(), by=persoon)
    weg = DeelnameFactory(netwerk=netwerk, uitgestapt=True)
    with pytest.raises(DomainError, match="Alleen wie meedoet"):
        services.pause(weg, by=persoon)
    with pytest.raises(DomainError, match="pauzeert niet"):
        services.resume(weg, by=persoon)


def test_who_gives_up_waiting_was_never_done(persoon):
    rij = DeelnameFactory(netwerk=NetwerkFactory(openbaar=True), persoon=persoon, wachtend=True)

    services.leave(rij.netwerk, persoon, reden="klaar")

    rij.refresh_from_db()
    assert (rij.status, rij.reden_einde) == ("uitgestapt", "klaar")


@pytest.mark.parametrize(("reden", "status"), [("klaar", "afgerond"), ("tijd", "uitgestapt"), ("", "uitgestapt")])
def test_leave(netwerk, reden, status):
    deelname = DeelnameFactory(netwerk=netwerk)

    services.leave(netwerk, deelname.persoon, reden=reden, toelichting="Privé")
    services.leave(netwerk, deelname.persoon, reden="baan")

    deelname.refresh_from_db()
    assert (deelname.status, deelname.reden_einde, deelname.toelichting_einde) == (status, reden, "Privé")
    assert soorten() == ["vertrek"]
    assert "Privé" not in str(list(Logregel.objects.values())) + str(list(Bericht.objects.values()))


def test_leave_frees_the_place_for_who_waits_longest(netwerk, monkeypatch):
    leden = []
    monkeypatch.setattr("netwerken.services.deelnames.ON_JOIN", [lambda deelname: leden.append(deelname.pk)])
    gaat, _ = DeelnameFactory.create_batch(2, netwerk=netwerk)
    laat = DeelnameFactory(netwerk=netwerk, wachtend=True)
    vroeg = DeelnameFactory(netwerk=netwerk, wachtend=True, wacht_sinds=nu() - timedelta(hours=1))

    services.leave(netwerk, gaat.persoon)

    assert leden == [vroeg.pk]
    assert soorten(vroeg.persoon) == ["plek_vrij"]
    assert soorten(laat.persoon) == []
    assert Logregel.objects.filter(actie="netwerken.deelname.joined").get().actor is None


def test_leave_closed_lets_the_facilitator_choose(netwerk):
    Netwerk.objects.update(toegang="gesloten")
    gaat, _ = DeelnameFactory.create_batch(2, netwerk=netwerk)
    wacht = DeelnameFactory(netwerk=netwerk, wachtend=True)

    services.leave(netwerk, gaat.persoon)

    wacht.refresh_from_db()
    assert wacht.status == "wachtlijst"
    assert soorten(netwerk.facilitators().get()) == ["plek_kiezen", "vertrek"]


def test_giving_up_waiting_tells_nobody(netwerk):
    wacht = DeelnameFactory(netwerk=netwerk, wachtend=True)

    services.leave(netwerk, wacht.persoon)

    wacht.refresh_from_db()
    assert wacht.status == "uitgestapt"
    assert soorten() == []


def test_last_facilitator_may_not_leave(netwerk):
    facilitator = netwerk.facilitators().get()

    with pytest.raises(DomainError, match="Er is dan geen facilitator meer"):
        services.leave(netwerk, facilitator)
    Netwerk.objects.update(status="afgerond")
    services.leave(netwerk, facilitator)

    assert not netwerk.facilitators().exists()


def test_remove(netwerk, persoon):
    deelname = DeelnameFactory(netwerk=netwerk)
    DeelnameFactory(netwerk=netwerk, persoon=deelname.persoon, rol="penvoerder")

    deelname = services.remove(deelname, by=persoon, toelichting="Kwam nooit.")
    services.remove(deelname, by=persoon)

    assert (deelname.status, deelname.reden_einde, deelname.toelichting_einde) == (
        "uitgestapt",
        "verwijderd",
        "Kwam nooit.",
    )
    assert not deelname.netwerk.is_lid(deelname.persoon)
    assert soorten() == ["einde"]


def test_remove_last_facilitator_is_refused(netwerk, persoon):
    with pytest.raises(DomainError, match="geen facilitator meer"):
        services.remove(netwerk.deelnames.get(), by=persoon)


def test_change_rollen(netwerk, persoon):
    deelname = DeelnameFactory(netwerk=netwerk)

    services.change_rollen(netwerk, deelname.persoon, {"facilitator", "eigenaar"}, by=persoon, variant="procesbewaker")

    assert Netwerk.objects.get().rollen_of(deelname.persoon) == {"facilitator", "eigenaar"}
    assert netwerk.deelnames.get(rol="facilitator", persoon=deelname.persoon).variant == "procesbewaker"
    deelname.refresh_from_db()
    assert (deelname.status, deelname.reden_einde) == ("uitgestapt", "rol_voorbij")
    assert soorten() == []


def test_change_rollen_frees_the_place(netwerk, persoon):
    deelname, _ = DeelnameFactory.create_batch(2, netwerk=netwerk)
    wacht = DeelnameFactory(netwerk=netwerk, wachtend=True)

    services.change_rollen(netwerk, deelname.persoon, {"eigenaar"}, by=persoon)

    wacht.refresh_from_db()
    assert wacht.status == "actief"


def test_change_rollen_refused(netwerk, persoon):
    facilitator = netwerk.facilitators().get()
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    for rollen, fout in [
        (set(), "Kies minstens één rol"),
        ({"penvoerder"}, "geen facilitator meer"),
        ({"facilitator", "deelnemer"}, "Er is geen plaats vrij"),
    ]:
        with pytest.raises(DomainError, match=fout):
            services.change_rollen(netwerk, facilitator, rollen, by=persoon)
    with pytest.raises(DomainError, match="doet niet mee"):
        services.change_rollen(netwerk, PersoonFactory(), {"penvoerder"}, by=persoon)
    assert Netwerk.objects.get().rollen_of(facilitator) == {"facilitator"}


def test_ended_netwerk_fills_no_places(netwerk):
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    wacht = DeelnameFactory(netwerk=netwerk, wachtend=True)
    Netwerk.objects.update(status="afgerond")

    services.leave(netwerk, netwerk.deelnemers()[0])

    wacht.refresh_from_db()
    assert wacht.status == "wachtlijst"


def test_accepting_while_already_waiting_changes_nothing(netwerk):
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    wacht = DeelnameFactory(netwerk=netwerk, wachtend=True)

    deelname, _ = services.accept(UitnodigingFactory(netwerk=netwerk, email=wacht.persoon.email))

    assert (deelname.pk, deelname.wacht_sinds) == (wacht.pk, wacht.wacht_sinds)
    assert soorten() == []


def test_a_facilitator_gets_no_mail_about_what_was_just_done_by_hand(netwerk):
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    ander = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    facilitator = netwerk.facilitators().exclude(pk=ander.pk).get()

    services.admit(DeelnameFactory(netwerk=netwerk, aangemeld=True), by=facilitator)

    assert soorten(facilitator) == []
    assert soorten(ander) == ["aanmelding"]


def test_removing_who_has_no_place_moves_nobody_up(netwerk, persoon):
    Netwerk.objects.update(toegang="gesloten")
    DeelnameFactory(netwerk=netwerk, wachtend=True)
    penvoerder = DeelnameFactory(netwerk=netwerk, penvoerder=True)

    services.remove(penvoerder, by=persoon)

    assert soorten() == ["einde"]
