from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from netwerken.models.deelname import Deelname


class FunctievraagQuerySet(models.QuerySet):
    def open(self):
        """Not answered, of somebody who still takes part in a netwerk that goes on."""
        voorbij = ["afgerond", "zelfstandig", "gestopt"]
        leden = self.filter(antwoord="", deelname__status__in=Deelname.LID)
        return leden.exclude(deelname__netwerk__status__in=voorbij)


class Functievraag(TimestampedModel):
    """Somebody got other work: does this netwerk still fit? One row per deelname; another change asks again."""

    class Antwoord(models.TextChoices):
        PAST = "past", "het past nog"
        PRATEN = "praten", "wil erover praten"

    deelname = models.OneToOneField("netwerken.Deelname", on_delete=models.CASCADE, related_name="functievraag")
    gevraagd_op = models.DateTimeField("gevraagd op")
    antwoord = models.CharField("antwoord", max_length=6, choices=Antwoord, blank=True)

    objects = FunctievraagQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag na ander werk"
        verbose_name_plural = "vragen na ander werk"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="functievraag_antwoord_is_known", condition=Q(antwoord__in=["", "past", "praten"])
            ),
        ]

    def __str__(self):
        return f"functievraag {self.pk}"
