from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from kern.models import TimestampedModel
from subsidie.aanvragen.models import Aanvraag

MAP = "bijlagen"  # in the storage


class Bijlage(TimestampedModel):
    """A checked file with a part of an aanvraag. Once it was handed in it stays."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="bijlagen")
    onderdeel = models.SlugField("onderdeel", max_length=40)
    bestand = models.FileField("bestand", upload_to=MAP, max_length=100)
    naam = models.CharField("bestandsnaam", max_length=100)
    grootte = models.PositiveIntegerField("grootte in bytes")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ingediend = models.BooleanField("is ingediend", default=False)

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["pk"]

    def __str__(self):
        return self.naam

    @property
    def soort(self):
        """«pdf»"""
        return self.naam.rpartition(".")[2]


@receiver(post_delete, sender=Bijlage, dispatch_uid="bijlage.delete_file")
def _delete_file(sender, instance, **kwargs):
    """The file goes with its row, also of a whole aanvraag; after commit, so what is taken back keeps it."""
    opslag, plek = instance.bestand.storage, instance.bestand.name
    transaction.on_commit(lambda: opslag.delete(plek), robust=True)
