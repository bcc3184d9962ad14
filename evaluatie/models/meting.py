"""A round of questions and the people it is for (see ``evaluatie.models``)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from bijeenkomsten.models import Bijeenkomst
from evaluatie.models.vragenlijst import Vragenlijst
from evaluatie.vragenlijst.bron import get_document
from evaluatie.vragenlijst.document import Document
from kern.adres import reverse
from kern.tijd import dag, nu
from netwerken.models import Deelname, Netwerk


class MetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All metingen of one's own networks; the academie sees that there are metingen, never what they say."""
        if not user.is_authenticated:
            return self.none()
        if user.is_academie:
            return self
        return self.filter(netwerk__in=Deelname.objects.lid().filter(persoon=user).values("netwerk"))

    def rondes(self):
        """Asked of the whole group at a time of their own: not after a meeting, nor what collects those."""
        return self.filter(bijeenkomst=None).exclude(soort=Meting.Soort.SAMEN)

    def open(self, *, now=None):
        """People can answer now."""
        return self.filter(status=Meting.Status.OPEN, opent_op__lte=now or nu(), sluit_op__gt=now or nu())

    def due(self, now):
        """Over, but not yet closed."""
        return self.filter(status=Meting.Status.OPEN, sluit_op__lte=now).order_by("sluit_op", "pk")

    def overtaken(self):
        """Open about a meeting that was cancelled or moved to after the opening: it never took place like that."""
        return self.filter(
            Q(bijeenkomst__status=Bijeenkomst.Status.AFGELAST)
            | Q(in_zaal=False, bijeenkomst__eindigt_op__gt=F("opent_op"))
            | Q(in_zaal=True, bijeenkomst__begint_op__gt=F("opent_op")),
            status=Meting.Status.OPEN,
        )

    def toonbaar(self, genoeg=None):
        """Closed with enough answers: the only metingen of which anything may be shown (R19)."""
        genoeg = genoeg or settings.EVALUATIE_MIN_ANTWOORDEN
        return self.filter(status=Meting.Status.GESLOTEN, ingevuld__gte=genoeg)

    def for_list(self):
        """With the meeting, and the live counts ``aantal_gevraagd`` and ``aantal_te_zien`` need."""
        rows = (
            self.exclude(status=Meting.Status.VERZAMELT)
            .with_gevraagd()
            .annotate(_nu_ingevuld=_count(Genodigde.objects.filter(ingevuld=True)))
        )
        return rows.select_related("bijeenkomst").order_by("-opent_op", "-pk")

    def with_gevraagd(self):
        """With the live count ``aantal_gevraagd`` needs."""
        return self.annotate(_nu_gevraagd=_count(Genodigde.objects.gevraagd()))


def _count(rows):
    rows = rows.filter(meting=models.OuterRef("pk")).order_by()
    aantal = rows.values("meting").annotate(n=models.Count("pk")).values("n")
    return models.functions.Coalesce(models.Subquery(aantal, output_field=models.IntegerField()), 0)


