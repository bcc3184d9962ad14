import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.models import TimestampedModel

NAAR, KLAAR, EXTRA, NOTITIE, AFSPRAAK = "naar", "klaar", "extra", "notitie", "afspraak"  # what a step does
MEEST_EXTRA = 240  # minutes longer than planned
LANGSTE_AANTEKENING = 2000


class Uitvoering(TimestampedModel):
    """How far a meeting is, as it really went. The planned minutes stay in the draaiboek.

    ``huidig``: the block of now, empty before the begin and after the end. ``versie`` counts every step, so that a
    phone sees which of two answers is the newest.
    """

    bijeenkomst = models.OneToOneField("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="uitvoering")
    huidig = models.ForeignKey(
        "bijeenkomsten.Programmaonderdeel", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begonnen_op = models.DateTimeField("begonnen op", null=True, blank=True)
    klaar_op = models.DateTimeField("klaar op", null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    KRIJGT_BLOK_TERUG = Q(klaar_op__isnull=True)  # after the end no block is the one of now

    class Meta:
        verbose_name = "uitvoering"
        verbose_name_plural = "uitvoeringen"
        constraints = [
            models.CheckConstraint(
                name="uitvoering_ends_after_begin",
                condition=Q(klaar_op__isnull=True) | Q(klaar_op__gte=F("begonnen_op")),
            ),
        ]

    def __str__(self):
        return f"uitvoering van {self.bijeenkomst_id}"


class Bloktijd(TimestampedModel):
    """When one block really began and ended, and how many minutes it was made longer."""

    onderdeel = models.OneToOneField(
        "bijeenkomsten.Programmaonderdeel", on_delete=models.CASCADE, related_name="bloktijd"
    )
    begon_op = models.DateTimeField("begon op", null=True, blank=True)
    eindigde_op = models.DateTimeField("eindigde op", null=True, blank=True)
    extra_minuten = models.PositiveSmallIntegerField("langer, in minuten", default=0)

    class Meta:
        verbose_name = "bloktijd"
        verbose_name_plural = "bloktijden"
        constraints = [
            models.CheckConstraint(name="bloktijd_extra_in_range", condition=Q(extra_minuten__lte=MEEST_EXTRA)),
            models.CheckConstraint(
                name="bloktijd_ends_after_begin",
                condition=Q(eindigde_op__isnull=True) | Q(eindigde_op__gte=F("begon_op")),
            ),
        ]

    def __str__(self):
        return f"tijd van {self.onderdeel_id}"


class Aantekening(TimestampedModel):
    """What somebody who makes the draaiboek wrote down while it happened; only who makes the draaiboek reads it.

    ``blok`` is the title of the block at that moment, so that the text stays in its place when the block is taken away.
    """

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="aantekeningen")
    onderdeel = models.ForeignKey(
        "bijeenkomsten.Programmaonderdeel", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="aantekeningen",
    )  # fmt: skip
    blok = models.CharField(max_length=120, blank=True)
    tekst = models.TextField("aantekening", max_length=LANGSTE_AANTEKENING)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sleutel = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="aantekening_has_text", condition=~Q(tekst=""))]

    def __str__(self):
        return f"aantekening bij {self.bijeenkomst_id}"


class Uitvoerstap(models.Model):
    """One step that a device sent, and what came of it: sent again, it gets the same answer and does nothing more."""

    class Uitkomst(models.TextChoices):
        GEDAAN = "gedaan", "gedaan"
        BOTSING = "botsing", "iemand anders was eerder"
        GEWEIGERD = "geweigerd", "kan niet"

    sleutel = models.UUIDField(primary_key=True)
    bijeenkomst = models.ForeignKey(
        "bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="uitvoerstappen"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    soort = models.CharField(max_length=10)
    uitkomst = models.CharField(max_length=9, choices=Uitkomst)
    zin = models.CharField(max_length=300, blank=True)
    op = models.DateTimeField()

    class Meta:
        verbose_name = "uitvoerstap"
        verbose_name_plural = "uitvoerstappen"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                name="uitvoerstap_uitkomst_is_known", condition=Q(uitkomst__in=["gedaan", "botsing", "geweigerd"])
            )
        ]

    def __str__(self):
        return f"{self.soort} bij {self.bijeenkomst_id}"

    @property
    def is_geweigerd(self):
        return self.uitkomst == self.Uitkomst.GEWEIGERD
