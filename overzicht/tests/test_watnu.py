from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from evaluatie.tests.factories import make_gesloten, make_meting
from kern.tijd import lokale_dag, nu, ochtend
from netwerken.contract import services as contract_services
from netwerken.contract.stand import make_stand_code
from netwerken.functie.services import answer, ask_after_change
from netwerken.intake.services import decide
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.models import Functievraag, Intake, Netwerk
from netwerken.randvoorwaarden.services import write_randvoorwaarde
from netwerken.tests.factories import DeelnameFactory
from overzicht.cockpit import read_cockpit
from overzicht.feiten import Feiten
from overzicht.mijn import find_own
from overzicht.tests.cast import make_cast
from overzicht.vragen import read_leden
from overzicht.watnu import collect
from overzicht.watnu.deelnemer import over_dagen

pytestmark = pytest.mark.django_db


def titels(persoon, now=None):
    return [kaart.titel for kaart in collect(Feiten(persoon, find_own(persoon), now=now))]


@pytest.fixture
def cast():
    """A netwerk that asks for nothing: a meeting far ahead, with a programme and people who prepare it."""
    cast = make_cast(min_deelnemers=2)
    DeelnameFactory(netwerk=cast.netwerk)
    ver = BijeenkomstFactory(netwerk=cast.netwerk, dagen=90, voorbereiders=[cast.deelnemer])
    ProgrammaonderdeelFactory(bijeenkomst=ver)
    return cast


def test_nothing_waits(cast):
    for persoon in (cast.facilitator, cast.penvoerder, cast.deelnemer, cast.buitenstaander):
        assert titels(persoon) == []


@pytest.mark.parametrize(
    ("uur", "zin"), [(8, ["Kijken bij elkaar om 9.30 uur"]), (10, ["Kijken bij elkaar is al begonnen"]), (20, [])]
)
def test_on_the_day_the_programme_is_one_touch_away(cast, uur, zin):
    b = cast.netwerk.bijeenkomsten.get()
    dag = timezone.localtime(b.begint_op)
    b.begint_op, b.eindigt_op = dag.replace(hour=9, minute=30), dag.replace(hour=16)
    b.titel = "Kijken bij elkaar"
    b.save()
    now = dag.replace(hour=uur, minute=0)

    assert [titel for titel in titels(cast.facilitator, now) if "Kijken" in titel] == zin
    assert [titel for titel in titels(cast.deelnemer, now) if "Kijken" in titel] == []
    assert [t for t in titels(cast.facilitator, now - timedelta(days=1)) if "Kijken" in t] == []


def test_outsiders_and_who_waits_get_no_cards(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    DeelnameFactory(netwerk=cast.netwerk, persoon=cast.buitenstaander, wachtend=True)

    assert titels(cast.buitenstaander) == []


# --- For a deelnemer ---------------------------------------------------------------------------------------------


def test_coming_meeting_asks_the_deelnemer_only(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=40)

    assert [titel[:10] for titel in titels(cast.deelnemer)] == ["Kom je op "]
    assert [titel for titel in titels(cast.facilitator) if titel.startswith("Kom je")] == []


@pytest.mark.parametrize("antwoord", ["komt", "komt_niet"])
def test_who_answered_is_not_asked_again(cast, antwoord):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=40)
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=cast.deelnemer, antwoord=antwoord)

    assert titels(cast.deelnemer) == []


def test_who_pauses_is_not_asked(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=5)
    cast.netwerk.deelnames.filter(persoon=cast.deelnemer).update(status="pauze")

    assert titels(cast.deelnemer) == []


def test_cancelled_meeting_asks_nothing(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=5, afgelast=True)

    assert titels(cast.deelnemer) == titels(cast.facilitator) == []


def test_evaluation_opens_the_page_of_the_mail(client):
    meting = make_meting(6)
    persoon = meting.genodigden.aanwezig().first().persoon

    kaart = next(k for k in collect(Feiten(persoon, find_own(persoon))) if k.titel.startswith("Hoe was"))

    assert kaart.minuten == 1
    assert not kaart.acties[0].url.startswith(settings.BASE_URL)
    assert client.get(kaart.acties[0].url).status_code == 200


