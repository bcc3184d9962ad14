"""Settled, and nobody told how it went on: one reason to call, for a year."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import lokale_dag, nu
from netwerken.models import Netwerk
from subsidie.academie.bellen import read_bellijst
from subsidie.academie.tests.factories import make_staf
from subsidie.lopend.tests.factories import geleden
from subsidie.models import Aanvraag, Belnotitie
from subsidie.verantwoording.services import tell_vervolg
from subsidie.verantwoording.tests.factories import make_lopend, make_vast
from subsidie.verantwoording.tests.test_redenen import make_zonder_mijlpalen

pytestmark = pytest.mark.django_db
CODE = "vervolg.laat"


@pytest.fixture
def staf(client):
    persoon = make_staf()
    client.force_login(persoon)
    return persoon


def codes(staf, moment=None):
    lijst = read_bellijst(staf, moment or nu())
    return {rij.aanvraag.pk: [reden.code for reden in rij.redenen] for rij in lijst.rijen}


@pytest.mark.parametrize(("dagen", "zien"), [(760, False), (761, True), (760 + 365, True), (760 + 366, False)])
def test_from_the_day_after_it_was_due_for_a_year(staf, dagen, zien):
    aanvraag, _ = make_vast(make_staf(), dagen=dagen)
    assert codes(staf) == ({aanvraag.pk: [CODE]} if zien else {})


def test_until_it_is_told(staf):
    aanvraag, penvoerder = make_vast(make_staf(), dagen=800)
    tell_vervolg(aanvraag, "nee", betaalt="", bijeenkomsten=None, by=penvoerder)
    assert codes(staf) == {}


def test_nothing_else_of_what_is_settled_is_a_reason(staf):
    """It stands still, and its first talk and its message half-way never came: nobody calls about that any more."""
    aanvraag, _ = make_vast(make_staf(), dagen=800)
    Netwerk.objects.update(status="zelfstandig")
    assert codes(staf) == {aanvraag.pk: [CODE]}
    make_vast(make_staf(), dagen=800, ronde=make_zonder_mijlpalen())
    assert codes(staf) == {aanvraag.pk: [CODE]}


def test_it_is_noted_like_every_call_and_does_not_count_as_running(client, staf):
    aanvraag, _ = make_vast(make_staf(), dagen=800)
    make_lopend(dagen=10)
    adres = reverse("subsidie:academie_bellen")
    assert "vertellen hoe het verderging" in client.get(adres).content.decode()
    assert read_bellijst(staf, nu()).lopend == 1

    vandaag = lokale_dag(nu())
    client.post(reverse("subsidie:academie_gesproken", args=[aanvraag.sleutel]), {"dag": vandaag.isoformat()})

    assert Belnotitie.objects.get().redenen == [CODE]
    assert "vertellen hoe het verderging" not in client.get(adres).content.decode()
    assert aanvraag.pk in codes(staf, nu() + timedelta(days=30))


def test_once_it_is_told_there_is_nobody_to_call(client, staf):
    aanvraag, penvoerder = make_vast(make_staf(), dagen=800)
    tell_vervolg(aanvraag, "nee", betaalt="", bijeenkomsten=None, by=penvoerder)
    adres = reverse("subsidie:academie_gesproken", args=[aanvraag.sleutel])
    assert client.post(adres, {"dag": lokale_dag(nu()).isoformat()}).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_one_as_for_three(client, staf, aantal, django_assert_num_queries):
    for _ in range(aantal):
        make_vast(make_staf(), dagen=800)
        make_lopend(dagen=500)
    Aanvraag.objects.filter(status="lopend").update(status_sinds=geleden(100))
    adres = reverse("subsidie:academie_bellen")
    client.get(adres)
    with django_assert_num_queries(10):
        client.get(adres)
