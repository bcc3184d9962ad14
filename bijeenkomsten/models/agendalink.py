import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse

from kern.models import TimestampedModel


def make_token():
    return secrets.token_urlsafe(32)


class Agendalink(TimestampedModel):
    """The secret address of somebody's own calendar feed. A new one revokes the old; without a row there is none."""

    persoon = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agendalink")
    token = models.CharField(max_length=64, unique=True, default=make_token)

    class Meta:
        verbose_name = "agendalink"
        verbose_name_plural = "agendalinks"

    def __str__(self):
        return f"agenda van {self.persoon_id}"

    @property
    def url(self):
        return settings.BASE_URL + reverse("bijeenkomsten:feed", args=[self.token])
