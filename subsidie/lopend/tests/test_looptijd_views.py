"""Asking for a longer looptijd, the answer, and the dates on the pages."""

from datetime import timedelta

import pytest

from kern.tijd import dag, nu
from subsidie.lopend.looptijd import DAG
from subsidie.lopend.mijlpalen import VERANTWOORDING
from subsidie.lopend.tests.factories import WijzigingFactory, add_penvoerder, make_staf
from subsidie.lopend.tests.test_looptijd import ask, make_lopend, read_dagen, read_laatste
from subsidie.lopend.tests.test_views import EIGEN, pad, text
from subsidie.models import Wijziging
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag():
    return make_lopend()


@pytest.fixture
def penvoerder(client, aanvraag):
    persoon = add_penvoerder(aanvraag)
    client.force_login(persoon)
    return persoon


def lees(dag_):
    return dag(dag_, met_jaar=True)


def test_it_is_asked_with_a_day_and_what_is_wrong_stands_at_the_day(client, penvoerder, aanvraag):
    url, was = pad("jaar_wijziging", aanvraag, soort="looptijd"), read_laatste(aanvraag)
    pagina = text(client.get(url))
    assert f"Nu is dat {lees(was)}." in pagina
    assert f'min="{was + DAG}"' in pagina

    woorden = {"wat": "Een half jaar langer.", "waarom": EIGEN}
    for laatste_dag, fout in (
        ("", "Vul een dag in"), ("x", "Vul een dag in"), ("31-02-2027", "Vul een dag in"), ("1900-01-01", "vanaf 2000"),
        ("2999-01-01", "voor 2100"), (was, "Dat is nu de laatste dag"),
        (was + timedelta(days=400), "hoogstens een jaar"),
    ):  # fmt: skip
        antwoord = client.post(url, woorden | {"laatste_dag": laatste_dag})
        assert antwoord.status_code == 422
        assert [fout in regel for regel in antwoord.context["form"].errors["laatste_dag"]] == [True]
        assert "Een half jaar langer." in text(antwoord)
    assert "wat er verandert" in text(client.post(url, {"laatste_dag": was + DAG}))
    assert not Wijziging.objects.exists()

    dag_ = was + timedelta(days=180)
    nederlands = dag_.strftime("%d-%m-%Y")
    assert client.post(url, woorden | {"laatste_dag": nederlands})["Location"] == pad("jaar", aanvraag)
    assert (Wijziging.objects.get().laatste_dag, read_laatste(aanvraag)) == (dag_, was)
    assert f"nu {dag(was)}, gevraagd {dag(dag_)}." in text(client.get(pad("jaar", aanvraag)))


def test_the_academie_sees_old_and_new_and_after_a_yes_everybody_does(client, aanvraag):
    was, eerst = read_laatste(aanvraag), read_dagen(aanvraag)[VERANTWOORDING]
    wordt, verschoven = was + timedelta(days=60), eerst + timedelta(days=60)
    rij, staf = ask(aanvraag, wordt), make_staf()
    client.force_login(staf)
    url = pad("academie_wijziging", aanvraag, pk=rij.pk)
    pagina = text(client.get(url))
    for oud, nieuw in ((was, wordt), (eerst, verschoven)):
        assert f"Wordt:</span> {lees(nieuw)}" in pagina
        assert f"Is nu:</span> {lees(oud)}" in pagina
    assert "Startgesprek" not in pagina

    assert client.post(url, {"uitkomst": "toegekend", "reden": "Dat past."}).status_code == 302

    assert "Welke dagen meeschuiven" not in text(client.get(url))
    for persoon, naam in ((staf, "academie_jaar"), (add_penvoerder(aanvraag), "jaar")):
        client.force_login(persoon)
        pagina = text(client.get(pad(naam, aanvraag)))
        assert f"was {dag(was)}, wordt {dag(wordt)}." in pagina
        assert f"tot en met <b>{dag(wordt)}</b>. Dat was {dag(was)}." in pagina
        assert f'{dag(verschoven)}<span class="muted">, was {dag(eerst)}</span>' in pagina


def test_a_no_leaves_it_as_it_was(client, aanvraag):
    was = read_laatste(aanvraag)
    rij = ask(aanvraag, was + DAG)
    client.force_login(make_staf())
    client.post(pad("academie_wijziging", aanvraag, pk=rij.pk), {"uitkomst": "afgewezen", "reden": "Nee."})

    pagina = text(client.get(pad("academie_jaar", aanvraag)))
    assert f"blijft {dag(was)}. Gevraagd was {dag(was + DAG)}." in pagina
    assert f"tot en met <b>{dag(was)}</b>." in pagina


def test_when_it_cannot_be_asked_any_more_the_reason_is_said(client, penvoerder, aanvraag):
    url = pad("jaar_wijziging", aanvraag, soort="looptijd")
    write(aanvraag, Stap.VERANTWOORDEN, Rol.INDIENER)
    assert "De verantwoording is al getekend." in text(client.get(url, follow=True))
    laat = {"laatste_dag": read_laatste(aanvraag) + DAG, "wat": "Langer.", "waarom": "Zo."}
    antwoord = client.post(url, laat)
    assert (antwoord.status_code, "De verantwoording is al getekend." in text(antwoord)) == (422, True)
    assert client.get(pad("jaar_wijziging", aanvraag, soort="anders")).status_code == 200


@pytest.mark.parametrize("rijen", [1, 3])
def test_as_many_queries_for_one_as_for_three(client, penvoerder, aanvraag, rijen, django_assert_num_queries):
    was = read_laatste(aanvraag)
    for n in range(rijen):
        WijzigingFactory(
            aanvraag=aanvraag, soort="looptijd", laatste_dag=was + (n + 1) * DAG, laatste_dag_was=was + n * DAG,
            uitkomst="toegekend", reden="Mag.", besloten_op=nu(),
        )  # fmt: skip
    url = pad("jaar", aanvraag)
    client.get(url)
    with django_assert_num_queries(16):
        assert f"was {dag(was)}" in text(client.get(url))
