"""Pictures of many netwerken together, for the academie. Made once, kept as they are."""

from django.db import models
from django.db.models import Q

from evaluatie.models.meting import Meting
from personen.models import Sector


class Beeld(models.Model):
    """What all netwerken together answered in one half year. Written once: no row ever changes or is made again.

    Holds only what may be published (``beelden.rekenen``): rounded, without any netwerk. A picture that may not be
    there is a row too, with its ``reden``: or a netwerk that closes a round later would be the difference.
    """

    soort = models.CharField("soort", max_length=16, choices=Meting.Soort)
    vanaf = models.DateField("eerste dag van het halfjaar")
    sector = models.CharField("sector", max_length=8, choices=Sector, blank=True)
    netwerken = models.PositiveIntegerField("netwerken, naar beneden op vijf", null=True)
    antwoorden = models.PositiveIntegerField("antwoorden, naar beneden op tien", null=True)
    inhoud = models.JSONField(default=list, blank=True)
    reden = models.CharField("waarom niet", max_length=200, blank=True)

    class Meta:
        verbose_name = "beeld"
        verbose_name_plural = "beelden"
        ordering = ["-vanaf", "soort", "sector"]
        constraints = [
            models.UniqueConstraint(fields=["soort", "vanaf", "sector"], name="beeld_once"),
            models.CheckConstraint(
                name="beeld_has_inhoud_or_reden",
                condition=Q(reden="", netwerken__isnull=False, antwoorden__isnull=False)
                | (~Q(reden="") & Q(netwerken=None, antwoorden=None)),
            ),
        ]

    def __str__(self):
        return f"beeld {self.soort} {self.vanaf}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("a beeld never changes")
        super().save(*args, **kwargs)
