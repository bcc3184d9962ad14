from datetime import time, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.tests.factories import BerichtFactory
from bijeenkomsten.models import Beurt
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from bijeenkomsten.voorbereiders.services import ask_voorbereiders
from evaluatie.tests.factories import make_gesloten, make_meting
from kern.tijd import lokale_dag, nu, ochtend
from netwerken.contract import services as contract_services
from netwerken.contract.stand import make_stand_code
from netwerken.functie.services import answer, ask_after_change
from netwerken.intake.services import decide
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.models import Functievraag, Intake, Netwerk
from netwerken.randvoorwaarden.services import write_randvoorwaarde
from netwerken.tests.factories import DeelnameFactory, UitnodigingFactory
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


# --- For who guides ----------------------------------------------------------------------------------------------


def test_attendance_list_waits_first(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-3)
    DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)

    assert titels(cast.facilitator)[0].startswith("Wie was er op ")
    assert not any(titel.startswith("Wie was er") for titel in titels(cast.deelnemer))


def test_attendance_list_is_forgotten_after_six_weeks(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-60)

    assert titels(cast.facilitator) == []


@pytest.mark.parametrize(("dagen", "staat_er"), [(20, False), (12, True), (4, True)])
def test_meeting_without_programme(cast, dagen, staat_er):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen, voorbereiders=[cast.deelnemer])

    assert ("Er is nog geen programma" in titels(cast.facilitator)) is staat_er


def test_programme_that_takes_too_long(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10, voorbereiders=[cast.deelnemer])
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=210)
    assert titels(cast.facilitator) == []

    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=15)

    assert titels(cast.facilitator) == ["Je programma loopt 15 minuten uit"]


def test_programme_with_fixed_times_and_blocks_beside_each_other(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10, voorbereiders=[cast.deelnemer])
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=120)
    naast = ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=120, tegelijk=True)
    assert titels(cast.facilitator) == []

    slot = ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=60, begint_vast=time(16, 30))

    assert titels(cast.facilitator) == ["Je programma loopt 30 minuten uit"]
    naast.delete()
    slot.begint_vast = None
    slot.save()
    assert titels(cast.facilitator) == []


def test_nobody_prepares(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)

    assert titels(cast.facilitator) == ["Wie bereidt er met je voor?"]
    assert bijeenkomst.voorbereiders.count() == 0


def ask(bijeenkomst, *namen):
    """Deelnemers with these names, asked to prepare it."""
    personen = [DeelnameFactory(netwerk=bijeenkomst.netwerk, persoon__naam=naam).persoon for naam in namen]
    ask_voorbereiders(bijeenkomst, {persoon.pk for persoon in personen}, by=None)
    return personen


@pytest.mark.parametrize(
    ("dagen", "tot"),
    [
        (25, lambda vraag, begin: vraag + timedelta(days=5)),
        (10, lambda vraag, begin: begin - timedelta(days=7)),
        (4, lambda vraag, begin: vraag + timedelta(days=1)),
    ],
)
def test_who_asked_waits_a_while_and_then_hears_who_is_silent(cast, dagen, tot):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen)
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=200)
    ask(bijeenkomst, "Noor Jansen", "Yusuf Aydemir")
    vraag = bijeenkomst.beurten.latest("updated_at").updated_at
    tot = tot(vraag, bijeenkomst.begint_op)
    stil = ["Noor en Yusuf antwoordden nog niet"]

    assert titels(cast.facilitator) == titels(cast.facilitator, tot - timedelta(minutes=1)) == []
    assert titels(cast.facilitator, tot + timedelta(minutes=1)) == stil


def test_an_answer_ends_the_waiting(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)
    noor, yusuf = ask(bijeenkomst, "Noor Jansen", "Yusuf Aydemir")
    later = nu() + timedelta(days=6)

    Beurt.objects.filter(persoon=noor).update(gepast=True)
    assert titels(cast.facilitator, later) == ["Yusuf antwoordde nog niet"]
    Beurt.objects.filter(persoon=yusuf).update(gepast=True)  # everybody passed: ask anew, at once
    assert titels(cast.facilitator) == ["Wie bereidt er met je voor?"]
    bijeenkomst.voorbereiders.add(cast.deelnemer)
    assert titels(cast.facilitator, later) == []


@pytest.mark.parametrize(("dagen", "staat_er"), [(25, True), (2, True), (1, False)])
def test_who_is_asked_to_prepare_sees_it_until_it_is_too_late(cast, client, dagen, staat_er):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen, voorbereiders=[cast.penvoerder])
    Beurt.objects.create(bijeenkomst=bijeenkomst, persoon=cast.deelnemer)
    now = bijeenkomst.begint_op - timedelta(days=dagen)

    kaarten = [k for k in collect(Feiten(cast.deelnemer, find_own(cast.deelnemer), now=now)) if "mee voor?" in k.titel]

    assert bool(kaarten) is staat_er
    for kaart in kaarten:
        assert cast.penvoerder.voornaam in kaart.tekst
        assert [client.get(actie.url).status_code for actie in kaart.acties] == [200, 200]
        assert not any(actie.url.startswith(settings.BASE_URL) for actie in kaart.acties)
    assert not any("mee voor?" in titel for titel in titels(cast.facilitator, now))


