"""What waits for who guides a netwerk: the people at the door, the meeting ahead, the meeting behind."""

from datetime import timedelta

from berichten.models import Verzending
from bijeenkomsten.mailtekst import opsomming
from bijeenkomsten.oordeel.handeling import VRAAG_TOT
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag, klok, lokale_dag
from netwerken.models import Netwerk
from overzicht.feiten import Feiten
from overzicht.watnu.deelnemer import over_dagen
from overzicht.watnu.kaart import Actie, Kaart, bron, zin

PROGRAMMA_VANAF = timedelta(days=14)
PROGRAMMA_KORT_DAG = timedelta(days=7)
VOORBEREIDERS_VANAF = timedelta(days=35)
WACHT_OP_ANTWOORD = timedelta(days=5)
TERUGBLIK_TOT = timedelta(days=30)


@bron
def show_vandaag(feiten: Feiten, netwerk):
    """The day itself: the programme in the hand of who leads it."""
    for bijeenkomst in feiten.aankomend(netwerk):
        vandaag = lokale_dag(bijeenkomst.begint_op) <= lokale_dag(feiten.now)
        if not (vandaag and bijeenkomst.aantal_onderdelen and netwerk in feiten.begeleid):
            continue
        begin = "is al begonnen" if bijeenkomst.begint_op <= feiten.now else f"om {klok(bijeenkomst.begint_op)} uur"
        yield Kaart(
            rang=5,
            moment=bijeenkomst.begint_op,
            wanneer="Vandaag",
            titel=f"{bijeenkomst.titel} {begin}",
            tekst=f"{zin(feiten.noem(netwerk))} Je telefoon laat zien wat er nu komt en hoe lang nog.".strip(),
            minuten=1,
            acties=(
                Actie("Open het in de zaal", reverse("bijeenkomsten:uitvoeren", args=[netwerk.slug, bijeenkomst.pk])),
            ),
        )


@bron
def ask_aanwezigheid(feiten: Feiten, netwerk):
    """A meeting that is over, without an attendance list: the evaluation is for who was there."""
    for bijeenkomst in feiten.geweest(netwerk):
        if not (bijeenkomst.is_gepland and feiten.user.has_perm("bijeenkomsten.register_aanwezigheid", bijeenkomst)):
            continue
        yield Kaart(
            rang=10,
            moment=bijeenkomst.begint_op,
            titel=f"Wie was er op {dag(bijeenkomst.begint_op, met_jaar=False)}?",
            wanneer=feiten.noem(netwerk),
            tekst="Tik aan wie er was. Dat duurt twintig seconden.",
            minuten=1,
            acties=(
                Actie(
                    "Vul de lijst in",
                    reverse("bijeenkomsten:aanwezigheid", args=[netwerk.slug, bijeenkomst.pk]),
                    "vink",
                ),
            ),
        )


@bron
def show_vastgehouden(feiten: Feiten, netwerk):
    """A message on hold whose hour came: without a word it never goes."""
    for verzending in feiten.verzendingen(netwerk):
        if verzending.status == Verzending.Status.VASTGEHOUDEN and verzending.op <= feiten.now + timedelta(days=1):
            yield Kaart(
                rang=11,
                moment=verzending.op,
                wanneer="Moest weg op " + dag(verzending.op, met_jaar=False)
                if verzending.op <= feiten.now
                else "Morgen",
                icoon="mail",
                titel="Je houdt een mail vast",
                tekst=f"“{verzending.titel}” wacht op jou. Verstuur hem, of sla hem over.",
                acties=(Actie("Naar de berichten", reverse("netwerken:berichten", args=[netwerk.slug])),),
            )


@bron
def ask_programma(feiten: Feiten, netwerk):
    """The meeting is near and nobody knows what will be done, or it takes longer than there is time."""
    for bijeenkomst in feiten.aankomend(netwerk):
        if bijeenkomst.begint_op > feiten.now + PROGRAMMA_VANAF or netwerk not in feiten.begeleid:
            continue
        uitloop = feiten.uitloop(bijeenkomst)
        if bijeenkomst.aantal_onderdelen and uitloop <= 0:
            continue
        dichtbij = bijeenkomst.begint_op <= feiten.now + PROGRAMMA_KORT_DAG
        advies = "Maak een onderdeel korter." if uitloop > 0 else "Deelnemers krijgen het een week van tevoren."
        yield Kaart(
            rang=12 if dichtbij else 25,
            moment=bijeenkomst.begint_op,
            wanneer=over_dagen(bijeenkomst.begint_op, feiten.now),
            titel=f"Je programma loopt {uitloop} minuten uit" if uitloop > 0 else "Er is nog geen programma",
            tekst=zin(feiten.noem(netwerk), dag(bijeenkomst.begint_op, met_jaar=False)) + f" {advies}",
            minuten=10,
            acties=(
                Actie("Open het programma", reverse("bijeenkomsten:draaiboek", args=[netwerk.slug, bijeenkomst.pk])),
            ),
        )


