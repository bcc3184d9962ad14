"""How it stands with the guests of a meeting, for its page and for who makes it."""

from berichten.models import Adresmerk, Bericht
from bijeenkomsten.models import Spreekverzoek
from bijeenkomsten.sprekers.mails import find_last_mail
from kern.prepared import prepared


def read_gasten(bijeenkomst, user) -> list[Spreekverzoek]:
    """The requests of this meeting, first asked first; for who does not make the meeting only the guests who come."""
    verzoeken = _find_verzoeken(bijeenkomst.pk)
    for verzoek in verzoeken:
        verzoek.bijeenkomst = bijeenkomst
    maakt = user.has_perm("bijeenkomsten.change_gasten", bijeenkomst)
    return [verzoek for verzoek in verzoeken if maakt or verzoek.komt]


@prepared
def _find_verzoeken(bijeenkomst):
    return Spreekverzoek.objects.filter(bijeenkomst=bijeenkomst).select_related("spreker", "gevraagd_door")


def explain_mail(verzoek) -> str:
    """Why the guest may not know of it: mail comes back, or the last one could not leave. Else nothing."""
    merken = Adresmerk.objects.of_addresses([verzoek.spreker.email]).get(verzoek.spreker.email, ())
    if Adresmerk.Soort.ONBEREIKBAAR in merken:
        return "Mail naar dit adres komt terug. Vraag de gast om een ander adres."
    if Adresmerk.Soort.KLACHT in merken:
        return "De gast noemde onze mail ongewenst. We mailen dit adres niet meer: bel liever."
    laatste = find_last_mail(verzoek)
    if laatste and laatste.status == Bericht.Status.MISLUKT:
        return f"De laatste mail kwam niet aan. {laatste.reden}"
    return ""
