"""Measurements. Anonymity lives here, in the schema, and in ``services/antwoorden.py``, in the transaction.

Who answered and what was answered never share a row, a key, a time or an order:

* ``Genodigde`` says who was asked and whether something came back: yes or no, no time. Rows go when the meting closes.
* ``Teller`` counts a choice for the whole group. All rows exist from the opening on, so a first answer adds no row.
* ``OpenAntwoord`` is a text with a random key and nothing else. Ordered by that key.
* No foreign key leads from a Teller or an OpenAntwoord anywhere but to the meting, a group of at least five.
* ``Meting`` is not touched by an answer: its times are those of opening and closing.

Facilitators are not asked. Their answers would have to be kept apart and could then never be shown, and in
a group of five they could subtract their own and see four. What is never shown is not asked.

``Gemist`` is not part of this: it is *vertrouwelijk*, a line with a name for the facilitators, and says so.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from bijeenkomsten.models import Bijeenkomst
from kern.adres import reverse
from kern.models import TimestampedModel
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk

GEMIST_TELT = timedelta(days=183)


class MetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All metingen of one's own networks; the academie sees that there are metingen, never what they say."""
        if not user.is_authenticated:
            return self.none()
        if user.is_academie:
            return self
        return self.filter(netwerk__in=Deelname.objects.lid().filter(persoon=user).values("netwerk"))

    def open(self, *, now=None):
        """People can answer now."""
        return self.filter(status=Meting.Status.OPEN, opent_op__lte=now or nu(), sluit_op__gt=now or nu())

    def due(self, now):
        """Over, but not yet closed."""
        return self.filter(status=Meting.Status.OPEN, sluit_op__lte=now).order_by("sluit_op", "pk")

    def overtaken(self):
        """Open about a meeting that was cancelled or moved to after the opening: it never took place like that."""
        return self.filter(
            Q(bijeenkomst__status=Bijeenkomst.Status.AFGELAST) | Q(bijeenkomst__eindigt_op__gt=F("opent_op")),
            status=Meting.Status.OPEN,
        )

    def toonbaar(self, genoeg=None):
        """Closed with enough answers: the only metingen of which anything may be shown (R19)."""
        genoeg = genoeg or settings.EVALUATIE_MIN_ANTWOORDEN
        return self.filter(status=Meting.Status.GESLOTEN, ingevuld__gte=genoeg)

    def for_list(self):
        """With the meeting, and the live counts ``aantal_gevraagd`` and ``aantal_te_zien`` need."""
        rows = self.with_gevraagd().annotate(_nu_ingevuld=_count_aanwezig(ingevuld=True))
        return rows.select_related("bijeenkomst").order_by("-opent_op", "-pk")

    def with_gevraagd(self):
        """With the live count ``aantal_gevraagd`` needs."""
        return self.annotate(_nu_gevraagd=_count_aanwezig())


def _count_aanwezig(**voorwaarde):
    rows = Genodigde.objects.filter(meting=models.OuterRef("pk"), soort=Genodigde.Soort.AANWEZIG, **voorwaarde)
    aantal = rows.order_by().values("meting").annotate(n=models.Count("pk")).values("n")
    return models.functions.Coalesce(models.Subquery(aantal, output_field=models.IntegerField()), 0)