@bron
def show_aanmeldingen(feiten: Feiten, netwerk):
    """People who asked to take part and wait for an answer."""
    if aantal := feiten.aanmeldingen(netwerk):
        yield Kaart(
            rang=22,
            icoon="persoon-plus",
            wanneer=feiten.noem(netwerk),
            titel=f"{meervoud(aantal, 'aanmelding wacht,aanmeldingen wachten')} op jou",
            tekst="Laat weten of het past. Ook een nee is fijner dan stilte.",
            minuten=3,
            acties=(Actie("Bekijk wie", reverse("netwerken:deelnemers", args=[netwerk.slug])),),
        )


@bron
def show_intakes(feiten: Feiten, netwerk):
    """Intakes that were sent: somebody waits for a conversation, or for what came of it."""
    if not feiten.user.has_perm("netwerken.lead_intake", netwerk):
        return
    if aantal := feiten.intakes_klaar(netwerk):
        yield Kaart(
            rang=22,
            icoon="gesprek",
            wanneer=feiten.noem(netwerk),
            titel=f"{meervoud(aantal, 'intake is,intakes zijn')} ingevuld",
            tekst="Lees de antwoorden, voer een kort gesprek en laat weten of het past.",
            minuten=5,
            acties=(Actie("Bekijk de intakes", reverse("netwerken:intakes", args=[netwerk.slug])),),
        )


@bron
def show_wachtlijst(feiten: Feiten, netwerk):
    """A place is free while people wait: in an open group that goes by itself, in a closed one somebody says yes."""
    aantal = feiten.wachtlijst(netwerk)
    if aantal and not netwerk.is_vol:
        yield Kaart(
            rang=23,
            icoon="persoon-plus",
            wanneer=feiten.noem(netwerk),
            titel="Er is een plek vrij, en er wacht iemand",
            tekst=f"{meervoud(aantal, 'mens staat,mensen staan')} op de wachtlijst. De eerste is aan de beurt.",
            minuten=2,
            acties=(Actie("Bekijk de wachtlijst", reverse("netwerken:deelnemers", args=[netwerk.slug])),),
        )


@bron
def ask_terugblik(feiten: Feiten, netwerk):
    """The meeting is done and nobody wrote down what was agreed."""
    for bijeenkomst in feiten.geweest(netwerk):
        oud = bijeenkomst.eindigt_op < feiten.now - TERUGBLIK_TOT
        if oud or not bijeenkomst.is_gehouden or bijeenkomst.terugblik:
            continue
        if not feiten.user.has_perm("bijeenkomsten.change_terugblik", bijeenkomst):
            continue
        yield Kaart(
            rang=26,
            moment=bijeenkomst.begint_op,
            icoon="potlood",
            wanneer=f"Na {dag(bijeenkomst.begint_op, met_jaar=False)}",
            titel="Wat spraken jullie af?",
            tekst=f"{zin(feiten.noem(netwerk))} Schrijf drie zinnen. Wie er niet was, leest ze ook.".strip(),
            minuten=5,
            acties=(
                Actie("Schrijf de terugblik", reverse("bijeenkomsten:terugblik", args=[netwerk.slug, bijeenkomst.pk])),
            ),
        )


@bron
def ask_oordeel(feiten: Feiten, netwerk):
    """Two taps per werkvorm, as long as somebody remembers how it went."""
    for bijeenkomst in feiten.geweest(netwerk):
        if not bijeenkomst.vraagt_oordeel or bijeenkomst.eindigt_op < feiten.now - VRAAG_TOT:
            continue
        if not feiten.user.has_perm("bijeenkomsten.rate_werkvormen", bijeenkomst):
            continue
        yield Kaart(
            rang=27,
            moment=bijeenkomst.begint_op,
            icoon="vink",
            wanneer=f"Na {dag(bijeenkomst.begint_op, met_jaar=False)}",
            titel="Hoe werkten de werkvormen?",
            tekst=f"{zin(feiten.noem(netwerk))} Twee tikken per werkvorm.".strip(),
            minuten=1,
            acties=(Actie("Kijk terug", f"{bijeenkomst.get_absolute_url()}#werkvormen"),),
        )


@bron
def show_mislukt(feiten: Feiten, netwerk):
    """Invitations that did not arrive."""
    if mislukt := feiten.mislukte_uitnodigingen(netwerk):
        yield Kaart(
            rang=28,
            icoon="mail",
            wanneer=feiten.noem(netwerk),
            titel=f"{meervoud(mislukt, 'uitnodiging kwam,uitnodigingen kwamen')} niet aan",
            tekst="Kijk of het adres klopt. Dan stuur je de uitnodiging opnieuw."
            if mislukt == 1
            else "Kijk of de adressen kloppen. Dan stuur je ze opnieuw.",
            acties=(Actie("Bekijk de uitnodigingen", reverse("netwerken:deelnemers", args=[netwerk.slug])),),
        )


