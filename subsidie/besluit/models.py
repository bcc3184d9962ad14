from django.conf import settings
from django.db import models
from django.db.models import Q

from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.toestand import Stap


class Uitkomst(models.TextChoices):
    TOEGEKEND = "toegekend", "toekennen"
    VOORWAARDE = "voorwaarde", "toekennen, met een voorwaarde"
    AFGEWEZEN = "afgewezen", "afwijzen"

    @property
    def stap(self) -> Stap:
        """The step of the aanvraag when the netwerk hears it."""
        return {"toegekend": Stap.TOEKENNEN, "voorwaarde": Stap.VOORWAARDE, "afgewezen": Stap.AFWIJZEN}[self.value]


class Voldoet(models.TextChoices):
    JA = "ja", "voldoet"
    NEE = "nee", "voldoet niet"
    UITZONDERING = "uitzondering", "uitzondering"


class BesluitQuerySet(models.QuerySet):
    def geldig(self):
        return self.filter(teruggenomen_op__isnull=True)

    def verteld(self):
        """What a netwerk may know of."""
        return self.geldig().filter(verteld_op__isnull=False)

    def wacht(self):
        """Made, and not told yet."""
        return self.geldig().filter(verteld_op__isnull=True, aanvraag__status="besloten")


class Besluit(models.Model):
    """What was decided about an aanvraag, on one inzending. For the netwerk it exists only once it is told.

    ``criteria``: per criterium, in the order of the regeling, {"code", "voldoet", "reden"}. ``bedrag``: eurocents.
    """

    Uitkomst = Uitkomst

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="besluiten")
    inzending = models.ForeignKey(Inzending, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField("besluit", max_length=12, choices=Uitkomst)
    bedrag = models.PositiveBigIntegerField("bedrag in eurocenten", default=0)
    motivering = models.TextField("waarom", max_length=4000)
    criteria = models.JSONField("per criterium", default=list)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField("besloten op")
    teruggenomen_op = models.DateTimeField("teruggenomen op", null=True, blank=True)
    verteld_op = models.DateTimeField("bekendgemaakt op", null=True, blank=True)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-op", "-pk"]
        indexes = [
            models.Index(fields=["-verteld_op"], condition=Q(verteld_op__isnull=False), name="besluit_verteld_op")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag"], condition=Q(teruggenomen_op__isnull=True), name="besluit_one_per_aanvraag"
            ),
            models.CheckConstraint(
                name="besluit_bedrag_fits_uitkomst",
                condition=Q(uitkomst="afgewezen", bedrag=0) | Q(uitkomst__in=["toegekend", "voorwaarde"], bedrag__gt=0),
            ),
            models.CheckConstraint(
                name="besluit_told_is_not_taken_back",
                condition=Q(verteld_op__isnull=True) | Q(teruggenomen_op__isnull=True),
            ),
        ]

    def __str__(self):
        return f"besluit over aanvraag {self.aanvraag_id}"


class Voorwaarde(models.Model):
    """What a netwerk still has to do, and by when."""

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="voorwaarden")
    tekst = models.CharField("wat", max_length=300)
    voor = models.DateField("uiterlijk op")

    class Meta:
        verbose_name = "voorwaarde"
        verbose_name_plural = "voorwaarden"
        ordering = ["voor", "pk"]

    def __str__(self):
        return f"voorwaarde bij besluit {self.besluit_id}"
