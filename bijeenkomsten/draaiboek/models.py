from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from kern.tijd import nu
from werkvormen.woorden import say_duur

LANGST_ONDERDEEL = 1560  # minutes; as long as the longest meeting
BEZIG_SECONDEN = 25  # after so long without a sign nobody is busy any more


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
    toelichting = models.TextField("toelichting", max_length=8000, blank=True)
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


class Draaiboekstap(models.Model):
    """One edit of a draaiboek, with what it replaced: so that it can be undone, by anybody who may edit.

    The newest ``pk`` is the version of the draaiboek that a browser asks about. Only the last steps keep ``voor``.
    """

    class Wat(models.TextChoices):
        TOEGEVOEGD = "toegevoegd", "voegde toe"
        GEWIJZIGD = "gewijzigd", "veranderde"
        VERPLAATST = "verplaatst", "verplaatste"
        VERWIJDERD = "verwijderd", "verwijderde"
        GELADEN = "geladen", "zette neer"
        ONGEDAAN = "ongedaan", "maakte ongedaan"

    bijeenkomst = models.ForeignKey(
        "bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="draaiboekstappen"
    )
    wat = models.CharField(max_length=10, choices=Wat)
    titel = models.CharField(max_length=200, help_text="The block, or where the blocks came from.")
    velden = models.JSONField(default=list, help_text="Which fields changed, of a block that changed.")
    onderdeel_id_was = models.BigIntegerField(null=True, help_text="The block; it may be gone.")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField(default=nu)
    voor = models.JSONField(null=True, help_text="The blocks as they were, which were new, and the order before.")
    maakte_ongedaan = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="ongedaan_door"
    )

    class Meta:
        verbose_name = "draaiboekstap"
        verbose_name_plural = "draaiboekstappen"
        ordering = ["pk"]
        indexes = [models.Index(fields=["bijeenkomst", "-id"], name="draaiboekstap_bijeenkomst")]
        constraints = [
            models.CheckConstraint(
                name="draaiboekstap_wat_is_known",
                condition=Q(wat__in=["toegevoegd", "gewijzigd", "verplaatst", "verwijderd", "geladen", "ongedaan"]),
            ),
        ]

    def __str__(self):
        return f"{self.get_wat_display()} {self.titel}"


class BezigQuerySet(models.QuerySet):
    def nu(self):
        """Those of whom there was a sign a moment ago."""
        return self.filter(gezien_op__gt=nu() - timedelta(seconds=BEZIG_SECONDEN))


class Bezig(models.Model):
    """Somebody works in a block at this moment. Nothing is locked by it: it only shows."""

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="bezig")
    onderdeel = models.ForeignKey(Programmaonderdeel, on_delete=models.CASCADE, related_name="bezig")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    gezien_op = models.DateTimeField(default=nu)

    objects = BezigQuerySet.as_manager()

    class Meta:
        verbose_name = "bezig"
        verbose_name_plural = "bezig"
        constraints = [models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="bezig_once_per_bijeenkomst")]

    def __str__(self):
        return f"persoon {self.persoon_id} in onderdeel {self.onderdeel_id}"


class SjabloonQuerySet(models.QuerySet):
    def usable_in(self, netwerk, user):
        """For somebody who makes a draaiboek in ``netwerk``: their own, and what is shared there."""
        return self.filter(Q(maker=user) | Q(netwerk=netwerk))


class Sjabloon(TimestampedModel):
    """A draaiboek to start from, without a day. Own, or shared with who prepares meetings of one netwerk."""

    naam = models.CharField("naam", max_length=80)
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="sjablonen", verbose_name="maker"
    )
    netwerk = models.ForeignKey(
        "netwerken.Netwerk", on_delete=models.CASCADE, null=True, blank=True, related_name="sjablonen",
        verbose_name="gedeeld in",
    )  # fmt: skip
    minuten = models.PositiveSmallIntegerField(help_text="How long the meeting was that it was made from.")
    blokken = models.JSONField(default=list)

    objects = SjabloonQuerySet.as_manager()

    class Meta:
        verbose_name = "sjabloon"
        verbose_name_plural = "sjablonen"
        ordering = ["naam", "pk"]

    def __str__(self):
        return self.naam

    @property
    def is_gedeeld(self):
        return self.netwerk_id is not None

    @property
    def aantal(self):
        return len(self.blokken)

    @property
    def duur(self):
        return say_duur(self.minuten, self.minuten)
