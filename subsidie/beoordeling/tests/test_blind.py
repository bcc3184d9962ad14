"""Attacks on the blindness: what one beoordelaar wrote is looked for everywhere by everybody who may not know it."""

import contextlib
import io
import logging
import zipfile
from itertools import product

import pytest
from django.contrib import admin
from django.core import mail
from django.db.models import Q
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from kern.models import Logregel
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services
from subsidie.beoordeling.models import VANAF_ADVIES
from subsidie.beoordeling.tests.factories import (
    CRITERIA,
    UITLEG,
    file,
    hand_in_again,
    judge,
    make_aanvraag,
    make_toewijzing,
)
from subsidie.models import Aanvulvraag, Advies, Belangverklaring, Bespreekpunt, Oordeel, Spoorregel, Toewijzing
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
GEHEIM = "zeldzaamwoord"
ROOMS = ("subsidie", "overzicht")
HIER = ("/academie/", "/subsidie/")
ZOEK = {"q": GEHEIM, "zoek": GEHEIM, "status": "in_beoordeling", "criterium": "veld"}


def make_case():
    """B filed with the secret in every verdict, the advice and the discussion; A judged and did not file."""
    aanvraag = make_aanvraag(netwerk__is_openbaar=True)
    a, b = make_toewijzing(aanvraag), make_toewijzing(aanvraag)
    judge(a)
    file(b, tekst=f"{UITLEG} {GEHEIM}", reden=f"{UITLEG} {GEHEIM}", uitkomst="afwijzen")
    services.say(aanvraag, f"Ik vind {GEHEIM}.", by=b.persoon)
    for rol in ("penvoerder", "facilitator", "deelnemer"):
        DeelnameFactory(netwerk=aanvraag.netwerk, rol=rol)
    return aanvraag, a, b


@pytest.fixture
def case(caplog):
    caplog.set_level(logging.DEBUG)
    return make_case()


def login(persoon):
    client = Client()
    client.force_login(persoon)
    return client


def addresses(aanvraag, toewijzing):
    """Every address of these rooms that can be made out of one aanvraag and its netwerk."""
    soorten = [[], [aanvraag.sleutel], [aanvraag.netwerk.slug], [aanvraag.netwerk.slug, aanvraag.sleutel],
               ["csv"], ["xlsx"], [aanvraag.ronde_id], [aanvraag.ronde_id, "csv"], [aanvraag.sleutel, toewijzing.pk],
               *([aanvraag.sleutel, c.code] for c in CRITERIA)]  # fmt: skip
    for room in ROOMS:
        for naam in sorted(n for n in get_resolver().namespace_dict[room][1].reverse_dict if isinstance(n, str)):
            for args in soorten:
                with contextlib.suppress(NoReverseMatch):
                    yield reverse(f"{room}:{naam}", args=args)


def body(response):
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data[:2] == b"PK":  # a spreadsheet
        with zipfile.ZipFile(io.BytesIO(data)) as zip_file:
            data = b"".join(zip_file.read(naam) for naam in zip_file.namelist())
    return data.decode(errors="replace") + str(dict(response.headers))


def search_everywhere(persoon, aanvraag, toewijzing):
    """Where the secret is: by reading, and in this room also by searching, as a fragment and by posting nothing."""
    client = login(persoon)
    for url in sorted(set(addresses(aanvraag, toewijzing))):
        antwoorden = [client.get(url)]
        if url.startswith(HIER):
            antwoorden.append(client.get(url, ZOEK, headers={"HX-Request": "true"}))
            antwoorden.append(client.post(url))
        if any(GEHEIM in body(antwoord).replace(f'value="{GEHEIM}"', "") for antwoord in antwoorden):
            yield url


def others(aanvraag, a):
    """Everybody who may not know it while A has not filed."""
    lid = {rij.rol: rij.persoon for rij in aanvraag.netwerk.deelnames.all()}
    weg = make_toewijzing(aanvraag)
    services.lapse_assignment(weg, "teruggenomen")
    return lid | {
        "A": a.persoon,
        "who was replaced": weg.persoon,
        "academie": PersoonFactory(academie=True),
        "another beoordelaar": PersoonFactory(beoordelaar=True),
        "beslisser": PersoonFactory(beslisser=True),
        "of po": PersoonFactory(beslisser=True, academie_sector="po"),
        "beheer": PersoonFactory(beheer=True),
        "outsider": PersoonFactory(),
    }


WIE = (
    "penvoerder", "facilitator", "deelnemer", "A", "who was replaced", "academie", "another beoordelaar", "beslisser",
    "of po", "beheer", "outsider",
)  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("wie", WIE)
def test_nobody_who_may_not_know_it_finds_it_anywhere(case, wie):
    aanvraag, a, _ = case
    persoon = others(aanvraag, a)[wie]
    assert len(set(addresses(aanvraag, a))) > 20

    assert list(search_everywhere(persoon, aanvraag, a)) == []


def test_who_filed_it_finds_it_on_the_pages_of_the_aanvraag_only(case):
    aanvraag, _, b = case
    client = login(b.persoon)
    gevonden = {url for url in addresses(aanvraag, b) if GEHEIM in body(client.get(url))}
    namen = ("beoordelen", "advies", "bespreken")
    assert gevonden == {reverse(f"subsidie:{naam}", args=[aanvraag.sleutel]) for naam in namen}