def test_evaluation_card_goes_when_it_is_answered_or_closed():
    meting = make_meting(6)
    persoon = meting.genodigden.aanwezig().first().persoon
    assert any(titel.startswith("Hoe was") for titel in titels(persoon))

    assert not any(titel.startswith("Hoe was") for titel in titels(persoon, now=meting.sluit_op + timedelta(minutes=1)))
    meting.genodigden.filter(persoon=persoon).update(ingevuld=True)
    assert not any(titel.startswith("Hoe was") for titel in titels(persoon))


@pytest.mark.parametrize(("antwoorden", "staat_er"), [(4, False), (5, True)])
def test_result_is_news_only_when_it_may_be_shown(antwoorden, staat_er):
    meting = make_gesloten([4] * antwoorden, dagen=-20)
    persoon = meting.netwerk.deelnemers().first()

    gevonden = "Lees wat de groep ervan vond" in titels(persoon, now=meting.sluit_op + timedelta(days=1))

    assert gevonden is staat_er


def test_result_is_no_news_for_ever():
    meting = make_gesloten([4] * 6, dagen=-30)
    persoon = meting.netwerk.deelnemers().first()

    assert "Lees wat de groep ervan vond" not in titels(persoon, now=meting.sluit_op + timedelta(days=11))


def test_who_prepares_is_asked_for_the_programme(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=15, voorbereiders=[cast.deelnemer, cast.penvoerder])
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=cast.deelnemer, komt=True)

    kaarten = collect(Feiten(cast.deelnemer, find_own(cast.deelnemer)))

    assert [kaart.titel.split(" bereidt ")[0] for kaart in kaarten] == ["Jij"]
    assert cast.penvoerder.voornaam in kaarten[0].tekst


# --- Together ----------------------------------------------------------------------------------------------------


def test_most_urgent_first(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)
    DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-3)

    assert [titel.split(" ")[0] for titel in titels(cast.facilitator)] == ["Wie", "1", "Wie"]


def test_card_names_the_network_where_several_stand_together(cast):
    DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)
    eigen = find_own(cast.facilitator)

    assert collect(Feiten(cast.facilitator, eigen))[0].wanneer == cast.netwerk.naam
    assert collect(Feiten(cast.facilitator, eigen, deelnames=read_leden(cast.netwerk, nu())))[0].wanneer == ""


@pytest.mark.parametrize(("dagen", "woorden"), [(0, "Vandaag"), (1, "Morgen"), (5, "Over 5 dagen"), (-1, "")])
def test_over_dagen(dagen, woorden):
    now = nu().replace(hour=12)

    assert over_dagen(now + timedelta(days=dagen), now) == woorden


# --- Intakes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("een_netwerk", [True, False])
def test_intake_waits_for_the_deelnemer_until_it_is_sent(cast, een_netwerk):
    intake = IntakeFactory(deelname=cast.netwerk.deelnames.get(persoon=cast.deelnemer))

    def titels_of(wie):
        if een_netwerk:
            return [kaart.titel for kaart in read_cockpit(wie, cast.netwerk)["kaarten"]]
        return titels(wie)

    assert "Vul je intake in" in titels_of(cast.deelnemer)
    assert "1 intake is ingevuld" not in titels_of(cast.facilitator)

    Intake.objects.update(verstuurd_op=nu())

    assert "Vul je intake in" not in titels_of(cast.deelnemer)
    assert "1 intake is ingevuld" in titels_of(cast.facilitator)
    assert "1 intake is ingevuld" not in titels_of(cast.penvoerder)
    decide(intake, "past", bericht="Fijn.", by=cast.facilitator)
    assert "1 intake is ingevuld" not in titels_of(cast.facilitator)


# --- the contract -----------------------------------------------------------------------------------


