from django.db import models
from django.db.models import Count, F, Q

from kern.models import TimestampedModel
from personen.models import VAN_ACADEMIE, Sector
from subsidie.regeling.bron import get_regeling
from subsidie.regeling.document import Regeling, dump, fingerprint


class Regelingversie(TimestampedModel):
    """One version of a regeling, found by the fingerprint of its content: other content is another row."""

    vingerafdruk = models.CharField(max_length=64, primary_key=True, editable=False)
    code = models.SlugField("code", max_length=40)
    versie = models.PositiveSmallIntegerField("versie")
    naam = models.CharField("naam", max_length=120)
    sector = models.CharField("sector", max_length=8, choices=Sector)
    inhoud = models.JSONField("inhoud")

    class Meta:
        verbose_name = "versie van een regeling"
        verbose_name_plural = "versies van regelingen"
        ordering = ["code", "-versie"]

    def __str__(self):
        return f"{self.naam}, versie {self.versie}"

    def save(self, *args, **kwargs):
        """A version is written once; applications rely on it."""
        if not self._state.adding:
            raise TypeError("a version of a regeling never changes")
        super().save(*args, **kwargs)

    @property
    def regeling(self) -> Regeling:
        return get_regeling(self.pk)

    @classmethod
    def of(cls, regeling: Regeling) -> "Regelingversie":
        """The row of this regeling; the first round that uses it makes it."""
        velden = {"code": regeling.code, "versie": regeling.versie, "naam": regeling.naam, "sector": regeling.sector}
        return cls.objects.get_or_create(pk=fingerprint(regeling), defaults=velden | {"inhoud": dump(regeling)})[0]


class AanvraagrondeQuerySet(models.QuerySet):
    def of_academie(self, persoon):
        """The rounds of the sectors this person's academie looks after."""
        return self.filter(regelingversie__sector__in=VAN_ACADEMIE.get(persoon.academie_sector, ()))

    def with_aantal(self):
        """``begonnen``: aanvragen of any kind; ``ingediend``: those that were handed in and are still meant."""
        binnen = Q(aanvragen__ingediend_op__isnull=False) & ~Q(aanvragen__status="ingetrokken")
        return self.annotate(begonnen=Count("aanvragen"), ingediend=Count("aanvragen", filter=binnen))

    def open_at(self, moment):
        return self.filter(opent_op__lte=moment, sluit_op__gt=moment)

    def gesloten_at(self, moment):
        return self.filter(sluit_op__lte=moment)


class Aanvraagronde(TimestampedModel):
    """A window in which netwerken may apply, with the money there is. The clock of the server opens and closes it."""

    naam = models.CharField("naam", max_length=80)
    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.PROTECT, related_name="rondes")
    opent_op = models.DateTimeField("opent op")
    sluit_op = models.DateTimeField("sluit op")
    advies_voor = models.DateField("advies klaar op")
    besluit_voor = models.DateField("besluit op")
    budget = models.PositiveBigIntegerField("budget in eurocenten")

    objects = AanvraagrondeQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraagronde"
        verbose_name_plural = "aanvraagrondes"
        ordering = ["-sluit_op", "-pk"]
        indexes = [models.Index(fields=["-sluit_op"], name="aanvraagronde_sluit_op")]
        constraints = [
            models.CheckConstraint(name="aanvraagronde_closes_after_opening", condition=Q(sluit_op__gt=F("opent_op"))),
            models.CheckConstraint(
                name="aanvraagronde_besluit_after_advies", condition=Q(besluit_voor__gte=F("advies_voor"))
            ),
        ]

    def __str__(self):
        return self.naam

    def past_bij(self, netwerk) -> bool:
        """Is it for a netwerk of this sector? What is for po and vo together fits both."""
        eigen, samen = {self.regelingversie.sector, netwerk.sector}, {Sector.PO, Sector.VO, Sector.PO_VO}
        return len(eigen) == 1 or Sector.PO_VO in eigen and eigen <= samen

    def is_open(self, moment) -> bool:
        return self.opent_op <= moment < self.sluit_op
