"""What a date poll asks of somebody: to answer, and when it has closed, to choose a day."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef

from berichten.acties import Actie
from bijeenkomsten.prikker.mails import answer_link
from bijeenkomsten.prikker.models import Prikdatum, Prikker
from kern.tijd import dag
from netwerken.models import Deelname

KIEZERS = (Deelname.Rol.FACILITATOR, Deelname.Rol.PENVOERDER)


def ask_antwoord(persoon, now: datetime):
    """Polls that take answers and have none of this person."""
    rows = Prikker.objects.open(now=now).for_persoon(persoon).unanswered_by(persoon).select_related("netwerk")
    for prikker in rows.order_by("sluit_dag", "pk"):
        yield Actie(
            titel=f"Welke dag kun jij? {prikker.titel}", knop="Zeg wanneer je kunt", url=answer_link(prikker, persoon),
            voor=prikker.sluit_op, tekst=f"Antwoorden kan tot en met {dag(prikker.sluit_dag)}.",
            netwerk=prikker.netwerk.naam, onderwerp="bijeenkomsten",
        )  # fmt: skip


def ask_keuze(persoon, now: datetime):
    """Polls that have closed, for who may choose the day, as long as one of the days is still to come."""
    kiest = Deelname.objects.actief().filter(persoon=persoon, rol__in=KIEZERS).values("netwerk")
    nog_te_kiezen = Prikdatum.objects.filter(prikker=OuterRef("pk"), begint_op__gt=now)
    rows = Prikker.objects.lopend().filter(Exists(nog_te_kiezen), netwerk__in=kiest)
    rows = rows.exclude(pk__in=Prikker.objects.open(now=now))
    for prikker in rows.select_related("netwerk").order_by("sluit_dag", "pk"):
        yield Actie(
            titel=f"Kies een dag: {prikker.titel}", knop="Bekijk de antwoorden",
            url=settings.BASE_URL + prikker.get_absolute_url(), tekst="De datumprikker is gesloten.",
            netwerk=prikker.netwerk.naam, onderwerp="bijeenkomsten",
        )  # fmt: skip
