"""The pages of rounds and regelingen, for the academie and for everybody."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from kern.tijd import dag, lokale_dag, nu
from personen.tests.factories import PersoonFactory
from subsidie.models import Aanvraagronde
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import parse
from subsidie.regeling.models import Regelingversie
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory

pytestmark = pytest.mark.django_db
VO, PO = get_shipped("vo-leernetwerken"), get_shipped("po-leernetwerken")
PROEFTUIN = parse(json.loads((Path(__file__).parent / "proeftuin-1.json").read_text(encoding="utf-8")))


@pytest.fixture
def academie(client):
    persoon = PersoonFactory(academie=True)
    client.force_login(persoon)
    return persoon


def make_ronde(regeling=VO, **velden):
    return AanvraagrondeFactory(regelingversie=Regelingversie.of(regeling), **velden)


def make_post(**anders):
    vandaag = lokale_dag(nu())
    return {
        "regeling": VO.code, "naam": "Winterronde", "opent_dag": vandaag + timedelta(days=1), "opent_tijd": "09:00",
        "sluit_dag": vandaag + timedelta(days=30), "sluit_tijd": "17.00", "advies_voor": vandaag + timedelta(days=50),
        "besluit_voor": vandaag + timedelta(days=60), "budget": "120.000",
    } | anders  # fmt: skip


def post_of(ronde, **anders):
    """What the page of a round posts when nobody changed anything."""
    opent, sluit = timezone.localtime(ronde.opent_op), timezone.localtime(ronde.sluit_op)
    zelfde = {
        "naam": ronde.naam, "opent_dag": opent.date(), "opent_tijd": f"{opent:%H:%M}", "sluit_dag": sluit.date(),
        "sluit_tijd": f"{sluit:%H:%M}", "advies_voor": ronde.advies_voor, "besluit_voor": ronde.besluit_voor,
        "budget": "100.000",
    }  # fmt: skip
    return zelfde | anders


def read(response):
    return response.content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_rounds_query_count(client, academie, item_count, django_assert_num_queries):
    for n in range(item_count):
        AanvraagFactory(ronde=make_ronde(naam=f"Ronde {n} <b>"), binnen="ingediend")

    with django_assert_num_queries(3):
        tekst = read(client.get(reverse("subsidie:rondes")))

    for n in range(item_count):
        assert f"Ronde {n} &lt;b&gt;" in tekst
    assert tekst.count("1 aanvraag ingediend") == item_count


def test_rounds_of_ones_own_sector(client, academie):
    make_ronde(naam="Van ons")
    elders = make_ronde(PO, naam="Van po")

    tekst = read(client.get(reverse("subsidie:rondes")))

    assert "Van ons" in tekst
    assert "Van po" not in tekst
    assert client.get(reverse("subsidie:ronde_update", args=[elders.pk])).status_code == 404


def test_no_rounds_yet(client, academie):
    assert "Er is nog geen ronde" in read(client.get(reverse("subsidie:rondes")))


def test_make_a_round(client, academie):
    tekst = read(client.get(reverse("subsidie:ronde_create")))
    assert VO.naam in tekst
    assert PO.naam not in tekst

    response = client.post(reverse("subsidie:ronde_create"), make_post())

    assert response.status_code == 302
    ronde = Aanvraagronde.objects.get()
    assert (ronde.naam, ronde.budget, ronde.regelingversie.code) == ("Winterronde", 120_000_00, VO.code)
    assert timezone.localtime(ronde.sluit_op).strftime("%H:%M:%S") == "17:00:00"


def test_an_academie_of_both_sectors_chooses(client, academie):
    academie.academie_sector = "po_vo"
    academie.save()

    tekst = read(client.get(reverse("subsidie:ronde_create")))

    assert VO.naam in tekst
    assert PO.naam in tekst
    assert "checked" not in tekst


@pytest.mark.parametrize(
    ("anders", "bericht"),
    [
        ({"regeling": PO.code}, "Deze regeling is er niet."),
        ({"regeling": ""}, "Kies een regeling."),
        ({"naam": " \u202e "}, "Hoe heet de ronde?</b>"),
        ({"naam": "x" * 81}, "80"),
        ({"budget": "1,000.50"}, "de komma voor de centen"),
        ({"budget": "-5"}, "Laat de min weg"),
        ({"budget": "0"}, "boven nul"),
        ({"budget": "99.000.000"}, "meer dan 10 miljoen"),
        ({"opent_dag": "gisteren"}, "Kies een dag"),
        ({"sluit_dag": "9999-12-31"}, "Kies een jaar voor 2100"),
        ({"sluit_tijd": "25:00"}, "Schrijf de tijd zo"),
        ({"sluit_dag": "2031-03-30", "sluit_tijd": "02:30"}, "Op die dag gaat de klok"),
        ({"sluit_dag": "2020-01-02", "opent_dag": "2020-01-01"}, "al voorbij"),
        ({"advies_voor": "2020-01-01"}, "De ronde is dan nog open"),
    ],
)
def test_a_round_that_cannot_be(client, academie, anders, bericht):
    response = client.post(reverse("subsidie:ronde_create"), make_post(**anders))

    assert response.status_code == 422
    assert bericht in read(response)
    assert not Aanvraagronde.objects.exists()


def test_move_a_round(client, academie):
    ronde = make_ronde()
    later = lokale_dag(ronde.besluit_voor) + timedelta(days=7)

    response = client.post(reverse("subsidie:ronde_update", args=[ronde.pk]), post_of(ronde, besluit_voor=later))

    was = ronde.sluit_op
    ronde.refresh_from_db()
    assert response.status_code == 302
    assert (ronde.besluit_voor, ronde.sluit_op) == (later, was)


def test_earlier_is_refused_once_somebody_began(client, academie):
    ronde = make_ronde()
    AanvraagFactory(ronde=ronde)
    eerder = ronde.besluit_voor - timedelta(days=3)
    pagina = reverse("subsidie:ronde_update", args=[ronde.pk])
    assert "Er zijn al aanvragen begonnen" in read(client.get(pagina))

    response = client.post(pagina, post_of(ronde, besluit_voor=eerder))

    assert response.status_code == 422
    assert f"Het kan later dan {dag(ronde.besluit_voor)}, niet eerder." in read(response)
    assert Aanvraagronde.objects.get().besluit_voor == ronde.besluit_voor


def test_somebody_began_between_the_form_and_the_service(client, academie, monkeypatch):
    """The form found nothing wrong; under the lock there is an aanvraag."""
    ronde = make_ronde()
    monkeypatch.setattr("subsidie.regeling.forms.find_bezwaren", lambda *args, **kwargs: {})
    AanvraagFactory(ronde=ronde)

    response = client.post(reverse("subsidie:ronde_update", args=[ronde.pk]), post_of(ronde, budget="5"))

    assert response.status_code == 422
    assert "minder niet" in read(response)


def test_the_service_refuses_what_the_form_took(client, academie, monkeypatch):
    monkeypatch.setattr("subsidie.regeling.forms.find_bezwaren", lambda *args, **kwargs: {})

    response = client.post(reverse("subsidie:ronde_create"), make_post(budget="0"))

    assert response.status_code == 422
    assert not Aanvraagronde.objects.exists()


def test_a_closed_round_says_so(client, academie):
    ronde = make_ronde(opent_op=nu() - timedelta(days=30), sluit_op=nu() - timedelta(days=2))

    assert "Deze ronde is gesloten" in read(client.get(reverse("subsidie:ronde_update", args=[ronde.pk])))


def test_newer_version(client, academie):
    ronde = make_ronde()

    response = client.post(reverse("subsidie:ronde_renew", args=[ronde.pk]), follow=True)

    assert "Deze ronde gebruikt versie 1." in read(response)


def test_newer_version_refused(client, academie, monkeypatch):
    ronde = make_ronde()
    AanvraagFactory(ronde=ronde)
    monkeypatch.setattr("subsidie.regeling.services.get_shipped", lambda code: _nieuwer())

    response = client.post(reverse("subsidie:ronde_renew", args=[ronde.pk]), follow=True)

    assert "Een nieuwe versie is voor een nieuwe ronde." in read(response)


def _nieuwer():
    class Nieuwer:
        versie = 2

    return Nieuwer


@pytest.mark.parametrize("regeling", [VO, PO], ids=["vo", "po"])
def test_everybody_reads_what_ships(client, regeling, django_assert_num_queries):
    with django_assert_num_queries(0):
        tekst = read(client.get(reverse("subsidie:regeling", args=[regeling.code, 1])))

    for criterium in regeling.criteria:
        assert criterium.naam in tekst
        assert criterium.groen in tekst
    for post in regeling.geld.posten:
        assert post.naam in tekst
    assert "Twee beoordelaars" in tekst


def test_everybody_reads_what_a_round_used(client):
    adres = reverse("subsidie:regeling", args=[PROEFTUIN.code, PROEFTUIN.versie])
    assert client.get(adres).status_code == 404

    make_ronde(PROEFTUIN)

    tekst = read(client.get(adres))
    assert PROEFTUIN.naam in tekst
    assert "Eén beoordelaar leest" in tekst
    assert "Jaar 3" in tekst
