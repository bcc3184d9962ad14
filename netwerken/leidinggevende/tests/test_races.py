"""Two people at once, on PostgreSQL: the row lock of the netwerk lets one after the other."""

import pytest

from berichten.models import Bericht
from kern.errors import DomainError
from kern.tests.races import together
from netwerken.leidinggevende import services
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Contactmoment
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
Status = Contactmoment.Status


def sign(contact, naam="Karin", is_ander=False, **tekst):
    return lambda: services.sign(
        contact, link_nr=contact.link_nr, versie=contact.versie, tekst=contact.tekst | tekst, naam=naam,
        is_ander=is_ander,
    )  # fmt: skip


def test_two_people_sign_by_the_same_link():
    contact = ContactmomentFactory(gevraagd=True)

    outcomes = together(sign(contact, "Karin"), sign(contact, "Bas", is_ander=True))

    assert sum(isinstance(outcome, services.VoorbijError) for outcome in outcomes) == 1
    assert Bericht.objects.filter(soort="netwerken.leiding_getekend").count() == 1


def test_a_double_press_signs_once():
    contact = ContactmomentFactory(gevraagd=True)

    outcomes = together(sign(contact, doel="Samen"), sign(contact, doel="Samen"))

    assert [outcome.status for outcome in outcomes] == [Status.ONDERTEKEND] * 2
    assert Contactmoment.objects.get().versie == 2
    assert Bericht.objects.filter(soort="netwerken.leiding_kopie").count() == 1


def test_a_double_press_sends_one_link():
    contact = ContactmomentFactory()
    by = contact.deelname.persoon

    def send():
        return services.send_card(contact, link_nr=0, versie=1, handtekening="Fenna", by=by)

    together(send, send)

    assert Contactmoment.objects.get().link_nr == 1
    assert Bericht.objects.filter(soort="netwerken.leiding_vraag").count() == 1


def test_signing_while_the_question_is_withdrawn():
    contact = ContactmomentFactory(gevraagd=True)
    by = contact.deelname.persoon

    signed, withdrawn = together(sign(contact), lambda: services.withdraw(contact, by=by))

    status = Contactmoment.objects.get().status
    if status == Status.INGETROKKEN:
        assert isinstance(signed, services.VoorbijError)
    else:
        assert status == Status.ONDERTEKEND
        assert isinstance(withdrawn, DomainError)


def test_both_change_the_text_at_the_same_time():
    contact = ContactmomentFactory(gevraagd=True)
    wie = {"naam": contact.naam, "email": contact.email}

    def write():
        tekst = contact.tekst | {"doel": "Van Fenna"}
        return services.save_card(
            contact.deelname, contact.soort, wie=wie, tekst=tekst, versie=1, by=contact.deelname.persoon
        )

    outcomes = together(sign(contact, doel="Van Karin"), write)

    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1


def test_two_tabs_begin_the_same_card():
    deelname = DeelnameFactory()

    def begin(doel):
        tekst = {"uren": 4, "geregeld": "", "doel": doel, "delen": ""}
        wie = {"naam": "Karin", "email": "karin@leiding.test"}
        return lambda: services.save_card(deelname, "toezegging", wie=wie, tekst=tekst, versie=1, by=deelname.persoon)

    outcomes = together(begin("Een"), begin("Twee"))

    assert not any(isinstance(outcome, Exception) for outcome in outcomes)
    assert Contactmoment.objects.count() == 1


def test_signing_while_the_deelnemer_leaves():
    contact = ContactmomentFactory(gevraagd=True)
    deelname = contact.deelname

    signed, _ = together(sign(contact), lambda: leave(deelname.netwerk, deelname.persoon))

    status = Contactmoment.objects.get().status
    assert status in {Status.ONDERTEKEND, Status.VERVALLEN}
    assert isinstance(signed, services.VoorbijError) == (status == Status.VERVALLEN)
