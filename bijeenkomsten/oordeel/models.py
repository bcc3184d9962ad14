from django.db import models
from django.db.models import Q


class OordeelQuerySet(models.QuerySet):
    def af(self):
        """Both taps were given."""
        return self.exclude(doel="").exclude(nog_eens="")


class Oordeel(models.Model):
    """How its facilitators look back on a werkvorm they used in one meeting: two taps, of all of them together.

    ``geteld``: it is in the figures that everybody may see (``count_oordelen``). What was counted stays counted: a
    change afterwards is for the netwerk itself only, so that nobody can read it from figures that move.
    """

    class Doel(models.TextChoices):
        JA = "ja", "Ja"
        DEELS = "deels", "Deels"
        NEE = "nee", "Nee"

    class NogEens(models.TextChoices):
        NOG_EENS = "nog_eens", "Zo nog eens"
        ANDERS = "anders", "Anders"
        NIET_MEER = "niet_meer", "Niet meer"

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="oordelen")
    werkvorm = models.ForeignKey("werkvormen.Werkvorm", on_delete=models.CASCADE, related_name="oordelen")
    doel = models.CharField("bereikten jullie het doel", max_length=5, choices=Doel, blank=True)
    nog_eens = models.CharField("doe je het nog eens", max_length=9, choices=NogEens, blank=True)
    geteld = models.BooleanField(default=False, editable=False)

    objects = OordeelQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["bijeenkomst", "werkvorm"]
        indexes = [models.Index(fields=["werkvorm"], condition=Q(geteld=False), name="oordeel_niet_geteld")]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "werkvorm"], name="oordeel_once_per_werkvorm"),
            models.CheckConstraint(name="oordeel_doel_is_known", condition=Q(doel__in=["", "ja", "deels", "nee"])),
            models.CheckConstraint(
                name="oordeel_nog_eens_is_known", condition=Q(nog_eens__in=["", "nog_eens", "anders", "niet_meer"])
            ),
            models.CheckConstraint(name="oordeel_not_empty", condition=~Q(doel="", nog_eens="")),
            models.CheckConstraint(
                name="oordeel_counted_when_whole", condition=Q(geteld=False) | (~Q(doel="") & ~Q(nog_eens=""))
            ),
        ]

    def __str__(self):
        return f"oordeel {self.pk}"

    @property
    def is_af(self):
        return bool(self.doel and self.nog_eens)
