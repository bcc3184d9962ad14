from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.draaiboek.bloknamen import AFSPRAKEN
from bijeenkomsten.models import Afspraak
from bijeenkomsten.tests.cast import make_persoon, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.models import Logregel
from kern.tijd import lokale_dag, nu

pytestmark = pytest.mark.django_db
ALLE_LEDEN = {"facilitator", "penvoerder", "eigenaar", "deelnemer", "voorbereider"}
MAKERS = {"facilitator", "penvoerder", "voorbereider"}


@pytest.fixture
def b(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)


def path(naam, afspraak):
    return reverse(f"bijeenkomsten:afspraak_{naam}", args=[afspraak.netwerk.slug, afspraak.pk])


def list_url(cast, query=""):
    return reverse("bijeenkomsten:afspraken", args=[cast.netwerk.slug]) + query


@pytest.mark.parametrize("wie", [*sorted(ALLE_LEDEN), "wachtlijst", "buitenstaander", "academie", "beheer"])
@pytest.mark.parametrize(
    ("naam", "van", "mag"),
    [
        ("drop", None, ALLE_LEDEN),
        ("drop", "een ander", MAKERS),
        ("update", None, MAKERS),
        ("update", "een ander", MAKERS),
    ],
)
def test_roles(client, cast, b, *, wie, naam, van, mag):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=van and cast.add())
    client.force_login(make_persoon(cast, wie, b))

    status = client.get(path(naam, afspraak)).status_code

    assert status == (200 if wie in mag else 403 if wie in ALLE_LEDEN else 404)


def test_who_promised_may_close_but_not_rewrite(client, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer)
    client.force_login(cast.deelnemer)

    assert client.get(path("update", afspraak)).status_code == 403
    client.post(path("finish", afspraak))

    afspraak.refresh_from_db()
    assert afspraak.is_gedaan


def test_who_prepares_the_next_time_may_change_what_is_open(client, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.facilitator)
    client.force_login(cast.deelnemer)
    assert client.get(path("update", afspraak)).status_code == 403

    BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])

    assert client.get(path("update", afspraak)).status_code == 200


def test_afspraak_of_another_network_is_not_found(begeleider, cast):
    vreemd = AfspraakFactory()

    for naam in ("update", "drop"):
        adres = reverse(f"bijeenkomsten:afspraak_{naam}", args=[cast.netwerk.slug, vreemd.pk])
        assert begeleider.get(adres).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(client, cast, b, item_count, django_assert_num_queries):
    for _ in range(item_count):
        AfspraakFactory(bijeenkomst=b, wie=cast.add(), was_van=cast.add(), voor=lokale_dag(nu()))
    client.force_login(cast.deelnemer)

    with django_assert_num_queries(7):
        response = client.get(list_url(cast))

    assert text(response).count('class="afspraak"') == item_count


def test_list_filters_by_state_and_person(begeleider, cast, b):
    open_ = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, tekst="Open van deelnemer")
    samen = AfspraakFactory(bijeenkomst=b, tekst="Open van ons samen")
    gedaan = AfspraakFactory(bijeenkomst=b, gedaan=True, tekst="Klaar is klaar")
    los = AfspraakFactory(bijeenkomst=b, vervallen=True, tekst="Laat maar")
    alle = [open_, samen, gedaan, los]

    def getoond(query):
        html = text(begeleider.get(list_url(cast, query)))
        return [a for a in alle if a.tekst in html]

    assert getoond("") == [open_, samen]
    assert getoond("?status=gedaan") == [gedaan, los]
    assert getoond("?status=alles") == alle
    assert getoond(f"?wie={cast.deelnemer.pk}") == [open_]
    assert getoond("?wie=iedereen") == [samen]
    assert getoond("?status=onzin&wie=999999") == [open_, samen]


def test_list_escapes_and_says_who_left_and_what_is_late(begeleider, cast, b):
    weg = cast.add(uitgestapt=True)
    AfspraakFactory(bijeenkomst=b, was_van=weg, tekst="<b>dik</b>", voor=lokale_dag(nu()) - timedelta(days=1))
    AfspraakFactory(bijeenkomst=b, vervallen=True)

    html = text(begeleider.get(list_url(cast, "?status=alles")))

    assert "&lt;b&gt;dik&lt;/b&gt;" in html
    assert f"{escape(weg.naam)} zou dit doen en doet niet meer mee." in html
    assert "zou klaar zijn op" in html
    assert "De &lt;b&gt;proef&lt;/b&gt; gaat niet door." in html


