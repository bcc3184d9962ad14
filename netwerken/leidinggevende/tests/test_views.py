import html

import pytest
from django.urls import reverse

from berichten.acties import open_acties
from berichten.models import Bericht
from berichten.services import mark_address
from kern.tijd import nu
from netwerken.leidinggevende import services, stand
from netwerken.leidinggevende.tests.conftest import WIE
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Contactmoment, Deelname
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
INVOER = WIE | {"versie": "1", "t_uren": "8", "t_geregeld": "", "t_doel": "Elk team kiest.", "t_delen": ""}


def url(naam, soort="toezegging", **kwargs):
    if naam == "leiding":
        return reverse("netwerken:leiding", args=["lef"])
    return reverse(f"netwerken:leiding_{naam}", kwargs={"slug": "lef", "soort": soort} | kwargs)


def read(response):
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def mij(client, cast):
    client.force_login(cast.persoon)
    return client


@pytest.fixture
def begeleider(client, cast):
    client.force_login(cast.facilitator)
    return client


# --- The deelnemer ------------------------------------------------------------------------------


def test_from_nothing_to_sent(mij):
    assert "Maak de kaart" in read(mij.get(url("stap")))
    assert mij.post(url("schrijven"), INVOER).url == url("versturen")
    voorbeeld = read(mij.get(url("versturen")))
    assert "Ik ben Karin de Wit" in voorbeeld
    assert "Elk team kiest." in voorbeeld
    assert Bericht.objects.filter(soort__contains="leiding_").count() == 0

    response = mij.post(url("versturen"), {"link_nr": "0", "versie": "1", "handtekening": "Fenna"}, follow=True)

    assert "De link voor Karin de Wit gaat nu weg." in read(response)
    assert "De link werkt tot en met zaterdag 2 januari 2027" in read(response)


def test_what_is_wrong_is_said_and_nothing_is_lost(mij):
    response = mij.post(url("schrijven"), INVOER | {"email": "geen adres", "t_uren": "200"})

    assert response.status_code == 422
    assert "Vul hooguit 80 uur in." in read(response)
    assert "Elk team kiest." in read(response)
    assert Contactmoment.objects.count() == 0


def test_the_own_address_is_said_at_the_field(mij, cast):
    response = mij.post(url("schrijven"), INVOER | {"email": cast.persoon.email})

    assert response.status_code == 422
    assert response.context["form"].errors["email"] == [
        "Dit is je eigen mailadres. Vul het adres van je leidinggevende in."
    ]


def test_a_stopped_netwerk_is_said_on_top(mij, cast):
    type(cast.netwerk).objects.update(status="gestopt", reden_afsluiting="Op.")

    response = mij.post(url("schrijven"), INVOER)

    assert response.context["form"].non_field_errors() == ["Dit netwerk is gestopt."]


def test_both_texts_when_the_leidinggevende_changed_it_meanwhile(mij, cast, ask):
    contact = ask()
    Contactmoment.objects.filter(pk=contact.pk).update(
        versie=2, antwoorden=contact.antwoorden | {"doel": "Wat Karin schreef"}
    )

    response = mij.post(url("schrijven"), INVOER | {"t_doel": "Wat Fenna schreef"})

    assert response.status_code == 422
    assert "Wat Fenna schreef" in read(response)
    assert "Wat Karin schreef" in read(response)
    mij.post(url("schrijven"), INVOER | {"t_doel": "Wat Fenna schreef", "versie": "2"})
    assert Contactmoment.objects.get().antwoorden["doel"] == "Wat Fenna schreef"


def test_a_new_card_begins_with_what_is_known(mij, cast, ask, sign):
    sign(ask(doel="Ons jaarplan"), geregeld="Collega")

    form = mij.get(url("schrijven", "halverwege")).context["form"]

    assert (form["naam"].value(), form["email"].value()) == ("Karin de Wit", "karin@leiding.test")
    assert form["t_doel"].value() == "Ons jaarplan"
    assert form["t_verloop"].value() == ""


