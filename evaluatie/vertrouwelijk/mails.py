"""The mails of a vertrouwelijke ronde: who reads the answers stands in them, an answer never does."""

from datetime import timedelta

from berichten import services as berichten
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from evaluatie import post, services
from evaluatie.models import Meting
from evaluatie.vertrouwelijk.pagina import describe_lezers
from kern.adres import reverse
from kern.tijd import dag

VERVALLEN = "evaluatie.met_naam_vervallen"
TEMPLATES = {"ronde": "met_naam", "ronde_herinnering": "met_naam_herinnering"}
LEEST_NIET = SlaOver("Leest deze ronde niet.")
KLAAR_VOORBEELD = (
    "In deze mail staat alleen dat de antwoorden klaarstaan, met een link. Wat mensen vertelden, staat in geen enkele "
    "mail."
)


def make_context(meting: Meting, sluit_op) -> dict:
    """What somebody must know before the first question."""
    return {
        "wie_leest": describe_lezers(list(services.find_lezers(meting))),
        "wist": dag(sluit_op + services.BEWAART),
    }


# --- It can be read ------------------------------------------------------------------------------------------------


def list_ontvangers(meting: Meting) -> list[Ontvanger]:
    return [Ontvanger(persoon=persoon) for persoon in services.find_lezers(meting)]


def make_klaar(meting: Meting, bericht) -> Inhoud | SlaOver:
    """To who may read it at the moment of sending."""
    if bericht.aan_id and not services.find_lezers(meting).filter(pk=bericht.aan_id).exists():
        return LEEST_NIET
    return Inhoud(
        onderwerp=f"{meting.titel}: je kunt het lezen",
        template="email/evaluatie/met_naam_klaar",
        context={
            "meting": meting,
            "netwerk": meting.netwerk,
            "wist": dag(services.get_wist_op(meting)),
            "knoppen": [("Lees wat deelnemers vertelden", post.site(meting.get_absolute_url()))],
        },
        afzender=meting.netwerk.naam,
        preheader="Vertrouwelijk. De antwoorden staan niet in deze mail.",
        reden=f"Je krijgt deze mail omdat je {meting.netwerk.naam} begeleidt.",
    )


# --- It did not open -----------------------------------------------------------------------------------------------


def tell_lapsed(meting: Meting) -> None:
    """The facilitators hear why a vertrouwelijke ronde did not open. Of any other round the page tells."""
    if not meting.is_vertrouwelijk:
        return
    for persoon in meting.netwerk.facilitators():
        berichten.queue_bericht(
            soort=VERVALLEN, sleutel=f"{VERVALLEN}:{meting.pk}:persoon:{persoon.pk}", aan=persoon,
            context=meting.netwerk.context, aanleiding=meting.aanleiding,
        )  # fmt: skip


def vervallen_inhoud(bericht):
    meting = post.find_ronde(bericht)
    if meting is None or meting.status != Meting.Status.VERVALLEN:
        return SlaOver("De ronde is er niet meer.")
    if not meting.netwerk.facilitators().filter(pk=bericht.aan_id).exists():
        return SlaOver("Begeleidt het netwerk niet meer.")
    kies = post.site(reverse("evaluatie:vraag_kies", args=[meting.netwerk.slug]))
    return Inhoud(
        onderwerp=f"{meting.titel} ging niet door",
        template="email/evaluatie/met_naam_vervallen",
        context={
            "meting": meting,
            "netwerk": meting.netwerk,
            "knoppen": [("Kies wat je vraagt", kies)],
        },
        afzender=meting.netwerk.naam,
        preheader=meting.reden,
        reden=f"Je krijgt deze mail omdat je {meting.netwerk.naam} begeleidt.",
    )


def register() -> None:
    register_soort(
        Soort(
            code=VERVALLEN, naam="Vertrouwelijke ronde ging niet door", onderwerp="evaluatie",
            houdbaar=timedelta(days=14), inhoud=vervallen_inhoud,
        )
    )  # fmt: skip