class Meting(models.Model):
    """One round of questions. gepland → open → gesloten (``services.close_meting``); then the numbers are final.

    A round after a meeting is made when it opens; the others are planned first (``services.rondes``), and a planned one
    may lapse: *vervallen*, with the reason. Without times of change: an answer must not leave a trace here.
    """

    class Soort(models.TextChoices):
        BIJEENKOMST = "bijeenkomst", "na een bijeenkomst"
        NULMETING = "nulmeting", "nulmeting"
        BAROMETER = "barometer", "barometer"
        ZELFEVALUATIE = "zelfevaluatie", "zelfevaluatie"
        EINDMETING = "eindmeting", "eindmeting"
        NAMETING = "nameting", "een paar maanden later"
        SPREKER = "spreker", "over een spreker"
        LEERVORMEN = "leervormen", "leer-top 3"
        PULS = "puls", "één vraag"
        SAMEN = "samen", "bijeenkomsten samen"  # small rounds after meetings (``services.samen``)
        EIGEN = "eigen", "een lijst van jullie zelf"
        VERTROUWELIJK = "vertrouwelijk", "vertrouwelijk, met naam"  # see ``services.vertrouwelijk``; never anonymous

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        OPEN = "open", "open"
        VERZAMELT = "verzamelt", "verzamelt"
        GESLOTEN = "gesloten", "gesloten"
        VERVALLEN = "vervallen", "vervallen"

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="metingen")
    bijeenkomst = models.OneToOneField(
        Bijeenkomst, on_delete=models.CASCADE, null=True, blank=True, related_name="meting"
    )
    soort = models.CharField("soort", max_length=16, choices=Soort, default=Soort.BIJEENKOMST)
    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.RESTRICT, related_name="metingen")
    naam = models.CharField("naam", max_length=80, blank=True, help_text="Of a round that is not about a meeting.")
    moment = models.CharField(max_length=60, blank=True, editable=False, help_text="Which planned moment this is.")
    met_de_hand = models.BooleanField(
        "door iemand gekozen", default=False, editable=False, help_text="Somebody chose its time: it is not moved."
    )
    status = models.CharField("status", max_length=10, choices=Status, default=Status.OPEN)
    reden = models.CharField("waarom niet", max_length=200, blank=True, help_text="Of a round that lapsed.")
    in_zaal = models.BooleanField(
        "in de bijeenkomst", default=False, help_text="Who was there answers with a code of their own (``zaal``)."
    )
    opent_op = models.DateTimeField("opent op")
    sluit_op = models.DateTimeField("sluit op")
    samen = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="delen",
        help_text="Where the answers of this round went, because there were too few.",
    )  # fmt: skip
    genodigd = models.PositiveSmallIntegerField("gevraagd", null=True, blank=True, help_text="Counted when closing.")
    ingevuld = models.PositiveSmallIntegerField(
        "ingevuld", null=True, blank=True, help_text="Counted when closing; empty below the threshold."
    )
    banden = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Of the questions that are not shown exactly (``wacht``)."
    )

    objects = MetingQuerySet.as_manager()

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["-opent_op", "-pk"]
        indexes = [
            models.Index(fields=["sluit_op"], condition=Q(status="open"), name="meting_due"),
            models.Index(fields=["opent_op"], condition=Q(status="gepland"), name="meting_te_openen"),
            models.Index(fields=["netwerk", "-opent_op"], name="meting_netwerk"),
        ]
        constraints = [
            models.CheckConstraint(name="meting_sluit_after_opent", condition=Q(sluit_op__gt=F("opent_op"))),
            models.CheckConstraint(
                name="meting_bijeenkomst_matches_soort",
                condition=Q(soort="bijeenkomst", bijeenkomst__isnull=False)
                | (~Q(soort="bijeenkomst") & Q(bijeenkomst__isnull=True) & ~Q(naam="")),
            ),
            models.CheckConstraint(
                name="meting_counts_only_when_gesloten",
                condition=(~Q(status="gesloten") & Q(genodigd__isnull=True, ingevuld__isnull=True))
                | Q(status="gesloten", genodigd__isnull=False),
            ),
            models.CheckConstraint(
                name="meting_reden_when_vervallen",
                condition=(Q(status="vervallen") & ~Q(reden="")) | (~Q(status="vervallen") & Q(reden="")),
            ),
            models.UniqueConstraint(
                fields=["netwerk", "moment"], condition=~Q(moment=""), name="meting_once_per_moment"
            ),
            models.UniqueConstraint(
                fields=["netwerk", "vragenlijst"], condition=Q(status="verzamelt"), name="meting_one_verzamelt"
            ),
            models.CheckConstraint(
                name="meting_vertrouwelijk_never_counted",
                condition=~Q(soort="vertrouwelijk") | Q(ingevuld__isnull=True, in_zaal=False, samen__isnull=True),
            ),
            models.CheckConstraint(
                name="meting_ingevuld_not_above_genodigd",
                condition=Q(ingevuld__isnull=True) | Q(ingevuld__lte=F("genodigd")),
            ),
        ]

    def __str__(self):
        return f"meting {self.pk}"

    def get_absolute_url(self):
        waar = "verteld" if self.is_vertrouwelijk else "uitslag"
        return reverse(f"evaluatie:{waar}", args=[self.netwerk.slug, self.pk])

    @property
    def document(self) -> Document:
        """The questions as they were asked."""
        return get_document(self.vragenlijst_id)

    @property
    def titel(self) -> str:
        """What this round is called in lists and mails."""
        return self.naam or f"Bijeenkomst van {dag(self.bijeenkomst.begint_op)}"

    @property
    def aanleiding(self) -> str:
        """What its messages hang on: the meeting, or the round itself."""
        return self.bijeenkomst.aanleiding if self.bijeenkomst_id else f"meting:{self.pk}"

    @property
    def is_ronde(self):
        """The same question as ``rondes()`` asks the database."""
        return self.bijeenkomst_id is None and self.soort != self.Soort.SAMEN

    @property
    def is_gepland(self):
        return self.status == self.Status.GEPLAND

    @property
    def is_vertrouwelijk(self):
        """Answered by name, so there is nothing to count and nothing for the group to see."""
        return self.soort == self.Soort.VERTROUWELIJK

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
        return b is not None and (b.is_afgelast or (b.begint_op if self.in_zaal else b.eindigt_op) > self.opent_op)

    @cached_property
    def aantal_gevraagd(self):
        """How many people may answer."""
        if self.genodigd is not None:
            return self.genodigd
        return self._nu_gevraagd if hasattr(self, "_nu_gevraagd") else self.genodigden.gevraagd().count()

    @cached_property
    def aantal_te_zien(self):
        """How many answered, None as long as that is below the threshold: no live counter below five."""
        aantal = self.ingevuld if self.is_gesloten else self.count_ingevuld()
        return aantal if (aantal or 0) >= settings.EVALUATIE_MIN_ANTWOORDEN else None

    def count_ingevuld(self):
        """Answers that are in. For the thresholds only: what people see is ``aantal_te_zien``."""
        rows = self.genodigden.filter(ingevuld=True)
        met_link = self._nu_ingevuld if hasattr(self, "_nu_ingevuld") else rows.count()
        return met_link + (self.zaalcodes.filter(gebruikt=True).count() if self.in_zaal else 0)