def test_who_passed_or_said_yes_or_came_too_late_is_not_asked(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)
    Beurt.objects.create(bijeenkomst=bijeenkomst, persoon=cast.deelnemer)

    def is_asked():
        return any("mee voor?" in titel for titel in titels(cast.deelnemer))

    assert is_asked()
    Beurt.objects.update(gepast=True)
    assert not is_asked()
    Beurt.objects.update(gepast=False)
    bijeenkomst.voorbereiders.set(DeelnameFactory(netwerk=cast.netwerk).persoon for _ in range(3))
    assert not is_asked()
    bijeenkomst.voorbereiders.set([cast.deelnemer])
    assert not is_asked()


def test_questions_of_many_netwerken_are_read_at_once(cast):
    def count():
        with CaptureQueriesContext(connection) as queries:
            titels(cast.facilitator)
        return len(queries)

    ask(BijeenkomstFactory(netwerk=cast.netwerk, dagen=25), "Noor Jansen")
    een = count()
    for _ in range(2):
        netwerk = DeelnameFactory(netwerk__gestart=True, persoon=cast.facilitator, rol="facilitator").netwerk
        ask(BijeenkomstFactory(netwerk=netwerk, dagen=25), "Noor Jansen")

    assert count() == een


@pytest.mark.parametrize(("aantal", "titel"), [(1, "1 aanmelding wacht op jou"), (3, "3 aanmeldingen wachten op jou")])
def test_applications(cast, aantal, titel):
    DeelnameFactory.create_batch(aantal, netwerk=cast.netwerk, aangemeld=True)

    assert titels(cast.facilitator) == titels(cast.penvoerder) == [titel]
    assert titels(cast.deelnemer) == []


def test_free_place_while_somebody_waits(cast):
    DeelnameFactory(netwerk=cast.netwerk, wachtend=True)
    assert titels(cast.facilitator) == ["Er is een plek vrij, en er wacht iemand"]

    Netwerk.objects.filter(pk=cast.netwerk.pk).update(max_deelnemers=2)

    assert titels(cast.facilitator) == []


def test_meeting_without_terugblik(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-5, status="gehouden")
    assert titels(cast.facilitator) == ["Wat spraken jullie af?"]

    bijeenkomst.terugblik = "We proberen het uit."
    bijeenkomst.save()

    assert titels(cast.facilitator) == []


def test_invitation_that_failed(cast):
    goed = BerichtFactory(status=Bericht.Status.VERSTUURD, verstuurd_op=nu())
    UitnodigingFactory(netwerk=cast.netwerk, bericht=goed)
    assert titels(cast.facilitator) == []

    mislukt = BerichtFactory(status=Bericht.Status.MISLUKT)
    UitnodigingFactory(netwerk=cast.netwerk, bericht=mislukt, email="ties@school.test")
    kaart = collect(Feiten(cast.facilitator, find_own(cast.facilitator)))[0]

    assert kaart.titel == "1 uitnodiging kwam niet aan"
    assert (
        collect(Feiten(cast.facilitator, [cast.netwerk], deelnames=read_leden(cast.netwerk, nu())))[0].titel
        == kaart.titel
    )


@pytest.mark.parametrize(("uren", "staat_er"), [(-5, True), (20, True), (60, False)])
def test_message_on_hold(cast, uren, staat_er):
    Verzending.objects.create(
        soort="bijeenkomsten.programma", sleutel="x", context=cast.netwerk.context, titel="Programma",
        op=nu() + timedelta(hours=uren), status=Verzending.Status.VASTGEHOUDEN,
    )  # fmt: skip

    assert ("Je houdt een mail vast" in titels(cast.facilitator)) is staat_er
    assert titels(cast.deelnemer) == []


@pytest.mark.parametrize(
    ("status", "staat_er"), [("gestart", True), ("werving", True), ("afronden", False), ("afgerond", False)]
)
def test_no_meeting_ahead(status, staat_er):
    cast = make_cast(status=status, min_deelnemers=2)
    DeelnameFactory(netwerk=cast.netwerk)

    assert ("Er staat geen bijeenkomst in de agenda" in titels(cast.facilitator)) is staat_er


def test_too_few_people_to_begin():
    cast = make_cast(status="werving", min_deelnemers=6)
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=90)

    assert titels(cast.facilitator) == [
        "Nog 5 deelnemers en jullie kunnen beginnen",
        "Wat moet er op orde zijn voor de start?",
    ]


def test_agreed_time_is_over(cast):
    vandaag = timezone.localdate()
    Netwerk.objects.filter(pk=cast.netwerk.pk).update(eind_datum=vandaag)
    assert titels(cast.facilitator) == []

    Netwerk.objects.filter(pk=cast.netwerk.pk).update(eind_datum=vandaag - timedelta(days=1))

    assert titels(cast.facilitator) == ["De afgesproken tijd is om"]


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
