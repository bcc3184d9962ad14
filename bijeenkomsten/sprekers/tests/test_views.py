from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from berichten.models import Adresmerk, Bericht
from bijeenkomsten.models import Gastspreker, Spreekverzoek
from bijeenkomsten.sprekers import mails
from bijeenkomsten.sprekers.tests.factories import GastsprekerFactory, SpreekverzoekFactory, SprekersvraagFactory
from bijeenkomsten.tests.cast import text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = pytest.mark.django_db
POST = {
    "spreker": "", "naam": "Femke Gast", "email": "Femke@Elders.test", "expertise": "rust", "akkoord": "on",
    "onderwerp": "Rust", "bericht": "Kom je?", "praktisch": "",
}  # fmt: skip


@pytest.fixture
def b(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk)


def lijst(cast, naam="gastsprekers", *args):
    return reverse(f"bijeenkomsten:{naam}", args=[cast.netwerk.slug, *args])


def test_ask_from_the_meeting(begeleider, b):
    assert "Vraag een gast" in text(begeleider.get(url("detail", b)))

    response = begeleider.post(url("gast_ask", b), POST, follow=True)

    verzoek = Spreekverzoek.objects.get()
    assert response.redirect_chain == [(verzoek.get_absolute_url(), 302)]
    assert "Er is nog geen antwoord" in text(response)
    assert Bericht.objects.get().adres == "femke@elders.test"


def test_ask_somebody_of_the_list(begeleider, b, cast):
    gast = GastsprekerFactory(netwerk=cast.netwerk)

    begeleider.post(url("gast_ask", b), POST | {"spreker": gast.pk, "naam": "", "email": "", "akkoord": ""})

    assert Spreekverzoek.objects.get().spreker == gast


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"naam": ""}, "Vul de naam van de gast in"),
        ({"email": ""}, "Vul het mailadres van de gast in"),
        ({"email": "femke@elders.test\nBcc: x@y.test"}, "mailadres"),
        ({"email": "geen adres"}, "mailadres"),
        ({"akkoord": ""}, "Vraag het eerst aan de gast zelf"),
        ({"onderwerp": ""}, "onderwerp"),
        ({"bericht": "x" * 5000}, "2000"),
        ({"naam": "x" * 121}, "120"),
        ({"spreker": "999999"}, "keuze"),
    ],
)
def test_a_bad_request_saves_nothing(begeleider, b, anders, fout):
    response = begeleider.post(url("gast_ask", b), POST | anders)

    assert response.status_code == 422
    assert fout in text(response)
    assert not Gastspreker.objects.exists()
    assert not Bericht.objects.exists()


def test_a_name_with_a_line_end_becomes_one_line(begeleider, b, mailoutbox):
    begeleider.post(url("gast_ask", b), POST | {"naam": "Femke\r\nBcc: x@y.test", "onderwerp": "A\r\nSubject: B"})

    assert Gastspreker.objects.get().naam == "Femke Bcc: x@y.test"


def test_a_guest_of_another_netwerk_cannot_be_chosen(begeleider, b):
    vreemd = GastsprekerFactory()

    response = begeleider.post(url("gast_ask", b), POST | {"spreker": vreemd.pk})

    assert response.status_code == 422
    assert vreemd.naam not in text(response)


def test_members_see_a_guest_only_after_a_yes_and_never_the_address(client, cast, b):
    wacht = SpreekverzoekFactory(bijeenkomst=b, spreker__naam="Nog Nietzeker")
    komt = SpreekverzoekFactory(bijeenkomst=b, komt=True, spreker__naam="Wel Zeker")
    client.force_login(cast.deelnemer)

    inhoud = text(client.get(url("detail", b)))

    assert "Wel Zeker" in inhoud
    assert "Geef een vraag mee" in inhoud
    assert "Nog Nietzeker" not in inhoud
    assert komt.spreker.email not in inhoud
    assert wacht.spreker.email not in inhoud


@pytest.mark.parametrize("item_count", [1, 3])
def test_detail_with_guests_query_count(begeleider, b, item_count, django_assert_num_queries):
    SpreekverzoekFactory.create_batch(item_count, bijeenkomst=b, komt=True)
    begeleider.get(url("detail", b))  # reads the school holidays, which a process keeps for a minute

    with django_assert_num_queries(12):
        response = begeleider.get(url("detail", b))

    assert text(response).count("Geef een vraag mee") == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_guest_query_count(begeleider, b, item_count, django_assert_num_queries):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)
    vragen = SprekersvraagFactory.create_batch(item_count, verzoek=verzoek)

    with django_assert_num_queries(12):
        response = begeleider.get(verzoek.get_absolute_url())

    for vraag in vragen:
        assert vraag.persoon.naam not in text(response)
    assert text(response).count("vol, ") == item_count * 3  # the list, its button, and the briefing


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(begeleider, cast, item_count, django_assert_num_queries):
    for _ in range(item_count):
        SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk), komt=True)

    with django_assert_num_queries(8):
        response = begeleider.get(lijst(cast))

    assert text(response).count("@elders.test") == item_count


def test_a_bounced_address_is_shown(begeleider, cast, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b)
    Adresmerk.objects.create(adres=verzoek.spreker.email, soort="onbereikbaar", bron="proef")

    assert "Mail naar dit adres komt terug" in text(begeleider.get(verzoek.get_absolute_url()))
    assert "Mail naar dit adres komt niet aan" in text(begeleider.get(lijst(cast)))


