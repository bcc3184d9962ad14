"""While a meeting is on: answer its questions together, on a QR code, and show what came out."""

from datetime import timedelta

from django.conf import settings

from kern.adres import reverse
from overzicht.feiten import Feiten
from overzicht.watnu.kaart import Actie, Kaart, bron, zin

AAN_HET_EIND = timedelta(minutes=30)  # from then on it goes before the programme, which comes to its end
EERST, NA_PROGRAMMA = 4, 6


@bron
def ask_in_zaal(feiten: Feiten, netwerk):
    """A meeting that is now, and nobody was asked about it yet."""
    if not feiten.user.has_perm("evaluatie.send_now", netwerk):
        return
    if feiten.aantal_deelnemers(netwerk) < settings.EVALUATIE_MIN_ANTWOORDEN:
        return
    for bijeenkomst in feiten.nu_samen(netwerk):
        if hasattr(bijeenkomst, "meting"):
            continue
        aan_het_eind = feiten.now >= bijeenkomst.eindigt_op - AAN_HET_EIND
        yield Kaart(
            rang=EERST if aan_het_eind else NA_PROGRAMMA,
            moment=bijeenkomst.begint_op,
            wanneer="Nu" if aan_het_eind else "Straks, aan het eind",
            icoon="apparaat",
            titel="Vraag samen hoe het was",
            tekst=f"{zin(feiten.noem(netwerk), bijeenkomst.titel)} Ieder antwoordt op de eigen telefoon. "
            "Daarna zien jullie samen de uitslag.",
            acties=(
                Actie("Laat een QR-code zien", reverse("evaluatie:zaal_open", args=[netwerk.slug, bijeenkomst.pk])),
            ),
        )


@bron
def show_scherm(feiten: Feiten, netwerk):
    """The room is answering: back to its screen."""
    if not feiten.user.has_perm("evaluatie.send_now", netwerk):
        return
    for bijeenkomst in feiten.nu_samen(netwerk):
        meting = getattr(bijeenkomst, "meting", None)
        if meting is None or not meting.in_zaal or not meting.is_open(feiten.now):
            continue
        yield Kaart(
            rang=EERST,
            moment=bijeenkomst.begint_op,
            wanneer="Nu",
            icoon="apparaat",
            titel="De groep vult de vragen in",
            tekst=f"{zin(feiten.noem(netwerk), bijeenkomst.titel)} Is iedereen klaar? Toon dan samen de uitslag.",
            minuten=1,
            acties=(Actie("Naar het scherm", reverse("evaluatie:zaal_scherm", args=[netwerk.slug, meting.pk])),),
        )
