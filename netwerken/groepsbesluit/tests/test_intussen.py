"""What happens while the group answers: everything that may change below the question."""

from datetime import timedelta

import pytest
from django.utils import timezone

from berichten.models import Bericht
from kern.errors import DomainError
from netwerken import services as netwerken
from netwerken.einde.services import pause_netwerk
from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.models import Groepsstem
from netwerken.groepsbesluit.tests.conftest import answer_all, close_at_end, make_cast
from netwerken.intake.services import ask_intake, decide
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.services.uitnodigingen import _send
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from netwerken.voordracht.services import agree
from netwerken.voordracht.tests.factories import VoordrachtFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def status_of(obj):
    obj.refresh_from_db()
    return obj.status


# --- No seat without the group ----------------------------------------------------------------------------------------


def test_a_facilitator_cannot_admit_alone(cast):
    with pytest.raises(DomainError, match="Vraag eerst de groep"):
        netwerken.admit(cast.deelname, by=cast.facilitator)
    assert status_of(cast.deelname) == "aangemeld"


def test_before_the_start_or_in_an_open_group_a_facilitator_can(cast):
    Netwerk.objects.update(status="werving")
    assert netwerken.admit(cast.deelname, by=cast.facilitator).status == "actief"


def test_an_invitation_after_the_start_becomes_an_application(cast):
    uitnodiging = UitnodigingFactory(netwerk=cast.netwerk, via_groep=True, email=cast.sanne.email)
    cast.deelname.delete()

    deelname, _ = netwerken.accept(uitnodiging)
    nog_eens, _ = netwerken.accept(uitnodiging)

    assert deelname == nog_eens
    assert status_of(deelname) == "aangemeld"
    assert Bericht.objects.filter(soort="netwerken.aanmelding").count() == 1


def test_an_invitation_from_before_the_start_holds(cast):
    uitnodiging = UitnodigingFactory(netwerk=cast.netwerk, email=cast.sanne.email)

    assert netwerken.accept(uitnodiging)[0].status == "actief"


def test_such_an_invitation_also_holds_on_the_wachtlijst(cast):
    Netwerk.objects.update(max_deelnemers=7, min_deelnemers=2)
    uitnodiging = UitnodigingFactory(netwerk=cast.netwerk, email=cast.sanne.email)
    cast.deelname.delete()
    deelname, _ = netwerken.accept(uitnodiging)
    assert deelname.status == "wachtlijst"
    Netwerk.objects.update(max_deelnemers=8)

    assert netwerken.admit(deelname, by=cast.facilitator).status == "actief"


@pytest.mark.parametrize(("status", "via_groep"), [("werving", False), ("gestart", True)])
def test_an_invitation_knows_what_it_promised(cast, status, via_groep):
    Netwerk.objects.update(status=status)
    adres = type("Adres", (), {"email": "x@school.test", "naam": ""})

    netwerken.invite(cast.netwerk, [adres], by=cast.facilitator)

    assert Uitnodiging.objects.get().via_groep is via_groep


def test_sending_it_again_keeps_the_promise(cast):
    uitnodiging = UitnodigingFactory(netwerk=cast.netwerk)
    _send(cast.netwerk, uitnodiging, cast.facilitator)

    assert not Uitnodiging.objects.get().via_groep


def test_a_facilitator_who_is_invited_needs_nobody(cast):
    uitnodiging = UitnodigingFactory(netwerk=cast.netwerk, rol="facilitator", via_groep=True)

    assert netwerken.accept(uitnodiging, naam="Nieuw Mens")[0].status == "actief"


def test_back_from_pauze_and_another_role_need_nobody(cast):
    lid = cast.netwerk.deelnames.get(persoon=cast.groep[0])
    netwerken.pause(lid, by=cast.groep[0])
    assert netwerken.resume(lid, by=cast.groep[0]).status == "actief"

    netwerken.change_rollen(cast.netwerk, cast.facilitator, {"facilitator", "deelnemer"}, by=cast.facilitator)
    assert cast.netwerk.deelnames.get(persoon=cast.facilitator, rol="deelnemer").status == "actief"


def test_a_nomination_leads_to_an_application(cast):
    deelname = agree(VoordrachtFactory(netwerk=cast.netwerk))

    assert deelname.status == "aangemeld"
    assert services.ask_group(deelname, by=cast.facilitator).is_lopend