def test_a_card_in_another_netwerk_gives_only_the_person(mij, cast, ask):
    ander = DeelnameFactory(persoon=cast.persoon)
    ask(doel="Ons jaarplan")

    pad = reverse("netwerken:leiding_schrijven", args=[ander.netwerk.slug, "toezegging"])
    form = mij.get(pad).context["form"]

    assert form["email"].value() == "karin@leiding.test"
    assert form["t_doel"].value() == ""


def test_sending_without_a_signature(mij, write):
    write()

    response = mij.post(url("versturen"), {"link_nr": "0", "versie": "1", "handtekening": ""})

    assert response.status_code == 422
    assert "Typ je naam." in read(response)


def test_sending_what_changed_in_another_tab_asks_to_look_again(mij, write):
    write()

    response = mij.post(url("versturen"), {"link_nr": "0", "versie": "x", "handtekening": "F"}, follow=True)

    assert "Er is intussen iets veranderd." in read(response)
    assert Contactmoment.objects.get().is_concept


def test_a_conversation_needs_no_signature(mij, write):
    write("halverwege", verloop="Goed")

    response = mij.post(url("versturen", "halverwege"), {"link_nr": "0", "versie": "1"}, follow=True)

    assert "gaat nu weg" in read(response)


def test_a_signed_card_cannot_be_written_or_sent(mij, ask, sign):
    sign(ask())

    assert mij.get(url("schrijven")).url == url("stap")
    assert mij.get(url("versturen")).url == url("stap")


def test_a_card_without_address_asks_for_it_first(mij):
    mij.post(url("gesprek", "borging"), {"versie": "1", "op": "2026-11-02", "afspraken": "Samen verder"})

    assert mij.get(url("versturen", "borging")).url == url("schrijven", "borging")


def test_what_is_not_written_cannot_be_sent(mij):
    assert mij.get(url("versturen")).status_code == 404
    assert mij.post(url("actie", actie="intrekken")).status_code == 404


@pytest.mark.parametrize(
    ("actie", "zin", "status"),
    [
        ("intrekken", "De vraag is ingetrokken.", "ingetrokken"),
        ("klopt", "Hier valt niets meer te bevestigen.", "gevraagd"),
        ("delen", "De facilitators kunnen deze kaart nu lezen.", "gevraagd"),
    ],
)
def test_the_buttons(mij, ask, actie, zin, status):
    contact = ask()

    response = mij.post(url("actie", actie=actie), follow=True)

    contact.refresh_from_db()
    assert zin in read(response)
    assert contact.status == status


def test_confirming_who_signed(mij, ask, sign):
    sign(ask(), naam="Bas Anders", is_ander=True)
    assert "Ondertekend door Bas Anders: klopt dat?" in read(mij.get(url("stap")))

    response = mij.post(url("actie", actie="klopt"), follow=True)

    assert "Bas Anders tekende op dinsdag 3 november" in read(response)


def test_signing_what_the_leidinggevende_changed(mij, ask, sign):
    sign(ask(), doel="Iets anders")
    tekst = read(mij.get(url("stap")))
    assert "Karin de Wit tekende en veranderde iets" in tekst
    assert "Jij schreef: Elk team kiest." in tekst

    assert mij.post(url("tekenen"), {"versie": "2", "handtekening": ""}).status_code == 422
    assert "intussen iets veranderd" in read(
        mij.post(url("tekenen"), {"versie": "1", "handtekening": "F"}, follow=True)
    )
    mij.post(url("tekenen"), {"versie": "2", "handtekening": "Fenna"})

    assert Contactmoment.objects.get().is_rond


