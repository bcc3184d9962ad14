"""The mails about a contract: please agree, we all agreed, and it is time to look at it again."""

from datetime import timedelta

from django.conf import settings

from berichten.handelingen import link
from berichten.services import cancel_verzendingen, plan_verzending, queue_bericht
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag, ochtend
from netwerken.contract.models import Akkoord, Contract, Contractversie

VRAAG, BEKRACHTIGD, HERZIEN = (f"netwerken.contract_{wat}" for wat in ("vraag", "bekrachtigd", "herzien"))
AKKOORD, NOG_NIET = "con", "bezwaar"  # of the one-touch links
WEG = "Doet niet meer mee aan het netwerk."
NIEUWER = "Er is een nieuwere versie."


def contract_links(versie_pk: int, persoon) -> tuple[str, str]:
    """«Lees en ga akkoord» and «Nog niet, want…»."""
    return tuple(link(code, versie_pk, persoon.pk) for code in (AKKOORD, NOG_NIET))


def page_of(netwerk) -> str:
    return settings.BASE_URL + reverse("netwerken:contract", args=[netwerk.slug])


def ask_leden(versie: Contractversie, *, behalve) -> None:
    """To every active member but who settled it: they have the page in front of them."""
    for persoon in versie.netwerk.leden().exclude(pk=behalve.pk).order_by("pk"):
        ask_lid(versie, persoon)


def ask_lid(versie: Contractversie, persoon) -> None:
    """Once per person and version."""
    _queue(VRAAG, versie, persoon)


def tell_bekrachtigd(versie: Contractversie) -> None:
    for persoon in versie.netwerk.leden().order_by("pk"):
        _queue(BEKRACHTIGD, versie, persoon)


def _queue(soort, versie, persoon):
    queue_bericht(
        soort=soort, sleutel=f"{soort}:{versie.pk}:{persoon.pk}", aan=persoon, context=versie.netwerk.context,
        aanleiding=versie.aanleiding,
    )  # fmt: skip


def plan_herziening(versie: Contractversie) -> None:
    """To who guides on that day. A day that was chosen before and is still to come lapses."""
    aanleiding = f"contract-herzien:{versie.pk}"
    sleutel = f"{HERZIEN}:{versie.pk}:{versie.herzien_op}"
    cancel_verzendingen(aanleiding, "Jullie kozen een andere dag.", behalve=(sleutel,), voorgoed=True)
    plan_verzending(
        soort=HERZIEN, sleutel=sleutel, op=ochtend(versie.herzien_op), context=versie.netwerk.context,
        aanleiding=aanleiding, titel="Kloppen jullie afspraken nog?",
        omschrijving=f"Naar de facilitators. Versie {versie.nummer} van het contract is toe aan een nieuwe blik.",
    )  # fmt: skip


def stop_mails(versie: Contractversie, reden: str) -> None:
    """What still had to leave about this version stays home."""
    for aanleiding in (versie.aanleiding, f"contract-herzien:{versie.pk}"):
        cancel_verzendingen(aanleiding, reden, voorgoed=True)


def _read(aanleiding):
    """The version of a mail, or None when it is not the newest any more."""
    versie = Contractversie.objects.select_related("netwerk").filter(pk=int(aanleiding.rsplit(":", 1)[1])).first()
    if versie is None or versie.netwerk.contractversies.filter(nummer__gt=versie.nummer).exists():
        return None
    return versie


def _is_lid(versie, persoon_pk):
    return versie.netwerk.leden().filter(pk=persoon_pk).exists()


def _why_not(versie, bericht):
    """Why nobody need be asked to agree any more, or nothing."""
    if versie is None:
        return NIEUWER
    if versie.netwerk.is_beeindigd:
        return "Het netwerk is voorbij."
    if not _is_lid(versie, bericht.aan_id):
        return WEG
    if versie.bekrachtigd_op is None and Contract.objects.filter(netwerk=versie.netwerk, is_open=True).exists():
        return "De groep werkt aan een nieuwe versie."
    is_gezegd = Akkoord.objects.filter(versie=versie, persoon=bericht.aan_id).exists()
    return "Heeft al geantwoord." if is_gezegd else ""