def test_empty_list_teaches(begeleider, cast):
    assert "Er staat niets open" in text(begeleider.get(list_url(cast)))
    assert "Niets gevonden" in text(begeleider.get(list_url(cast, "?status=gedaan")))


def test_export_holds_every_afspraak_as_text(begeleider, cast, b):
    AfspraakFactory(bijeenkomst=b, tekst="=1+1", wie=cast.deelnemer)
    AfspraakFactory(bijeenkomst=None, netwerk=cast.netwerk, vervallen=True)

    response = begeleider.get(reverse("bijeenkomsten:afspraken_export", args=[cast.netwerk.slug, "csv"]))

    regels = response.content.decode("utf-8-sig").splitlines()
    assert regels[0].startswith("Wat;Wie;Klaar op;Status")
    assert regels[1].split(";")[:2] == ["'=1+1", cast.deelnemer.naam]
    assert "losgelaten" in regels[2]
    assert len(regels) == 3


def test_create_saves_and_goes_back_or_on(begeleider, cast, b):
    post = {"tekst": " Belt  rond ", "wie": cast.deelnemer.pk, "voor": "2031-05-06"}

    terug = begeleider.post(url("afspraak_create", b), post)
    door = begeleider.post(url("afspraak_create", b), post | {"nog-een": "ja"})

    assert terug.url == b.get_absolute_url()
    assert door.url == url("afspraak_create", b)
    assert [(a.tekst, a.wie) for a in Afspraak.objects.all()] == [("Belt rond", cast.deelnemer)] * 2
    assert "Belt rond" in text(begeleider.get(url("detail", b)))


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("tekst", "", "Schrijf op wat jullie afspraken."),
        ("tekst", "\u202e \u202e", "Schrijf op wat jullie afspraken."),
        ("tekst", "x" * 301, "300"),
        ("wie", "999999", "Deze persoon doet niet mee aan het netwerk."),
        ("wie", "onzin", "Deze persoon doet niet mee aan het netwerk."),
        ("voor", "gisteren", "Kies een dag"),
        ("voor", "1999-01-01", "Kies een jaar vanaf 2000."),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(begeleider, b, *, veld, waarde, fout):
    response = begeleider.post(url("afspraak_create", b), {"tekst": "Belt rond", "wie": "", "voor": "", veld: waarde})

    assert response.status_code == 422
    assert fout in text(response)
    assert veld == "tekst" or 'value="Belt rond"' in text(response)
    assert not Afspraak.objects.exists()


def test_full_meeting_says_so_on_the_form(begeleider, cast, b, monkeypatch):
    monkeypatch.setattr("bijeenkomsten.afspraken.services.MEESTE", 0)

    response = begeleider.post(url("afspraak_create", b), {"tekst": "Belt rond"})

    assert response.status_code == 422
    assert "Er staan al zestig afspraken" in text(response)


def test_update_conflict_shows_both_and_the_second_save_counts(begeleider, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, tekst="Van mij", versie=2, gewijzigd_door=cast.deelnemer)

    response = begeleider.post(path("update", afspraak), {"tekst": "Van jou", "wie": "", "voor": "", "versie": 1})
    assert response.status_code == 409
    assert "Van mij" in text(response)
    assert 'value="Van jou"' in text(response)

    response = begeleider.post(path("update", afspraak), {"tekst": "Van jou", "wie": "", "voor": "", "versie": 2})
    assert response.status_code == 302
    assert Afspraak.objects.get().tekst == "Van jou"


def test_editing_what_was_closed_meanwhile_is_refused_on_the_form(begeleider, b):
    afspraak = AfspraakFactory(bijeenkomst=b, gedaan=True)

    response = begeleider.post(path("update", afspraak), {"tekst": "x", "wie": "", "voor": "", "versie": 1})

    assert response.status_code == 422
    assert "al afgevinkt" in text(response)


