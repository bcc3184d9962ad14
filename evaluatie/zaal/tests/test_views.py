"""The screen, the phones and what they remember."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from berichten.handelingen import make_token
from evaluatie import services
from evaluatie.models import Meting
from evaluatie.tests.factories import make_bijeenkomst
from evaluatie.tests.test_links import formdata
from evaluatie.zaal.adres import find_zaal, make_adres
from evaluatie.zaal.services import open_in_zaal
from evaluatie.zaal.tests.test_services import answer_codes
from kern.errors import DomainError
from kern.tijd import nu

pytestmark = pytest.mark.django_db


@pytest.fixture
def bijeenkomst():
    """It ends in five minutes."""
    einde = nu() + timedelta(minutes=5)
    return make_bijeenkomst(6, 1, begint_op=einde - timedelta(hours=3), eindigt_op=einde, status="gepland")


@pytest.fixture
def facilitator(bijeenkomst, client):
    persoon = bijeenkomst.netwerk.facilitators().get()
    client.force_login(persoon)
    return persoon


@pytest.fixture
def meting(bijeenkomst):
    return open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=None)


def pad(meting):
    return re.sub(r"^https?://[^/]+", "", make_adres(meting))


def text(response):
    return " ".join(response.content.decode().split())


def test_facilitator_opens_the_room_and_sees_a_code_without_names(client, bijeenkomst, facilitator):
    url = reverse("evaluatie:zaal_open", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk])
    assert "Laat de QR-code zien" in text(client.get(url))
    deelnemers = [persoon.pk for persoon in bijeenkomst.aanwezigen()]

    response = client.post(url, {"persoon": deelnemers}, follow=True)

    meting = Meting.objects.get()
    assert response.redirect_chain[-1][0].endswith(f"/evaluatie/{meting.pk}/scherm/")
    scherm = text(response)
    assert '<svg class="qr"' in scherm
    assert "minder dan 5 antwoorden" in scherm
    assert not any(persoon.naam in scherm for persoon in bijeenkomst.netwerk.deelnemers())


def test_who_comes_back_to_begin_again_finds_the_screen_until_it_is_closed(client, bijeenkomst, facilitator, meting):
    url = reverse("evaluatie:zaal_open", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk])
    scherm = reverse("evaluatie:zaal_scherm", args=[bijeenkomst.netwerk.slug, meting.pk])
    assert client.get(url)["Location"] == scherm

    answer_codes(meting, 5)
    client.post(scherm)

    assert client.get(url).status_code == 200
    assert "Laat de QR-code zien" not in text(client.get(url))


def test_the_list_leads_there_while_it_can(client, bijeenkomst, facilitator):
    lijst = reverse("evaluatie:list", args=[bijeenkomst.netwerk.slug])
    adres = reverse("evaluatie:zaal_open", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk])
    assert adres in text(client.get(lijst))

    meting = open_in_zaal(bijeenkomst, bijeenkomst.aanwezigen(), by=None)

    assert adres not in text(client.get(lijst))
    scherm = reverse("evaluatie:zaal_scherm", args=[bijeenkomst.netwerk.slug, meting.pk])
    assert scherm in text(client.get(lijst))
    client.force_login(bijeenkomst.netwerk.deelnemers().first())
    assert scherm not in text(client.get(lijst))


@pytest.mark.parametrize("keuze", [[], ["x"], ["0"], ["99999999999999999999"]])
def test_too_few_people_is_told_and_nothing_begins(client, bijeenkomst, facilitator, keuze):
    url = reverse("evaluatie:zaal_open", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk])

    response = client.post(url, {"persoon": keuze})

    assert response.status_code == 422
    assert "minder dan 5 mensen" in text(response)
    assert not Meting.objects.exists()


def test_the_screen_counts_from_five_and_closes_for_all(client, bijeenkomst, facilitator, meting):
    url = reverse("evaluatie:zaal_scherm", args=[bijeenkomst.netwerk.slug, meting.pk])
    answer_codes(meting, 4)
    response = client.post(url)
    assert (response.status_code, "nog minder dan 5" in text(response)) == (422, True)
    answer_codes(meting, 1)
    assert "<b>5 van de 7</b>" in text(client.get(url)) or "<b>5 van de 6</b>" in text(client.get(url))

    response = client.post(url)

    assert response["Location"] == reverse("evaluatie:uitslag", args=[bijeenkomst.netwerk.slug, meting.pk])
    assert client.get(url).status_code == 302


def test_a_round_with_links_has_no_screen(client, facilitator, bijeenkomst, meting):
    Meting.objects.update(in_zaal=False)

    assert client.get(reverse("evaluatie:zaal_scherm", args=[bijeenkomst.netwerk.slug, meting.pk])).status_code == 404


def test_opening_the_address_gives_no_code_and_a_tap_gives_one(meting):
    telefoon = Client()
    assert "Begin" in text(telefoon.get(pad(meting)))
    assert not meting.zaalcodes.filter(uitgedeeld=True).exists()

    eerste = telefoon.post(pad(meting))
    nog_eens = telefoon.post(pad(meting))

    assert eerste["Location"].split("/d/")[1].startswith("zc.")
    assert meting.zaalcodes.filter(uitgedeeld=True).count() == 1
    assert eerste["Location"].split("~")[0] == nog_eens["Location"].split("~")[0]
    cookie = telefoon.cookies[f"zaal-{meting.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/zaal/")


def test_scanning_once_more_gives_the_same_code(meting, time_machine):
    """The address on the screen carries the second it was made in: the cookie holds for all addresses of a round."""
    time_machine.move_to(nu(), tick=False)
    telefoon, eerder = Client(), pad(meting)
    eerste = telefoon.post(eerder)

    time_machine.shift(timedelta(minutes=1))
    nog_eens = telefoon.post(pad(meting))

    assert pad(meting) != eerder
    assert pad(meting).startswith(telefoon.cookies[f"zaal-{meting.pk}"]["path"])
    assert eerste["Location"].split("~")[0] == nog_eens["Location"].split("~")[0]


def test_one_phone_for_two_people(meting):
    telefoon = Client()
    telefoon.post(pad(meting))
    assert "Ik ben iemand anders" in text(telefoon.get(pad(meting)))

    telefoon.post(pad(meting), {"nieuw": "1"})

    assert meting.zaalcodes.filter(uitgedeeld=True).count() == 2


def test_when_every_place_is_taken(meting):
    for _ in range(6):
        assert Client().post(pad(meting)).status_code == 302

    response = Client().post(pad(meting))

    assert (response.status_code, "Alle plekken" in text(response)) == (409, True)


def test_a_forged_cookie_gives_a_code_of_its_own(meting):
    telefoon = Client()
    telefoon.cookies[f"zaal-{meting.pk}"] = str(meting.zaalcodes.first().pk)

    assert telefoon.post(pad(meting)).status_code == 302
    assert meting.zaalcodes.filter(uitgedeeld=True).count() == 1


def test_addresses_that_are_no_room(meting, client):
    gesloten = Meting.objects.filter(pk=meting.pk)
    assert client.get("/zaal/verzonnen/").status_code == 410
    assert find_zaal(pad(meting).split("/")[2] + "x") is None
    gesloten.update(sluit_op=nu() - timedelta(seconds=1), opent_op=nu() - timedelta(hours=1))
    response = client.post(pad(meting))
    assert (response.status_code, "zijn gesloten" in text(response)) == (410, True)
    assert not meting.zaalcodes.filter(uitgedeeld=True).exists()


def test_a_signed_in_phone_leaves_no_trace_of_who(meting):
    """The session knows a person, the cookie a code: they are never in one place on our side."""
    telefoon, persoon = Client(), meting.netwerk.deelnemers().first()
    telefoon.force_login(persoon)
    voor = dict(telefoon.session)

    telefoon.post(pad(meting))

    assert dict(telefoon.session) == voor


def test_a_phone_fills_in_and_cannot_do_it_again(meting):
    telefoon = Client()
    url = re.sub(r"^https?://[^/]+", "", telefoon.post(pad(meting))["Location"])
    pagina = text(telefoon.get(url))
    assert "Hoe was de bijeenkomst?" in pagina
    assert "Ik was er deze keer niet" not in pagina

    onvolledig = telefoon.post(url, {})
    klaar = telefoon.post(url, formdata(5, tekst="Fijn."))

    assert (onvolledig.status_code, klaar.status_code) == (422, 200)
    assert "Dank je" in text(klaar)
    assert "Wijzigen kan niet" in text(telefoon.get(url))
    assert telefoon.post(url, formdata(1)).status_code == 422
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 8
    assert list(meting.open_antwoorden.values_list("tekst", flat=True)) == ["Fijn."]


def test_what_was_typed_when_the_room_closed_is_shown_back(meting):
    telefoon = Client()
    url = re.sub(r"^https?://[^/]+", "", telefoon.post(pad(meting))["Location"])
    Meting.objects.update(opent_op=nu() - timedelta(hours=1), sluit_op=nu() - timedelta(seconds=1))

    assert "gesloten" in text(telefoon.get(url))
    assert "Net te laat." in text(telefoon.post(url, formdata(5, tekst="Net te laat.")))
    assert not meting.open_antwoorden.exists()


def test_a_place_in_the_room_has_no_link_to_switch(meting):
    genodigde = meting.genodigden.filter(soort="zaal").select_related("persoon").first()

    with pytest.raises(DomainError, match="in de bijeenkomst zelf"):
        services.switch_soort(meting, genodigde.persoon, "aanwezig")
    assert Client().get(f"/d/{make_token('zc', 0, 1)}/").status_code == 410
    with pytest.raises(DomainError, match="wie erbij was"):
        services.check_can_answer(meting, genodigde.persoon)


@pytest.mark.parametrize(("aanwezig", "biedt"), [(5, True), (4, False)])
def test_the_list_leads_to_the_room_only_when_the_group_can_get_a_result(client, aanwezig, biedt):
    einde = nu() + timedelta(minutes=5)
    bijeenkomst = make_bijeenkomst(aanwezig, begint_op=einde - timedelta(hours=3), eindigt_op=einde, status="gepland")
    client.force_login(bijeenkomst.netwerk.facilitators().get())

    lijst = text(client.get(reverse("evaluatie:list", args=[bijeenkomst.netwerk.slug])))

    assert (reverse("evaluatie:zaal_open", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk]) in lijst) == biedt