def test_not_in_a_mail_a_log_the_track_or_the_admin(case, caplog, capsys):
    aanvraag, a, b = case
    services.lapse_assignment(a, "teruggenomen")
    nieuw = services.assign(aanvraag, [PersoonFactory(beoordelaar=True)], by=PersoonFactory(academie=True))[0]
    file(nieuw)
    carry_out_due()

    rows = (Logregel, Spoorregel, Bericht, Verzending)
    assert GEHEIM not in "".join(str(list(model.objects.values())) for model in rows)
    assert GEHEIM not in caplog.text + capsys.readouterr().out
    assert not any(GEHEIM in str(bericht.message()) for bericht in mail.outbox)
    # Neither what somebody thinks: the track knows which criterium, and how many advices there are.
    feiten = {sleutel for regel in Spoorregel.objects.all() for sleutel in regel.feiten}
    assert feiten <= {"criterium", "inzending", "persoon", "reden", "adviezen", "naar"}
    assert "afwijzen" not in str(list(Spoorregel.objects.values_list("feiten"))) + str(list(Logregel.objects.values()))
    mijn = {Toewijzing, Oordeel, Advies, Bespreekpunt, Aanvulvraag, Belangverklaring}
    assert not mijn & set(admin.site._registry)
    assert b.is_geldig


def test_a_reads_it_the_moment_the_own_advice_is_filed_and_not_before(case):
    aanvraag, a, b = case
    bespreken = reverse("subsidie:bespreken", args=[aanvraag.sleutel])
    assert login(a.persoon).get(bespreken).status_code == 403

    services.file_advies(a, "toekennen", UITLEG, by=a.persoon)

    assert GEHEIM in body(login(a.persoon).get(bespreken))
    hand_in_again(aanvraag)  # and blind again about what is new
    assert login(a.persoon).get(bespreken).status_code == 403
    assert list(Advies.objects.visible_to(a.persoon)) == list(a.adviezen.all())
    assert not Bespreekpunt.objects.visible_to(b.persoon).exists()


@pytest.mark.parametrize("status", Status)
def test_a_beslisser_reads_advices_from_the_moment_they_are_all_in(case, status):
    aanvraag, _, _ = case
    type(aanvraag).objects.update(status=status)
    beslisser = PersoonFactory(beslisser=True)

    mag = Advies.objects.visible_to(beslisser).exists()

    assert mag == Bespreekpunt.objects.visible_to(beslisser).exists() == (status in VANAF_ADVIES)
    assert not Oordeel.objects.visible_to(beslisser).exists()


@pytest.mark.parametrize("wat", ["lid", "wacht", "belang", "andere academie", "niet actief"])
def test_a_beslisser_with_an_interest_reads_nothing(case, wat):
    aanvraag, _, _ = case
    type(aanvraag).objects.update(status="advies_klaar")
    beslisser = PersoonFactory(beslisser=True)
    if wat in ("lid", "wacht"):
        DeelnameFactory(netwerk=aanvraag.netwerk, persoon=beslisser, aangemeld=wat == "wacht")
    elif wat == "belang":
        services.declare_conflict(aanvraag, by=beslisser)
    else:
        beslisser.academie_sector = "po" if wat == "andere academie" else "vo"
        beslisser.is_active = wat != "niet actief"

    assert not Advies.objects.visible_to(beslisser).exists()
    assert not Bespreekpunt.objects.visible_to(beslisser).exists()


# --- who may do what: a table written by hand ---------------------------------------------------

PAGINAS = {
    "academie_aanvraag": "academie A B beslisser beoordelaar",
    "academie_vragen": "academie A B beslisser beoordelaar",
    "beoordelen": "A B",
    "advies": "A B",
    "bespreken": "B",
    "belang": "A B beoordelaar",
}
CAST = ("penvoerder", "facilitator", "deelnemer", "A", "B", "academie", "beslisser", "beoordelaar", "beheer", "po")


@pytest.mark.once
@pytest.mark.parametrize(("naam", "wie"), list(product(PAGINAS, CAST)))
def test_who_opens_which_page(naam, wie):
    aanvraag, a, b = make_case()
    cast = {rij.rol: rij.persoon for rij in aanvraag.netwerk.deelnames.all()}
    cast |= {"A": a.persoon, "B": b.persoon, "academie": PersoonFactory(academie=True)}
    cast |= {"beslisser": PersoonFactory(beslisser=True), "beoordelaar": PersoonFactory(beoordelaar=True)}
    cast |= {"beheer": PersoonFactory(beheer=True), "po": PersoonFactory(beoordelaar=True, academie_sector="po")}

    status = login(cast[wie]).get(reverse(f"subsidie:{naam}", args=[aanvraag.sleutel])).status_code

    verborgen = 404 if wie == "po" else 403
    assert status == (200 if wie in PAGINAS[naam].split() else verborgen)


def test_who_joined_the_netwerk_lost_every_page_also_when_no_hook_heard_of_it(case):
    aanvraag, _, b = case
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=b.persoon)
    client = login(b.persoon)

    for naam in PAGINAS:
        assert client.get(reverse(f"subsidie:{naam}", args=[aanvraag.sleutel])).status_code == 404
    assert not Oordeel.objects.visible_to(b.persoon).exists()
    assert not Toewijzing.objects.filter(Q(pk=b.pk), pk__in=Toewijzing.objects.open_for(b.persoon)).exists()