def contract_titels(persoon, netwerk, now=None):
    """On the cockpit and on *Mijn overzicht*; both say the same."""
    rijen = [
        [k.titel for k in collect(feiten) if "contract" in k.acties[0].url]
        for feiten in (
            Feiten(persoon, [netwerk], now=now, deelnames=read_leden(netwerk, now)),
            Feiten(persoon, find_own(persoon), now=now),
        )
    ]
    assert rijen[0] == rijen[1]
    return rijen[0]


def fresh(netwerk):
    return Netwerk.objects.get(pk=netwerk.pk)


def test_contract_asks_who_did_not_answer_and_tells_who_guides(cast):
    versie = make_versie(cast)
    vraag = ["Ga je akkoord met jullie contract?"]

    assert contract_titels(cast.deelnemer, fresh(cast.netwerk)) == vraag
    contract_services.object_to(versie, cast.deelnemer, "Punt 2.")
    assert contract_titels(cast.deelnemer, fresh(cast.netwerk)) == []
    contract_services.agree(versie, cast.facilitator)
    assert contract_titels(cast.facilitator, fresh(cast.netwerk)) == ["1 mens is er nog niet uit"]
    later = ochtend(versie.herzien_op)
    assert contract_titels(cast.facilitator, fresh(cast.netwerk), later)[1:] == ["Kloppen jullie afspraken nog?"]


def test_contract_is_quiet_while_they_write_in_a_pause_and_at_the_end(cast):
    versie = make_versie(cast)
    cast.netwerk.deelnames.filter(persoon=cast.deelnemer).update(status="pauze")
    assert contract_titels(cast.deelnemer, fresh(cast.netwerk)) == []

    contract_services.begin_ronde(versie.netwerk.contract, by=cast.facilitator)
    assert contract_titels(cast.facilitator, fresh(cast.netwerk)) == []

    Netwerk.objects.filter(pk=cast.netwerk.pk).update(status="afgerond")
    assert contract_titels(cast.facilitator, fresh(cast.netwerk)) == []


def make_versie(cast):
    contract = contract_services.begin_contract(cast.netwerk, by=cast.facilitator)
    contract.vragen.update(tekst="Zo.")
    return contract_services.settle_versie(
        contract, lokale_dag(nu()) + timedelta(days=50), by=cast.facilitator,
        gelezen=make_stand_code(contract, contract.vragen.all()),
    )  # fmt: skip


def test_other_work_asks_whether_it_still_fits(cast):
    ask_after_change(cast.deelnemer)
    assert "Past dit netwerk nog bij je werk?" in titels(cast.deelnemer)
    assert "Past dit netwerk nog bij je werk?" not in titels(cast.facilitator)

    answer(Functievraag.objects.get(), "past", by=cast.deelnemer)

    assert "Past dit netwerk nog bij je werk?" not in titels(cast.deelnemer)


# --- the randvoorwaarden ----------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["in_oprichting", "werving"])
def test_randvoorwaarden_wait_until_the_start(cast, status):
    cast.netwerk.deelnames.exclude(rol="facilitator").update(status="uitgestapt", beeindigd_op=lokale_dag(nu()))
    Netwerk.objects.filter(pk=cast.netwerk.pk).update(status=status)
    titel = "Wat moet er op orde zijn voor de start?"

    def has_card():
        return titel in titels(cast.facilitator)

    assert has_card()
    assert titel not in titels(cast.deelnemer)
    for code in ("RV-21", "RV-25"):
        write(cast, code)
    assert has_card()
    write(cast, "RV-34")
    assert not has_card()
    write(cast, "RV-34", versie=1, status="risico", aanpak="We bellen.")
    assert has_card()
    Netwerk.objects.filter(pk=cast.netwerk.pk).update(status="gestart")
    assert not has_card()


def write(cast, code, *, versie=0, **velden):
    waarden = {"status": "voldaan", "bewijs": "Gezien.", "aanpak": "", "eigenaar": None, "voor": None} | velden
    write_randvoorwaarde(cast.netwerk, code, waarden, organisatie=None, versie=versie, by=cast.facilitator)
