from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kern.models import TimestampedModel
from kern.tijd import nu

GELDIG = timedelta(days=60)


class VoordrachtQuerySet(models.QuerySet):
    def open(self):
        """Not answered, not withdrawn and not too old."""
        return self.filter(antwoord=Voordracht.Antwoord.GEEN, created_at__gt=nu() - GELDIG)


class Voordracht(TimestampedModel):
    """A member thinks that somebody fits in the group. That person says yes or no; a yes becomes an application."""

    class Antwoord(models.TextChoices):
        GEEN = "geen", "nog geen antwoord"
        JA = "ja", "wil meedoen"
        NEE = "nee", "doet niet mee"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="voordrachten")
    naam = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    reden = models.TextField("waarom", max_length=1000)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="voordrachten"
    )
    antwoord = models.CharField("antwoord", max_length=12, choices=Antwoord, default=Antwoord.GEEN)
    deelname = models.OneToOneField(
        "netwerken.Deelname", on_delete=models.SET_NULL, null=True, blank=True, related_name="voordracht"
    )

    objects = VoordrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "voordracht"
        verbose_name_plural = "voordrachten"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "netwerk", Lower("email"), condition=Q(antwoord="geen"), name="voordracht_one_open_per_email"
            ),
            models.CheckConstraint(
                name="voordracht_antwoord_is_known", condition=Q(antwoord__in=["geen", "ja", "nee", "ingetrokken"])
            ),
            models.CheckConstraint(
                name="voordracht_deelname_needs_ja", condition=Q(deelname__isnull=True) | Q(antwoord="ja")
            ),
            models.CheckConstraint(name="voordracht_has_reason", condition=~Q(reden="")),
        ]

    def __str__(self):
        return f"voordracht {self.pk}"

    @property
    def is_open(self):
        return self.antwoord == self.Antwoord.GEEN and self.created_at > nu() - GELDIG

    @property
    def stand(self):
        """What the one who nominated sees."""
        if self.antwoord == self.Antwoord.GEEN and not self.is_open:
            return "verlopen"
        return self.get_antwoord_display()
