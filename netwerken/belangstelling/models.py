from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from kern.tijd import lokale_dag, nu
from netwerken.belangstelling.regels import Wens, make_sleutel
from personen.models import Provincie, Sector

BEWAAR = timedelta(days=365)
VRAAG_VOORAF = timedelta(days=30)  # so long before the end we ask whether it still holds
GETAL_VANAF = 3  # no smaller number of people or schools is shown to others


class ThemaQuerySet(models.QuerySet):
    def zichtbaar(self):
        return self.filter(status=Thema.Status.ZICHTBAAR)

    def search(self, q):
        """Every word occurs in the name, however it is written."""
        rows = self
        for woord in make_sleutel(q or "").split()[:8]:
            rows = rows.filter(sleutel__contains=woord)
        return rows


class Thema(TimestampedModel):
    """What people want to learn about. voorgesteld → zichtbaar or afgewezen; each of these → samengevoegd.

    ``sleutel``: the name without capitals and signs; the same key is the same theme. Only
    ``netwerken.belangstelling.services`` writes ``status``.
    """

    class Status(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op de academie"
        ZICHTBAAR = "zichtbaar", "staat in de lijst"
        AFGEWEZEN = "afgewezen", "niet overgenomen"
        SAMENGEVOEGD = "samengevoegd", "samengevoegd"

    naam = models.CharField("thema", max_length=80)
    sleutel = models.CharField(max_length=160, unique=True, editable=False)
    sector = models.CharField("sector", max_length=8, choices=Sector)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.VOORGESTELD)
    reden = models.CharField("waarom niet", max_length=300, blank=True)
    opgegaan_in = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="eerdere")
    voorgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ThemaQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                name="thema_status_is_known",
                condition=Q(status__in=["voorgesteld", "zichtbaar", "afgewezen", "samengevoegd"]),
            ),
            models.CheckConstraint(
                name="thema_merged_into_one",
                condition=Q(status="samengevoegd", opgegaan_in__isnull=False)
                | ~Q(status="samengevoegd") & Q(opgegaan_in__isnull=True),
            ),
            models.CheckConstraint(name="thema_afgewezen_has_reason", condition=~Q(status="afgewezen") | ~Q(reden="")),
            models.CheckConstraint(name="thema_has_letters", condition=~Q(sleutel="")),
        ]

    def __str__(self):
        return f"thema {self.pk}"

    @property
    def is_zichtbaar(self):
        return self.status == self.Status.ZICHTBAAR


class BelangstellingQuerySet(models.QuerySet):
    def actief(self):
        """Of people whose account is open."""
        return self.filter(persoon__is_active=True)

    def vrij(self):
        """Counts for a new netwerk: not invited for one that still goes on."""
        voorbij = ["afgerond", "zelfstandig", "gestopt"]
        return self.actief().filter(Q(netwerk__isnull=True) | Q(netwerk__status__in=voorbij))


class Belangstelling(TimestampedModel):
    """Somebody wants to learn about a theme, and waits for a netwerk. Kept until ``geldig_tot``, then erased.

    ``netwerk``: the one this person was invited to apply for.
    """

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="belangstellingen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="belangstellingen")
    sector = models.CharField("sector", max_length=8, choices=Sector)
    regio = models.CharField("regio", max_length=20, choices=Provincie)
    functie = models.CharField("functie", max_length=120)
    waarom = models.CharField("waarom", max_length=300, blank=True)
    wil_trekken = models.BooleanField("wil het wel trekken", default=False)
    geldig_tot = models.DateField("bewaard tot en met")
    nagevraagd_op = models.DateTimeField("gevraagd of het nog klopt", null=True, blank=True)
    netwerk = models.ForeignKey(
        "netwerken.Netwerk", on_delete=models.SET_NULL, null=True, blank=True, related_name="belangstellingen"
    )

    objects = BelangstellingQuerySet.as_manager()

    class Meta:
        verbose_name = "belangstelling"
        verbose_name_plural = "belangstellingen"
        ordering = ["pk"]
        indexes = [models.Index(fields=["geldig_tot"], name="belangstelling_geldig_tot")]
        constraints = [
            models.UniqueConstraint(fields=["thema", "persoon"], name="belangstelling_once_per_thema"),
        ]

    def __str__(self):
        return f"belangstelling {self.pk}"

    @property
    def vraagt_of_het_klopt(self):
        """The last month: time to say whether it still holds."""
        return self.geldig_tot - VRAAG_VOORAF <= lokale_dag(nu())

    @property
    def wens(self) -> Wens:
        """For the rules. In a list: ``select_related("persoon")``."""
        persoon = self.persoon
        school = f"o{persoon.organisatie_id}" if persoon.organisatie_id else make_sleutel(persoon.organisatie_naam)
        return Wens(self.pk, school, self.sector, self.regio)


class ThemavoorstelQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(status__in=Themavoorstel.LOPEND)


class Themavoorstel(TimestampedModel):
    """Enough people for a netwerk about a theme, in one sector and near one regio.

    open → bezig (``trekker`` writes the start) → begonnen (``netwerk`` is there); bezig → open when it is given back;
    open → vervallen when there are no longer enough people. Only ``netwerken.belangstelling.services`` writes it.
    """

    class Status(models.TextChoices):
        OPEN = "open", "wacht op een trekker"
        BEZIG = "bezig", "iemand is begonnen"
        BEGONNEN = "begonnen", "het netwerk is er"
        VERVALLEN = "vervallen", "er zijn niet meer genoeg mensen"

    LOPEND = (Status.OPEN, Status.BEZIG)

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="voorstellen")
    sector = models.CharField("sector", max_length=8, choices=Sector)
    regio = models.CharField("regio", max_length=20, choices=Provincie)
    mensen = models.PositiveSmallIntegerField("mensen")
    scholen = models.PositiveSmallIntegerField("scholen")
    status = models.CharField("status", max_length=10, choices=Status, default=Status.OPEN)
    trekker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="themavoorstellen"
    )
    begonnen_op = models.DateTimeField("begonnen op", null=True, blank=True)
    netwerk = models.OneToOneField(
        "netwerken.Netwerk", on_delete=models.SET_NULL, null=True, blank=True, related_name="themavoorstel"
    )

    objects = ThemavoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel voor een netwerk"
        verbose_name_plural = "voorstellen voor een netwerk"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["thema", "sector", "regio"],
                condition=Q(status__in=["open", "bezig"]),
                name="themavoorstel_one_per_plek",
            ),
            models.CheckConstraint(
                name="themavoorstel_status_is_known",
                condition=Q(status__in=["open", "bezig", "begonnen", "vervallen"]),
            ),
            models.CheckConstraint(
                name="themavoorstel_bezig_has_moment", condition=~Q(status="bezig") | Q(begonnen_op__isnull=False)
            ),
        ]

    def __str__(self):
        return f"themavoorstel {self.pk}"

    @property
    def is_vrij(self):
        """Somebody can take it up: it is open, or who did closed the account."""
        return self.status == self.Status.OPEN or self.status == self.Status.BEZIG and self.trekker_id is None
