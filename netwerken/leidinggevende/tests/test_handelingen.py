"""The page behind the link: what the leidinggevende, and whoever else has it, can see and do."""

import html
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from berichten.handelingen import link
from kern.tijd import nu
from netwerken.leidinggevende import services
from netwerken.leidinggevende.mails import leiding_link
from netwerken.models import Contactmoment
from netwerken.services import leave

pytestmark = pytest.mark.django_db
NAAM = {"wie": "ik", "naam": "Karin de Wit"}


@pytest.fixture
def visit(client):
    def visit(contact, data=None, link_nr=None):
        adres = leiding_link(contact) if link_nr is None else link("lei", contact.pk, link_nr)
        pad = urlsplit(adres).path
        response = client.get(pad) if data is None else client.post(pad, data)
        return response, " ".join(html.unescape(response.content.decode()).split())

    return visit


def fill(contact, **anders):
    contact = Contactmoment.objects.get(pk=contact.pk)
    velden = {f"t_{veld}": waarde for veld, waarde in contact.tekst.items() if waarde is not None}
    return {"versie": contact.versie} | velden | NAAM | anders


def test_the_page_says_for_whom_until_when_and_what_it_is_about(cast, ask, visit):
    begin = nu() + timedelta(days=9)
    cast.netwerk.bijeenkomsten.create(titel="Geheime agenda", begint_op=begin, eindigt_op=begin + timedelta(hours=3))

    response, tekst = visit(ask())

    assert response.status_code == 200
    for zin in (
        "Voor Karin de Wit. Deze link werkt tot en met zaterdag 2 januari 2027.",
        "Ik ben Karin de Wit",
        "Hoe krijgen <b>collega's</b> meer ruimte?",
        "donderdag 12 november",
        "Een collega <b>neemt</b> over.",
        "Fenna d'Haan tekende op dinsdag 3 november.",
    ):
        assert zin in tekst
    assert "Geheime agenda" not in tekst
    assert b"<b>neemt" not in response.content
    assert b"<b>collega" not in response.content


def test_the_page_shows_nobody_else(cast, ask, visit):
    _, tekst = visit(ask())

    assert cast.facilitator.naam not in tekst
    assert cast.netwerk.doel not in tekst


def test_opening_writes_nothing(ask, visit, django_assert_num_queries):
    contact = ask()

    with django_assert_num_queries(2):
        visit(contact)


def test_signing(ask, visit):
    contact = ask()

    response, tekst = visit(contact, fill(contact, t_uren="6", t_doel="Ons jaarplan"))

    contact.refresh_from_db()
    assert response.status_code == 200
    assert "Je krijgt een kopie per mail." in tekst
    assert (contact.status, contact.uren, contact.antwoorden["doel"]) == ("ondertekend", 6, "Ons jaarplan")


def test_after_signing_the_link_shows_what_was_signed_until_it_expires(ask, sign, visit, clock):
    contact = sign(ask(), doel="Ons jaarplan")

    _, tekst = visit(contact)
    assert "Karin de Wit tekende op dinsdag 3 november." in tekst
    assert "Ons jaarplan" in tekst
    assert "<textarea" not in tekst
    clock(2027, 1, 3, 10)
    _, tekst = visit(contact)
    assert "Ons jaarplan" not in tekst
    assert "Hier is niets meer te doen" in tekst


def test_pressing_twice_is_once(ask, visit):
    contact = ask()
    data = fill(contact, t_doel="Ons jaarplan")

    visit(contact, data)
    response, _ = visit(contact, data)

    assert response.status_code == 200
    assert Contactmoment.objects.get().versie == 2


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"t_uren": ""}, "Vul in hoeveel uren per maand."),
        ({"t_uren": "0"}, "Vul minstens 1 uur in."),
        ({"t_uren": "81"}, "Vul hooguit 80 uur in."),
        ({"t_uren": "veel"}, "Vul een heel getal in, zonder komma."),
        ({"t_doel": " \x07 "}, "Schrijf hier een zin."),
        ({"naam": ""}, "Typ je naam."),
        ({"wie": ""}, "Kies wie je bent."),
        ({"wie": "de koning"}, "geldige keuze"),
        ({"naam": "Bas Anders"}, "Typ “Karin de Wit”, of kies dat je iemand anders bent."),
    ],
)
def test_what_is_not_right_is_said_at_the_field_and_nothing_is_lost(ask, visit, anders, zin):
    contact = ask()

    response, tekst = visit(contact, fill(contact, **({"t_geregeld": "Dit blijft staan"} | anders)))

    assert response.status_code == 422
    assert zin in tekst
    assert "Dit blijft staan" in tekst
    assert Contactmoment.objects.get().status == "gevraagd"


@pytest.mark.parametrize("naam", ["karin de wit", "KARIN DE WIT.", " Karin  de Wit "])
def test_the_same_name_in_other_letters_is_the_same_person(ask, visit, naam):
    contact = ask()

    visit(contact, fill(contact, naam=naam, wie="ander"))

    assert Contactmoment.objects.get().getekend_naam == "Karin de Wit"
    assert Contactmoment.objects.get().is_ondertekend


