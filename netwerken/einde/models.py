from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel


class Afsluiting(TimestampedModel):
    """How a netwerk ends, and what becomes of what it holds. Made with the first choice, also before the end.

    ``gesloten_op``: it ended; ``wist_op``: from that day the eraser works; ``gewist_op``: it is done. Two letters warn
    everybody: a month and a week ahead; nothing is erased within a week after the last one.
    """

    class Door(models.TextChoices):
        GROEP = "groep", "de hele groep, in een bijeenkomst"
        FACILITATORS = "facilitators", "de facilitators"
        OPDRACHTGEVER = "opdrachtgever", "wie het netwerk betaalt of begon"

    netwerk = models.OneToOneField("netwerken.Netwerk", on_delete=models.CASCADE, related_name="afsluiting")
    besloten_door = models.CharField("wie besloot dit", max_length=14, choices=Door, blank=True)
    gesloten_op = models.DateTimeField("gesloten op", null=True, blank=True)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wist_op = models.DateField("wordt gewist op", null=True, blank=True)
    maand_bericht_op = models.DateField("een maand vooraf verteld op", null=True, blank=True)
    week_bericht_op = models.DateField("een week vooraf verteld op", null=True, blank=True)
    gewist_op = models.DateTimeField("gewist op", null=True, blank=True)

    class Meta:
        verbose_name = "afsluiting"
        verbose_name_plural = "afsluitingen"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["wist_op"],
                condition=Q(gesloten_op__isnull=False, gewist_op__isnull=True),
                name="afsluiting_klok",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="afsluiting_clock_runs_when_closed",
                condition=Q(gesloten_op__isnull=True, wist_op__isnull=True)
                | Q(gesloten_op__isnull=False, wist_op__isnull=False),
            ),
            models.CheckConstraint(
                name="afsluiting_gewist_after_warning",
                condition=Q(gewist_op__isnull=True) | Q(week_bericht_op__isnull=False, gesloten_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"afsluiting van {self.netwerk_id}"

    @property
    def loopt(self):
        """The clock runs: what was chosen to go is still there."""
        return self.gesloten_op is not None and self.gewist_op is None


class Gegevenskeuze(models.Model):
    """What becomes of one kind of data (``einde.soorten``) when the clock has run down."""

    class Keuze(models.TextChoices):
        BEWAREN = "bewaren", "bewaren"
        DELEN = "delen", "delen"
        EXPORTEREN = "exporteren", "meegeven en dan wissen"
        WISSEN = "wissen", "wissen"

    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.CASCADE, related_name="keuzes")
    soort = models.CharField(max_length=30)
    keuze = models.CharField("wat ermee gebeurt", max_length=10, choices=Keuze)
    aantal_gewist = models.PositiveIntegerField(default=0)
    gewist_op = models.DateTimeField("gewist op", null=True, blank=True)

    class Meta:
        verbose_name = "gegevenskeuze"
        verbose_name_plural = "gegevenskeuzes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["afsluiting", "soort"], name="gegevenskeuze_once_per_soort"),
            models.CheckConstraint(
                name="gegevenskeuze_only_erased_when_chosen",
                condition=Q(gewist_op__isnull=True, aantal_gewist=0) | Q(keuze__in=["exporteren", "wissen"]),
            ),
        ]

    def __str__(self):
        return f"{self.soort}: {self.keuze}"

    @property
    def gaat_weg(self):
        return self.keuze in {self.Keuze.EXPORTEREN, self.Keuze.WISSEN}
