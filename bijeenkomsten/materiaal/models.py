from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver

from kern.adres import reverse
from kern.models import TimestampedModel

MAP = "materiaal"  # in the storage


class Materiaal(TimestampedModel):
    """Something to read or look at that belongs to a meeting: a checked file, or a link."""

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="materialen")
    titel = models.CharField("titel", max_length=120)
    link = models.URLField("link", max_length=500, blank=True)
    bestand = models.FileField("bestand", upload_to=MAP, max_length=100, blank=True)
    naam = models.CharField("bestandsnaam", max_length=100, blank=True)
    grootte = models.PositiveIntegerField("grootte in bytes", default=0)
    toegevoegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materialen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="materiaal_is_file_or_link",
                condition=Q(link="") & ~Q(bestand="") & ~Q(naam="") | ~Q(link="") & Q(bestand="", naam=""),
            ),
            models.CheckConstraint(name="materiaal_has_titel", condition=~Q(titel="")),
        ]

    def __str__(self):
        return self.titel

    @property
    def is_link(self):
        return bool(self.link)

    @property
    def waar(self):
        """«drive.test», of a link."""
        return urlsplit(self.link).hostname or ""

    @property
    def soort(self):
        """«PDF», of a file."""
        return self.naam.rpartition(".")[2].upper()

    @property
    def url(self):
        """Where a member opens it."""
        slug = self.bijeenkomst.netwerk.slug
        return self.link or reverse("bijeenkomsten:materiaal_bestand", args=[slug, self.bijeenkomst_id, self.pk])


@receiver(post_delete, sender=Materiaal, dispatch_uid="materiaal.delete_file")
def _delete_file(sender, instance, **kwargs):
    """The file goes with its row, also when a whole meeting or netwerk is deleted: no service hears of those."""
    if instance.bestand:
        opslag, plek = instance.bestand.storage, instance.bestand.name
        # After commit: a deletion that is taken back keeps its file. What a crash leaves behind, the sweep takes.
        transaction.on_commit(lambda: opslag.delete(plek), robust=True)