def test_drop_asks_why(begeleider, b):
    afspraak = AfspraakFactory(bijeenkomst=b)
    assert begeleider.post(path("drop", afspraak), {"reden": " "}).status_code == 422
    begeleider.post(path("drop", afspraak), {"reden": "Niet nodig"})

    afspraak.refresh_from_db()
    assert (afspraak.status, afspraak.reden_vervallen) == ("vervallen", "Niet nodig")
    response = begeleider.post(path("finish", afspraak), follow=True)
    assert "heeft deze afspraak al losgelaten" in text(response)
    other = AfspraakFactory(bijeenkomst=b, gedaan=True)
    assert begeleider.post(path("drop", other), {"reden": "Niet nodig"}).status_code == 422


@pytest.mark.parametrize(("terug", "verwacht"), [("/mijn/", "/mijn/"), ("https://elders.test/", None), ("", None)])
def test_button_returns_to_where_it_was(begeleider, b, terug, verwacht):
    afspraak = AfspraakFactory(bijeenkomst=b)

    response = begeleider.post(f"{path('finish', afspraak)}?terug={terug}")

    assert response.url == (verwacht or afspraak.get_absolute_url())
    assert begeleider.post(path("reopen", afspraak)).status_code == 302
    afspraak.refresh_from_db()
    assert afspraak.is_open


@pytest.mark.parametrize("naam", ["finish", "reopen"])
def test_actions_are_post_only(begeleider, b, naam):
    assert begeleider.get(path(naam, AfspraakFactory(bijeenkomst=b))).status_code == 405


def test_get_writes_nothing(begeleider, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b)
    voor = Afspraak.objects.values().get(), Logregel.objects.count()

    for adres in (list_url(cast), path("update", afspraak), path("drop", afspraak), url("afspraak_create", b)):
        assert begeleider.get(adres).status_code == 200

    assert (Afspraak.objects.values().get(), Logregel.objects.count()) == voor


# --- The next meeting begins with them ------------------------------------------------------------------------------


def test_only_the_next_meeting_shows_what_is_open(begeleider, cast, b):
    AfspraakFactory(bijeenkomst=b, tekst="Nog te doen")
    AfspraakFactory(bijeenkomst=b, tekst="Al gedaan", gedaan=True)
    volgende, later = (BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen) for dagen in (20, 60))

    for naam in ("detail", "draaiboek"):
        assert "Nog te doen" in text(begeleider.get(url(naam, volgende)))
        assert "Al gedaan" not in text(begeleider.get(url(naam, volgende)))
        assert "Nog te doen" not in text(begeleider.get(url(naam, later)))


def test_cancelled_next_meeting_hands_them_on(begeleider, cast, b):
    AfspraakFactory(bijeenkomst=b, tekst="Nog te doen")
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=20, afgelast=True)
    later = BijeenkomstFactory(netwerk=cast.netwerk, dagen=60)

    assert "Nog te doen" in text(begeleider.get(url("detail", later)))


def test_what_a_cancelled_or_deleted_meeting_left_comes_back_too(begeleider, cast):
    afgelast = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-7, afgelast=True)
    AfspraakFactory(bijeenkomst=afgelast, tekst="Van de afgelaste")
    los = AfspraakFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, geweest=True), tekst="Van de gewiste")
    los.bijeenkomst.delete()
    volgende = BijeenkomstFactory(netwerk=cast.netwerk)

    html = text(begeleider.get(url("detail", volgende)))

    assert "Van de afgelaste" in html
    assert "Van de gewiste" in html


def test_opening_is_offered_until_it_is_there(begeleider, cast, b):
    AfspraakFactory(bijeenkomst=b)
    volgende = BijeenkomstFactory(netwerk=cast.netwerk)
    knop = "Zet dit als eerste in het programma"
    assert knop in text(begeleider.get(url("draaiboek", volgende)))

    html = text(begeleider.post(url("opening_add", volgende), follow=True))

    assert knop not in html
    assert volgende.onderdelen.get().titel == AFSPRAKEN
    assert "al begonnen" in text(begeleider.post(url("opening_add", b), follow=True))
