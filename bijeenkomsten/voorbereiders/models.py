from django.conf import settings
from django.db import models

from kern.models import TimestampedModel
from kern.tijd import nu
from netwerken.models import Deelname


class BeurtQuerySet(models.QuerySet):
    def open(self, *, now=None):
        """Waits for an answer: the meeting is still to come, and the person takes part and does not prepare it yet."""
        actief = Deelname.objects.actief().filter(
            netwerk=models.OuterRef("bijeenkomst__netwerk"), persoon=models.OuterRef("persoon")
        )
        voorbereiding = self.model._meta.get_field("bijeenkomst").related_model.voorbereiders.through
        doet_al = voorbereiding.objects.filter(
            bijeenkomst=models.OuterRef("bijeenkomst"), persoon=models.OuterRef("persoon")
        )
        komend = self.filter(gepast=False, bijeenkomst__status="gepland", bijeenkomst__begint_op__gt=now or nu())
        return komend.filter(models.Exists(actief)).exclude(models.Exists(doet_al))


class Beurt(TimestampedModel):
    """The question to one person to prepare one meeting, or that they pass.

    Who prepares is in ``Bijeenkomst.voorbereiders`` alone: a yes puts the person there and takes this row away.
    """

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="beurten")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="beurten")
    gepast = models.BooleanField("past deze keer", default=False)

    objects = BeurtQuerySet.as_manager()

    class Meta:
        verbose_name = "beurt"
        verbose_name_plural = "beurten"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="beurt_once_per_persoon")]

    def __str__(self):
        return f"beurt van {self.persoon_id} bij {self.bijeenkomst_id}"