def test_who_left_and_comes_back_is_new(cast, besluit):
    answer_all(besluit, cast.groep)
    close_at_end(besluit)
    netwerken.leave(cast.netwerk, cast.sanne)
    netwerken.sign_up(cast.netwerk, cast.sanne, motivatie="Weer tijd.")
    cast.deelname.refresh_from_db()

    assert not cast.deelname.groep_akkoord
    with pytest.raises(DomainError, match="Vraag eerst de groep"):
        netwerken.admit(cast.deelname, by=cast.facilitator)


def test_an_intake_that_fits_asks_the_group_and_keeps_the_words(cast):
    intake = ask_intake(cast.deelname, by=cast.facilitator)
    decide(intake, "past", bericht="Fijn dat je komt.", by=cast.facilitator)
    besluit = cast.deelname.groepsbesluiten.get()
    assert not Bericht.objects.filter(soort="netwerken.intake_uitkomst").exists()

    answer_all(besluit, cast.groep)
    close_at_end(besluit)

    assert status_of(cast.deelname) == "actief"
    assert Bericht.objects.filter(soort="netwerken.intake_uitkomst", aan=cast.sanne).count() == 1
    assert not Bericht.objects.filter(soort="netwerken.welkom").exists()


def test_an_intake_that_does_not_fit_ends_the_question(cast, besluit):
    intake = ask_intake(cast.deelname, by=cast.facilitator)

    decide(intake, "past_niet", bericht="Helaas.", by=cast.facilitator)

    assert status_of(besluit) == "vervallen"


# --- Meanwhile --------------------------------------------------------------------------------------------------------


def test_the_applicant_withdraws(cast, besluit):
    netwerken.leave(cast.netwerk, cast.sanne)

    assert status_of(besluit) == "vervallen"
    assert besluit.reden == "De aanmelding is ingetrokken."
    assert set(Bericht.objects.values_list("status", flat=True)) == {"vervallen"}
    with pytest.raises(DomainError, match="gesloten"):
        services.answer(besluit, cast.groep[0], "akkoord")
    assert close_at_end(besluit).status == "vervallen"


def test_a_facilitator_says_no_meanwhile(cast, besluit):
    netwerken.decline(cast.deelname, by=cast.facilitator)

    assert status_of(besluit) == "vervallen"


def test_a_conversation_meanwhile_changes_nothing(cast, besluit):
    netwerken.start_intake(cast.deelname, by=cast.facilitator)

    assert status_of(besluit) == "loopt"


def test_somebody_joins_meanwhile(cast, besluit):
    nieuw = DeelnameFactory(netwerk=cast.netwerk).persoon

    answer_all(besluit, cast.groep)

    with pytest.raises(DomainError, match="niet aan jou"):
        services.answer(besluit, nieuw, "akkoord")
    assert close_at_end(besluit).gevraagd == 7


@pytest.mark.parametrize("hoe", ["vertrekt", "pauzeert", "rol"])
def test_somebody_leaves_without_an_answer(cast, besluit, hoe):
    wie = cast.groep[0]
    lid = cast.netwerk.deelnames.get(persoon=wie)
    if hoe == "vertrekt":
        netwerken.leave(cast.netwerk, wie)
    elif hoe == "pauzeert":
        netwerken.pause(lid, by=wie)
    else:
        netwerken.change_rollen(cast.netwerk, wie, {"penvoerder"}, by=cast.facilitator)

    assert besluit.stemmen.count() == 6
    with pytest.raises(DomainError, match="niet aan jou"):
        services.answer(besluit, wie, "akkoord")


def test_an_answer_stays_when_its_writer_leaves(cast, besluit):
    services.answer(besluit, cast.groep[0], "bezwaar")
    netwerken.leave(cast.netwerk, cast.groep[0])
    answer_all(besluit, cast.groep[1:])

    besluit = close_at_end(besluit)

    assert (besluit.gevraagd, besluit.bezwaar) == (7, 1)


def test_leaving_elsewhere_changes_nothing(cast, besluit):
    elders = DeelnameFactory(netwerk=NetwerkFactory(), persoon=cast.groep[0])
    DeelnameFactory(netwerk=elders.netwerk, facilitator=True)
    netwerken.leave(elders.netwerk, cast.groep[0])

    assert besluit.stemmen.count() == 7


