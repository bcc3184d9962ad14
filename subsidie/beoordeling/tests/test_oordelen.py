"""Verdicts, the advice, and asking the netwerk for more."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from berichten.models import Bericht
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services
from subsidie.beoordeling.models import count_adviezen
from subsidie.beoordeling.tests.factories import (
    UITLEG,
    file,
    hand_in_again,
    judge,
    make_aanvraag,
    make_toewijzing,
)
from subsidie.models import Advies, Belangverklaring, Bespreekpunt, Oordeel
from subsidie.spoor.services import find_break
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import Rol, Status

pytestmark = pytest.mark.django_db


# --- verdicts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterium", "waarde", "reden", "mag"),
    [
        ("veld", "voldoende", UITLEG, True),
        ("veld", "voldoende", "", False),
        ("veld", "voldoende", "Duidelijk.", False),
        ("veld", "vraag", UITLEG, True),
        ("veld", "vraag", "", False),
        ("keren", "voldoende", "", True),  # the facts say it
        ("keren", "voldoende", "Ja.", False),
        ("keren", "onvoldoende", "", False),
        ("keren", "onvoldoende", UITLEG, True),
        ("mensen", "voldoende", "", False),
        ("veld", "prima", UITLEG, False),
        ("niets", "voldoende", UITLEG, False),
    ],
)
def test_a_verdict_is_explained_unless_the_facts_do(criterium, waarde, reden, mag):
    toewijzing = make_toewijzing()

    if not mag:
        with pytest.raises(DomainError):
            services.save_oordeel(toewijzing, criterium, waarde, reden, by=toewijzing.persoon)
        assert not Oordeel.objects.exists()
        return
    services.save_oordeel(toewijzing, criterium, waarde, reden, by=toewijzing.persoon)
    [regel] = toewijzing.aanvraag.spoor.all()
    assert (regel.stap, regel.feiten) == ("oordeel", {"criterium": criterium})


def test_a_verdict_can_be_changed_until_the_advice_is_filed():
    toewijzing = make_toewijzing()
    judge(toewijzing)
    services.save_oordeel(toewijzing, "veld", "onvoldoende", UITLEG, by=toewijzing.persoon)
    assert toewijzing.oordelen.get(criterium="veld").waarde == "onvoldoende"

    services.file_advies(toewijzing, "afwijzen", UITLEG, by=toewijzing.persoon)

    with pytest.raises(DomainError, match="liggen vast"):
        services.save_oordeel(toewijzing, "veld", "voldoende", UITLEG, by=toewijzing.persoon)
    with pytest.raises(DomainError, match="liggen vast"):
        services.file_advies(toewijzing, "toekennen", UITLEG, by=toewijzing.persoon)
    with pytest.raises(TypeError, match="never changes"):
        Advies.objects.get().save()


@pytest.mark.parametrize("status", [s for s in Status if s != "in_beoordeling"])
def test_judging_is_only_possible_while_it_is_in_beoordeling(status):
    toewijzing = make_toewijzing(make_aanvraag(status))
    for doe in (
        lambda: services.save_oordeel(toewijzing, "veld", "voldoende", UITLEG, by=toewijzing.persoon),
        lambda: services.file_advies(toewijzing, "toekennen", UITLEG, by=toewijzing.persoon),
    ):
        with pytest.raises(DomainError, match="Dit kan nu niet"):
            doe()


def test_only_the_one_it_was_assigned_to_judges():
    toewijzing, ander = make_toewijzing(), make_toewijzing()
    with pytest.raises(DomainError, match="geen beoordelaar"):
        services.save_oordeel(toewijzing, "veld", "voldoende", UITLEG, by=ander.persoon)
    DeelnameFactory(netwerk=toewijzing.aanvraag.netwerk, persoon=toewijzing.persoon)  # and no hook heard of it
    with pytest.raises(DomainError, match="geen beoordelaar"):
        services.save_oordeel(toewijzing, "veld", "voldoende", UITLEG, by=toewijzing.persoon)


def test_what_cannot_be():
    toewijzing = make_toewijzing()
    judge(toewijzing)
    rows = toewijzing.oordelen.filter(criterium="veld")
    for velden in ({"waarde": "prima"}, {"waarde": "onvoldoende", "reden": ""}, {"criterium": "keren"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**velden)
    file(toewijzing)
    with pytest.raises(IntegrityError), transaction.atomic():
        Advies.objects.update(uitkomst="misschien")
    oordeel, advies = rows.get(), Advies.objects.get()
    punt = services.say(toewijzing.aanvraag, "Wat vond jij?", by=toewijzing.persoon)
    services.declare_conflict(toewijzing.aanvraag, by=toewijzing.persoon)
    for rij in (oordeel, advies, punt, Belangverklaring.objects.get()):
        assert UITLEG not in str(rij)


# --- the advice ---------------------------------------------------------------------------------


def test_every_criterium_needs_a_verdict_and_a_question_is_none():
    toewijzing = make_toewijzing()
    with pytest.raises(DomainError, match="nog 3 criteria"):
        services.file_advies(toewijzing, "toekennen", UITLEG, by=toewijzing.persoon)
    judge(toewijzing)
    services.save_oordeel(toewijzing, "veld", "vraag", UITLEG, by=toewijzing.persoon)
    with pytest.raises(DomainError, match="nog 1 criterium"):
        services.file_advies(toewijzing, "toekennen", UITLEG, by=toewijzing.persoon)
    for uitkomst, tekst in (("misschien", UITLEG), ("toekennen", "Goed.")):
        with pytest.raises(DomainError):
            services.file_advies(toewijzing, uitkomst, tekst, by=toewijzing.persoon)


def test_with_the_last_advice_it_is_ready_for_a_decision():
    aanvraag = make_aanvraag()
    een, twee = make_toewijzing(aanvraag), make_toewijzing(aanvraag)
    leeg = AanvraagFactory()

    file(een)
    aanvraag.refresh_from_db()
    assert aanvraag.status == "in_beoordeling"
    assert count_adviezen([aanvraag, leeg]) == {aanvraag.pk: (2, 1)}
    file(twee)

    aanvraag.refresh_from_db()
    assert aanvraag.status == "advies_klaar"
    regel = aanvraag.spoor.last()
    assert (regel.stap, regel.rol, regel.feiten) == ("adviseren", "systeem", {"naar": "advies_klaar", "adviezen": 2})
    assert find_break(aanvraag) is None
    assert UITLEG not in str(list(aanvraag.spoor.values()))


def test_after_an_addition_everybody_files_again_and_what_was_filed_stays():
    aanvraag = make_aanvraag()
    een, twee = make_toewijzing(aanvraag), make_toewijzing(aanvraag)
    oud = file(een)

    hand_in_again(aanvraag)

    assert count_adviezen([aanvraag]) == {aanvraag.pk: (2, 0)}
    services.save_oordeel(een, "veld", "onvoldoende", UITLEG, by=een.persoon)
    nieuw = services.file_advies(een, "afwijzen", UITLEG, by=een.persoon)
    file(twee)
    oud.refresh_from_db()
    assert (oud.uitkomst, oud.oordelen["veld"]["waarde"]) == ("toekennen", "voldoende")
    assert (nieuw.uitkomst, nieuw.oordelen["veld"]["waarde"]) == ("afwijzen", "onvoldoende")
    assert set(Advies.objects.tellend()) == {nieuw, twee.adviezen.get()}


def test_saying_something_is_for_who_filed_until_the_decision():
    een = make_toewijzing()
    aanvraag, twee = een.aanvraag, make_toewijzing(een.aanvraag)
    with pytest.raises(DomainError, match="na je advies"):
        services.say(aanvraag, "Wat vind jij?", by=een.persoon)
    file(een)
    with pytest.raises(DomainError, match="Schrijf op"):
        services.say(aanvraag, "", by=een.persoon)
    services.say(aanvraag, "Wat vind jij?", by=een.persoon)
    with pytest.raises(DomainError, match="na je advies"):
        services.say(aanvraag, "Ik weet het niet", by=twee.persoon)
    type(aanvraag).objects.update(status="besloten")
    with pytest.raises(DomainError, match="tot er besloten is"):
        services.say(aanvraag, "Toch niet", by=een.persoon)
    assert Bespreekpunt.objects.count() == 1


# --- complete, or not ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_complete(status):
    aanvraag, staf = make_aanvraag(status), PersoonFactory(academie=True)
    if status == "ingediend":
        assert services.mark_complete(aanvraag, by=staf).status == "in_beoordeling"
    else:
        with pytest.raises(DomainError, match="Dit kan nu niet"):
            services.mark_complete(aanvraag, by=staf)


@pytest.mark.parametrize("rol", [Rol.ACADEMIE, Rol.BEOORDELAAR])
def test_the_netwerk_is_asked_for_more(rol):
    aanvraag, staf = make_aanvraag(), PersoonFactory(academie=True, naam="Geheime Naam")
    schrijft = [DeelnameFactory(netwerk=aanvraag.netwerk, rol=r).persoon for r in ("penvoerder", "facilitator")]
    DeelnameFactory(netwerk=aanvraag.netwerk)
    voor = nu() + timedelta(days=14)

    services.ask_more(aanvraag, [("veld", "Wie vroeg hierom?"), ("", ""), ("", "En waar?")], voor, by=staf, rol=rol)

    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.aanvullen_voor) == ("aanvulling", voor)
    assert list(aanvraag.aanvulvragen.values_list("criterium", "tekst")) == [
        ("veld", "Wie vroeg hierom?"), ("", "En waar?"),
    ]  # fmt: skip
    assert {b.aan for b in Bericht.objects.filter(soort="subsidie.vraag")} == set(schrijft)
    assert str(aanvraag.aanvulvragen.first()).startswith("vraag ")


@pytest.mark.parametrize(
    ("vragen", "dagen", "zin"),
    [
        ([], 14, "Schrijf op"),
        ([("veld", "")], 14, "Schrijf op"),
        ([("niets", "Waarom?")], 14, "uit de lijst"),
        ([("veld", "Waarom?")], 1, "minstens twee dagen"),
    ],
)
def test_a_question_needs_words_and_time(vragen, dagen, zin):
    aanvraag = make_aanvraag()
    with pytest.raises(DomainError, match=zin):
        services.ask_more(aanvraag, vragen, nu() + timedelta(days=dagen), by=PersoonFactory(academie=True))


def test_nothing_is_asked_of_who_did_not_hand_in():
    with pytest.raises(DomainError, match="Dit kan nu niet"):
        services.ask_more(
            make_aanvraag("besloten"), [("veld", "Waarom?")], nu() + timedelta(days=9), by=PersoonFactory()
        )
