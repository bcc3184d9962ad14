"""A conversation that was written down; sharing a card, and what is left when somebody leaves or the netwerk stops."""

from datetime import date

import pytest

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.errors import DomainError
from netwerken.leidinggevende import services
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.leidinggevende.tests.test_services import OVER, actions
from netwerken.models import Contactmoment
from netwerken.services import change_rollen, close_netwerk, leave
from netwerken.tasks import forget_leidinggevenden_task

pytestmark = pytest.mark.django_db


# --- Conversations ------------------------------------------------------------------------------


def test_a_conversation_is_noted_and_then_signed(cast, ask, sign, outbox):
    contact = ask("halverwege", verloop="Goed")
    contact = sign(contact)
    outbox()

    contact = services.note_gesprek(
        contact, op=contact.gevraagd_op.date(), afspraken="Twee middagen", versie=1, by=cast.persoon
    )

    assert (contact.status, contact.stand, contact.versie) == ("gevraagd", "gesprek gehad", 2)
    carry_out_due()
    contact = sign(contact)
    assert ("karin@leiding.test", "Klopt dit? Wat je afsprak met Fenna d'Haan <b>") in outbox()
    assert (contact.status, contact.stand, contact.is_rond) == ("ondertekend", "gesprek gehad", True)


def test_a_conversation_without_asking_mails_nobody(cast, outbox):
    contact = Contactmoment(deelname=cast.deelname, soort="borging")

    contact = services.note_gesprek(
        contact, op=cast.deelname.begonnen_op, afspraken="Samen verder", versie=1, by=cast.persoon
    )
    again = services.note_gesprek(
        contact, op=cast.deelname.begonnen_op, afspraken="Samen verder", versie=1, by=cast.persoon
    )

    assert (again.pk, again.status, again.stand) == (contact.pk, "concept", "gesprek gehad")
    assert outbox() == []


def test_a_conversation_that_was_only_written_down_goes_to_nobody(cast):
    contact = Contactmoment(deelname=cast.deelname, soort="borging")
    contact = services.note_gesprek(contact, op=date(2026, 11, 2), afspraken="Samen", versie=1, by=cast.persoon)

    with pytest.raises(services.AdresError, match="aan wie je de kaart stuurt"):
        services.send_card(contact, link_nr=0, versie=contact.versie, by=cast.persoon)


def test_what_is_not_a_conversation_yet(cast, ask):
    contact, dag = ask("halverwege"), cast.deelname.begonnen_op
    with pytest.raises(DomainError, match="nog niet geweest"):
        services.note_gesprek(contact, op=dag.replace(year=2027), afspraken="x", versie=1, by=cast.persoon)
    with pytest.raises(services.TekstConflict):
        services.note_gesprek(contact, op=dag, afspraken="x", versie=9, by=cast.persoon)
    with pytest.raises(DomainError, match="toezegging hoort geen gesprek"):
        services.note_gesprek(ask(), op=dag, afspraken="x", versie=1, by=cast.persoon)


# --- Sharing, ending ----------------------------------------------------------------------------


def test_sharing_and_taking_back(cast, write):
    contact = services.share(write(), gedeeld=True, by=cast.persoon)
    assert services.share(contact, gedeeld=True, by=cast.persoon).gedeeld
    assert not services.share(contact, gedeeld=False, by=cast.persoon).gedeeld
    assert actions(contact).count("netwerken.contactmoment.shared") == 2


def test_leaving_lets_open_requests_lapse(cast, ask, sign, outbox, clock):
    getekend = sign(ask())
    contact = ask("halverwege")
    outbox()

    leave(cast.netwerk, cast.persoon)
    clock(2026, 11, 10, 9, 30)

    contact.refresh_from_db()
    getekend.refresh_from_db()
    assert (contact.status, getekend.status) == ("vervallen", "ondertekend")
    assert [m for m in outbox() if m[0] == "karin@leiding.test"] == [("karin@leiding.test", OVER)]
    assert "doet niet meer mee" in services.why_over(contact, 1)


def test_a_signature_to_confirm_lapses_too(cast, ask, sign):
    contact = sign(ask(), naam="Bas", is_ander=True)

    leave(cast.netwerk, cast.persoon)

    contact.refresh_from_db()
    assert (contact.status, contact.getekend_naam) == ("vervallen", "")


def test_who_is_no_deelnemer_any_more_has_no_link(cast, ask, sign):
    contact = ask()
    change_rollen(cast.netwerk, cast.persoon, {"facilitator"}, by=cast.facilitator)

    with pytest.raises(services.VoorbijError, match="doet niet meer mee"):
        sign(contact)


def test_stopping_the_netwerk_lets_everything_lapse(cast, ask, sign):
    contact = ask()

    close_netwerk(cast.netwerk, "gestopt", reden="Op.", by=cast.facilitator)

    contact.refresh_from_db()
    assert contact.status == "vervallen"
    Contactmoment.objects.update(status="gevraagd")
    with pytest.raises(services.VoorbijError, match="netwerk is gestopt"):
        sign(contact)


def test_half_a_year_after_the_end_the_address_is_forgotten(cast, ask, sign, clock):
    sign(ask())
    blijft = ContactmomentFactory(ondertekend=True)
    leave(cast.netwerk, cast.persoon)
    clock(2027, 5, 4, 10)
    assert services.forget_addresses() == 0

    clock(2027, 5, 6, 10)
    forget_leidinggevenden_task()

    contact = Contactmoment.objects.get(deelname=cast.deelname)
    assert (contact.email, contact.getekend_naam) == ("", "Karin de Wit")
    assert not Bericht.objects.filter(adres="karin@leiding.test").exists()
    assert Bericht.objects.filter(soort="netwerken.leiding_getekend").count() == 1
    assert Contactmoment.objects.get(pk=blijft.pk).email == blijft.email
    assert services.forget_addresses() == 0


def test_half_a_year_after_the_looptijd_too(cast, ask, clock):
    ask()
    type(cast.netwerk).objects.update(eind_datum=date(2026, 11, 3))
    clock(2027, 5, 6, 10)

    assert services.forget_addresses() == 1
