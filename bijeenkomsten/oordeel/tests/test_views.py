import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from berichten.acties import open_acties
from bijeenkomsten.models import Oordeel
from bijeenkomsten.oordeel.handeling import find_open_link, make_link
from bijeenkomsten.oordeel.tests.factories import OordeelFactory, make_gebruik
from bijeenkomsten.tests.cast import make_persoon, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import nu
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
VRAAG = "Hoe werkten de werkvormen?"


@pytest.fixture
def b(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True)


@pytest.fixture
def werkvorm(b):
    werkvorm = WerkvormFactory()
    make_gebruik(b, werkvorm, werkvorm, WerkvormFactory(kaart={"soort": "instrument", "naam": "Kijkwijzer"}), None)
    return werkvorm


def pressed(inhoud):
    return re.findall(r'value="(\w+:\w+:\d+)" aria-pressed="true"', inhoud)


def test_the_page_asks_once_per_werkvorm(begeleider, b, werkvorm):
    inhoud = text(begeleider.get(b.get_absolute_url()))

    assert VRAAG in inhoud
    assert inhoud.count("Bereikten jullie het doel?") == 1
    assert "Tafels &lt;b&gt;wisselen&lt;/b&gt; &#x27;s middags" in inhoud
    assert "Alleen de facilitators zien dit." in inhoud
    assert pressed(inhoud) == []


def test_a_tap_is_kept_at_once(begeleider, b, werkvorm):
    response = begeleider.post(url("oordeel", b), {"tik": f"doel:ja:{werkvorm.pk}"})

    assert response.status_code == 302
    assert response.url == f"{b.get_absolute_url()}#werkvormen"
    assert pressed(text(begeleider.get(b.get_absolute_url()))) == [f"doel:ja:{werkvorm.pk}"]


def test_with_a_script_only_the_rows_come_back(begeleider, b, werkvorm):
    response = begeleider.post(
        url("oordeel", b), {"tik": f"nog_eens:anders:{werkvorm.pk}"}, headers={"hx-request": "true"}
    )

    assert "<html" not in text(response)
    assert pressed(text(response)) == [f"nog_eens:anders:{werkvorm.pk}"]


def test_a_wrong_tap_says_so_and_keeps_nothing(begeleider, b, werkvorm):
    response = begeleider.post(url("oordeel", b), {"tik": "doel:ja:0"}, headers={"hx-request": "true"})
    assert response.status_code == 422
    assert "Deze werkvorm staat niet meer in het draaiboek" in text(response)

    response = begeleider.post(url("oordeel", b), {"tik": "onzin"}, follow=True)
    assert "Kies een van de antwoorden." in text(response)
    assert not Oordeel.objects.exists()


@pytest.mark.parametrize("wie", ["deelnemer", "voorbereider", "penvoerder", "eigenaar"])
def test_nobody_else_sees_or_taps(client, cast, b, werkvorm, wie):
    OordeelFactory(bijeenkomst=b, werkvorm=werkvorm)
    client.force_login(make_persoon(cast, wie, b))

    inhoud = text(client.get(b.get_absolute_url()))

    assert VRAAG not in inhoud
    assert "aria-pressed" not in inhoud
    assert client.post(url("oordeel", b), {"tik": f"doel:nee:{werkvorm.pk}"}).status_code == 403
    assert Oordeel.objects.get().doel == "ja"


def test_before_the_end_nothing_is_asked(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    make_gebruik(b, WerkvormFactory())

    assert VRAAG not in text(begeleider.get(b.get_absolute_url()))
    assert begeleider.post(url("oordeel", b), {"tik": "doel:ja:1"}).status_code == 403


def test_without_werkvormen_nothing_is_asked(begeleider, b):
    assert VRAAG not in text(begeleider.get(b.get_absolute_url()))


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(begeleider, b, item_count, django_assert_num_queries):
    make_gebruik(b, *WerkvormFactory.create_batch(item_count))

    with django_assert_num_queries(12):
        inhoud = text(begeleider.get(b.get_absolute_url()))

    assert inhoud.count("Bereikten jullie het doel?") == item_count


# --- from a mail ---------------------------------------------------------------------------------------------------


def test_both_taps_from_a_mail_without_logging_in(cast, b, werkvorm):
    telefoon, link = Client(), make_link(b, cast.facilitator)

    assert VRAAG in text(telefoon.get(link))
    assert not Oordeel.objects.exists()
    for tik in ("doel:deels", "nog_eens:nog_eens"):
        response = telefoon.post(link, {"tik": f"{tik}:{werkvorm.pk}"}, follow=True)

    assert "Dank je, alles is ingevuld." in text(response)
    assert [(o.doel, o.nog_eens) for o in Oordeel.objects.all()] == [("deels", "nog_eens")]


def test_a_wrong_tap_from_a_mail(cast, b, werkvorm):
    response = Client().post(make_link(b, cast.facilitator), {"tik": "x"})

    assert response.status_code == 422
    assert "Kies een van de antwoorden." in text(response)


@pytest.mark.parametrize("wie", ["deelnemer", "voorbereider", "penvoerder"])
def test_the_link_of_somebody_else_does_nothing(cast, b, werkvorm, wie):
    assert Client().get(make_link(b, make_persoon(cast, wie, b))).status_code == 410


def test_the_link_stops_with_the_guiding(cast, b, werkvorm):
    link = make_link(b, cast.facilitator)
    cast.netwerk.deelnames.filter(persoon=cast.facilitator).update(status="uitgestapt", beeindigd_op=nu().date())

    assert Client().get(link).status_code == 410
    assert find_open_link(b, cast.facilitator) == ""


def test_it_waits_in_the_netwerkbrief_until_both_taps(cast, b, werkvorm):
    def titels(persoon, dagen=0):
        acties = open_acties(persoon, nu() + timedelta(days=dagen))
        return [actie.titel for actie in acties if "werkvormen" in actie.titel]

    assert len(titels(cast.facilitator)) == 1
    assert titels(cast.deelnemer) == []
    assert titels(cast.facilitator, dagen=14) == []
    assert find_open_link(b, cast.facilitator).startswith("http")
    assert find_open_link(b, cast.deelnemer) == ""

    oordeel = OordeelFactory(bijeenkomst=b, werkvorm=werkvorm, nog_eens="")
    assert len(titels(cast.facilitator)) == 1
    oordeel.nog_eens = "anders"
    oordeel.save()
    assert titels(cast.facilitator) == []
    assert find_open_link(b, cast.facilitator) == ""


def test_mijn_overzicht_asks_the_facilitator(begeleider, client, cast, b, werkvorm):
    cast.netwerk.status = "gestart"
    cast.netwerk.save()
    b.terugblik = "Goed."
    b.save()

    assert VRAAG in text(begeleider.get(reverse("overzicht:mijn")))

    OordeelFactory(bijeenkomst=b, werkvorm=werkvorm)
    assert VRAAG not in text(begeleider.get(reverse("overzicht:mijn")))
