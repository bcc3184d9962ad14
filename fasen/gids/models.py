from django.conf import settings
from django.db import models
from django.db.models import Q

from fasen.gids.inhoud import CODE_MAX, GIDSEN
from fasen.inhoud import FASE_CHOICES
from kern.models import TimestampedModel
from netwerken.models import Netwerk

ZIN_MAX = 300


class VinkjeQuerySet(models.QuerySet):
    def geldig(self):
        """Those that nobody took back or replaced."""
        return self.filter(vervallen_op__isnull=True)

    def visible_to(self, user):
        """Of the netwerken whose inside this user may see."""
        return self.filter(netwerk__in=Netwerk.objects.of_lid(user))


class Vinkje(TimestampedModel):
    """Somebody who guides the netwerk says of a controlepunt: done, or not needed here and why.

    Nothing is written over: taking back or saying something else gives the earlier one an end (``vervallen_op``). When
    a controlepunt leaves the gids its vinkjes stay, with the words they were about (``titel``).
    """

    class Soort(models.TextChoices):
        GEDAAN = "gedaan", "gedaan"
        NIET_NODIG = "niet_nodig", "niet nodig"

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="vinkjes", verbose_name="netwerk")
    fase = models.CharField("fase", max_length=14, choices=FASE_CHOICES)
    code = models.CharField("controlepunt", max_length=CODE_MAX)
    titel = models.CharField("woorden van toen", max_length=120)
    soort = models.CharField("soort", max_length=10, choices=Soort)
    zin = models.CharField("zin", max_length=ZIN_MAX, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField("op")
    vervallen_op = models.DateTimeField("teruggenomen of vervangen op", null=True, blank=True)

    objects = VinkjeQuerySet.as_manager()

    class Meta:
        verbose_name = "vinkje"
        verbose_name_plural = "vinkjes"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["netwerk", "fase", "code"],
                condition=Q(vervallen_op__isnull=True),
                name="vinkje_one_at_a_time",
            ),
            models.CheckConstraint(name="vinkje_known_fase", condition=Q(fase__in=[slug for slug, _ in FASE_CHOICES])),
            models.CheckConstraint(
                name="vinkje_niet_nodig_has_reason", condition=Q(soort="gedaan") | Q(soort="niet_nodig") & ~Q(zin="")
            ),
        ]

    def __str__(self):
        return f"{self.titel}: {self.get_soort_display()}"

    @property
    def is_gedaan(self):
        return self.soort == self.Soort.GEDAAN

    @property
    def is_oud(self):
        """The gids no longer has this controlepunt."""
        return GIDSEN[self.fase].find(self.code) is None