def test_everybody_left(cast, besluit):
    for persoon in cast.groep:
        netwerken.leave(cast.netwerk, persoon)

    besluit = close_at_end(besluit)

    assert (besluit.status, besluit.gevraagd) == ("beraad", 0)


def test_the_last_place_went_meanwhile(cast, besluit):
    Netwerk.objects.update(max_deelnemers=7, min_deelnemers=2)
    answer_all(besluit, cast.groep)
    close_at_end(besluit)
    assert status_of(cast.deelname) == "wachtlijst"

    netwerken.leave(cast.netwerk, cast.groep[0])

    assert netwerken.admit(cast.deelname, by=cast.facilitator).status == "actief"


def test_who_waits_on_the_wachtlijst_can_be_asked_about(cast):
    rij = DeelnameFactory(netwerk=cast.netwerk, wachtend=True)
    with pytest.raises(DomainError, match="Vraag eerst de groep"):
        netwerken.admit(rij, by=cast.facilitator)
    besluit = services.ask_group(rij, by=cast.facilitator)
    answer_all(besluit, cast.groep)
    close_at_end(besluit)

    assert status_of(rij) == "actief"


def test_the_netwerk_is_opened(cast, besluit):
    netwerken.update_netwerk(cast.netwerk, {"toegang": "open"}, versie=cast.netwerk.versie, by=cast.facilitator)

    assert status_of(besluit) == "vervallen"
    assert "open" in besluit.reden
    assert netwerken.admit(cast.deelname, by=cast.facilitator).status == "actief"


def test_another_change_of_the_netwerk_is_none(cast, besluit):
    netwerken.update_netwerk(cast.netwerk, {"thema": "rust"}, versie=cast.netwerk.versie, by=cast.facilitator)

    assert status_of(besluit) == "loopt"


def test_the_netwerk_pauses(cast, besluit):
    beraad = services.ask_group(DeelnameFactory(netwerk=cast.netwerk, aangemeld=True), by=cast.facilitator)
    answer_all(beraad, cast.groep, bezwaren=1)
    close_at_end(beraad)
    tot = timezone.localdate() + timedelta(days=30)
    pause_netwerk(cast.netwerk, tot=tot, reden="Verbouwing.", afgelasten=False, by=cast.facilitator)

    assert (status_of(besluit), status_of(beraad)) == ("vervallen", "beraad")
    with pytest.raises(DomainError, match="Het netwerk pauzeert"):
        services.ask_group(cast.deelname, by=cast.facilitator)


def test_the_netwerk_stops(cast, besluit):
    netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Geen tijd.", by=cast.facilitator)

    assert status_of(besluit) == "vervallen"
    assert besluit.reden == "Het netwerk is voorbij."
    assert not Groepsstem.objects.exists()


def test_it_goes_on_while_the_netwerk_rounds_off(cast, besluit):
    netwerken.start_afronden(cast.netwerk, by=cast.facilitator)
    answer_all(besluit, cast.groep)

    assert close_at_end(besluit).status == "toegelaten"


def test_another_facilitator_finishes_it(cast, besluit):
    opvolger = DeelnameFactory(netwerk=cast.netwerk, facilitator=True).persoon
    netwerken.leave(cast.netwerk, cast.facilitator)
    answer_all(besluit, cast.groep, bezwaren=1)
    besluit = close_at_end(besluit)

    assert services.decide(besluit, toelaten=True, reden="Besproken.", by=opvolger).status == "toegelaten"


def test_two_questions_at_once_are_apart(cast, besluit):
    ander = DeelnameFactory(netwerk=cast.netwerk, aangemeld=True, persoon=PersoonFactory())
    tweede = services.ask_group(ander, by=cast.facilitator)
    answer_all(besluit, cast.groep)

    close_at_end(besluit)

    assert status_of(tweede) == "loopt"
    assert tweede.stemmen.filter(geantwoord=True).count() == 0
    assert Deelname.objects.get(pk=ander.pk).status == "aangemeld"


def test_a_row_of_another_role_is_no_business_of_it(cast, besluit):
    eigenaar = DeelnameFactory(netwerk=cast.netwerk, persoon=cast.groep[0], eigenaar=True)
    services.follow_deelname(eigenaar, "actief")

    assert besluit.stemmen.count() == 7


def test_a_small_group_of_one_asks_that_one(db):
    cast = make_cast(1)
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)
    services.answer(besluit, cast.groep[0], "akkoord")

    assert close_at_end(besluit).status == "toegelaten"