@bron
def ask_bijeenkomst(feiten: Feiten, netwerk):
    """A running netwerk without a date ahead falls silent."""
    loopt = netwerk.status in {Netwerk.Status.WERVING, Netwerk.Status.GESTART}
    if not loopt or feiten.volgende(netwerk) or not feiten.user.has_perm("bijeenkomsten.plan_bijeenkomst", netwerk):
        return
    yield Kaart(
        rang=18 if netwerk.status == Netwerk.Status.GESTART else 45,
        icoon="kalender-plus",
        wanneer=feiten.noem(netwerk),
        titel="Er staat geen bijeenkomst in de agenda",
        tekst="Kies een dag. Iedereen krijgt hem meteen in de eigen agenda.",
        minuten=5,
        acties=(Actie("Plan een bijeenkomst", reverse("bijeenkomsten:create", args=[netwerk.slug])),),
    )


@bron
def ask_voorbereiders(feiten: Feiten, netwerk):
    """Preparing together with two or three deelnemers makes the meeting theirs.

    Who has asked somebody has nothing to do for a while; then it is time to call them, or to ask somebody else.
    """
    bijeenkomst = feiten.volgende(netwerk)
    if (
        bijeenkomst is None
        or netwerk not in feiten.begeleid
        or bijeenkomst.begint_op > feiten.now + VOORBEREIDERS_VANAF
    ):
        return
    beurten = feiten.gevraagd(bijeenkomst)
    if bijeenkomst.wie_bereidt_voor or (beurten and feiten.now < _wait_until(beurten, bijeenkomst)):
        return
    titel, advies = "Wie bereidt er met je voor?", "Vraag er twee of drie bij."
    if beurten:
        namen = [beurt.persoon.voornaam for beurt in beurten]
        titel = f"{opsomming(namen)} {'antwoordde' if len(namen) == 1 else 'antwoordden'} nog niet"
        sinds = dag(beurten[-1].updated_at, met_jaar=False)
        advies = f"De vraag om mee voor te bereiden ging op {sinds}. Bel even, of vraag iemand anders."
    yield Kaart(
        rang=40,
        moment=bijeenkomst.begint_op,
        wanneer=over_dagen(bijeenkomst.begint_op, feiten.now),
        icoon="mensen",
        titel=titel,
        tekst=zin(feiten.noem(netwerk), dag(bijeenkomst.begint_op, met_jaar=False)) + f" {advies}",
        minuten=5,
        acties=(
            Actie(
                "Kijk wie aan de beurt is",
                reverse("bijeenkomsten:voorbereiders", args=[netwerk.slug, bijeenkomst.pk]),
            ),
        ),
    )


def _wait_until(beurten, bijeenkomst):
    """Five days after the last question, and less when the meeting is near; a day at least."""
    sinds = beurten[-1].updated_at
    kort_dag = bijeenkomst.begint_op - PROGRAMMA_KORT_DAG
    return max(sinds + timedelta(days=1), min(sinds + WACHT_OP_ANTWOORD, kort_dag))


@bron
def ask_deelnemers(feiten: Feiten, netwerk):
    """A new netwerk that is still too small to begin."""
    vroeg = netwerk.status in {Netwerk.Status.IN_OPRICHTING, Netwerk.Status.WERVING}
    tekort = netwerk.min_deelnemers - netwerk.aantal_deelnemers
    if vroeg and tekort > 0 and netwerk in feiten.begeleid:
        yield Kaart(
            rang=29,
            icoon="persoon-plus",
            wanneer=feiten.noem(netwerk),
            titel=f"Nog {meervoud(tekort, 'deelnemer,deelnemers')} en jullie kunnen beginnen",
            tekst="Nodig mensen uit. Je mag een hele lijst adressen in één keer plakken.",
            minuten=5,
            acties=(Actie("Nodig mensen uit", reverse("netwerken:invite", args=[netwerk.slug])),),
        )


@bron
def ask_afronden(feiten: Feiten, netwerk):
    """The agreed time is over and the netwerk still runs."""
    loopt = netwerk.status in {Netwerk.Status.GESTART, Netwerk.Status.AFRONDEN}
    is_om = netwerk.eind_datum < lokale_dag(feiten.now)
    if loopt and is_om and feiten.user.has_perm("netwerken.change_netwerk", netwerk):
        yield Kaart(
            rang=55,
            icoon="oogst",
            wanneer=f"Sinds {dag(netwerk.eind_datum)}",
            titel="De afgesproken tijd is om",
            tekst=f"Gaat {netwerk.naam} door, of ronden jullie af? Beide is goed, als het maar gekozen is.",
            minuten=10,
            acties=(Actie("Kies hoe het verder gaat", reverse("netwerken:update", args=[netwerk.slug])),),
        )


@bron
def ask_randvoorwaarden(feiten: Feiten, netwerk):
    """What has to be in order before the netwerk begins, as long as it is not."""
    telling = feiten.voor_start(netwerk)
    if telling and telling.rest:
        yield Kaart(
            rang=32,
            icoon="goed",
            wanneer=feiten.noem(netwerk),
            titel="Wat moet er op orde zijn voor de start?",
            tekst=f"{telling.zin} Beginnen kan altijd. Dan schrijf je op waarom.",
            minuten=10,
            acties=(Actie("Bekijk de randvoorwaarden", reverse("netwerken:randvoorwaarden", args=[netwerk.slug])),),
        )