class Meting(models.Model):
    """One round of questions. open → gesloten (``services.close_meting``); then the numbers are final.

    Without times of change: an answer must not leave a trace here.
    """

    class Soort(models.TextChoices):
        BIJEENKOMST = "bijeenkomst", "na een bijeenkomst"

    class Status(models.TextChoices):
        OPEN = "open", "open"
        GESLOTEN = "gesloten", "gesloten"

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="metingen")
    bijeenkomst = models.OneToOneField(
        Bijeenkomst, on_delete=models.CASCADE, null=True, blank=True, related_name="meting"
    )
    soort = models.CharField("soort", max_length=12, choices=Soort, default=Soort.BIJEENKOMST)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.OPEN)
    opent_op = models.DateTimeField("opent op")
    sluit_op = models.DateTimeField("sluit op")
    genodigd = models.PositiveSmallIntegerField("gevraagd", null=True, blank=True, help_text="Counted when closing.")
    ingevuld = models.PositiveSmallIntegerField(
        "ingevuld", null=True, blank=True, help_text="Counted when closing; empty below the threshold."
    )

    objects = MetingQuerySet.as_manager()

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["-opent_op", "-pk"]
        indexes = [
            models.Index(fields=["sluit_op"], condition=Q(status="open"), name="meting_due"),
            models.Index(fields=["netwerk", "-opent_op"], name="meting_netwerk"),
        ]
        constraints = [
            models.CheckConstraint(name="meting_sluit_after_opent", condition=Q(sluit_op__gt=F("opent_op"))),
            models.CheckConstraint(
                name="meting_bijeenkomst_matches_soort",
                condition=Q(soort="bijeenkomst", bijeenkomst__isnull=False) | ~Q(soort="bijeenkomst"),
            ),
            models.CheckConstraint(
                name="meting_counts_only_when_gesloten",
                condition=Q(status="open", genodigd__isnull=True, ingevuld__isnull=True)
                | Q(status="gesloten", genodigd__isnull=False),
            ),
            models.CheckConstraint(
                name="meting_ingevuld_not_above_genodigd",
                condition=Q(ingevuld__isnull=True) | Q(ingevuld__lte=F("genodigd")),
            ),
        ]

    def __str__(self):
        return f"meting {self.pk}"

    def get_absolute_url(self):
        return reverse("evaluatie:uitslag", args=[self.netwerk.slug, self.pk])

    @property
    def is_gesloten(self):
        return self.status == self.Status.GESLOTEN

    @property
    def is_toonbaar(self):
        """The same question as ``toonbaar()`` asks the database."""
        return self.is_gesloten and (self.ingevuld or 0) >= settings.EVALUATIE_MIN_ANTWOORDEN

    def is_open(self, now=None):
        """Somebody can answer: also false between the closing hour and the moment a late worker closes."""
        return self.status == self.Status.OPEN and self.opent_op <= (now or nu()) < self.sluit_op

    @property
    def is_overtaken(self):
        """The same question as ``overtaken()`` asks the database; knows nothing of metingen without a meeting."""
        b = self.bijeenkomst
        return b is not None and (b.is_afgelast or b.eindigt_op > self.opent_op)

    @cached_property
    def aantal_gevraagd(self):
        """How many people may answer."""
        if self.genodigd is not None:
            return self.genodigd
        return self._nu_gevraagd if hasattr(self, "_nu_gevraagd") else self.genodigden.aanwezig().count()

    @cached_property
    def aantal_te_zien(self):
        """How many answered, None as long as that is below the threshold: no live counter below five."""
        aantal = self.ingevuld if self.is_gesloten else self._count_ingevuld()
        return aantal if (aantal or 0) >= settings.EVALUATIE_MIN_ANTWOORDEN else None

    def _count_ingevuld(self):
        if hasattr(self, "_nu_ingevuld"):
            return self._nu_ingevuld
        return self.genodigden.filter(ingevuld=True).count()


class GenodigdeQuerySet(models.QuerySet):
    def aanwezig(self):
        return self.filter(soort=Genodigde.Soort.AANWEZIG)

    def to_do(self, persoon, *, now=None):
        """What this person can still answer; for that person's own eyes only."""
        return self.aanwezig().filter(
            persoon=persoon, ingevuld=False, meting__in=Meting.objects.open(now=now),
            meting__bijeenkomst__eindigt_op__lte=F("meting__opent_op"),
        ).exclude(
            meting__bijeenkomst__status=Bijeenkomst.Status.AFGELAST
        ).select_related("meting__bijeenkomst", "meting__netwerk").order_by("meting__sluit_op", "pk")  # fmt: skip


class Genodigde(models.Model):
    """Who is asked, and whether an answer came back. No time, no order, no link to the answer. Gone after closing."""

    class Soort(models.TextChoices):
        AANWEZIG = "aanwezig", "was erbij"
        AFWEZIG = "afwezig", "was er niet"

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="genodigden")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="genodigd_voor")
    soort = models.CharField("soort", max_length=8, choices=Soort)
    ingevuld = models.BooleanField("ingevuld", default=False)

    objects = GenodigdeQuerySet.as_manager()

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meting", "persoon"], name="genodigde_once_per_meting"),
            models.CheckConstraint(
                name="genodigde_only_aanwezig_answers", condition=Q(soort="aanwezig") | Q(ingevuld=False)
            ),
        ]

    def __str__(self):
        return f"genodigde {self.pk}"