def test_a_refused_mail_is_shown(begeleider, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b)
    mails.queue_to_gast(mails.VERZOEK, verzoek)
    Bericht.objects.update(status="mislukt", reden="Dit mailadres bestaat niet of weigert mail.")

    assert "Dit mailadres bestaat niet of weigert mail." in text(begeleider.get(verzoek.get_absolute_url()))


def test_a_complaint_is_shown(begeleider, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b)
    Adresmerk.objects.create(adres=verzoek.spreker.email, soort="klacht", bron="proef")

    assert "noemde onze mail ongewenst" in text(begeleider.get(verzoek.get_absolute_url()))


def test_brief_withdraw_and_the_page_says_so(begeleider, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b)

    begeleider.post(verzoek.get_absolute_url(), {"praktisch": "Bel aan bij de <b>conciërge</b>."})
    response = begeleider.post(url("gast_withdraw", b, verzoek.pk), follow=True)

    verzoek.refresh_from_db()
    assert verzoek.praktisch == "Bel aan bij de <b>conciërge</b>."
    assert "Het verzoek is ingetrokken. Je kunt deze gast opnieuw vragen." in text(response)
    assert begeleider.post(verzoek.get_absolute_url(), {"praktisch": "x" * 5000}).status_code == 422


def test_withdrawing_after_a_no_tells_why(begeleider, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, kan_niet=True)

    assert "zei al nee" in text(begeleider.post(url("gast_withdraw", b, verzoek.pk), follow=True))


def test_thank(begeleider, cast):
    sinds = timezone.now() - timedelta(days=30)
    b = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True, dag_sinds=sinds)
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)

    assert "Bedank je gast" in text(begeleider.get(verzoek.get_absolute_url()))
    assert begeleider.post(url("gast_thank", b, verzoek.pk), {"dank": " "}).status_code == 422
    assert "Dank je voor alles" in text(
        begeleider.post(url("gast_thank", b, verzoek.pk), {"dank": "Dank je voor alles"}, follow=True)
    )
    assert Bericht.objects.get().soort == mails.DANK


def test_thanking_too_early_keeps_the_words(begeleider, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)

    response = begeleider.post(url("gast_thank", b, verzoek.pk), {"dank": "Alvast"})

    assert response.status_code == 422


def test_questions_of_a_member(client, cast, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)
    ander = SprekersvraagFactory(verzoek=verzoek, persoon=cast.facilitator, tekst="Van een ander")
    client.force_login(cast.deelnemer)
    pagina = url("gast_vragen", b, verzoek.pk)

    inhoud = text(client.post(pagina, {"vraag": "Hoe <b>dan</b>?", "leervraag": ""}, follow=True))

    assert "Hoe &lt;b&gt;dan&lt;/b&gt;?" in inhoud
    assert "Van een ander" not in inhoud
    mijn = verzoek.vragen.get(persoon=cast.deelnemer)
    assert client.post(url("gast_vraag_delete", b, verzoek.pk, ander.pk)).status_code == 403
    client.post(url("gast_vraag_delete", b, verzoek.pk, mijn.pk))
    assert list(verzoek.vragen.all()) == [ander]
    assert client.post(pagina, {"vraag": "x" * 5000}).status_code == 422


def test_a_sixth_question_is_refused_and_kept_on_the_page(client, cast, b):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)
    SprekersvraagFactory.create_batch(5, verzoek=verzoek, persoon=cast.deelnemer)
    client.force_login(cast.deelnemer)

    response = client.post(url("gast_vragen", b, verzoek.pk), {"vraag": "De zesde"})

    assert response.status_code == 422
    assert "De zesde" in text(response)


def test_facilitator_takes_a_question_away(begeleider, b):
    vraag = SprekersvraagFactory(verzoek=SpreekverzoekFactory(bijeenkomst=b, komt=True))

    response = begeleider.post(url("gast_vraag_delete", b, vraag.verzoek_id, vraag.pk))

    assert response.url == vraag.verzoek.get_absolute_url()
    assert not vraag.verzoek.vragen.exists()


def test_change_and_delete_on_the_list(begeleider, cast, b):
    gast = GastsprekerFactory(netwerk=cast.netwerk)
    dubbel = GastsprekerFactory(netwerk=cast.netwerk)
    waarden = {"naam": "Femke", "email": gast.email, "expertise": ""}

    assert begeleider.get(lijst(cast, "gastspreker", gast.pk)).status_code == 200
    fout = begeleider.post(lijst(cast, "gastspreker", gast.pk), waarden | {"email": dubbel.email})
    assert (fout.status_code, "al een gast met dit mailadres" in text(fout)) == (422, True)
    begeleider.post(lijst(cast, "gastspreker", gast.pk), waarden)
    gast.refresh_from_db()
    assert gast.naam == "Femke"
    begeleider.post(lijst(cast, "gastspreker_delete", gast.pk))
    assert list(Gastspreker.objects.all()) == [dubbel]
    SpreekverzoekFactory(bijeenkomst=b, spreker=dubbel)
    response = begeleider.post(lijst(cast, "gastspreker_delete", dubbel.pk), follow=True)
    assert "Trek dat verzoek eerst in" in text(response)


def test_an_empty_list_and_a_request_of_another_meeting(begeleider, cast, b):
    assert "Hier komen jullie gasten" in text(begeleider.get(lijst(cast)))
    ander = SpreekverzoekFactory()
    assert begeleider.get(url("gast", b, ander.pk)).status_code == 404
    assert begeleider.get(lijst(cast, "gastspreker", ander.spreker_id)).status_code == 404
