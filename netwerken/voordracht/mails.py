"""The mail to somebody who was nominated, and what its two buttons do."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, link, register_handeling
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from netwerken.groepsbesluit.nodig import is_nodig_voor_nieuwe
from netwerken.voordracht import services
from netwerken.voordracht.models import GELDIG, Voordracht

JA, NEE = "vdj", "vdn"
VIA_GESPREK = "Je zegt ja tegen een gesprek. De facilitator kijkt of jouw vraag bij de groep past en mailt je daarna."
VIA_GROEP = (
    "De groep is al begonnen. De facilitator kijkt of jouw vraag past, en de deelnemers zeggen of je erbij mag. "
    "Je hoort alleen de uitkomst."
)
WIE_ZIET = "De facilitator en de penvoerder zien je antwoord, en ook wie je voordroeg."


def _get(pk):
    return Voordracht.objects.select_related("netwerk", "door").filter(pk=pk).first()


def _inhoud(bericht):
    voordracht = _get(bericht.gegevens["voordracht"])
    if voordracht is None or not voordracht.is_open or voordracht.netwerk.is_beeindigd:
        return SlaOver("Er is al geantwoord, of de voordracht geldt niet meer.")
    netwerk, wie = voordracht.netwerk, voordracht.door.naam if voordracht.door else "Een deelnemer"
    return Inhoud(
        onderwerp=f"{wie} draagt je voor bij {netwerk.naam}",
        template="email/netwerken/voordracht",
        afzender=netwerk.naam,
        preheader=netwerk.centrale_vraag,
        reden=f"Je krijgt deze mail omdat {wie} je adres opgaf. Doe je niets, dan hoor je niets meer van ons.",
        context={
            "netwerk": netwerk,
            "voordracht": voordracht,
            "wie": wie,
            "knoppen": [("Ja, ik wil meedoen", link(JA, voordracht.pk)), ("Nee, dank je", link(NEE, voordracht.pk))],
        },
    )


def _read(ref):
    return _get(ref[0]) if len(ref) == 1 else None


def _toon_ja(ref):
    voordracht = _read(ref)
    if voordracht is None or voordracht.netwerk.is_beeindigd or not (voordracht.is_open or voordracht.deelname_id):
        return None
    netwerk = voordracht.netwerk
    via_groep = is_nodig_voor_nieuwe(netwerk)
    return Pagina(
        titel=f"Meedoen aan {netwerk.naam}?", knop="Ja, ik wil meedoen", kicker=netwerk.centrale_vraag,
        tekst=VIA_GROEP if via_groep else VIA_GESPREK,
        wie_ziet=f"{WIE_ZIET} De deelnemers zien je naam, functie en school." if via_groep else WIE_ZIET,
    )  # fmt: skip


def _doe_ja(ref, post):
    deelname = services.agree(_read(ref))
    netwerk = deelname.netwerk
    return Resultaat(
        titel="Fijn, je aanmelding is binnen",
        tekst=f"De facilitator van {netwerk.naam} laat je per mail weten hoe het verdergaat.",
        links=(("Log in", f"{reverse('account_login')}?next={netwerk.get_absolute_url()}"),),
    )


def _toon_nee(ref):
    voordracht = _read(ref)
    if voordracht is None or not (voordracht.is_open or voordracht.antwoord == Voordracht.Antwoord.NEE):
        return None
    return Pagina(
        titel="Liever niet meedoen?", knop="Nee, dank je", kicker=voordracht.netwerk.naam,
        tekst="Dan hoor je niets meer over deze voordracht.",
        wie_ziet="Wie je voordroeg, ziet dat je niet meedoet.",
    )  # fmt: skip


def _doe_nee(ref, post):
    services.refuse(_read(ref))
    return Resultaat(titel="Dank je voor je antwoord", tekst="Je hoort hier niets meer over.")


def _uiterlijk(bericht):
    """Of use as long as somebody can answer it."""
    gemaakt = Voordracht.objects.filter(pk=bericht.gegevens.get("voordracht")).values_list("created_at", flat=True)
    eerste = gemaakt.first()
    return eerste and eerste + GELDIG


def register() -> None:
    register_soort(
        Soort(
            code="netwerken.voordracht", naam="Voordracht", inhoud=_inhoud, houdbaar=timedelta(days=7),
            bewerkbaar=False, uiterlijk=_uiterlijk, aanloop=timedelta(days=14),
        )
    )  # fmt: skip
    register_handeling(Handeling(code=JA, max_age=timedelta(days=400), toon=_toon_ja, doe=_doe_ja))
    register_handeling(Handeling(code=NEE, max_age=timedelta(days=400), toon=_toon_nee, doe=_doe_nee))
