from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kern.models import TimestampedModel


class Programmaonderdeel(TimestampedModel):
    """One item on the agenda of a meeting. Clock times follow from the order and the minutes."""

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="onderdelen")
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField("wat doen jullie", max_length=120)
    minuten = models.PositiveSmallIntegerField("minuten", default=30)
    toelichting = models.TextField("toelichting", max_length=1000, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "programmaonderdeel"
        verbose_name_plural = "programmaonderdelen"
        ordering = ["bijeenkomst", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "volgorde"], name="programmaonderdeel_unique_volgorde"),
            models.CheckConstraint(
                name="programmaonderdeel_minuten_in_range", condition=Q(minuten__gte=1, minuten__lte=1560)
            ),
        ]

    def __str__(self):
        return self.titel


class Wijziging(models.Model):
    """What one edit replaced: lets a second editor see per field what changed and who did it."""

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="wijzigingen")
    versie = models.PositiveIntegerField(help_text="The versie the meeting got by this edit.")
    sequence = models.PositiveIntegerField(help_text="The sequence the meeting got by this edit.")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    oud = models.JSONField(default=dict, help_text="The values before, only of the fields that changed.")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["versie"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "versie"], name="wijziging_unique_versie"),
        ]

    def __str__(self):
        return f"versie {self.versie} van bijeenkomst {self.bijeenkomst_id}"