def test_noting_a_conversation(mij, ask):
    ask("halverwege", verloop="Goed")
    data = {"versie": "1", "op": "2026-11-02", "afspraken": "Twee <b>middagen</b>"}

    assert "Kies de dag." in read(mij.post(url("gesprek", "halverwege"), data | {"op": ""}))
    response = mij.post(url("gesprek", "halverwege"), data | {"op": "2026-12-02"})
    assert "nog niet geweest" in read(response)
    response = mij.post(url("gesprek", "halverwege"), data, follow=True)

    assert "Twee <b>middagen</b>" in read(response)
    assert "Jullie spraken elkaar maandag 2 november" in read(response)


def test_noting_what_the_leidinggevende_noted_too(mij, ask):
    contact = ask("halverwege", verloop="Goed")
    Contactmoment.objects.filter(pk=contact.pk).update(versie=3, afspraken="Van Karin", gesprek_op="2026-11-02")

    response = mij.post(url("gesprek", "halverwege"), {"versie": "1", "op": "2026-11-02", "afspraken": "Van mij"})

    assert response.status_code == 422
    assert "Van mij" in read(response)
    assert "Van Karin" in read(response)


def test_a_toezegging_has_no_conversation(mij):
    assert mij.get(url("gesprek")).url == url("stap")


@pytest.mark.parametrize("velden", [
    {"gevraagd": True}, {"ondertekend": True}, {"door_beiden": True}, {"te_bevestigen": True}, {"status": "vervallen"},
    {"status": "ingetrokken"}, {"gesprek": True}, {"gesprek": True, "gesprek_op": "2026-11-01"},
    {"gesprek": True, "gevraagd": True}, {"gesprek": True, "ondertekend": True},
])  # fmt: skip
@pytest.mark.parametrize("naam", ["stap", "leiding"])
def test_every_state_has_its_page_in_few_queries(mij, cast, velden, naam, django_assert_max_num_queries):
    contact = ContactmomentFactory(deelname=cast.deelname, **velden)

    with django_assert_max_num_queries(8):
        response = mij.get(url(naam, contact.soort))

    assert response.status_code == 200
    assert b"<b>kiest</b>" not in response.content


@pytest.mark.parametrize("mark", [None, "onbereikbaar"])
def test_a_mail_that_did_not_arrive_is_said(mij, ask, mark):
    contact = ask()
    if mark:
        mark_address(contact.email, mark, bron="proef")
    Bericht.objects.filter(soort="netwerken.leiding_vraag").update(
        status="mislukt", reden="Dit adres bestaat niet.", verstuurd_op=None
    )

    tekst = read(mij.get(url("stap")))

    assert ("Vraag je leidinggevende om een ander adres." if mark else "Dit adres bestaat niet.") in tekst


# --- The facilitator and the academie -----------------------------------------------------------


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_facilitator_sees_states_and_hours(begeleider, cast, item_count, django_assert_num_queries):
    for _ in range(item_count):
        deelname = DeelnameFactory(netwerk=cast.netwerk)
        ContactmomentFactory(deelname=deelname, door_beiden=True)
        ContactmomentFactory(deelname=deelname, gesprek=True, gesprek_op="2026-11-01", gedeeld=True)

    with django_assert_num_queries(6):
        tekst = read(begeleider.get(url("leiding")))

    assert f"Toezegging: {item_count} van de {item_count + 1} klaar" in tekst
    assert tekst.count("Lees de kaart") == item_count
    assert "Karin" not in tekst
    assert "teamoverleg" not in tekst


def test_read_is_not_talked_about(begeleider, cast):
    ContactmomentFactory(deelname=cast.deelname, gesprek=True, ondertekend=True)

    assert "Gesprek halverwege: 0 van de 1 klaar, bij 1 loopt het nog" in read(begeleider.get(url("leiding")))


def test_hours_count_once_they_are_signed(begeleider, cast):
    ContactmomentFactory(deelname=cast.deelname, gevraagd=True, uren=73)

    assert ">73<" not in read(begeleider.get(url("leiding")))


