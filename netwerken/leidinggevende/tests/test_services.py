import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from berichten.models import Bericht
from kern.errors import DomainError
from kern.models import Logregel
from netwerken.leidinggevende import services
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Contactmoment
from netwerken.services import close_netwerk, leave
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
VRAAG = "Fenna d'Haan <b> vraagt je toezegging voor Lef & <b>tijd</b>"
OVER = "Je hoeft niets meer te doen voor Fenna d'Haan <b>"


def actions(contact):
    return list(Logregel.objects.filter(actie__contains="contactmoment").order_by("pk").values_list("actie", flat=True))


# --- Writing ------------------------------------------------------------------------------------


def test_writing_keeps_a_concept_that_nobody_hears_of(write, outbox):
    contact = write()

    contact.refresh_from_db()
    assert (contact.status, contact.uren, contact.email) == ("concept", 8, "karin@leiding.test")
    assert contact.antwoorden["geregeld"] == "Een collega <b>neemt</b> over."
    assert Bericht.objects.filter(soort__contains="leiding").count() == 0
    assert actions(contact) == ["netwerken.contactmoment.written"]


def test_the_log_has_no_text_and_no_name(ask, sign):
    sign(ask(), doel="Heel geheim")

    feiten = str(list(Logregel.objects.values_list("feiten", flat=True)))
    assert "geheim" not in feiten
    assert "Karin" not in feiten
    assert "leiding.test" not in feiten


def test_writing_again_is_a_new_version_and_the_same_text_is_not(write):
    assert write(doel="Anders").versie == 1
    assert write(doel="Nog anders").versie == 2
    assert write(doel="Nog anders", versie=2).versie == 2


@pytest.mark.parametrize("adres", ["fenna@school.test", "FENNA@school.test", "thuis@fenna.test"])
def test_the_own_address_is_refused(cast, write, adres):
    cast.persoon.emailaddress_set.create(email="thuis@fenna.test", verified=True)

    with pytest.raises(services.AdresError, match="je eigen mailadres"):
        write(wie={"naam": "Ik", "email": adres})

    assert Contactmoment.objects.count() == 0


def test_the_address_of_another_member_is_fine(cast, ask, outbox):
    collega = DeelnameFactory(netwerk=cast.netwerk, persoon=PersoonFactory(email="baas@school.test")).persoon

    ask(wie={"naam": collega.naam, "email": collega.email})

    assert outbox() == [("baas@school.test", VRAAG)]


def test_who_left_writes_nothing(cast, write):
    leave(cast.netwerk, cast.persoon)

    with pytest.raises(DomainError, match="doet niet meer mee"):
        write()


def test_a_stopped_netwerk_takes_no_cards(cast, write):
    close_netwerk(cast.netwerk, "gestopt", reden="Op.", by=cast.facilitator)

    with pytest.raises(DomainError, match="gestopt"):
        write()


def test_a_signed_card_is_not_written_over(ask, sign, write):
    sign(ask())

    with pytest.raises(DomainError, match="al ondertekend"):
        write(doel="Toch anders")


def test_an_asked_card_stays_with_the_same_leidinggevende(ask, write):
    ask()

    with pytest.raises(services.AdresError, match="Trek haar eerst in"):
        write(wie={"naam": "Bas", "email": "bas@leiding.test"})


# --- Sending ------------------------------------------------------------------------------------


def test_sending_mails_the_leidinggevende_a_link_and_nothing_of_the_text(ask, outbox):
    contact = ask()

    assert (contact.status, contact.link_nr, contact.mijn_geldt) == ("gevraagd", 1, True)
    html = mail.outbox[0].alternatives[0][0]
    assert outbox() == [("karin@leiding.test", VRAAG)]
    assert "neemt" not in html
    assert "zondag 2 januari" not in html
    assert "zaterdag 2 januari 2027" in html


def test_pressing_twice_is_one_mail(cast, ask, outbox):
    contact = ask()

    again = services.send_card(contact, link_nr=0, versie=1, handtekening="Fenna", by=cast.persoon)

    assert again.link_nr == 1
    assert Bericht.objects.filter(soort="netwerken.leiding_vraag").count() == 1


def test_sending_again_makes_a_new_link(cast, ask, outbox):
    ask()
    contact = Contactmoment.objects.get()

    services.send_card(contact, link_nr=1, versie=1, handtekening="Fenna", by=cast.persoon)

    assert Contactmoment.objects.get().link_nr == 2
    statussen = Bericht.objects.filter(soort="netwerken.leiding_herinnering").order_by("pk")
    assert [b.status for b in statussen] == ["vervallen", "gepland"]


