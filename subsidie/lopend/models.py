from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.models import TimestampedModel
from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Voorwaarde


def _persoon():
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class BeantwoordQuerySet(models.QuerySet):
    def open(self):
        return self.filter(uitkomst="")


class Beantwoord(models.Model):
    """Something of the netwerk that the academie answers once: ``uitkomst`` and ``reden``, by whom and when.

    ``DOOR``, ``OP``: what the columns of whom and when are called here.
    """

    DOOR = OP = ""

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return not self.uitkomst

    def set_antwoord(self, uitkomst: str, reden: str, *, by, op) -> tuple[str, ...]:
        """Returns the fields to save."""
        self.uitkomst, self.reden = uitkomst, reden
        setattr(self, self.DOOR, by)
        setattr(self, self.OP, op)
        return "uitkomst", "reden", self.DOOR, self.OP


class WijzigingQuerySet(BeantwoordQuerySet):
    def toegekend(self):
        return self.filter(uitkomst="toegekend").order_by("-besloten_op", "-pk")


class Wijziging(Beantwoord):
    """Something of a granted aanvraag that the netwerk wants otherwise. It holds once the academie grants it.

    ``antwoorden``: with soort begroting the whole new begroting, in the keys of ``Aanvraag.antwoorden``.
    ``laatste_dag``: with soort looptijd the new one, and ``laatste_dag_was`` the one it takes the place of. Without it
    (asked before there was a day to give) a change of the looptijd is words only.
    """

    DOOR, OP = "besloten_door", "besloten_op"

    class Soort(models.TextChoices):
        LOOPTIJD = "looptijd", "de looptijd"
        BEGROTING = "begroting", "de begroting"
        ANDERS = "anders", "iets anders"

    class Uitkomst(models.TextChoices):
        TOEGEKEND = "toegekend", "mag"
        AFGEWEZEN = "afgewezen", "mag niet"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="wijzigingen")
    soort = models.CharField("wat er verandert", max_length=12, choices=Soort)
    wat = models.TextField("wat", max_length=1000)
    waarom = models.TextField("waarom", max_length=2000)
    antwoorden = models.JSONField("nieuwe begroting", default=dict, blank=True)
    laatste_dag = models.DateField("nieuwe laatste dag", null=True, blank=True)
    laatste_dag_was = models.DateField("laatste dag tot dan toe", null=True, blank=True)
    gevraagd_door = _persoon()
    gevraagd_op = models.DateTimeField("gevraagd op")
    uitkomst = models.CharField("uitkomst", max_length=12, choices=Uitkomst, blank=True)
    reden = models.TextField("waarom wel of niet", max_length=2000, blank=True)
    besloten_door = _persoon()
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)

    objects = WijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag"], condition=Q(uitkomst=""), name="wijziging_one_open"),
            models.CheckConstraint(
                name="wijziging_decided_is_whole",
                condition=Q(uitkomst="", besloten_op__isnull=True)
                | Q(uitkomst__in=["toegekend", "afgewezen"], besloten_op__isnull=False) & ~Q(reden=""),
            ),
            models.CheckConstraint(
                name="wijziging_begroting_only_there",
                condition=Q(soort="begroting") & ~Q(antwoorden={}) | ~Q(soort="begroting") & Q(antwoorden={}),
            ),
            models.CheckConstraint(
                name="wijziging_laatste_dag_is_later",
                condition=Q(laatste_dag__isnull=True, laatste_dag_was__isnull=True)
                | Q(soort="looptijd", laatste_dag__isnull=False, laatste_dag_was__isnull=False)
                & Q(laatste_dag__gt=F("laatste_dag_was")),
            ),
        ]

    def __str__(self):
        return f"wijziging van aanvraag {self.aanvraag_id}"


class Nakoming(Beantwoord):
    """The netwerk says that it did what a voorwaarde asks; the academie accepts that or sends it back."""

    DOOR, OP = "gezien_door", "gezien_op"

    class Uitkomst(models.TextChoices):
        AKKOORD = "akkoord", "in orde"
        TERUG = "terug", "nog niet in orde"

    voorwaarde = models.ForeignKey(Voorwaarde, on_delete=models.CASCADE, related_name="nakomingen")
    tekst = models.TextField("wat jullie deden", max_length=1000)
    door = _persoon()
    op = models.DateTimeField("gemeld op")
    uitkomst = models.CharField("uitkomst", max_length=12, choices=Uitkomst, blank=True)
    reden = models.TextField("wat er nog mist", max_length=1000, blank=True)
    gezien_door = _persoon()
    gezien_op = models.DateTimeField("gezien op", null=True, blank=True)

    objects = BeantwoordQuerySet.as_manager()

    class Meta:
        verbose_name = "nakoming"
        verbose_name_plural = "nakomingen"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["voorwaarde"], condition=Q(uitkomst__in=["", "akkoord"]), name="nakoming_one_that_counts"
            ),
            models.CheckConstraint(
                name="nakoming_seen_is_whole",
                condition=Q(uitkomst="", gezien_op__isnull=True)
                | Q(uitkomst="akkoord", gezien_op__isnull=False)
                | Q(uitkomst="terug", gezien_op__isnull=False) & ~Q(reden=""),
            ),
        ]

    def __str__(self):
        return f"nakoming van voorwaarde {self.voorwaarde_id}"


