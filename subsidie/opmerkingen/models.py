from django.conf import settings
from django.db import models

from kern.models import TimestampedModel
from subsidie.aanvragen.models import Aanvraag

LANGSTE = 1000


class OpmerkingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(opgelost_op=None)


class Opmerking(TimestampedModel):
    """What somebody who guides the netwerk wants to say to the others about a part of the aanvraag. Never handed in."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="opmerkingen")
    onderdeel = models.SlugField("onderdeel", max_length=40)
    tekst = models.TextField("opmerking", max_length=LANGSTE)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opgelost_op = models.DateTimeField("klaar op", null=True, blank=True)

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["pk"]

    def __str__(self):
        return f"opmerking {self.pk}"