def test_a_toezegging_needs_a_signature(cast, write):
    with pytest.raises(DomainError, match="handtekening"):
        services.send_card(write(), link_nr=0, versie=1, by=cast.persoon)


def test_what_was_changed_since_the_preview_is_not_sent(cast, write):
    contact = write()
    write(doel="In een ander tabblad")

    with pytest.raises(services.TekstConflict):
        services.send_card(contact, link_nr=0, versie=1, handtekening="F", by=cast.persoon)


def test_a_signed_card_is_not_sent_again(cast, ask, sign):
    contact = sign(ask())

    with pytest.raises(DomainError, match="al ondertekend"):
        services.send_card(contact, link_nr=1, versie=1, handtekening="F", by=cast.persoon)


def test_the_reminder_goes_once_after_a_week(clock, ask, outbox):
    ask()
    outbox()

    clock(2026, 11, 9, 12)
    assert outbox() == []
    clock(2026, 11, 10, 9, 30)
    assert outbox() == [("karin@leiding.test", f"Nog even: {VRAAG}")]
    clock(2026, 11, 20, 9, 30)
    assert outbox() == []


def test_no_reminder_for_who_signed(clock, ask, sign, outbox):
    sign(ask())
    outbox()

    clock(2026, 11, 10, 9, 30)

    assert outbox() == []
    assert Bericht.objects.get(soort="netwerken.leiding_herinnering").status == "overgeslagen"


# --- Withdrawing, replacing ---------------------------------------------------------------------


def test_withdrawing_tells_who_got_the_mail_and_stops_the_reminder(cast, ask, outbox, clock):
    contact = ask()
    outbox()

    contact = services.withdraw(contact, by=cast.persoon)
    services.withdraw(contact, by=cast.persoon)
    clock(2026, 11, 10, 9, 30)

    assert outbox() == [("karin@leiding.test", OVER)]
    assert services.why_over(contact, 1) == "Fenna d'Haan <b> trok deze vraag in. Je hoeft niets te doen."


def test_withdrawing_before_the_mail_left_tells_nobody(cast, write, outbox):
    contact = write()
    contact = services.send_card(contact, link_nr=0, versie=1, handtekening="F", by=cast.persoon)

    services.withdraw(contact, by=cast.persoon)

    assert Bericht.objects.filter(soort="netwerken.leiding_over").count() == 0
    assert {b.status for b in Bericht.objects.filter(soort__contains="leiding_")} == {"vervallen"}


def test_nothing_to_withdraw_of_a_concept(cast, write):
    with pytest.raises(DomainError, match="geen vraag open"):
        services.withdraw(write(), by=cast.persoon)


def test_another_leidinggevende_gets_a_link_and_the_old_one_stops(cast, ask, sign, outbox):
    oud = ask()
    services.withdraw(oud, by=cast.persoon)
    nieuw = ask(wie={"naam": "Bas", "email": "bas@leiding.test"})

    with pytest.raises(services.VoorbijError, match="nieuwe versie"):
        sign(oud, link_nr=1)
    assert sign(nieuw, naam="Bas").is_ondertekend


def test_who_is_asked_again_is_not_told_that_it_is_over(cast, ask, outbox):
    contact = ask()
    outbox()
    services.withdraw(contact, by=cast.persoon)

    ask()

    assert outbox() == [("karin@leiding.test", VRAAG)]


def test_reopening_takes_the_signatures_away(cast, ask, sign):
    contact = sign(ask())

    contact = services.reopen(contact, by=cast.persoon)

    assert (contact.status, contact.getekend_naam, contact.mijn_naam) == ("concept", "", "")
    assert "nieuwe versie" in services.why_over(contact, 1)
    assert services.reopen(contact, by=cast.persoon).status == "concept"


# --- Signing by link ----------------------------------------------------------------------------


def test_signing_unchanged_is_signed_by_both(ask, sign, outbox):
    contact = ask()
    outbox()

    contact = sign(contact)

    assert (contact.status, contact.getekend_naam, contact.is_rond) == ("ondertekend", "Karin de Wit", True)
    kopie, bericht = sorted(outbox(), key=lambda m: m[0] != "karin@leiding.test")
    assert kopie == ("karin@leiding.test", "Je kopie: toezegging voor Fenna d'Haan <b>")
    assert bericht == ("fenna@school.test", "Karin de Wit heeft getekend: Lef & <b>tijd</b>")


