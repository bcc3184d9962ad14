import uuid

from django.conf import settings
from django.db import models

from kern.models import TimestampedModel


class Jaarplan(TimestampedModel):
    """Several meetings planned in one go: one mail and one calendar file tell of all of them."""

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="jaarplannen")
    sleutel = models.UUIDField(default=uuid.uuid4, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "jaarplan"
        verbose_name_plural = "jaarplannen"
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["netwerk", "sleutel"], name="jaarplan_once_per_form")]

    def __str__(self):
        return f"jaarplan {self.pk} van netwerk {self.netwerk_id}"

    @property
    def aanleiding(self):
        """How berichten names this plan."""
        return make_aanleiding(self.pk)


def make_aanleiding(pk: int) -> str:
    return f"jaarplan:{pk}"
