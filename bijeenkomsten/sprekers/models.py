from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kern.adres import reverse
from kern.models import TimestampedModel
from kern.tijd import nu


class Gastspreker(TimestampedModel):
    """Somebody from outside whom a netwerk knows: a name, an address and what they know about. No account.

    ``mag_bewaren``: the guest said that the netwerk may keep this for another time. Without that it is forgotten some
    time after the last meeting it was for (``services.forget_gasten``).
    """

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="gastsprekers")
    naam = models.CharField("naam", max_length=120)
    email = models.EmailField("mailadres")
    expertise = models.CharField("weet veel van", max_length=300, blank=True)
    mag_bewaren = models.BooleanField("mag bewaard blijven", default=False)

    class Meta:
        verbose_name = "gastspreker"
        verbose_name_plural = "gastsprekers"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "email"], name="gastspreker_once_per_netwerk"),
            models.CheckConstraint(name="gastspreker_email_lower", condition=Q(email=Lower("email"))),
        ]

    def __str__(self):
        return self.naam


class SpreekverzoekQuerySet(models.QuerySet):
    def open(self):
        """Asked or said yes: this guest reckons with it."""
        return self.filter(status__in=Spreekverzoek.OPEN)

    def with_all(self):
        return self.select_related("bijeenkomst__netwerk", "spreker", "gevraagd_door")


class Spreekverzoek(TimestampedModel):
    """A guest asked for one meeting.

    gevraagd → bevestigd or kan_niet (the guest, who may change that); gevraagd or bevestigd → ingetrokken. Asked again
    after a no or a withdrawal: gevraagd, with a new ``link_nr``, so that links in older mails no longer act. Only
    ``bijeenkomsten.sprekers.services`` writes ``status``.
    """

    class Status(models.TextChoices):
        GEVRAAGD = "gevraagd", "gevraagd"
        BEVESTIGD = "bevestigd", "komt"
        KAN_NIET = "kan_niet", "kan niet"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    OPEN = (Status.GEVRAAGD, Status.BEVESTIGD)

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="gasten")
    spreker = models.ForeignKey(Gastspreker, on_delete=models.CASCADE, related_name="verzoeken")
    onderwerp = models.CharField("waarover", max_length=200)
    bericht = models.TextField("je vraag aan de gast", max_length=2000, blank=True)
    praktisch = models.TextField("goed om te weten voor de gast", max_length=2000, blank=True)
    status = models.CharField("status", max_length=11, choices=Status, default=Status.GEVRAAGD)
    link_nr = models.PositiveSmallIntegerField(default=1, editable=False)
    gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gevraagd_op = models.DateTimeField(default=nu)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.TextField("antwoord van de gast", max_length=1000, blank=True)
    dank = models.TextField("bedankje", max_length=2000, blank=True)
    bedankt_op = models.DateTimeField(null=True, blank=True)

    objects = SpreekverzoekQuerySet.as_manager()

    class Meta:
        verbose_name = "spreekverzoek"
        verbose_name_plural = "spreekverzoeken"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "spreker"], name="spreekverzoek_once_per_gast"),
            models.CheckConstraint(
                name="spreekverzoek_status_is_known",
                condition=Q(status__in=["gevraagd", "bevestigd", "kan_niet", "ingetrokken"]),
            ),
            models.CheckConstraint(
                name="spreekverzoek_answer_has_time",
                condition=~Q(status__in=["bevestigd", "kan_niet"]) | Q(beantwoord_op__isnull=False),
            ),
            models.CheckConstraint(
                name="spreekverzoek_only_who_came_is_thanked",
                condition=Q(bedankt_op__isnull=True) | Q(status="bevestigd") & ~Q(dank=""),
            ),
        ]

    def __str__(self):
        return f"{self.spreker_id} bij {self.bijeenkomst_id}"

    def get_absolute_url(self):
        b = self.bijeenkomst
        return reverse("bijeenkomsten:gast", args=[b.netwerk.slug, b.pk, self.pk])

    @property
    def aanleiding(self):
        """How berichten names this request."""
        return f"spreekverzoek:{self.pk}"

    @property
    def is_open(self):
        return self.status in self.OPEN

    @property
    def is_ingetrokken(self):
        return self.status == self.Status.INGETROKKEN

    @property
    def kan_niet(self):
        return self.status == self.Status.KAN_NIET

    @property
    def komt(self):
        """Said yes to this day; a yes to an earlier day is no yes to this one."""
        return self.status == self.Status.BEVESTIGD and self.beantwoord_op >= self.bijeenkomst.dag_sinds

    @property
    def moet_opnieuw(self):
        """Said yes, and then the meeting went to another day."""
        return self.status == self.Status.BEVESTIGD and not self.komt

    @property
    def stand(self):
        """In words, for who asked."""
        if self.bedankt_op:
            return "is bedankt"
        if self.moet_opnieuw:
            return "zei ja voor een andere dag"
        return {"gevraagd": "nog geen antwoord"}.get(self.status, self.get_status_display())

    @property
    def neemt_vragen(self):
        """May members still put something in for this guest?"""
        return self.is_open and self.bijeenkomst.neemt_antwoorden


class Sprekersvraag(TimestampedModel):
    """What a member gives this guest: a question, or the own leervraag. The guest and the facilitator see no name."""

    class Soort(models.TextChoices):
        VRAAG = "vraag", "vraag"
        LEERVRAAG = "leervraag", "leervraag"

    verzoek = models.ForeignKey(Spreekverzoek, on_delete=models.CASCADE, related_name="vragen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    soort = models.CharField("soort", max_length=9, choices=Soort)
    tekst = models.TextField("tekst", max_length=500)

    class Meta:
        verbose_name = "vraag voor een gastspreker"
        verbose_name_plural = "vragen voor een gastspreker"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verzoek", "persoon"], condition=Q(soort="leervraag"), name="sprekersvraag_one_leervraag"
            ),
            models.CheckConstraint(name="sprekersvraag_soort_is_known", condition=Q(soort__in=["vraag", "leervraag"])),
            models.CheckConstraint(name="sprekersvraag_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"{self.soort} {self.pk}"
