"""What an intake asks of somebody: fill it in, or talk about what somebody wrote."""

from datetime import datetime

from django.conf import settings

from berichten.acties import Actie
from kern.adres import reverse
from kern.tijd import dag
from netwerken.intake.mails import page_link
from netwerken.intake.models import Intake
from netwerken.models import Deelname


def ask_invullen(persoon, now: datetime):
    """Intakes this person has not sent yet."""
    rows = Intake.objects.in_te_vullen().filter(deelname__persoon=persoon).with_deelname().order_by("gevraagd_dag")
    for intake in rows:
        yield Actie(
            titel="Vul je intake in", knop="Ga verder", url=page_link(intake.netwerk), netwerk=intake.netwerk.naam,
            tekst="Vijftien vragen. Stoppen en later verdergaan kan.",
        )  # fmt: skip


def ask_gesprek(persoon, now: datetime):
    """Intakes that wait for a facilitator: to talk, or to say what came of it."""
    begeleid = Deelname.objects.actief().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR).values("netwerk")
    rows = Intake.objects.te_beslissen().filter(deelname__netwerk__in=begeleid).exclude(deelname__persoon=persoon)
    for intake in rows.with_deelname().order_by("verstuurd_op"):
        gesprek = f"Jullie gesprek is op {dag(intake.gesprek_op)}." if intake.gesprek_op else "Plan een kort gesprek."
        yield Actie(
            titel=f"{intake.persoon.naam} vulde de intake in", knop="Lees de antwoorden",
            url=settings.BASE_URL + reverse("netwerken:intake_gesprek", args=[intake.netwerk.slug, intake.deelname_id]),
            netwerk=intake.netwerk.naam, tekst=gesprek,
        )  # fmt: skip
