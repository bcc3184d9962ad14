from django.conf import settings
from django.db import models

from kern.models import TimestampedModel
from subsidie.aanvragen.models import Aanvraag


class Belnotitie(TimestampedModel):
    """Somebody of the academie spoke with a netwerk. No words of that talk: only the day, and why they called."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="belnotities")
    dag = models.DateField("gesproken op")
    redenen = models.JSONField("codes van de redenen", default=list)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "belnotitie"
        verbose_name_plural = "belnotities"
        ordering = ["-dag", "-pk"]
        indexes = [models.Index(fields=["aanvraag", "-dag"], name="belnotitie_aanvraag_dag")]

    def __str__(self):
        return f"belnotitie bij aanvraag {self.aanvraag_id}"
