from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from berichten.models import Bericht
from kern.models import TimestampedModel
from kern.tijd import nu
from netwerken.models.deelname import Deelname

GELDIG = timedelta(days=60)


class UitnodigingQuerySet(models.QuerySet):
    def open(self, *, now=None):
        """Not answered, not withdrawn and not too old."""
        return self.filter(antwoord=Uitnodiging.Antwoord.GEEN, verloopt_op__gt=now or nu())

    def for_list(self):
        return self.select_related("bericht", "uitgenodigd_door").order_by("-verstuurd_dag", "email")


class Uitnodiging(TimestampedModel):
    """An invitation to one e-mail address. What the mail did is read from its Bericht, never copied."""

    class Antwoord(models.TextChoices):
        GEEN = "geen", "nog geen antwoord"
        AANVAARD = "aanvaard", "aanvaard"
        AFGESLAGEN = "afgeslagen", "doet niet mee"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    class Stand(models.TextChoices):
        """What the facilitator sees: the answer, or else how far the mail is."""

        KLAAR = "klaar", "klaar om te versturen"
        VERSTUURD = "verstuurd", "verstuurd"
        GEOPEND = "geopend", "geopend"
        AANVAARD = "aanvaard", "aanvaard"
        AFGESLAGEN = "afgeslagen", "doet niet mee"
        MISLUKT = "mislukt", "mislukt"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        VERLOPEN = "verlopen", "verlopen"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="uitnodigingen")
    email = models.EmailField("e-mailadres")
    naam = models.CharField("naam", max_length=120, blank=True)
    rol = models.CharField("rol", max_length=12, choices=Deelname.Rol, default=Deelname.Rol.DEELNEMER)
    tekst = models.TextField("persoonlijk woord", max_length=1000, blank=True)
    uitgenodigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="uitnodigingen"
    )
    antwoord = models.CharField("antwoord", max_length=12, choices=Antwoord, default=Antwoord.GEEN)
    aanvaard_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="aanvaarde_uitnodigingen",
    )
    geopend_op = models.DateTimeField("geopend op", null=True, blank=True)
    verstuurd_dag = models.DateField("verstuurd op")
    verloopt_op = models.DateTimeField("geldig tot")
    via_groep = models.BooleanField("de groep besluit nog", default=False)
    keer = models.PositiveSmallIntegerField("keer verstuurd", default=1)
    bericht = models.ForeignKey(Bericht, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "netwerk", Lower("email"), condition=Q(antwoord="geen"), name="uitnodiging_one_open_per_email"
            ),
            models.CheckConstraint(
                name="uitnodiging_aanvaard_door_matches",
                condition=Q(aanvaard_door__isnull=True) | Q(antwoord="aanvaard"),
            ),
        ]

    def __str__(self):
        return f"{self.email} voor {self.netwerk_id}"

    @property
    def is_open(self):
        return self.antwoord == self.Antwoord.GEEN and self.verloopt_op > nu()

    @property
    def stand(self):
        """The visible state; the outbox row decides between klaar, verstuurd and mislukt."""
        if self.antwoord != self.Antwoord.GEEN:
            return self.Stand(self.antwoord)
        if self.verloopt_op <= nu():
            return self.Stand.VERLOPEN
        if self.geopend_op:
            return self.Stand.GEOPEND
        if self.bericht is None or self.bericht.status == Bericht.Status.GEPLAND:
            return self.Stand.KLAAR
        return self.Stand.VERSTUURD if self.bericht.status == Bericht.Status.VERSTUURD else self.Stand.MISLUKT
