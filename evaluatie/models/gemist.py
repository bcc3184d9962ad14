"""What an absentee needs: *vertrouwelijk*, a line with a name."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from bijeenkomsten.models import Bijeenkomst
from kern.models import TimestampedModel
from kern.tijd import nu

GEMIST_TELT = timedelta(days=183)


class GemistQuerySet(models.QuerySet):
    def recent(self, sinds=None):
        """Of the last half year, newest meeting first: what still matters for the next one."""
        sinds = sinds or nu() - GEMIST_TELT
        return (
            self.select_related("persoon__organisatie", "bijeenkomst")
            .filter(bijeenkomst__begint_op__gte=sinds)
            .order_by("-bijeenkomst__begint_op", "pk")
        )


class Gemist(TimestampedModel):
    """What an absentee needs to be there next time. Vertrouwelijk: the facilitators read it, with the name."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="gemist")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gemist")
    tekst = models.TextField("wat je nodig hebt", max_length=1000)

    objects = GemistQuerySet.as_manager()

    class Meta:
        verbose_name = "gemist"
        verbose_name_plural = "gemist"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="gemist_once_per_persoon"),
            models.CheckConstraint(name="gemist_tekst_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"gemist {self.pk}"
