import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from berichten.handelingen import make_token
from kern.tijd import lokale_dag, nu
from netwerken import services as netwerken
from netwerken.contract import services
from netwerken.contract.mails import AKKOORD, NOG_NIET
from netwerken.contract.stand import make_stand_code
from netwerken.contract.tests.conftest import settle
from netwerken.models import Akkoord, Contract, Contractreactie, Contractversie, Netwerk
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def url(wat, *args):
    return reverse(f"netwerken:{wat}", args=["de-groep", *args])


def text(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def login(client, persoon):
    client.force_login(persoon)
    return client


def test_empty_page_teaches_and_begins(client, cast):
    login(client, cast.noor)

    assert "Jullie eigen afspraken" in text(client.get(url("contract")))
    client.post(url("contract_begin"))
    pagina = text(client.get(url("contract")))
    assert "Hoe gaan we om met vertrouwelijkheid?" in pagina
    assert "Er staat nog niets." in pagina
    assert "Leg deze versie vast" not in pagina


def test_who_only_pays_reads_and_does_not_begin(client, cast):
    penvoerder = DeelnameFactory(netwerk=cast.netwerk, penvoerder=True).persoon

    assert "Begin een contract" not in text(login(client, penvoerder).get(url("contract")))


@pytest.mark.parametrize("item_count", [1, 3])
def test_draft_query_count(client, cast, contract, item_count, django_assert_num_queries):
    for vraag in contract.vragen.all()[:item_count]:
        services.propose_tekst(vraag, "Zo.", versie=1, by=cast.noor)
        for i in range(item_count):
            services.react(vraag, f"Nou {i}", by=cast.yusuf)
    login(client, cast.facilitator)

    with django_assert_num_queries(8):
        assert client.get(url("contract")).status_code == 200


@pytest.mark.parametrize("item_count", [1, 3])
def test_versie_query_count(client, cast, versie, item_count, django_assert_num_queries):
    DeelnameFactory(netwerk=cast.netwerk)
    for persoon in cast.allen[:item_count]:
        services.agree(versie, persoon)
    login(client, cast.facilitator)

    with django_assert_num_queries(10):
        assert client.get(url("contract")).status_code == 200


def test_write_a_text(client, cast, contract):
    vraag = contract.vragen.first()
    login(client, cast.noor)
    assert vraag.uitleg.voorbeeld in text(client.get(url("contract_vraag", vraag.pk)))

    response = client.post(url("contract_vraag", vraag.pk), {"tekst": "<script>Wij</script> zwijgen.", "versie": 1})

    assert response.url == f"{url('contract')}#vraag-{vraag.pk}"
    pagina = client.get(url("contract"))
    assert "<script>Wij" not in pagina.content.decode()
    assert "zwijgen." in text(pagina)


def test_two_writers_see_both_texts(client, cast, contract):
    vraag = contract.vragen.first()
    services.propose_tekst(vraag, "Van Noor <b>zelf</b>.", versie=1, by=cast.noor)
    login(client, cast.yusuf)

    response = client.post(url("contract_vraag", vraag.pk), {"tekst": "Van Yusuf.", "versie": 1})

    assert response.status_code == 409
    pagina = text(response)
    assert "Van Noor <b>zelf</b>." in pagina
    assert "Van Yusuf." in pagina
    versie = re.search(r'name="versie" value="(\d+)"', response.content.decode())[1]
    client.post(url("contract_vraag", vraag.pk), {"tekst": "Samen.", "versie": versie})
    vraag.refresh_from_db()
    assert vraag.tekst == "Samen."


@pytest.mark.parametrize("data", [{"tekst": "x" * 1001, "versie": 1}, {"tekst": "x"}, {"tekst": "x", "versie": "y"}])
def test_bad_text_is_refused_and_kept(client, cast, contract, data):
    response = login(client, cast.noor).post(url("contract_vraag", contract.vragen.first().pk), data)

    assert response.status_code == 422
    assert data["tekst"] in response.content.decode()


def test_writing_after_it_was_settled(client, cast, contract, versie):
    vraag = contract.vragen.first()

    response = login(client, cast.noor).post(url("contract_vraag", vraag.pk), {"tekst": "Te laat.", "versie": 1})

    assert response.status_code == 422
    assert "al vastgelegd" in text(response)
    assert "Te laat." in text(response)


def test_own_question(client, cast, contract):
    login(client, cast.noor)

    response = client.post(url("contract_vraag_add"), {"vraag": "En de  telefoons?"})

    nieuw = contract.vragen.get(code="")
    assert response.url == url("contract_vraag", nieuw.pk)
    assert nieuw.vraag == "En de telefoons?"
    assert "En de telefoons?" in text(client.get(response.url))
    assert client.get(url("contract_vraag_add")).status_code == 200
    assert client.post(url("contract_vraag_add"), {"vraag": " "}).status_code == 422
    settle(contract, by=cast.facilitator)
    assert client.post(url("contract_vraag_add"), {"vraag": "Nog een?"}).status_code == 422


def test_react_and_take_back(client, cast, contract):
    vraag = contract.vragen.first()
    login(client, cast.noor)
    assert "Er staat nog geen voorstel." in text(client.get(url("contract_react", vraag.pk)))

    client.post(url("contract_react", vraag.pk), {"tekst": "Hier wil ik over praten."})

    pagina = client.get(url("contract"))
    assert "Hier wil ik over praten." in text(pagina)
    assert "Trek in" in text(pagina)
    client.force_login(cast.yusuf)
    assert "Trek in" not in text(client.get(url("contract")))
    reactie = Contractreactie.objects.get()
    assert client.post(url("contract_unreact", reactie.pk)).status_code == 404
    client.force_login(cast.noor)
    client.post(url("contract_unreact", reactie.pk))
    assert not Contractreactie.objects.exists()
    assert client.post(url("contract_react", vraag.pk), {"tekst": ""}).status_code == 422
    settle(contract, by=cast.facilitator)
    assert client.post(url("contract_react", vraag.pk), {"tekst": "Maar"}).status_code == 422


def test_leave_out_and_put_back(client, cast, contract):
    vraag = contract.vragen.first()
    login(client, cast.facilitator)

    client.post(url("contract_vraag_drop", vraag.pk))
    pagina = text(client.get(url("contract")))
    assert "1 vraag blijft erbuiten" in pagina
    client.post(url("contract_vraag_use", vraag.pk))
    assert "erbuiten" not in text(client.get(url("contract")))


def test_settle(client, cast, contract):
    contract.vragen.update(tekst="Zo doen we het.")
    login(client, cast.facilitator)
    pagina = client.get(url("contract_settle"))
    gelezen = re.search(r'name="gelezen" value="([^"]+)"', pagina.content.decode())[1]
    dag = lokale_dag(nu()) + timedelta(days=200)

    response = client.post(url("contract_settle"), {"gelezen": gelezen, "herzien_op": dag.isoformat()})

    assert response.url == url("contract")
    assert Contractversie.objects.get().herzien_op == dag
    assert "0 van de 3 akkoord" in text(client.get(url("contract")))


@pytest.mark.parametrize("dag", ["", "2020-01-01", "morgen", "9999-12-31"])
def test_settle_on_a_bad_day_keeps_what_was_typed(client, cast, contract, dag):
    contract.vragen.update(tekst="Zo.")
    code = make_stand_code(contract, contract.vragen.all())

    response = login(client, cast.facilitator).post(url("contract_settle"), {"gelezen": code, "herzien_op": dag})

    assert response.status_code == 422
    assert not Contractversie.objects.exists()


def test_settle_what_changed_meanwhile_can_be_done_at_the_next_try(client, cast, contract):
    contract.vragen.update(tekst="Zo.")
    oud = make_stand_code(contract, contract.vragen.all())
    services.propose_tekst(contract.vragen.first(), "Net veranderd.", versie=1, by=cast.noor)
    data = {"gelezen": oud, "herzien_op": (lokale_dag(nu()) + timedelta(days=9)).isoformat()}
    login(client, cast.facilitator)

    response = client.post(url("contract_settle"), data)

    assert response.status_code == 422
    assert "Net veranderd." in text(response)
    data["gelezen"] = re.search(r'name="gelezen" value="([^"]+)"', response.content.decode())[1]
    assert client.post(url("contract_settle"), data).status_code == 302


def test_default_day_is_a_year_or_the_end(client, cast, contract):
    login(client, cast.facilitator)
    jaar = (lokale_dag(nu()) + timedelta(days=365)).isoformat()
    assert f'value="{jaar}"' in client.get(url("contract_settle")).content.decode()

    eind = lokale_dag(nu()) + timedelta(days=30)
    Netwerk.objects.update(eind_datum=eind)
    assert f'value="{eind.isoformat()}"' in client.get(url("contract_settle")).content.decode()

    Netwerk.objects.update(eind_datum=lokale_dag(nu()))
    assert f'value="{jaar}"' in client.get(url("contract_settle")).content.decode()


def test_agree_and_not_yet_on_the_page(client, cast, versie):
    login(client, cast.noor)
    assert "Ik ga akkoord" in text(client.get(url("contract")))

    client.post(url("contract_object", 1), {"bezwaar": "Punt 2 is <b>te</b> zacht."})
    client.force_login(cast.yusuf)
    assert "Punt 2 is <b>te</b> zacht." in text(client.get(url("contract")))
    client.force_login(cast.noor)
    assert "Verander wat je schreef" in text(client.get(url("contract")))
    client.post(url("contract_agree", 1))

    pagina = text(client.get(url("contract")))
    assert "Je bent akkoord." in pagina
    assert "te</b> zacht" not in pagina


@pytest.mark.parametrize("bezwaar", ["", " ", "x" * 601])
def test_not_yet_without_a_word(client, cast, versie, bezwaar):
    login(client, cast.noor)

    assert client.get(url("contract_object", 1)).status_code == 200
    assert client.post(url("contract_object", 1), {"bezwaar": bezwaar}).status_code == 422
    assert not Akkoord.objects.exists()


def test_signing_an_older_version(client, cast, contract, versie):
    services.begin_ronde(contract, by=cast.facilitator)
    settle(contract, by=cast.facilitator)
    login(client, cast.noor)

    assert "nieuwere versie" in text(client.post(url("contract_agree", 1), follow=True))
    assert client.post(url("contract_object", 1), {"bezwaar": "Nee."}).status_code == 422
    assert "nieuwere versie" in text(client.get(url("contract_versie", 1)))


def test_versions_stay_readable(client, cast, contract, versie):
    for persoon in cast.allen:
        services.agree(versie, persoon)
    login(client, cast.facilitator)
    client.post(url("contract_ronde"))
    vraag = contract.vragen.first()
    services.propose_tekst(vraag, "Heel anders.", versie=vraag.versie, by=cast.noor)

    pagina = text(client.get(url("contract")))
    assert "geldt versie 1" in pagina
    assert "Heel anders." in pagina
    oud = text(client.get(url("contract_versie", 1)))
    assert "We noemen <b>'s</b> geen namen." in oud
    assert "Akkoord:" in oud
    assert "Heel anders." not in oud
    assert client.get(url("contract_versie", 2)).status_code == 404


def test_still_right(client, cast, contract, versie):
    login(client, cast.facilitator)
    dag = lokale_dag(nu()) + timedelta(days=300)

    assert "Het klopt nog" in text(client.get(url("contract")))
    assert client.get(url("contract_keep")).status_code == 200
    assert client.post(url("contract_keep"), {"herzien_op": "2020-01-01"}).status_code == 422
    assert client.post(url("contract_keep"), {"herzien_op": dag.isoformat()}).url == url("contract")
    assert Contractversie.objects.get().herzien_op == dag


def test_who_is_outside_reads_nothing(client, cast, versie):
    for persoon in (DeelnameFactory(netwerk=cast.netwerk, aangemeld=True).persoon, DeelnameFactory().persoon):
        login(client, persoon)
        assert client.get(url("contract")).status_code in (403, 404)
        assert client.get(url("contract_versie", 1)).status_code == 404


def test_over_but_readable(client, cast, versie):
    Netwerk.objects.update(status="afgerond")
    login(client, cast.noor)

    assert "Ik ga akkoord" not in text(client.get(url("contract")))
    assert client.post(url("contract_agree", 1)).status_code == 403


def test_a_contract_that_never_began(client, cast):
    assert login(client, cast.facilitator).get(url("contract_settle")).status_code == 404


# --- the buttons of the mail ------------------------------------------------------------------------


def touch(code, versie, persoon):
    return reverse("berichten:handeling", args=[make_token(code, versie.pk, persoon.pk)])


def test_one_touch_agrees_after_reading(client, cast, versie):
    link = touch(AKKOORD, versie, cast.noor)

    assert "We noemen <b>'s</b> geen namen." in text(client.get(link))
    assert not Akkoord.objects.exists()
    assert "Dank je, je bent akkoord" in text(client.post(link))
    assert "Je bent al akkoord." in text(client.get(link))
    for persoon in (cast.yusuf, cast.facilitator):
        antwoord = text(client.post(touch(AKKOORD, versie, persoon)))
    assert "het contract geldt" in antwoord


def test_one_touch_not_yet(client, cast, versie):
    link = touch(NOG_NIET, versie, cast.noor)

    assert client.get(link).status_code == 200
    assert client.post(link, {"bezwaar": ""}).status_code == 422
    assert "Goed dat je het zegt" in text(client.post(link, {"bezwaar": "Punt 2."}))
    assert "Punt 2." in text(client.get(link))
    assert "Je schreef dat er nog iets anders moet." in text(client.get(touch(AKKOORD, versie, cast.noor)))


def test_link_of_an_older_version_or_somebody_who_left(client, cast, contract, versie):
    link = touch(AKKOORD, versie, cast.noor)
    services.begin_ronde(contract, by=cast.facilitator)

    assert "werkt aan een nieuwe versie" in text(client.get(link))
    assert "werkt aan een nieuwe versie" in text(client.post(link))
    netwerken.leave(cast.netwerk, cast.noor)
    assert "We noemen" not in text(client.get(link))
    weg = reverse("berichten:handeling", args=[make_token(AKKOORD, 999, cast.yusuf.pk)])
    assert client.get(weg).status_code in (404, 410)
    krom = reverse("berichten:handeling", args=[make_token(AKKOORD, versie.pk)])
    assert client.get(krom).status_code in (404, 410)
    assert Contract.objects.get().is_open
