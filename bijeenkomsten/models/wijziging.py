from django.conf import settings
from django.db import models
from django.utils import timezone


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
