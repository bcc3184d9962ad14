"""The mails of the list: does it still hold, there are enough people, here is the netwerk, we do not take it over."""

from datetime import timedelta

from django.conf import settings

from berichten.handelingen import link
from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from netwerken.belangstelling.models import Belangstelling, Themavoorstel

KLOPT, TREKKER, NETWERK, AFGEWEZEN = (f"netwerken.thema_{wat}" for wat in ("klopt", "trekker", "netwerk", "afgewezen"))
BEWAAR, WEG, MEEDOEN, WACHTEN = "bwa", "bww", "bwm", "bwn"  # of the one-touch links
VAN_DE_LIJST = "Staat niet meer op de lijst."


def ask_if_it_holds(rij: Belangstelling) -> None:
    """Once for every year."""
    _queue(KLOPT, f"{rij.pk}:{rij.geldig_tot}", rij.persoon, belangstelling=rij.pk)


def ask_trekker(voorstel: Themavoorstel, persoon) -> None:
    """Once while it is open, and once more when the academie chose this person."""
    _queue(TREKKER, f"{voorstel.pk}:{voorstel.status}:{persoon.pk}", persoon, voorstel=voorstel.pk)


def invite_to_apply(rij: Belangstelling, netwerk) -> None:
    _queue(NETWERK, f"{netwerk.pk}:{rij.persoon_id}", rij.persoon, belangstelling=rij.pk)


def tell_afgewezen(rij: Belangstelling, regel) -> None:
    _queue(AFGEWEZEN, f"{regel.pk}:{rij.persoon_id}", rij.persoon, belangstelling=rij.pk)


def _queue(soort, sleutel, aan, **gegevens):
    queue_bericht(soort=soort, sleutel=f"{soort}:{sleutel}", aan=aan, gegevens=gegevens)


def page() -> str:
    return settings.BASE_URL + reverse("netwerken:themas")


def _read(bericht):
    rows = Belangstelling.objects.select_related("thema", "netwerk", "persoon")
    return rows.filter(pk=bericht.gegevens["belangstelling"], persoon=bericht.aan_id).first()


def _reden(rij):
    return f"Je krijgt deze mail omdat je op {dag(rij.created_at)} zei dat je wilt leren over {rij.thema.naam}."


def _klopt(bericht):
    rij = _read(bericht)
    if rij is None:
        return SlaOver(VAN_DE_LIJST)
    if rij.nagevraagd_op is None:
        return SlaOver("Heeft al geantwoord.")
    ja, nee = (link(code, rij.pk, rij.persoon_id) for code in (BEWAAR, WEG))
    return Inhoud(
        onderwerp=f"Wil je nog leren over {rij.thema.naam}?",
        template="email/netwerken/thema_klopt",
        context={
            "rij": rij, "titel": "Klopt het nog?",
            "knoppen": [("Ja, bewaar het nog een jaar", ja), ("Nee, haal me van de lijst", nee)],
        },
        preheader=f"Doe je niets, dan wissen we het na {dag(rij.geldig_tot)}.",
        reden=_reden(rij),
        lees=("Ja, bewaar het nog een jaar", ja),
    )  # fmt: skip


def _trekker(bericht):
    voorstel = Themavoorstel.objects.select_related("thema").filter(pk=bericht.gegevens["voorstel"]).first()
    if voorstel is None or voorstel.status not in Themavoorstel.LOPEND:
        return SlaOver("Het voorstel geldt niet meer.")
    gevraagd = voorstel.trekker_id == bericht.aan_id
    if voorstel.trekker_id and not gevraagd:
        return SlaOver("Iemand anders begint het netwerk.")
    wie = f"{meervoud(voorstel.mensen, 'mens,mensen')} uit {meervoud(voorstel.scholen, 'school,scholen')}"
    return Inhoud(
        onderwerp=f"Begin jij een netwerk over {voorstel.thema.naam}?",
        template="email/netwerken/thema_trekker",
        context={
            "voorstel": voorstel, "gevraagd": gevraagd, "wie": wie, "titel": "Er zijn\ngenoeg mensen",
            "knoppen": [("Bekijk het voorstel", page())],
        },
        preheader=f"{wie} willen hierover leren.",
        reden="Je krijgt deze mail omdat je op de lijst van dit thema staat.",
        lees=("Bekijk het voorstel", page()),
    )  # fmt: skip


def _netwerk(bericht):
    rij = _read(bericht)
    if rij is None or rij.netwerk is None:
        return SlaOver("Doet al mee, of staat niet meer op de lijst.")
    netwerk = rij.netwerk
    if netwerk.is_beeindigd:
        return SlaOver("Het netwerk is voorbij.")
    ja, nee = (link(code, rij.pk, rij.persoon_id) for code in (MEEDOEN, WACHTEN))
    return Inhoud(
        onderwerp=f"Er begint een netwerk over {rij.thema.naam}: doe je mee?",
        template="email/netwerken/thema_netwerk",
        context={
            "rij": rij, "netwerk": netwerk, "facilitators": list(netwerk.facilitators()),
            "titel": "Hier wachtte\nje op", "knoppen": [("Ik wil meedoen", ja), ("Nu niet, ik wacht nog", nee)],
        },
        preheader=netwerk.centrale_vraag,
        reden=_reden(rij),
        lees=("Bekijk de uitnodiging", ja),
    )  # fmt: skip


def _afgewezen(bericht):
    rij = _read(bericht)
    if rij is None or not rij.thema.reden:
        return SlaOver(VAN_DE_LIJST)
    return Inhoud(
        onderwerp=f"Je thema {rij.thema.naam} komt niet in de lijst",
        template="email/netwerken/thema_afgewezen",
        context={"rij": rij, "titel": "Niet dit thema", "knoppen": [("Kies een ander thema", page())]},
        preheader=rij.thema.reden,
        reden=_reden(rij),
    )


def register() -> None:
    """None can be stopped: each is what this person put the name on the list for, and leaving the list is one touch."""
    maand = timedelta(days=30)
    for code, naam, inhoud in (
        (KLOPT, "Klopt je thema nog?", _klopt),
        (TREKKER, "Genoeg mensen voor een netwerk", _trekker),
        (NETWERK, "Netwerk over je thema", _netwerk),
        (AFGEWEZEN, "Thema niet overgenomen", _afgewezen),
    ):
        register_soort(Soort(code=code, naam=naam, inhoud=inhoud, houdbaar=maand, bewerkbaar=False))