def _vraag(bericht):
    versie = _read(bericht.aanleiding)
    if reden := _why_not(versie, bericht):
        return SlaOver(reden)
    netwerk, (ja, nee) = versie.netwerk, contract_links(versie.pk, bericht.aan)
    return Inhoud(
        onderwerp=f"Ga je akkoord met het contract van {netwerk.naam}?",
        template="email/netwerken/contract_vraag",
        context={
            "versie": versie,
            "vragen": [artikel["vraag"] for artikel in versie.artikelen],
            "titel": "Zo gaan we\nmet elkaar om",
            "knoppen": [("Lees en ga akkoord", ja), ("Nog niet, want…", nee)],
            "pagina": page_of(netwerk),
        },
        afzender=netwerk.naam,
        preheader="Lees het in drie minuten. Je hoeft niet in te loggen.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}.",
        lees=("Lees en ga akkoord", ja),
    )


def _bekrachtigd(bericht):
    versie = _read(bericht.aanleiding)
    if versie is None:
        return SlaOver(NIEUWER)
    if not _is_lid(versie, bericht.aan_id):
        return SlaOver(WEG)
    netwerk, pagina = versie.netwerk, page_of(versie.netwerk)
    return Inhoud(
        onderwerp=f"Iedereen is akkoord: het contract van {netwerk.naam} geldt",
        template="email/netwerken/contract_bekrachtigd",
        context={
            "versie": versie,
            "titel": "Iedereen is\nakkoord",
            "knoppen": [("Lees of print het contract", pagina)],
        },
        afzender=netwerk.naam,
        preheader=f"Versie {versie.nummer} geldt vanaf nu.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}.",
        lees=("Lees het contract", pagina),
    )


def _herzien(bericht):
    versie = _read(bericht.aanleiding or bericht.verzending.aanleiding)
    if versie is None or Contract.objects.filter(netwerk=versie.netwerk, is_open=True).exists():
        return SlaOver("De groep werkt al aan een nieuwe versie.")
    netwerk, pagina = versie.netwerk, page_of(versie.netwerk)
    return Inhoud(
        onderwerp=f"Kloppen de afspraken van {netwerk.naam} nog?",
        template="email/netwerken/contract_herzien",
        context={
            "versie": versie, "titel": "Kloppen jullie\nafspraken nog?", "sinds": dag(versie.vastgelegd_op),
            "knoppen": [("Bekijk het contract", pagina)],
        },
        afzender=netwerk.naam,
        preheader="Jullie spraken af om er vandaag opnieuw naar te kijken.",
        reden=f"Je krijgt deze mail omdat je {netwerk.naam} begeleidt.",
        lees=("Bekijk het contract", pagina),
    )  # fmt: skip


def _facilitators(verzending):
    versie = _read(verzending.aanleiding)
    if versie and not versie.netwerk.is_beeindigd:
        yield from (Ontvanger(persoon=persoon) for persoon in versie.netwerk.facilitators().order_by("pk"))


def register() -> None:
    week, maand = timedelta(days=7), timedelta(days=30)
    register_soort(
        Soort(VRAAG, "Vraag om akkoord met het contract", _vraag, onderwerp="netwerk", houdbaar=maand, is_vraag=True,
              bewerkbaar=False)
    )  # fmt: skip
    register_soort(
        Soort(BEKRACHTIGD, "Contract bekrachtigd", _bekrachtigd, onderwerp="netwerk", houdbaar=week, bewerkbaar=False)
    )
    register_soort(
        Soort(HERZIEN, "Contract opnieuw bekijken", _herzien, ontvangers=_facilitators, onderwerp="netwerk",
              houdbaar=maand)
    )  # fmt: skip
