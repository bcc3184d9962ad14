"""The list of what is to be told: ticked off by the two, over some days, and nobody else."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from berichten.services import carry_out_due
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import dag, nu, werkochtend_na
from netwerken.models import Netwerk, Overdracht, Overdrachtvinkje
from netwerken.overdracht import services
from netwerken.overdracht.inhoud import CODES, GESPREK
from netwerken.overdracht.models import GELDIG, SAMEN
from netwerken.overdracht.tests.conftest import ask
from netwerken.taken.tests.test_views import login, text
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def punt(overdracht, code="O-01"):
    return reverse("netwerken:overdracht_punt", args=[overdracht.netwerk.slug, overdracht.pk, code])


def ticked(overdracht):
    return {vinkje.code: vinkje.door for vinkje in overdracht.vinkjes.select_related("door")}


def test_who_asked_begins_and_the_two_go_on_after_the_yes(cast):
    overdracht = ask(cast, cast.noor)
    services.tick(overdracht, "O-01", by=cast.marit)
    with pytest.raises(DomainError, match="afgesloten"):
        services.tick(overdracht, "O-02", by=cast.noor)
    overdracht = services.accept(overdracht, cast.noor)
    services.tick(overdracht, "O-02", by=cast.noor)
    services.tick(overdracht, "O-03", by=cast.marit)  # who guides no more, and left

    assert ticked(overdracht) == {"O-01": cast.marit, "O-02": cast.noor, "O-03": cast.marit}
    assert str(overdracht.vinkjes.first()) == f"O-01 van overdracht {overdracht.pk}"


def test_who_was_first_stays_and_either_takes_back(cast):
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    for wie in (cast.marit, cast.noor):
        services.tick(overdracht, "O-01", by=wie)
    assert ticked(overdracht) == {"O-01": cast.marit}
    for _ in range(2):
        services.untick(overdracht, "O-01", by=cast.noor)

    assert ticked(overdracht) == {}
    acties = [a for a in Logregel.objects.values_list("actie", flat=True) if a.endswith("ticked")]
    assert sorted(acties) == ["netwerken.overdracht.ticked", "netwerken.overdracht.unticked"]


def test_mark_outlives_who_made_it(cast):
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    vinkje = Overdrachtvinkje.objects.create(overdracht=overdracht, code="O-01", door=PersoonFactory(), op=nu())
    vinkje.door.delete()

    assert "Iemand die hier wegging" in text_of(cast.noor, overdracht)


def text_of(persoon, overdracht):
    return text(login(Client(), persoon).get(overdracht.get_absolute_url()))


@pytest.mark.parametrize(
    "hoe", ["nee", "ingetrokken", "verlopen", "voorbij", "na de tijd", "niet meer", "onbekend punt"]
)
def test_nothing_is_ticked_when_it_is_over(cast, hoe):
    overdracht, code, wie = ask(cast, cast.noor), "O-01", cast.marit
    if hoe == "nee":
        services.decline(overdracht, cast.noor)
    elif hoe == "ingetrokken":
        services.withdraw(overdracht, by=cast.marit)
    elif hoe == "verlopen":
        Overdracht.objects.update(verloopt_op=nu() - timedelta(minutes=1))
    elif hoe == "voorbij":
        Netwerk.objects.update(status="afgerond")
    elif hoe == "na de tijd":
        services.accept(overdracht, cast.noor)
        Overdracht.objects.update(verloopt_op=nu() - timedelta(minutes=1))
    elif hoe == "niet meer":  # the successor guides no more
        services.accept(overdracht, cast.noor)
        wie = cast.noor
        cast.netwerk.deelnames.filter(persoon=wie, rol="facilitator").update(
            status="uitgestapt", beeindigd_op="2026-01-01"
        )
    else:
        code = "O-99"
    for service in (services.tick, services.untick):
        with pytest.raises(DomainError, match="afgesloten"):
            service(overdracht, code, by=wie)
    assert not Overdrachtvinkje.objects.exists()


def test_time_of_the_list_begins_at_the_yes(cast):
    overdracht = ask(cast, cast.noor)
    with time_machine.travel(nu() + GELDIG - timedelta(hours=1), tick=False):
        overdracht = services.accept(overdracht, cast.noor)
        assert overdracht.verloopt_op == nu() + SAMEN
        assert services.may_tick(overdracht, cast.marit)


def test_page_ticks_and_takes_back(client, cast):
    overdracht = ask(cast, cast.noor)
    login(client, cast.marit)
    eerst = client.get(reverse("netwerken:overdracht", args=["de-groep"]))
    assert "0 van de 5 besproken." in text(eerst)
    assert f"Vink af: {GESPREK[0].naam}" in eerst.content.decode()

    antwoord = client.post(punt(overdracht))
    assert antwoord.url == f"{overdracht.get_absolute_url()}#punt-O-01"
    daarna = client.get(antwoord.url)
    pagina = text(daarna)
    assert "1 van de 5 besproken." in pagina
    assert f"{cast.marit.naam}, {dag(nu())}" in pagina
    assert f"Vink af: {GESPREK[0].naam}" not in daarna.content.decode()
    client.post(punt(overdracht), {"terug": "1"})
    assert "0 van de 5 besproken." in text(client.get(overdracht.get_absolute_url()))


def test_who_left_reads_the_list_and_nothing_of_the_group(client, cast):
    DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    antwoord = login(client, cast.marit).get(overdracht.get_absolute_url())
    pagina = text(antwoord)

    assert f"Dit draag je over aan {cast.noor.naam}" in pagina
    assert "Vink af" in antwoord.content.decode()
    for geheim in ("Wat er ligt", "aanmelding", cast.yusuf.naam, "stilte"):
        assert geheim not in pagina
    assert client.get(cast.netwerk.get_absolute_url()).status_code == 404
    Overdracht.objects.update(verloopt_op=nu() - timedelta(minutes=1))
    assert client.get(overdracht.get_absolute_url()).status_code == 404


def test_successor_reads_on_after_the_time_and_ticks_no_more(client, cast):
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    services.tick(overdracht, "O-01", by=cast.noor)
    Overdracht.objects.update(verloopt_op=nu() - timedelta(minutes=1))
    pagina = login(client, cast.noor).get(overdracht.get_absolute_url()).content.decode()

    assert "1 van de 5 besproken." in pagina
    assert "Vink af" not in pagina
    assert "Zet weer open" not in pagina
    assert "Deze lijst is afgesloten." in text(client.post(punt(overdracht), follow=True))


def test_all_of_it_is_told(cast):
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    for code in CODES:
        services.tick(overdracht, code, by=cast.noor)
    assert "Jullie bespraken alles." in text_of(cast.noor, overdracht)


def test_others_cannot_tick(client, cast):
    mede = DeelnameFactory(netwerk=cast.netwerk, facilitator=True).persoon
    overdracht = services.accept(ask(cast, cast.noor), cast.noor)
    for wie in (cast.yusuf, mede, PersoonFactory(), PersoonFactory(academie=True)):
        assert login(client, wie).post(punt(overdracht)).status_code == 404
        assert client.get(overdracht.get_absolute_url()).status_code == 404
        accept = reverse("netwerken:overdracht_accept", args=["de-groep", overdracht.pk])
        assert client.post(accept).status_code == 404
    assert login(client, cast.marit).post(punt(overdracht, "O-99")).status_code == 404
    assert not Overdrachtvinkje.objects.exists()


def test_somebody_from_outside_ticks_from_the_yes_on(client, cast):
    nieuw = PersoonFactory(email="sam@elders.test")
    EmailAddress.objects.create(user=nieuw, email="sam@elders.test", verified=True)
    overdracht = services.propose(cast.netwerk, van=cast.marit, email="sam@elders.test", naam="Sam")
    login(client, nieuw)
    assert client.post(punt(overdracht)).status_code in {302, 404}
    assert not Overdrachtvinkje.objects.exists()
    services.accept(overdracht, nieuw)
    client.post(punt(overdracht))
    assert ticked(overdracht) == {"O-01": nieuw}


def test_mail_leads_who_stopped_to_the_list(cast):
    with time_machine.travel(werkochtend_na(nu()) + timedelta(hours=1), tick=False):
        overdracht = services.accept(ask(cast, cast.noor), cast.noor)
        carry_out_due()
        brieven = {m.to[0]: m.body for m in mail.outbox if "begeleidt nu" in m.subject}

    van = next(body for adres, body in brieven.items() if cast.marit.email in adres)
    ander = next(body for adres, body in brieven.items() if cast.yusuf.email in adres)
    assert overdracht.get_absolute_url() in van
    assert "vinken" in van
    assert overdracht.get_absolute_url() not in ander
    assert "Je hoeft niets te doen." in ander