class Uitbetaling(models.Model):
    """The academie paid a part. ``nummer``: which of ``Regeling.betalingen``, from one; ``bedrag``: eurocents."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="uitbetalingen")
    nummer = models.PositiveSmallIntegerField("termijn")
    bedrag = models.PositiveBigIntegerField("bedrag in eurocenten")
    betaald_op = models.DateField("betaald op")
    door = _persoon()

    class Meta:
        verbose_name = "uitbetaling"
        verbose_name_plural = "uitbetalingen"
        ordering = ["aanvraag", "nummer"]
        constraints = [models.UniqueConstraint(fields=["aanvraag", "nummer"], name="uitbetaling_one_per_nummer")]

    def __str__(self):
        return f"termijn {self.nummer} van aanvraag {self.aanvraag_id}"


class Afrekening(models.Model):
    """What the contribution came to when the account was settled: nothing, or what was granted, or in between."""

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.CASCADE, related_name="afrekening")
    bedrag = models.PositiveBigIntegerField("vastgesteld bedrag in eurocenten")

    class Meta:
        verbose_name = "afrekening"
        verbose_name_plural = "afrekeningen"

    def __str__(self):
        return f"afrekening van aanvraag {self.aanvraag_id}"


class Startgesprek(models.Model):
    """The academie and the netwerk spoke about the beginning. Both read ``notitie``."""

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.CASCADE, related_name="startgesprek")
    dag = models.DateField("dag")
    notitie = models.TextField("wat jullie afspraken", max_length=2000, blank=True)
    door = _persoon()
    op = models.DateTimeField("opgeschreven op")

    class Meta:
        verbose_name = "startgesprek"
        verbose_name_plural = "startgesprekken"

    def __str__(self):
        return f"startgesprek over aanvraag {self.aanvraag_id}"


class Tussenbericht(models.Model):
    """How it goes half-way, by the netwerk. A newer one takes its place; the academie says when it did something."""

    class Keuze(models.TextChoices):
        GOED = "goed", "het gaat goed"
        LASTIG = "lastig", "we lopen ergens tegenaan"
        BELLEN = "bellen", "we willen bellen"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="tussenberichten")
    keuze = models.CharField("hoe gaat het", max_length=8, choices=Keuze)
    tekst = models.TextField("toelichting", max_length=1000, blank=True)
    door = _persoon()
    op = models.DateTimeField("gestuurd op")
    gezien_door = _persoon()
    gezien_op = models.DateTimeField("opgepakt op", null=True, blank=True)

    class Meta:
        verbose_name = "tussenbericht"
        verbose_name_plural = "tussenberichten"
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"tussenbericht over aanvraag {self.aanvraag_id}"

    @property
    def vraagt_hulp(self) -> bool:
        return self.keuze != self.Keuze.GOED


class Criteriumstand(TimestampedModel):
    """What a criterium says of a running aanvraag since which day, as the clock measured it.

    The netwerk reads it at once; the academie an aandacht only some days after ``sinds`` (``criteria.find_te_zien``).
    """

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="criteriumstanden")
    code = models.CharField("criterium", max_length=40)
    staat = models.CharField("staat", max_length=10, choices=[(s, s) for s in ("goed", "aandacht", "onbekend")])
    sinds = models.DateField("sinds")
    toelichting = models.TextField("toelichting", max_length=1000, blank=True)
    toegelicht_door = _persoon()
    toegelicht_op = models.DateTimeField("toegelicht op", null=True, blank=True)

    class Meta:
        verbose_name = "criteriumstand"
        verbose_name_plural = "criteriumstanden"
        ordering = ["aanvraag", "pk"]
        indexes = [models.Index(fields=["staat", "sinds"], name="criteriumstand_staat_sinds")]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "code"], name="criteriumstand_one_per_code"),
            models.CheckConstraint(
                name="criteriumstand_toelichting_is_whole",
                condition=Q(toelichting="", toegelicht_op__isnull=True)
                | ~Q(toelichting="") & Q(toegelicht_op__isnull=False, staat="aandacht"),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.staat} (aanvraag {self.aanvraag_id})"
