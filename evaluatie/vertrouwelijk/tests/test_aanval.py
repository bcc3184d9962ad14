"""Attacks: who was not named tries every door, and every other place of the product is looked through."""

import contextlib
import io
import logging
import zipfile

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from berichten.handelingen import make_token
from berichten.models import Bericht, Verzending
from evaluatie import services
from evaluatie.beelden.services import make_due
from evaluatie.models import Beeld, Lezer, Meting, OpenAntwoord, Teller, VertrouwelijkAntwoord
from evaluatie.niveaus import read_niveaus
from evaluatie.tests.factories import make_gesloten_ronde
from evaluatie.uitslag import get_uitslag
from evaluatie.vertrouwelijk.tests.factories import make_klein, make_meeting, make_verteld
from kern.models import Logregel
from netwerken.einde.soorten import alle_soorten, find_soort
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
GEHEIM = "zeldzaamwoord"
ROOMS = ("evaluatie", "overzicht", "netwerken", "fasen", "bijeenkomsten", "leren", "berichten")


@pytest.fixture
def meting(caplog):
    caplog.set_level(logging.DEBUG)
    netwerk = make_klein(3, is_openbaar=True)
    make_meeting(netwerk, dagen=-30)
    meting = make_verteld(netwerk)
    VertrouwelijkAntwoord.objects.update(tekst=GEHEIM)
    return meting


def login(persoon):
    client = Client()
    client.force_login(persoon)
    return client


def pages(netwerk, meting, rooms=("evaluatie", "overzicht")):
    """Every page of these rooms that takes no more than the netwerk and the round."""
    for room in rooms:
        for naam in get_resolver().namespace_dict[room][1].reverse_dict:
            for args in (
                [netwerk.slug],
                [netwerk.slug, meting.pk],
                [netwerk.slug, "csv"],
                [netwerk.slug, meting.pk, "xlsx"],
            ):
                with contextlib.suppress(NoReverseMatch):
                    yield reverse(f"{room}:{naam}", args=args)


def body(response):
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data[:2] == b"PK":  # a spreadsheet
        with zipfile.ZipFile(io.BytesIO(data)) as zip_file:
            data = b"".join(zip_file.read(naam) for naam in zip_file.namelist())
    return data.decode(errors="replace")


def others(meting):
    """Everybody but who may read it: also a facilitator of later, a former one and one of another netwerk."""
    netwerk = meting.netwerk
    oud = netwerk.facilitators().get()
    later = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    leave(netwerk, oud)
    return {
        "deelnemer": DeelnameFactory(netwerk=netwerk).persoon,
        "penvoerder": DeelnameFactory(netwerk=netwerk, penvoerder=True).persoon,
        "later facilitator": later,
        "former facilitator": oud,
        "facilitator elsewhere": make_klein().facilitators().get(),
        "academie": PersoonFactory(academie=True),
        "beheer": PersoonFactory(beheer=True),
    }


def test_nobody_else_finds_it_on_any_page(meting):
    for wie, persoon in others(meting).items():
        client = login(persoon)
        for url in pages(meting.netwerk, meting):
            response = client.get(url, follow=True)
            assert GEHEIM not in body(response), f"{wie}: {url}"
        url = reverse("evaluatie:verteld", args=[meting.netwerk.slug, meting.pk])
        assert client.get(url).status_code in {403, 404}, wie


def test_who_told_it_does_not_read_what_others_told(meting):
    persoon = meting.verteld.first().persoon
    meting.verteld.filter(persoon=persoon).delete()
    client = login(persoon)

    for url in pages(meting.netwerk, meting):
        assert GEHEIM not in body(client.get(url, follow=True)), url


def test_the_reader_finds_it_on_one_page_only(meting):
    """In no other room either: cockpit, kompas, deelnemers, meetings, exports."""
    client = login(meting.netwerk.facilitators().get())
    urls = list(pages(meting.netwerk, meting, ROOMS))
    assert len(urls) > 80

    gevonden = [url for url in urls if GEHEIM in body(client.get(url, follow=True))]

    assert gevonden == [reverse("evaluatie:verteld", args=[meting.netwerk.slug, meting.pk])]


