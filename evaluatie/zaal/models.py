"""Answering in the meeting itself, with a code that everybody can use once."""

from django.db import models

from evaluatie.models.meting import Meting


class Zaalcode(models.Model):
    """Lets one phone answer once. Says nothing of whose phone that is, when it answered, or what.

    As many as there are people in the room, made at the opening and rewritten together with every answer.
    """

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="zaalcodes")
    uitgedeeld = models.BooleanField("uitgedeeld", default=False)
    gebruikt = models.BooleanField("gebruikt", default=False)

    class Meta:
        verbose_name = "zaalcode"
        verbose_name_plural = "zaalcodes"
        ordering = ["pk"]

    def __str__(self):
        return f"zaalcode {self.pk}"
