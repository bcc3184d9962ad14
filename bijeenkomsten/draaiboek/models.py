from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel

LANGST_ONDERDEEL = 1560  # minutes; as long as the longest meeting


class Programmaonderdeel(TimestampedModel):
    """One block of the draaiboek. Clock times follow from the order, the minutes, the locks and what runs beside it.

    ``toelichting`` is for everybody; ``doel``, ``materiaal`` and ``notities`` only for who makes the draaiboek.
    """

    class Soort(models.TextChoices):
        MAKEN = "maken", "samen werken"
        PRATEN = "praten", "in gesprek"
        LUISTEREN = "luisteren", "luisteren"
        RUST = "rust", "pauze"

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="onderdelen")
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField("wat doen jullie", max_length=120)
    minuten = models.PositiveSmallIntegerField("minuten", default=30)
    soort = models.CharField("wat doen mensen vooral", max_length=9, choices=Soort, default=Soort.PRATEN)
    begint_vast = models.TimeField("begint vast om", null=True, blank=True)
    tegelijk = models.BooleanField("tegelijk met het vorige onderdeel", default=False)
    wie = models.CharField("wie leidt het", max_length=120, blank=True)
    vraag = models.CharField("vraag aan de groep", max_length=300, blank=True)
    toelichting = models.TextField("toelichting", max_length=3000, blank=True)
    doel = models.CharField("doel", max_length=400, blank=True)
    materiaal = models.TextField("materiaal", max_length=1500, blank=True)
    notities = models.TextField("notities", max_length=3000, blank=True)
    werkvorm = models.ForeignKey(
        "werkvormen.Werkvorm", on_delete=models.SET_NULL, null=True, blank=True, related_name="onderdelen",
        verbose_name="werkvorm",
    )  # fmt: skip
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "programmaonderdeel"
        verbose_name_plural = "programmaonderdelen"
        ordering = ["bijeenkomst", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "volgorde"], name="programmaonderdeel_unique_volgorde"),
            models.CheckConstraint(
                name="programmaonderdeel_minuten_in_range",
                condition=Q(minuten__gte=1, minuten__lte=LANGST_ONDERDEEL),
            ),
            models.CheckConstraint(
                name="programmaonderdeel_soort_is_known",
                condition=Q(soort__in=["maken", "praten", "luisteren", "rust"]),
            ),
            # What runs beside another block begins with it; it cannot have a begin of its own.
            models.CheckConstraint(
                name="programmaonderdeel_beside_has_no_lock", condition=Q(tegelijk=False) | Q(begint_vast__isnull=True)
            ),
        ]

    def __str__(self):
        return self.titel