def test_searching_finds_nothing(meting):
    for persoon in (meting.netwerk.facilitators().get(), PersoonFactory(academie=True), PersoonFactory(beheer=True)):
        for naam in ("overzicht:netwerken", "overzicht:home", "overzicht:mijn"):
            response = login(persoon).get(reverse(naam), {"q": GEHEIM, "zoek": GEHEIM})
            assert "zeldzaamwoord</" not in body(response)


def test_no_log_no_mail_no_admin(meting, caplog, mailoutbox):
    persoon = meting.verteld.first().persoon
    services.take_back(meting, persoon)

    assert GEHEIM not in caplog.text
    assert GEHEIM not in str(list(Logregel.objects.values()))
    assert GEHEIM not in str(list(Bericht.objects.values())) + str(list(Verzending.objects.values()))
    assert not any(GEHEIM in mail.body for mail in mailoutbox)
    assert not {VertrouwelijkAntwoord, Lezer} & set(admin.site._registry)
    acties = {r.actie for r in Logregel.objects.filter(actie__startswith="evaluatie.")}
    assert acties == {"evaluatie.ronde.planned", "evaluatie.ronde.opened", "evaluatie.meting.closed"}
    assert all(set(regel.feiten) <= {"genodigd", "soort"} for regel in Logregel.objects.filter(actie__in=acties))


def test_nothing_of_it_is_counted(meting):
    """No figure, no evidence, no picture of a half-year, no course and no spreadsheet row."""
    netwerk = meting.netwerk
    uitslag = get_uitslag(meting)
    assert not uitslag.is_toonbaar
    assert not Meting.objects.toonbaar(1).filter(pk=meting.pk).exists()
    assert all(not bewijs.rondes for bewijs in read_niveaus(netwerk))
    make_due(now=meting.sluit_op.replace(year=meting.sluit_op.year + 1))
    assert all(beeld.reden and not beeld.inhoud for beeld in Beeld.objects.all())
    assert not Beeld.objects.filter(soort=Meting.Soort.VERTROUWELIJK).exists()
    assert not Teller.objects.exists()
    assert not OpenAntwoord.objects.exists()
    regels = find_soort("uitslagen").lijst(netwerk).rijen
    assert list(regels) == []


def test_it_is_not_in_the_course_of_an_anonymous_barometer(meting):
    netwerk = meting.netwerk
    DeelnameFactory.create_batch(4, netwerk=netwerk)
    barometer = make_gesloten_ronde([4] * 5, netwerk=netwerk)

    client = login(netwerk.facilitators().get())
    pagina = body(client.get(barometer.get_absolute_url()))
    assert GEHEIM not in pagina
    assert meting.titel not in pagina
    assert not barometer.banden


def test_the_end_of_a_netwerk_erases_it_and_gives_it_to_nobody(meting):
    netwerk, soort = meting.netwerk, find_soort("verteld")
    persoon = meting.verteld.first().persoon
    assert soort.mag == ("wissen",)
    assert soort.lijst is None
    assert [rows.model for rows in soort.rijen(netwerk)] == [VertrouwelijkAntwoord]
    assert [rij.persoon for rows in soort.eigen(netwerk, persoon) for rij in rows] == [persoon]
    [stuk] = soort.toon(netwerk, persoon)
    assert (stuk.kop, stuk.tekst) == (f"{meting.titel}: Wat moeten we vooral zo houden?", GEHEIM)
    for ander in alle_soorten():
        if ander.lijst:
            assert GEHEIM not in str(list(ander.lijst(netwerk).rijen)), ander.code


def test_the_tables_of_an_anonymous_round_know_nothing_of_it():
    for model in (VertrouwelijkAntwoord, Lezer):
        assert {f.name for f in model._meta.concrete_fields if f.is_relation} == {"meting", "persoon"}
        assert not [f for f in model._meta.concrete_fields if isinstance(f, models.DateField)]
    wijst = [m for m in apps.get_models() for f in m._meta.concrete_fields if f.related_model is VertrouwelijkAntwoord]
    assert wijst == []


def test_the_link_of_one_person_shows_the_words_of_that_person_only(meting):
    een, ander = [rij.persoon for rij in meting.verteld.order_by("pk")[:2]]
    meting.verteld.filter(persoon=ander).update(tekst="anderswoord")

    pagina = body(Client().get(f"/d/{make_token('ev', meting.pk, een.pk)}/"))

    assert GEHEIM in pagina
    assert "anderswoord" not in pagina