def test_a_shared_card_is_read_until_it_is_taken_back(begeleider, cast, ask):
    contact = ask()
    pad = reverse("netwerken:leiding_gedeeld", args=["lef", contact.pk])
    assert begeleider.get(pad).status_code == 404

    services.share(contact, gedeeld=True, by=cast.persoon)
    assert "Elk team kiest." in read(begeleider.get(pad))
    Deelname.objects.filter(pk=cast.deelname.pk).update(
        status="uitgestapt", beeindigd_op="2026-11-03", begonnen_op=None
    )

    assert begeleider.get(pad).status_code == 404


def test_the_academie_sees_counts_only(client, cast, ask, sign):
    sign(ask())
    client.force_login(PersoonFactory(academie=True))

    tekst = read(client.get(url("leiding")))

    assert "Toezegging: 1 van de 1 klaar" in tekst
    assert "Fenna" not in tekst
    assert "<table" not in tekst


def test_who_only_owns_the_netwerk_sees_nothing(client, cast):
    eigenaar = DeelnameFactory(netwerk=cast.netwerk, eigenaar=True).persoon
    client.force_login(eigenaar)

    assert client.get(url("leiding")).status_code == 403
    assert client.get(url("stap")).status_code == 403


def test_a_netwerk_without_deelnemers_has_nothing_to_count(begeleider, cast):
    Deelname.objects.filter(pk=cast.deelname.pk).delete()

    assert [kort[1:] for kort in stand.count(stand.list_rijen(cast.netwerk))] == [(0, 0)] * 3
    assert begeleider.get(url("leiding")).status_code == 200


# --- What waits ---------------------------------------------------------------------------------


def waits(cast):
    return [(a.titel, a.url.rpartition("/leidinggevende/")[2]) for a in open_acties(cast.persoon, nu())]


def test_first_the_toezegging_then_an_answer_that_stays_away(cast, ask, clock):
    assert waits(cast) == []
    clock(2026, 11, 6, 10)
    assert waits(cast) == [("Vraag je leidinggevende om een toezegging", "toezegging/")]
    ask()
    assert waits(cast) == []
    clock(2026, 11, 20, 10)
    assert waits(cast) == [("Je leidinggevende tekende nog niet", "toezegging/")]


def test_a_signature_that_asks_something(cast, ask, sign):
    contact = sign(ask(), naam="Bas", is_ander=True)
    assert waits(cast) == [("Ondertekend door Bas: klopt dat?", "toezegging/")]
    services.answer_vervanger(contact, klopt=False, by=cast.persoon)
    sign(ask(), doel="Iets anders")
    assert waits(cast) == [("Onderteken je toezegging ook", "toezegging/")]


def test_after_reading_the_card_the_conversation(cast, ask, sign):
    sign(ask("halverwege"))

    assert waits(cast) == [("Hoe was het gesprek met je leidinggevende?", "halverwege/")]


def test_halfway_and_the_end(cast, clock, ask):
    clock(2027, 5, 25, 10)
    assert waits(cast) == [("Praat tien minuten met je leidinggevende", "halverwege/")]
    ask("halverwege")
    assert waits(cast) == []
    clock(2028, 1, 10, 10)
    assert waits(cast)[0] == ("Je leidinggevende tekende nog niet", "halverwege/")
    Contactmoment.objects.all().delete()
    assert waits(cast) == [("Bespreek met je leidinggevende wat blijft", "borging/")]


def test_who_pauses_is_asked_nothing(cast, clock):
    Deelname.objects.filter(pk=cast.deelname.pk).update(status="pauze")
    clock(2026, 11, 6, 10)

    assert waits(cast) == []


def test_it_stands_in_mijn_overzicht(mij, cast, clock):
    clock(2026, 11, 6, 10)

    tekst = read(mij.get(reverse("overzicht:mijn")))

    assert "Vraag je leidinggevende om een toezegging" in tekst
    assert url("stap") in tekst
