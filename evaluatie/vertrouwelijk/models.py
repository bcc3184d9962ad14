"""What somebody told under their own name, and who may read it.

Tables of their own: those of an anonymous round have no place for a person (``evaluatie.models``).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluatie.models.meting import Meting
from evaluatie.vragenlijst.document import LANGSTE_CODE


class VertrouwelijkAntwoord(models.Model):
    """One answer of one person, of a round of the soort *vertrouwelijk* only. Erased eight weeks after the closing."""

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="verteld")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="vertelde")
    vraag = models.CharField("vraag", max_length=LANGSTE_CODE)
    tekst = models.TextField("tekst", max_length=1000)

    class Meta:
        verbose_name = "vertrouwelijk antwoord"
        verbose_name_plural = "vertrouwelijke antwoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meting", "persoon", "vraag"], name="vertrouwelijk_once_per_vraag"),
            models.CheckConstraint(name="vertrouwelijk_tekst_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"vertrouwelijk antwoord {self.pk}"


class Lezer(models.Model):
    """A facilitator who was named to the people asked. Who guides the netwerk later was not, and reads nothing."""

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="lezers")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leest")

    class Meta:
        verbose_name = "lezer"
        verbose_name_plural = "lezers"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meting", "persoon"], name="lezer_once_per_meting")]

    def __str__(self):
        return f"lezer {self.pk}"
