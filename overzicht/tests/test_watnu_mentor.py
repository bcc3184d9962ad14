"""Whom somebody helps as mentor, on *Mijn overzicht*: always named, and in the first weeks a card."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from kern.tijd import nu
from netwerken.models import Mentoraanbod, Mentorvraag
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from overzicht.tests.cast import tekst
from overzicht.watnu.mentor import BEGIN
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
MIJN, HULP = "/mijn/", reverse("netwerken:begeleiders")
VRAAG = "Hoe houd ik <b>de groep</b> stil?"


def help_somebody(mentor, naam="Zeynep Aydin", **velden):
    """``mentor`` helps who guides another netwerk."""
    ander = DeelnameFactory(facilitator=True, netwerk__gestart=True, netwerk__naam="Rust", persoon__naam=naam)
    gegevens = {"mentor": mentor, "status": "gekoppeld", "vraag": VRAAG} | velden
    return Mentorvraag.objects.create(persoon=ander.persoon, netwerk=ander.netwerk, **gegevens)


def guide(persoon):
    DeelnameFactory(persoon=persoon, facilitator=True, netwerk=NetwerkFactory(gestart=True))


@pytest.mark.parametrize("rol", ["facilitator", "academie", "niets meer"])
def test_mentor_reads_whom_and_what_to_do(client, rol):
    mentor = PersoonFactory(academie=rol == "academie")
    if rol == "facilitator":
        guide(mentor)
    adres = help_somebody(mentor).persoon.email
    client.force_login(mentor)
    antwoord = client.get(MIJN)

    html = tekst(antwoord)
    assert "Je bent mentor" in html
    assert [k.titel for k in antwoord.context["kaarten"] if "gesprek met" in k.titel] == [
        "Plan een gesprek met Zeynep Aydin"
    ]
    assert "Je bent mentor bij Rust." in html
    assert f'href="mailto:{adres}"' in antwoord.content.decode()
    assert f'href="{HULP}#jij-helpt"' in antwoord.content.decode()
    hulp = client.get(HULP)
    assert hulp.status_code == 200
    assert escape(VRAAG) in hulp.content.decode()
    assert 'id="jij-helpt"' in hulp.content.decode()


def test_card_goes_after_three_weeks_and_the_name_stays(client):
    mentor = PersoonFactory()
    guide(mentor)
    vraag = help_somebody(mentor)
    Mentorvraag.objects.filter(pk=vraag.pk).update(updated_at=nu() - BEGIN - timedelta(minutes=1))
    client.force_login(mentor)
    html = tekst(client.get(MIJN))

    assert "Plan een gesprek met" not in html
    assert "Zeynep Aydin" in html


@pytest.mark.parametrize("hoe", ["klaar", "van een ander", "nog open", "geen mentor"])
def test_nothing_for_who_is_no_mentor_now(client, hoe):
    persoon = PersoonFactory()
    if hoe == "klaar":
        help_somebody(persoon, status="klaar")
    elif hoe == "van een ander":
        help_somebody(PersoonFactory())
    elif hoe == "nog open":
        Mentoraanbod.objects.create(persoon=persoon)
        help_somebody(None, status="open")
    client.force_login(persoon)

    assert client.get(HULP).status_code == 403
    for _ in range(2):  # without a netwerk, and with one
        html = tekst(client.get(MIJN))
        assert "Je bent mentor" not in html
        assert "Zeynep" not in html
        guide(persoon)


@pytest.mark.parametrize(("item_count", "aantal"), [(0, 9), (1, 10), (3, 10)])
def test_query_count(client, item_count, aantal, django_assert_num_queries):
    """One query for whoever helps somebody, however many; who guides and helps nobody pays nothing."""
    mentor = PersoonFactory()
    guide(mentor)
    for n in range(item_count):
        help_somebody(mentor, naam=f"Zeynep {n}")
    client.force_login(mentor)

    with django_assert_num_queries(aantal):
        antwoord = client.get(MIJN)
    assert len(antwoord.context["mentor_van"]) == item_count
