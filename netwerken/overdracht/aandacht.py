"""What a handover asks of somebody, for the netwerkbrief."""

from datetime import datetime

from django.conf import settings

from berichten.acties import Actie
from kern.adres import reverse
from netwerken.models import Deelname, Overdracht
from netwerken.taken.aandacht import VOORBIJ


def ask_opvolger(persoon, now: datetime):
    """Netwerken this person is asked to guide."""
    rows = Overdracht.objects.open().filter(naar=persoon).exclude(netwerk__status__in=VOORBIJ)
    for overdracht in rows.select_related("netwerk", "van").order_by("pk"):
        yield Actie(
            titel="Wil jij deze groep begeleiden?", knop="Lees de vraag", tekst=f"{overdracht.van.naam} vraagt jou.",
            url=settings.BASE_URL + overdracht.get_absolute_url(), voor=overdracht.verloopt_op,
            netwerk=overdracht.netwerk.naam,
        )  # fmt: skip


def tell_verlopen(persoon, now: datetime):
    """Questions of this facilitator that nobody answered in time."""
    begeleid = Deelname.objects.actief().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR).values("netwerk")
    rows = Overdracht.objects.filter(van=persoon, antwoord="geen", verloopt_op__lte=now, netwerk__in=begeleid)
    for overdracht in rows.exclude(netwerk__status__in=VOORBIJ).select_related("netwerk").order_by("pk"):
        yield Actie(
            titel=f"{overdracht.naam} antwoordde niet op je vraag", knop="Vraag iemand anders",
            url=settings.BASE_URL + reverse("netwerken:overdracht", args=[overdracht.netwerk.slug]),
            netwerk=overdracht.netwerk.naam,
        )  # fmt: skip