def test_a_change_by_the_leidinggevende_asks_the_deelnemer_to_sign_again(cast, ask, sign):
    contact = sign(ask(), uren=4)

    assert (contact.versie, contact.wacht_op_mij, contact.is_rond) == (2, True, False)
    assert ("Tijd", "4 uur per maand", "8 uur per maand") in contact.regels
    contact = services.sign_own(contact, handtekening="Fenna", versie=2, by=cast.persoon)
    assert contact.is_rond
    assert services.sign_own(contact, handtekening="Fenna", versie=2, by=cast.persoon).mijn_op == contact.mijn_op


def test_signing_twice_is_once(ask, sign, outbox):
    contact = ask()
    sign(contact)
    outbox()

    sign(contact)

    assert outbox() == []


def test_another_name_waits_for_the_deelnemer(cast, ask, sign, outbox):
    contact = ask()
    outbox()

    contact = sign(contact, naam="Bas Anders", is_ander=True)

    assert (contact.status, contact.stand) == ("te_bevestigen", "gevraagd")
    assert outbox() == [("fenna@school.test", "Ondertekend door Bas Anders: klopt dat? Lef & <b>tijd</b>")]
    contact = services.answer_vervanger(contact, klopt=True, by=cast.persoon)
    assert (contact.status, contact.naam) == ("ondertekend", "Bas Anders")


def test_a_wrong_name_loses_the_signature_and_the_link(cast, ask, sign):
    contact = sign(ask(), naam="Bas Anders", is_ander=True)

    contact = services.answer_vervanger(contact, klopt=False, by=cast.persoon)

    assert (contact.status, contact.getekend_naam) == ("ingetrokken", "")
    with pytest.raises(services.VoorbijError):
        sign(contact)
    with pytest.raises(DomainError, match="niets meer te bevestigen"):
        services.answer_vervanger(contact, klopt=True, by=cast.persoon)


def test_somebody_else_cannot_sign_after_the_first(ask, sign):
    contact = sign(ask())

    with pytest.raises(services.VoorbijError, match="al ondertekend"):
        sign(contact, naam="Bas Anders", is_ander=True)


def test_both_change_at_the_same_time(write, ask, sign):
    contact = ask()
    write(doel="Fenna schrijft dit")

    with pytest.raises(services.TekstConflict) as conflict:
        sign(contact, versie=1, doel="Karin schrijft dat")

    assert conflict.value.contact.tekst["doel"] == "Fenna schrijft dit"
    contact = sign(conflict.value.contact, doel="Samen")
    with pytest.raises(DomainError):
        write(doel="Te laat", versie=2)


def test_the_deelnemer_sees_what_changed_before_saving_over_it(cast, ask, write):
    contact = ask()
    Contactmoment.objects.filter(pk=contact.pk).update(versie=2, antwoorden={"doel": "Van Karin"})

    with pytest.raises(services.TekstConflict):
        write(doel="Van Fenna", versie=1)
    with pytest.raises(services.TekstConflict):
        services.sign_own(contact, handtekening="F", versie=1, by=cast.persoon)


def test_nothing_to_sign_for_a_concept_or_a_conversation(cast, write, ask):
    with pytest.raises(DomainError, match="niets om te ondertekenen"):
        services.sign_own(write(), handtekening="F", versie=1, by=cast.persoon)
    with pytest.raises(DomainError, match="niets om te ondertekenen"):
        services.sign_own(ask("halverwege"), handtekening="F", versie=1, by=cast.persoon)


def test_a_link_of_sixty_days_ago_asks_nothing(clock, ask, sign):
    contact = ask()

    clock(2027, 1, 3, 10)

    with pytest.raises(services.VoorbijError, match="zestig dagen"):
        sign(contact)


# --- Promises of the database -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("soort_is_known", {"soort": "borrel"}),
        ("status_is_known", {"status": "misschien"}),
        ("uren_only_toezegging", {"soort": "borging"}),
        ("uren_only_toezegging", {"uren": 81}),
        ("gesprek_not_toezegging", {"gesprek_op": "2026-11-03"}),
        ("asked_has_moment", {"gevraagd": True, "verloopt_op": None}),
        ("signed_has_name", {"ondertekend": True, "getekend_naam": ""}),
        ("signed_has_name", {"getekend_naam": "Karin"}),
        ("mijn_handtekening_is_whole", {"mijn_naam": "Fenna"}),
    ],
)
def test_constraints(naam, velden):
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        ContactmomentFactory(**velden)


def test_one_card_of_each_kind():
    contact = ContactmomentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactmomentFactory(deelname=contact.deelname)
