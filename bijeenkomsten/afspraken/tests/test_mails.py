from datetime import timedelta

import pytest
import time_machine

from berichten.acties import open_acties
from berichten.handelingen import link
from bijeenkomsten.afspraken.mailtekst import show_afspraken
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.mailtekst import make_context
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import dag, lokale_dag, nu

pytestmark = pytest.mark.django_db


@pytest.fixture
def b(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)


def touch(afspraak, persoon):
    return link("agd", afspraak.pk, persoon.pk).removeprefix("http://localhost:8000")


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("dagen", "verwacht"), [(None, False), (-22, False), (-21, True), (0, True), (7, True), (8, False)]
)
def test_actie_while_it_is_due(cast, b, dagen, verwacht):
    voor = None if dagen is None else lokale_dag(nu()) + timedelta(days=dagen)
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.facilitator, voor=voor)

    with time_machine.travel(nu(), tick=False):  # a link holds the second it was made in
        acties = [a for a in open_acties(cast.facilitator, nu()) if a.titel == afspraak.tekst]
        knop = link("agd", afspraak.pk, cast.facilitator.pk)

    assert [(a.knop, a.url) for a in acties] == ([("Gedaan", knop)] if verwacht else [])
    assert [a.tekst.startswith("Dit zou") for a in acties] == ([dagen < 0] if verwacht else [])


def test_no_actie_for_others_closed_ones_or_a_network_that_ended(cast, b):
    voor = lokale_dag(nu())
    AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, voor=voor)
    AfspraakFactory(bijeenkomst=b, voor=voor)
    AfspraakFactory(bijeenkomst=b, wie=cast.facilitator, voor=voor, gedaan=True)
    AfspraakFactory(wie=cast.facilitator, voor=voor)  # of a netwerk they are not in
    assert open_acties(cast.facilitator, nu()) == []

    AfspraakFactory(bijeenkomst=b, wie=cast.facilitator, voor=voor)
    cast.netwerk.status = "afgerond"
    cast.netwerk.save()
    assert open_acties(cast.facilitator, nu()) == []


def test_get_shows_one_button_and_changes_nothing(client, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, voor=lokale_dag(nu()))

    response = client.get(touch(afspraak, cast.deelnemer))

    assert text(response).count('type="submit"') == 1
    assert "Is dit gedaan?" in text(response)
    afspraak.refresh_from_db()
    assert afspraak.is_open


def test_one_touch_twice_is_once(client, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer)

    for _ in range(2):
        response = client.post(touch(afspraak, cast.deelnemer))
        assert response.status_code == 200

    assert "Mooi, dat is gedaan" in text(response)
    assert "is al gedaan" in text(client.get(touch(afspraak, cast.deelnemer)))
    afspraak.refresh_from_db()
    assert (afspraak.is_gedaan, afspraak.gesloten_door) == (True, cast.deelnemer)


def test_one_touch_on_what_was_let_go_says_so(client, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, vervallen=True)

    assert "losgelaten" in text(client.get(touch(afspraak, cast.deelnemer)))
    assert "losgelaten" in text(client.post(touch(afspraak, cast.deelnemer)))

    afspraak.refresh_from_db()
    assert afspraak.is_vervallen


def test_one_touch_of_somebody_who_may_not_any_more(client, cast, b):
    van_ander = AfspraakFactory(bijeenkomst=b, wie=cast.facilitator)
    weg = cast.add(uitgestapt=True)
    van_weg = AfspraakFactory(bijeenkomst=b, wie=weg)

    for afspraak, persoon in ((van_ander, cast.deelnemer), (van_weg, weg)):
        client.post(touch(afspraak, persoon))
        afspraak.refresh_from_db()
        assert afspraak.is_open


def test_mail_to_voorbereiders_holds_what_is_open(cast, b):
    b.terugblik = "We spraken veel af."
    b.save()
    AfspraakFactory(bijeenkomst=b, tekst="Nog te doen", wie=cast.deelnemer)
    AfspraakFactory(bijeenkomst=b, tekst="Al gedaan", gedaan=True)
    volgende = BijeenkomstFactory(netwerk=cast.netwerk, voorbereiders=[cast.deelnemer])

    context = make_context(volgende, cast.deelnemer, "onbekend", "voorbereiders")

    assert [regel["tekst"] for regel in context["afspraken"]] == ["Nog te doen"]
    assert context["afspraken_url"].endswith(f"/netwerken/{cast.netwerk.slug}/afspraken/")


def test_lines_of_a_mail_are_about_the_reader(cast, b):
    voor = lokale_dag(nu()) + timedelta(days=3)
    eigen = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, voor=voor)
    samen = AfspraakFactory(bijeenkomst=b)
    gedaan = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, voor=voor, gedaan=True)

    regels = show_afspraken([eigen, samen, gedaan], cast.deelnemer)

    assert [(r["wie"], r["voor"], r["stand"], bool(r["gedaan"])) for r in regels] == [
        ("Jij", dag(voor), "", True),
        ("Iedereen", "", "", False),
        ("Jij", "", "gedaan", False),
    ]
    assert [(r["wie"], r["gedaan"]) for r in show_afspraken([eigen], None)] == [(cast.deelnemer.naam, "")]


def test_link_of_a_year_old_still_works(client, cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer)
    adres = touch(afspraak, cast.deelnemer)

    with time_machine.travel(nu() + timedelta(days=390)):
        assert client.get(adres).status_code == 200
