"""What the mails do when something happened before they left, and in the weekend."""

from datetime import date

import pytest
from django.core import mail

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.errors import DomainError
from netwerken.leidinggevende import handelingen, mails, services
from netwerken.models import Contactmoment

pytestmark = pytest.mark.django_db
OVER = "Deze vraag is intussen beantwoord, ingetrokken of verlopen."


@pytest.fixture
def send(cast, write):
    """Mailed in the outbox, not delivered yet."""

    def send(soort="toezegging", **tekst):
        contact = write(soort, **tekst)
        return services.send_card(contact, link_nr=0, versie=1, handtekening="Fenna", by=cast.persoon)

    return send


def outcome(soort):
    return Bericht.objects.filter(soort=soort).values_list("status", "reden").last()


def sign(contact, **kwargs):
    velden = {"naam": "Karin de Wit", "is_ander": False} | kwargs
    return services.sign(contact, link_nr=1, versie=contact.versie, tekst=contact.tekst, **velden)


@pytest.mark.parametrize("velden", [{"link_nr": 9}, {"status": "concept"}, {"verloopt_op": "2026-11-03T08:00:00Z"}])
def test_a_question_that_asks_nothing_any_more_stays_home(send, velden):
    contact = send()
    Contactmoment.objects.filter(pk=contact.pk).update(**velden)

    carry_out_due()

    assert outcome(mails.VRAAG) == ("overgeslagen", OVER)


def test_what_they_agreed_stays_home_when_it_was_withdrawn(cast, send):
    contact = send("halverwege", verloop="Goed")
    services.note_gesprek(contact, op=date(2026, 11, 2), afspraken="Samen", versie=1, by=cast.persoon)
    Contactmoment.objects.update(status="ingetrokken")

    carry_out_due()

    assert outcome(mails.AFSPRAKEN) == ("overgeslagen", OVER)


def test_a_copy_of_what_was_taken_back_stays_home(cast, send):
    contact = sign(send())
    services.reopen(contact, by=cast.persoon)

    carry_out_due()

    assert outcome(mails.KOPIE) == ("overgeslagen", "Er komt een nieuwe versie.")
    assert outcome(mails.GETEKEND) == ("overgeslagen", "Er is intussen iets veranderd.")


def test_over_stays_home_when_the_same_person_is_asked_again(cast, ask, settings):
    contact = ask()
    services.withdraw(contact, by=cast.persoon)
    contact = Contactmoment.objects.get()
    services.send_card(contact, link_nr=1, versie=1, handtekening="Fenna", by=cast.persoon)

    carry_out_due()

    assert outcome(mails.OVER) == ("overgeslagen", "Er is intussen een nieuwe vraag gestuurd.")


def test_a_card_that_was_read_leads_to_the_conversation(send):
    sign(send("halverwege", verloop="Goed"))

    carry_out_due()

    [bericht] = [m for m in mail.outbox if "fenna@school.test" in m.to[0]]
    assert "Schrijf na het gesprek op wat jullie afspraken." in " ".join(bericht.body.split())


def test_a_question_of_saturday_waits_and_a_copy_does_not(send, clock, settings, time_machine):
    settings.RUSTTIJDEN = True
    clock(2026, 11, 7, 11)  # a Saturday
    mail.outbox.clear()
    contact = send()
    carry_out_due()
    assert mail.outbox == []
    assert outcome(mails.VRAAG)[0] == "gepland"

    sign(contact)
    carry_out_due()
    assert [m.to for m in mail.outbox] == [["karin@leiding.test"]]

    clock(2026, 11, 9, 8, 30)
    assert outcome(mails.VRAAG) == ("overgeslagen", OVER)


def test_a_card_that_is_deleted_in_between():
    with pytest.raises(DomainError):
        handelingen._doe((999, 1), {})