def test_somebody_else_signs_only_when_the_deelnemer_agrees(ask, visit):
    contact = ask()

    _, tekst = visit(contact, fill(contact, naam="Bas <i>Anders</i>", wie="ander"))

    assert "krijgt de vraag of jij mag tekenen in plaats van Karin de Wit" in tekst
    assert Contactmoment.objects.get().is_te_bevestigen
    assert "kijkt nog of dat klopt" in visit(contact)[1]


def test_withdrawn_is_said_kindly_and_shows_nothing(cast, ask, visit):
    contact = ask()
    data = fill(contact)
    services.withdraw(contact, by=cast.persoon)

    for response, tekst in (visit(contact), visit(contact, data)):
        assert "trok deze vraag in. Je hoeft niets te doen." in tekst
        assert "neemt" not in tekst
        assert response.status_code in {200, 422}


def test_after_the_deelnemer_left(cast, ask, visit):
    contact = ask()
    data = fill(contact)
    leave(cast.netwerk, cast.persoon)

    assert "doet niet meer mee aan dit leernetwerk" in visit(contact)[1]
    assert visit(contact, data)[0].status_code == 422
    assert Contactmoment.objects.get().status == "vervallen"


def test_a_former_link_shows_nothing(cast, ask, sign, visit):
    contact = ask()
    services.withdraw(contact, by=cast.persoon)
    ask(wie={"naam": "Bas", "email": "bas@leiding.test"}, doel="Alleen voor Bas")

    for link_nr in (1, 0, 7):
        _, tekst = visit(contact, link_nr=link_nr)
        assert "maakte een nieuwe versie" in tekst
        assert "Alleen voor Bas" not in tekst


def test_the_link_of_who_signed_before_shows_nothing_of_the_new_agreement(cast, ask, sign, visit):
    contact = sign(ask())
    services.reopen(contact, by=cast.persoon)
    nieuw = sign(ask(wie={"naam": "Bas", "email": "bas@leiding.test"}, doel="Alleen voor Bas"), naam="Bas")

    assert "Alleen voor Bas" not in visit(contact, link_nr=1)[1]
    assert "Alleen voor Bas" in visit(nieuw)[1]


def test_both_texts_are_shown_when_the_deelnemer_changed_it_meanwhile(ask, write, visit):
    contact = ask()
    data = fill(contact, t_doel="Wat Karin schreef")
    write(doel="Wat <b>Fenna</b> schreef")

    response, tekst = visit(contact, data)

    assert response.status_code == 422
    assert "Wat Karin schreef" in tekst
    assert "Nu staat er" in tekst
    assert "Wat <b>Fenna</b> schreef" in tekst
    assert '<input type="hidden" name="versie" value="2"' in tekst
    visit(contact, data | {"versie": "2"})
    assert Contactmoment.objects.get().antwoorden["doel"] == "Wat Karin schreef"


def test_who_saw_nothing_of_the_change_but_wants_the_same_signs(ask, write, visit):
    contact = ask()
    data = fill(contact, t_doel="Hetzelfde")
    write(doel="Hetzelfde")

    assert visit(contact, data)[0].status_code == 200


def test_a_conversation_can_be_read_before_and_signed_after(cast, ask, visit):
    contact = ask("halverwege", verloop="Goed")
    response, tekst = visit(contact)
    assert "Ik heb dit gelezen" in tekst
    assert "Wat spraken jullie af?" not in tekst
    oud = fill(contact)
    services.note_gesprek(contact, op=nu().date(), afspraken="Twee middagen", versie=1, by=cast.persoon)

    _, tekst = visit(contact)
    assert "Klopt wat jullie afspraken?" in tekst
    assert "Twee middagen" in tekst
    response, _ = visit(contact, oud | {"versie": "1", "t_afspraken": ""})
    assert response.status_code == 422
    response, _ = visit(contact, fill(contact, t_afspraken="Drie middagen"))
    assert Contactmoment.objects.get().afspraken == "Drie middagen"


@pytest.mark.parametrize("ref", [(), (1,), (999, 1), (1, 1, 1)])
def test_a_token_of_something_else_is_gone(ask, client, ref):
    ask()

    pad = urlsplit(link("lei", *ref)).path

    assert client.get(pad).status_code == 410
    assert client.post(pad, NAAM).status_code == 410


def test_a_changed_token_is_gone(ask, client):
    pad = urlsplit(leiding_link(ask())).path

    assert client.get(pad.replace("lei.", "lei.1")).status_code == 410


def test_the_link_gives_no_access_to_anything_else(cast, ask, visit, client):
    visit(ask())

    assert client.get(reverse("netwerken:leiding", args=["lef"])).status_code == 302
    assert client.get(cast.netwerk.get_absolute_url()).status_code in {302, 404}


def test_what_is_wrong_is_told_in_the_order_of_the_page(ask, visit):
    response, _ = visit(ask(), {})

    assert list(response.context["form"].fields)[-2:] == ["wie", "naam"]
    assert [veld for veld in response.context["form"].fields if veld in response.context["form"].errors] == [
        "t_uren", "t_doel", "wie", "naam",
    ]  # fmt: skip