class GenodigdeQuerySet(models.QuerySet):
    def gevraagd(self):
        """Everybody who may answer, each in one way."""
        return self.filter(soort__in=[Genodigde.Soort.AANWEZIG, Genodigde.Soort.ZAAL])

    def aanwezig(self):
        """Who answers with a link of their own."""
        return self.filter(soort=Genodigde.Soort.AANWEZIG)

    def to_do(self, persoon, *, now=None):
        """What this person can still answer; for that person's own eyes only."""
        geweest = Q(meting__bijeenkomst=None) | Q(meting__bijeenkomst__eindigt_op__lte=F("meting__opent_op"))
        return self.aanwezig().filter(
            geweest, persoon=persoon, ingevuld=False, meting__in=Meting.objects.open(now=now),
        ).exclude(
            meting__bijeenkomst__status=Bijeenkomst.Status.AFGELAST
        ).select_related("meting__bijeenkomst", "meting__netwerk").order_by("meting__sluit_op", "pk")  # fmt: skip


class Genodigde(models.Model):
    """Who is asked, and whether an answer came back. No time, no order, no link to the answer. Gone after closing."""

    class Soort(models.TextChoices):
        AANWEZIG = "aanwezig", "was erbij"  # of a round that is not about a meeting: everybody who is asked
        AFWEZIG = "afwezig", "was er niet"
        ZAAL = "zaal", "antwoordt in de bijeenkomst"  # with a Zaalcode, so this row never says «ingevuld»

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


class Gevraagde(models.Model):
    """Who belonged to the group of a round that comes back, or was in the room. Stays, to know which rounds may be laid
    side by side, and who was there.

    Says nothing about answering: all deelnemers of that moment, written at the opening in no order and never touched
    again. Without ``persoon``: somebody who has left the platform, so nobody takes this place.
    """

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="gevraagden")
    persoon = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="gevraagd_in"
    )

    class Meta:
        verbose_name = "gevraagde"
        verbose_name_plural = "gevraagden"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meting", "persoon"], name="gevraagde_once_per_meting")]

    def __str__(self):
        return f"gevraagde {self.pk}"
