"""What waits for somebody who takes part: answer, come, prepare, read."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings

from berichten.handelingen import link
from bijeenkomsten.mailtekst import opsomming
from bijeenkomsten.voorbereiders.mails import JA, MEEST, PAS, is_useful
from evaluatie.noemen import noem_duur, noem_minuten, noem_vraag
from kern.adres import reverse
from kern.tijd import dag, lokale_dag, ochtend, tijdvak
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, bron, zin

KORT_DAG = timedelta(days=7)
VRAAG_VANAF = timedelta(days=60)
VOORBEREIDEN_VANAF = timedelta(days=21)


def over_dagen(moment, now):
    """«Vandaag», «Morgen», «Over 5 dagen»"""
    dagen = (lokale_dag(moment) - lokale_dag(now)).days
    return {0: "Vandaag", 1: "Morgen"}.get(dagen, f"Over {dagen} dagen") if dagen >= 0 else ""


def _own_link(code, obj, persoon):
    """The same page as the button in the mail opens."""
    return link(code, obj.pk, persoon.pk).removeprefix(settings.BASE_URL)


@bron
def invite_evaluatie(feiten: Feiten, netwerk):
    """An evaluation this person has not filled in yet."""
    for meting in feiten.te_beantwoorden(netwerk):
        yield Kaart(
            rang=20,
            moment=meting.sluit_op,
            wanneer=f"Kan tot en met {dag(meting.sluit_op, met_jaar=False)}",
            titel=noem_vraag(meting),
            tekst=f"{netwerk.naam} vraagt wat je ervan vond. Dat duurt {noem_duur(meting)} en is anoniem."
            if meting.bijeenkomst_id
            else f"Vragen aan iedereen in {netwerk.naam}. Dat duurt {noem_duur(meting)} en is anoniem.",
            minuten=noem_minuten(meting),
            acties=(Actie("Geef je mening", _own_link("ev", meting, feiten.user)),),
        )


@bron
def ask_functie(feiten: Feiten, netwerk):
    """After other work: does this still fit?"""
    if feiten.functie_gewisseld(netwerk):
        url = reverse("netwerken:functie", args=[netwerk.slug])
        yield Kaart(
            rang=18,
            icoon="gesprek",
            wanneer=feiten.noem(netwerk),
            titel="Past dit netwerk nog bij je werk?",
            tekst="Je gaf door dat je ander werk hebt. We vragen het één keer.",
            minuten=1,
            acties=(
                Actie("Ja, het past nog", url, icoon="vink", post=True, naam="antwoord", waarde="past"),
                Actie("Praten of stoppen", url, stil=True),
            ),
        )


@bron
def ask_intake(feiten: Feiten, netwerk):
    """The own intake, not sent yet."""
    if feiten.intake_open(netwerk):
        yield Kaart(
            rang=21,
            icoon="potlood",
            wanneer=feiten.noem(netwerk),
            titel="Vul je intake in",
            tekst="Vijftien vragen over wat je zoekt en wat je meebrengt. Stoppen en later verdergaan kan.",
            minuten=15,
            acties=(Actie("Ga verder", reverse("netwerken:intake", args=[netwerk.slug])),),
        )


@bron
def ask_komst(feiten: Feiten, netwerk):
    """Coming meetings about which a deelnemer said nothing yet. Who guides is there anyway, who pauses is not."""
    if not feiten.is_actieve_deelnemer(netwerk):
        return
    for bijeenkomst in feiten.aankomend(netwerk):
        if bijeenkomst.mijn_antwoord in {"komt", "komt_niet"} or bijeenkomst.begint_op > feiten.now + VRAAG_VANAF:
            continue
        if not feiten.user.has_perm("bijeenkomsten.answer_bijeenkomst", bijeenkomst):
            continue
        url = reverse("bijeenkomsten:antwoord", args=[netwerk.slug, bijeenkomst.pk])
        url += f"?{urlencode({'terug': feiten.terug})}" if feiten.terug else ""
        yield Kaart(
            rang=15 if bijeenkomst.begint_op < feiten.now + KORT_DAG else 30,
            moment=bijeenkomst.begint_op,
            titel=f"Kom je op {dag(bijeenkomst.begint_op, met_jaar=False)}?",
            tekst=zin(
                feiten.noem(netwerk), tijdvak(bijeenkomst.begint_op, bijeenkomst.eindigt_op), bijeenkomst.waar_kort
            ),
            minuten=1,
            acties=(
                Actie("Ik kom", url, icoon="vink", post=True, naam="komt", waarde="ja"),
                Actie("Ik kan niet", url, icoon="sluit", post=True, naam="komt", waarde="nee"),
            ),
        )


@bron
def ask_beurt(feiten: Feiten, netwerk):
    """Somebody asked this person to prepare a meeting; the buttons open the same pages as those of the mail."""
    if not feiten.is_actieve_deelnemer(netwerk):
        return
    for bijeenkomst in feiten.aankomend(netwerk):
        al = bijeenkomst.wie_bereidt_voor
        if not bijeenkomst.is_gevraagd or feiten.user in al or len(al) >= MEEST:
            continue
        if not is_useful(bijeenkomst, feiten.now):
            continue
        samen = f"samen met {opsomming([p.voornaam for p in al])}" if al else ""
        yield Kaart(
            rang=14,
            moment=bijeenkomst.begint_op,
            wanneer=over_dagen(bijeenkomst.begint_op, feiten.now),
            icoon="mensen",
            titel=f"Bereid jij {dag(bijeenkomst.begint_op, met_jaar=False)} mee voor?",
            tekst=zin(feiten.noem(netwerk), bijeenkomst.titel, samen),
            minuten=1,
            acties=(
                Actie("Ik doe mee", _own_link(JA, bijeenkomst, feiten.user), icoon="vink"),
                Actie("Deze keer niet", _own_link(PAS, bijeenkomst, feiten.user), stil=True),
            ),
        )


@bron
def ask_voorbereiden(feiten: Feiten, netwerk):
    """This person prepares a meeting that has no programme yet; a facilitator gets a card of their own."""
    if netwerk in feiten.begeleid:
        return
    for bijeenkomst in feiten.aankomend(netwerk):
        ver_weg = bijeenkomst.begint_op > feiten.now + VOORBEREIDEN_VANAF
        if ver_weg or bijeenkomst.aantal_onderdelen or not bijeenkomst.is_voorbereider(feiten.user):
            continue
        anderen = [p.voornaam for p in bijeenkomst.wie_bereidt_voor if p != feiten.user]
        yield Kaart(
            rang=24,
            moment=bijeenkomst.begint_op,
            wanneer=over_dagen(bijeenkomst.begint_op, feiten.now),
            titel=f"Jij bereidt {dag(bijeenkomst.begint_op, met_jaar=False)} mee voor",
            tekst=f"Er is nog geen programma. Maak het samen{' met ' + ' en '.join(anderen) if anderen else ''}.",
            minuten=15,
            acties=(
                Actie("Open het programma", reverse("bijeenkomsten:draaiboek", args=[netwerk.slug, bijeenkomst.pk])),
            ),
        )


@bron
def remind_afspraken(feiten: Feiten, netwerk):
    """What this person promised and that is due within a week, or is late."""
    for afspraak in feiten.afspraken(netwerk):
        if afspraak.voor is None or afspraak.voor > lokale_dag(feiten.now + KORT_DAG):
            continue
        terug = f"?{urlencode({'terug': feiten.terug})}" if feiten.terug else ""
        wanneer = "Zou klaar zijn op" if afspraak.is_te_laat else "Klaar op"
        yield Kaart(
            rang=19,
            moment=ochtend(afspraak.voor),
            wanneer=f"{wanneer} {dag(afspraak.voor, met_jaar=False)}",
            titel=afspraak.tekst,
            tekst=zin("dit sprak je af in " + netwerk.naam),
            acties=(
                Actie("Gedaan", _afspraak_url("finish", netwerk, afspraak) + terug, icoon="vink", post=True),
                Actie("Laat los", _afspraak_url("drop", netwerk, afspraak) + terug, stil=True),
            ),
        )


def _afspraak_url(wat, netwerk, afspraak):
    return reverse(f"bijeenkomsten:afspraak_{wat}", args=[netwerk.slug, afspraak.pk])


@bron
def involve_leidinggevende(feiten: Feiten, netwerk):
    """A signature to look at, a conversation to have, or a toezegging to ask for."""
    if wacht := feiten.leiding(netwerk):
        yield Kaart(
            rang=35,
            icoon="gesprek",
            wanneer=feiten.noem(netwerk),
            titel=wacht.titel,
            tekst=wacht.tekst,
            minuten=5,
            acties=(Actie(wacht.knop, wacht.url),),
        )


@bron
def show_uitslag(feiten: Feiten, netwerk):
    """A result everyone may read now."""
    for bijeenkomst in feiten.nieuwe_uitslagen(netwerk):
        meting = bijeenkomst.meting
        yield Kaart(
            rang=60,
            moment=meting.sluit_op,
            wanneer=f"Sinds {dag(meting.sluit_op, met_jaar=False)}",
            icoon="barometer",
            titel="Lees wat de groep ervan vond",
            tekst=zin(feiten.noem(netwerk), dag(bijeenkomst.begint_op, met_jaar=False)) + " "
            f"{meting.ingevuld} mensen gaven antwoord.",
            acties=(Actie("Bekijk de uitslag", reverse("evaluatie:uitslag", args=[netwerk.slug, meting.pk])),),
        )
