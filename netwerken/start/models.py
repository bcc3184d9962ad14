import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.adres import reverse
from kern.models import TimestampedModel
from netwerken.start.inhoud import SJABLONEN


class StartplanQuerySet(models.QuerySet):
    def open_of(self, persoon):
        """What this person was preparing and did not finish, the last one first."""
        return self.filter(persoon=persoon, netwerk__isnull=True).defer("kalender").order_by("-updated_at", "-pk")


class Startplan(TimestampedModel):
    """A netwerk somebody is preparing: only this person sees it. Once ``netwerk`` is set it is done, and empty.

    ``antwoorden``: by code of the question. ``basis``: ``sjabloon:<code>``, ``netwerk:<pk>``, the like of another topic
    or empty. ``kalender``: the mails as they would go, of the answers with ``kalender_van``.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="startplannen")
    basis = models.CharField(max_length=40, blank=True)
    stap = models.CharField("laatste stap", max_length=20)
    antwoorden = models.JSONField(default=dict)
    kalender = models.JSONField(default=dict)
    kalender_van = models.CharField(max_length=20, blank=True)
    netwerk = models.OneToOneField("netwerken.Netwerk", on_delete=models.CASCADE, null=True, related_name="startplan")

    objects = StartplanQuerySet.as_manager()

    class Meta:
        verbose_name = "startplan"
        verbose_name_plural = "startplannen"
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="startplan_empty_once_made", condition=Q(netwerk__isnull=True) | Q(antwoorden={}, kalender={})
            )
        ]

    def __str__(self):
        return f"startplan {self.pk}"

    def get_absolute_url(self):
        return reverse("netwerken:start_overzicht", args=[self.sleutel])

    @property
    def naam(self):
        return self.antwoorden.get("naam") or "Je nieuwe netwerk"

    @property
    def is_snel(self):
        """Most is filled in already: only what nobody else can answer is asked first."""
        return bool(self.basis)

    @property
    def sjabloon(self):
        soort, _, code = self.basis.partition(":")
        return SJABLONEN.get(code) if soort == "sjabloon" else None


class Startversie(models.Model):
    """The startafspraken of a netwerk: the answers that have no column of their own. A row never changes."""

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="startversies")
    nummer = models.PositiveSmallIntegerField()
    antwoorden = models.JSONField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name = "versie van het startdocument"
        verbose_name_plural = "versies van het startdocument"
        ordering = ["netwerk", "-nummer"]
        constraints = [models.UniqueConstraint(fields=["netwerk", "nummer"], name="startversie_one_per_nummer")]

    def __str__(self):
        return f"startdocument van {self.netwerk_id}, versie {self.nummer}"
