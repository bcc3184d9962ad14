from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from netwerken.models import Deelname


class AanwezigheidQuerySet(models.QuerySet):
    def of_leden(self):
        """Only of people who take part now; who left does not count any more."""
        actief = Deelname.objects.actief().filter(
            netwerk=models.OuterRef("bijeenkomst__netwerk"), persoon=models.OuterRef("persoon")
        )
        return self.filter(models.Exists(actief))


class Aanwezigheid(TimestampedModel):
    """What one person said about coming, and later whether they were there. No row means: not answered yet.

    ``afgemeld_op``: when «kan niet» was said, so that the kompas can count who says so late. ``reden`` is read by the
    facilitators of the netwerk only: never in a mail, an export or a log line.
    """

    class Antwoord(models.TextChoices):
        ONBEKEND = "onbekend", "nog niet gezegd"
        KOMT = "komt", "komt"
        KOMT_NIET = "komt_niet", "kan niet"

    bijeenkomst = models.ForeignKey("bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="aanwezigheden")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="aanwezigheden")
    antwoord = models.CharField("antwoord", max_length=9, choices=Antwoord, default=Antwoord.ONBEKEND)
    reden = models.CharField("reden", max_length=300, blank=True)
    afgemeld_op = models.DateTimeField("afgemeld op", null=True, blank=True, editable=False)
    aanwezig = models.BooleanField("was er", null=True, blank=True)

    objects = AanwezigheidQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="aanwezigheid_once_per_persoon"),
            models.CheckConstraint(
                name="aanwezigheid_antwoord_is_known", condition=Q(antwoord__in=["onbekend", "komt", "komt_niet"])
            ),
            models.CheckConstraint(
                name="aanwezigheid_reden_only_when_absent", condition=Q(antwoord="komt_niet") | Q(reden="")
            ),
            models.CheckConstraint(
                name="aanwezigheid_afgemeld_only_when_absent",
                condition=Q(antwoord="komt_niet") | Q(afgemeld_op__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.persoon_id} bij {self.bijeenkomst_id}"
