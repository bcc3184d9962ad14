"""The mails about handing over: will you, rather not, and to everybody once: this is who guides now."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag
from netwerken.models import Overdracht

VRAAG, NEE, KLAAR = (f"netwerken.overdracht_{wat}" for wat in ("vraag", "nee", "klaar"))


def ask_opvolger(overdracht: Overdracht) -> None:
    _queue(VRAAG, overdracht, overdracht.naar, adres=overdracht.email)


def tell_nee(overdracht: Overdracht) -> None:
    """To who asked."""
    _queue(NEE, overdracht, overdracht.van)


def tell_leden(overdracht: Overdracht) -> None:
    """To everybody who takes part now, and to who stopped; not to the successor, who just said yes."""
    leden = {persoon.pk: persoon for persoon in overdracht.netwerk.leden().order_by("pk")}
    leden[overdracht.van_id] = overdracht.van
    for persoon in leden.values():
        if persoon.pk != overdracht.naar_id:
            _queue(KLAAR, overdracht, persoon)


def _queue(soort, overdracht, aan, adres=""):
    queue_bericht(
        soort=soort, sleutel=f"{soort}:{overdracht.pk}:{aan.pk if aan else 'adres'}", aan=aan, adres=adres,
        context=overdracht.netwerk.context, aanleiding=f"overdracht:{overdracht.pk}",
    )  # fmt: skip


def _read(bericht):
    rows = Overdracht.objects.select_related("netwerk", "van", "naar")
    return rows.filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1])).first()


def _make(overdracht, template, *, onderwerp, preheader, reden, titel, knop, samen=False):
    tekst, pad = knop
    url = settings.BASE_URL + pad
    return Inhoud(
        onderwerp=onderwerp,
        template=f"email/netwerken/{template}",
        context={
            "netwerk": overdracht.netwerk, "overdracht": overdracht, "titel": titel, "knoppen": [(tekst, url)],
            "tot": dag(overdracht.verloopt_op), "samen": samen,
        },
        afzender=overdracht.netwerk.naam,
        preheader=preheader,
        reden=reden,
        lees=(tekst, url),
    )  # fmt: skip


def _vraag(bericht):
    overdracht = _read(bericht)
    if overdracht is None or not overdracht.is_open or overdracht.netwerk.is_beeindigd:
        return SlaOver("De vraag is beantwoord, ingetrokken of te oud.")
    wie, netwerk = overdracht.van.naam, overdracht.netwerk
    return _make(
        overdracht, "overdracht_vraag", titel="Wil jij deze groep\nbegeleiden?",
        onderwerp=f"Neem jij de begeleiding van {netwerk.naam} over?",
        preheader=f"{wie} vraagt jou. Er verandert niets voordat jij ja zegt.",
        reden=f"Je krijgt deze mail omdat {wie} je adres opgaf. Doe je niets, dan verandert er niets.",
        knop=("Lees de vraag", overdracht.get_absolute_url()),
    )  # fmt: skip


def _nee(bericht):
    overdracht = _read(bericht)
    if overdracht is None or overdracht.netwerk.is_beeindigd:
        return SlaOver("Het netwerk is voorbij.")
    netwerk = overdracht.netwerk
    return _make(
        overdracht, "overdracht_nee", titel="Nog geen opvolger",
        onderwerp=f"{overdracht.naam} neemt {netwerk.naam} niet over",
        preheader="Je begeleidt het netwerk gewoon verder. Je kunt iemand anders vragen.",
        reden=f"Je krijgt deze mail omdat je {netwerk.naam} begeleidt.",
        knop=("Vraag iemand anders", reverse("netwerken:overdracht", args=[netwerk.slug])),
    )  # fmt: skip


def _klaar(bericht):
    overdracht = _read(bericht)
    if overdracht is None or overdracht.naar is None:
        return SlaOver("De overdracht bestaat niet meer.")
    netwerk = overdracht.netwerk
    samen = bericht.aan_id == overdracht.van_id and not netwerk.is_beeindigd
    return _make(
        overdracht, "overdracht_klaar", samen=samen, titel=f"{overdracht.naar.naam}\nbegeleidt nu",
        onderwerp=f"{overdracht.naar.naam} begeleidt nu {netwerk.naam}",
        preheader=f"{overdracht.van.naam} droeg de begeleiding over.",
        reden=f"Je krijgt deze mail omdat je meedoet of meedeed aan {netwerk.naam}.",
        knop=("Loop samen de lijst na", overdracht.get_absolute_url()) if samen
        else ("Ga naar het netwerk", netwerk.get_absolute_url()),
    )  # fmt: skip


def register() -> None:
    def uiterlijk(bericht):
        overdracht = _read(bericht)
        return overdracht and overdracht.verloopt_op

    register_soort(
        Soort(VRAAG, "Vraag om een netwerk over te nemen", _vraag, houdbaar=timedelta(days=14), bewerkbaar=False,
              uiterlijk=uiterlijk, aanloop=timedelta(days=7))
    )  # fmt: skip
    register_soort(Soort(NEE, "Geen opvolger", _nee, houdbaar=timedelta(days=14), bewerkbaar=False))
    register_soort(Soort(KLAAR, "Andere facilitator", _klaar, houdbaar=timedelta(days=14), bewerkbaar=False))
