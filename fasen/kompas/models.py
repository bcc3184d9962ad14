from django.conf import settings
from django.db import models
from django.db.models import Q

from fasen.inhoud import FASE_CHOICES
from kern.models import TimestampedModel
from netwerken.models import Netwerk
from personen.models import Sector

ZIN_MAX = 500
BEWIJS_MAX = 400


class Kompasstand(models.Model):
    """What one signaal last said of one netwerk, as the nightly round found it. For trends; pages measure themselves.

    ``sinds``: since when the staat is this one. Written only when something changed.
    """

    class Staat(models.TextChoices):
        GOED = "goed", "goed"
        AANDACHT = "aandacht", "aandacht"
        ONBEKEND = "onbekend", "onbekend"

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="kompasstanden", verbose_name="netwerk")
    signaal = models.CharField("signaal", max_length=60)
    staat = models.CharField("staat", max_length=8, choices=Staat)
    vorige = models.CharField("staat daarvoor", max_length=8, choices=Staat, blank=True)
    bewijs = models.CharField("bewijs", max_length=BEWIJS_MAX)
    sinds = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "kompasstand"
        verbose_name_plural = "kompasstanden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "signaal"], name="kompasstand_once_per_signaal"),
            models.CheckConstraint(
                name="kompasstand_staat_is_known", condition=Q(staat__in=["goed", "aandacht", "onbekend"])
            ),
        ]

    def __str__(self):
        return f"{self.signaal}: {self.staat}"


class Kompasmaand(models.Model):
    """How many netwerken of a sector had attention for a pitfall in one month, as its last nightly round found it.

    Only numbers: a row never tells of which netwerk it is. ``bekend``: of how many netwerken the kompas knew it.
    """

    maand = models.DateField("eerste dag van de maand")
    sector = models.CharField("sector", max_length=8, choices=Sector)
    valkuil = models.CharField("valkuil", max_length=10)
    aandacht = models.PositiveIntegerField("netwerken met aandacht")
    bekend = models.PositiveIntegerField("netwerken waarvan het bekend is")

    class Meta:
        verbose_name = "maand van het kompas"
        verbose_name_plural = "maanden van het kompas"
        ordering = ["maand", "sector", "valkuil"]
        constraints = [
            models.UniqueConstraint(fields=["maand", "sector", "valkuil"], name="kompasmaand_once_per_valkuil"),
            models.CheckConstraint(
                name="kompasmaand_aandacht_not_above_bekend", condition=Q(aandacht__lte=models.F("bekend"))
            ),
        ]

    def __str__(self):
        return f"{self.valkuil} in {self.maand:%Y-%m}"


class KompasreactieQuerySet(models.QuerySet):
    def geldig(self):
        """Those that nobody took back or replaced; whether they still count, ``fasen.kompas.beeld`` decides."""
        return self.filter(vervallen_op__isnull=True)


class Kompasreactie(TimestampedModel):
    """What somebody who guides the netwerk did with what the kompas showed, and with which facts on the table.

    *later*: away until ``tot``. *klopt_niet*: away until the facts (``bewijs``) change. *nog_niet*: the proposal to
    leave ``fase`` was declined with a sentence. About one thing there is at most one that nobody took back.
    """

    class Soort(models.TextChoices):
        LATER = "later", "later"
        KLOPT_NIET = "klopt_niet", "klopt niet"
        NOG_NIET = "nog_niet", "nog niet"

    netwerk = models.ForeignKey(
        Netwerk, on_delete=models.CASCADE, related_name="kompasreacties", verbose_name="netwerk"
    )
    soort = models.CharField("soort", max_length=10, choices=Soort)
    signaal = models.CharField("signaal", max_length=60, blank=True)
    fase = models.CharField("fase", max_length=14, choices=FASE_CHOICES, blank=True)
    zin = models.CharField("zin", max_length=ZIN_MAX, blank=True)
    bewijs = models.TextField("bewijs op dat moment")
    tot = models.DateTimeField("tot", null=True, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField("op")
    vervallen_op = models.DateTimeField("teruggenomen of vervangen op", null=True, blank=True)

    objects = KompasreactieQuerySet.as_manager()

    class Meta:
        verbose_name = "kompasreactie"
        verbose_name_plural = "kompasreacties"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["netwerk", "signaal", "fase"],
                condition=Q(vervallen_op__isnull=True),
                name="kompasreactie_one_at_a_time",
            ),
            models.CheckConstraint(
                name="kompasreactie_soort_matches",
                condition=Q(soort="later", fase="", tot__isnull=False) & ~Q(signaal="")
                | Q(soort="klopt_niet", fase="", tot__isnull=True) & ~Q(signaal="")
                | Q(soort="nog_niet", signaal="", tot__isnull=True) & ~Q(fase="") & ~Q(zin=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()}: {self.signaal or self.fase}"
