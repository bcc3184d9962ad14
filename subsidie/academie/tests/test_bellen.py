"""Who needs a call, and what makes that quiet for a while."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from subsidie import redenen
from subsidie.academie import services
from subsidie.academie.bellen import read_bellijst
from subsidie.academie.redenen import find_stil
from subsidie.academie.tests.factories import make_gegund, make_klaar, make_staf
from subsidie.models import Belnotitie
from subsidie.spoor.services import find_break

pytestmark = pytest.mark.django_db
ADRES = reverse("subsidie:academie_bellen")


@pytest.fixture(autouse=True)
def late(monkeypatch):
    """One reason, that everybody has; more can be put in."""
    register = {
        "laat": ("Te laat", lambda aanvragen, moment: {a.pk: "De verantwoording is er nog niet." for a in aanvragen})
    }
    monkeypatch.setattr(redenen, "_REDENEN", register)
    return register


@pytest.fixture
def staf(client):
    persoon = make_staf()
    client.force_login(persoon)
    return persoon


def names(persoon, moment=None):
    return [rij.aanvraag.netwerk.naam for rij in read_bellijst(persoon, moment or nu()).rijen]


def test_who_got_a_contribution_that_is_not_settled(staf):
    make_klaar(netwerk__naam="Nog geen besluit")
    make_gegund(netwerk__naam="Klaar", status="vastgesteld")
    make_gegund(netwerk__naam="Loopt", status="lopend")
    eigen = make_gegund(netwerk__naam="Eigen").aanvraag
    DeelnameFactory(netwerk=eigen.netwerk, persoon=staf)

    assert names(staf) == ["Loopt"]
    assert names(make_staf("po")) == []


def test_a_reason_is_quiet_for_thirty_days_and_a_new_one_is_not(staf, late):
    aanvraag = make_gegund().aanvraag
    vandaag = lokale_dag(nu())
    services.note_gesproken(aanvraag, vandaag, by=staf)
    lijst = read_bellijst(staf, nu())
    assert (lijst.rijen, lijst.rust, lijst.lopend) == ([], 1, 1)

    late["hulp"] = ("Wil bellen", lambda aanvragen, moment: {aanvraag.pk: "Ze vragen of je belt."})
    [rij] = read_bellijst(staf, nu()).rijen
    assert [reden.code for reden in rij.redenen] == ["hulp"]
    assert rij.gesproken.dag == vandaag

    [rij] = read_bellijst(staf, nu() + services.RUST).rijen
    assert [reden.code for reden in rij.redenen] == ["laat", "hulp"]


def test_the_last_talk_counts(staf):
    aanvraag = make_gegund().aanvraag
    for dagen in (3, 20):
        services.note_gesproken(aanvraag, lokale_dag(nu()) - timedelta(days=dagen), by=staf)

    assert names(staf, nu() + timedelta(days=20)) == []
    assert names(staf, nu() + timedelta(days=27)) != []


def test_speaking_is_on_the_track_without_words(staf):
    aanvraag = make_gegund().aanvraag
    services.note_gesproken(aanvraag, lokale_dag(nu()), by=staf)
    regel = aanvraag.spoor.order_by("-nummer").first()

    assert (regel.stap, regel.rol, regel.door_id) == ("gesproken", "academie", staf.pk)
    assert regel.feiten == {"dag": lokale_dag(nu()).isoformat(), "redenen": ["laat"]}
    assert find_break(aanvraag) is None
    assert str(Belnotitie.objects.get()) == f"belnotitie bij aanvraag {aanvraag.pk}"


@pytest.mark.parametrize("dagen", [-30, 1])
def test_a_day_that_cannot_be(staf, dagen):
    with pytest.raises(DomainError, match="laatste 30 dagen"):
        services.note_gesproken(make_gegund().aanvraag, lokale_dag(nu()) + timedelta(days=dagen), by=staf)
    assert not Belnotitie.objects.exists()


def test_noting_it_on_the_page(client, staf):
    aanvraag = make_gegund(netwerk__naam="Lezen <b>'s").aanvraag
    adres = reverse("subsidie:academie_gesproken", args=[aanvraag.sleutel])
    assert "De verantwoording is er nog niet." in client.get(ADRES).content.decode()

    for fout in ({}, {"dag": "x"}, {"dag": "2999-01-01"}):
        html = client.post(adres, fout, follow=True).content.decode()
        assert "Kies een dag" in html or "geldige datum" in html
    assert not Belnotitie.objects.exists()
    html = client.post(adres, {"dag": lokale_dag(nu()).isoformat()}, follow=True).content.decode()

    assert "Genoteerd. Lezen &lt;b&gt;" in html
    assert "Geen netwerk heeft nu een telefoontje nodig." in html
    assert "1 netwerk waar je pas mee sprak" in html


def test_there_is_nothing_to_note_before_a_grant(client, staf):
    adres = reverse("subsidie:academie_gesproken", args=[make_klaar().sleutel])
    assert client.post(adres, {"dag": "2026-01-01"}).status_code == 404


def test_the_page_with_numbers_fetches_only_the_list(client, staf):
    assert "Er loopt nog geen bijdrage" in client.get(ADRES).content.decode()
    html = client.get(ADRES, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_one_as_for_three(client, staf, aantal, django_assert_num_queries):
    for _ in range(aantal):
        make_gegund()
    client.get(ADRES)

    with django_assert_num_queries(4):
        client.get(ADRES)


def test_a_netwerk_that_stands_still(staf):
    loopt, pauze, klaar, gestopt = (make_gegund().aanvraag for _ in range(4))
    pauze.netwerk.gepauzeerd_tot = lokale_dag(nu()) + timedelta(days=9)
    klaar.netwerk.status, gestopt.netwerk.status = "zelfstandig", "gestopt"
    zinnen = find_stil([loopt, pauze, klaar, gestopt], nu())

    assert set(zinnen) == {pauze.pk, klaar.pk, gestopt.pk}
    assert "pauzeert tot" in zinnen[pauze.pk]
    assert zinnen[gestopt.pk] == "Dit netwerk is gestopt, en de bijdrage staat nog niet vast."