class TellerQuerySet(models.QuerySet):
    def toonbaar(self, genoeg=None):
        """Counters of closed metingen with enough answers."""
        return self.filter(meting__in=Meting.objects.toonbaar(genoeg))


class Teller(models.Model):
    """How often a value was chosen for a question: the group's answer, nobody's in particular."""

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="tellers")
    vraag = models.CharField("vraag", max_length=20)
    waarde = models.PositiveSmallIntegerField("waarde", help_text="1 to 5; 0 is: no opinion.")
    aantal = models.PositiveIntegerField("aantal", default=0)

    objects = TellerQuerySet.as_manager()

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"
        ordering = ["meting", "vraag", "waarde"]
        constraints = [
            models.UniqueConstraint(fields=["meting", "vraag", "waarde"], name="teller_once_per_waarde"),
            models.CheckConstraint(name="teller_waarde_on_scale", condition=Q(waarde__lte=5)),
        ]

    def __str__(self):
        return f"teller {self.pk}"


class Werkvormtelling(models.Model):
    """How many of the group said that a werkvorm helped them. Made when the meting closes with enough answers.

    Until then a Teller counts it (``werkvormen.CODE``), as any other choice. ``geteld``: it is in the figures that
    everybody may see at the werkvorm, and stays in them.
    """

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="werkvormtellingen")
    werkvorm = models.ForeignKey("werkvormen.Werkvorm", on_delete=models.CASCADE, related_name="tellingen")
    hielp = models.PositiveSmallIntegerField("hielp")
    aantal = models.PositiveSmallIntegerField("van hoeveel")
    geteld = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "werkvormtelling"
        verbose_name_plural = "werkvormtellingen"
        ordering = ["meting", "pk"]
        indexes = [models.Index(fields=["werkvorm"], condition=Q(geteld=False), name="werkvormtelling_niet_geteld")]
        constraints = [
            models.UniqueConstraint(fields=["meting", "werkvorm"], name="werkvormtelling_once"),
            models.CheckConstraint(name="werkvormtelling_hielp_not_above", condition=Q(hielp__lte=F("aantal"))),
        ]

    def __str__(self):
        return f"werkvormtelling {self.pk}"


class OpenAntwoordQuerySet(models.QuerySet):
    def toonbaar(self, genoeg=None):
        """Texts of closed metingen with enough answers."""
        return self.filter(meting__in=Meting.objects.toonbaar(genoeg))

    def readable_for(self, *, facilitator: bool):
        """Some texts are for the facilitators only."""
        return self if facilitator else self.filter(alleen_facilitator=False)


class OpenAntwoord(models.Model):
    """What somebody wrote. The random key is also the order."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="open_antwoorden")
    vraag = models.CharField("vraag", max_length=20)
    tekst = models.TextField("tekst")
    alleen_facilitator = models.BooleanField("alleen tonen aan de facilitator", default=False)

    objects = OpenAntwoordQuerySet.as_manager()

    class Meta:
        verbose_name = "open antwoord"
        verbose_name_plural = "open antwoorden"
        ordering = ["uuid"]
        constraints = [
            models.CheckConstraint(name="openantwoord_tekst_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return "open antwoord"


class GemistQuerySet(models.QuerySet):
    def recent(self, sinds=None):
        """Of the last half year, newest meeting first: what still matters for the next one."""
        sinds = sinds or nu() - GEMIST_TELT
        return (
            self.select_related("persoon__organisatie", "bijeenkomst")
            .filter(bijeenkomst__begint_op__gte=sinds)
            .order_by("-bijeenkomst__begint_op", "pk")
        )


class Gemist(TimestampedModel):
    """What an absentee needs to be there next time. Vertrouwelijk: the facilitators read it, with the name."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="gemist")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gemist")
    tekst = models.TextField("wat je nodig hebt", max_length=1000)

    objects = GemistQuerySet.as_manager()

    class Meta:
        verbose_name = "gemist"
        verbose_name_plural = "gemist"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="gemist_once_per_persoon"),
            models.CheckConstraint(name="gemist_tekst_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"gemist {self.pk}"
