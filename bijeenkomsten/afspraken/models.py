import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.adres import reverse
from kern.models import TimestampedModel
from kern.tijd import lokale_dag, nu
from netwerken.models import Deelname

LANGST_TEKST = 300


class AfspraakQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=Afspraak.Status.OPEN)

    def gesloten(self):
        """Done or let go, latest first."""
        return self.exclude(status=Afspraak.Status.OPEN).order_by("-gesloten_op", "-pk")

    def van(self, persoon):
        """What this one person promised; what everybody promised together is not in it."""
        return self.filter(wie=persoon)

    def in_lopend_netwerk_van(self, persoon):
        """Only of netwerken that go on and in which this person takes part now."""
        lid = Deelname.objects.lid().filter(netwerk=models.OuterRef("netwerk"), persoon=persoon)
        return self.filter(models.Exists(lid)).exclude(netwerk__status__in=["afgerond", "zelfstandig", "gestopt"])

    def eerder_dan(self, netwerk, bijeenkomst, begint_op):
        """What the netwerk agreed before the meeting that begins then; of a deleted meeting, by when it was written."""
        rows = self.filter(netwerk=netwerk)
        voor = Q(bijeenkomst__begint_op__lt=begint_op) & ~Q(bijeenkomst=bijeenkomst)
        return rows.filter(voor | Q(bijeenkomst__isnull=True, created_at__lt=begint_op))

    def met_wie(self):
        return self.select_related("wie", "was_van", "gesloten_door", "bijeenkomst")

    def op_volgorde(self):
        """What must be ready first on top, what has no day last."""
        return self.order_by(F("voor").asc(nulls_last=True), "pk")


class Afspraak(TimestampedModel):
    """What a netwerk agreed at a meeting: who does what, and when it is ready.

    open → gedaan, or → vervallen with a word why; both may be opened again. Only ``afspraken.services`` writes
    ``status``. ``wie`` empty: everybody together. ``was_van``: it was promised by somebody who left since.
    ``sleutel`` comes from the device that wrote it down, so that sending it twice makes one row.
    """

    class Status(models.TextChoices):
        OPEN = "open", "open"
        GEDAAN = "gedaan", "gedaan"
        VERVALLEN = "vervallen", "losgelaten"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="afspraken")
    bijeenkomst = models.ForeignKey(
        "bijeenkomsten.Bijeenkomst", on_delete=models.SET_NULL, null=True, related_name="afspraken"
    )
    onderdeel = models.ForeignKey(
        "bijeenkomsten.Programmaonderdeel", on_delete=models.SET_NULL, null=True, blank=True, related_name="afspraken"
    )
    tekst = models.CharField("wat", max_length=LANGST_TEKST)
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="afspraken",
        verbose_name="wie",
    )  # fmt: skip
    was_van = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    voor = models.DateField("klaar op", null=True, blank=True)
    status = models.CharField("status", max_length=9, choices=Status, default=Status.OPEN)
    reden_vervallen = models.CharField("waarom", max_length=300, blank=True)
    gesloten_op = models.DateTimeField(null=True, blank=True, editable=False)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    sleutel = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["netwerk", "status"], name="afspraak_netwerk"),
            models.Index(fields=["wie", "voor"], name="afspraak_open_van", condition=Q(status="open")),
        ]
        constraints = [
            models.CheckConstraint(
                name="afspraak_status_is_known", condition=Q(status__in=["open", "gedaan", "vervallen"])
            ),
            models.CheckConstraint(name="afspraak_has_text", condition=~Q(tekst="")),
            models.CheckConstraint(
                name="afspraak_vervallen_has_reason",
                condition=Q(status="vervallen") & ~Q(reden_vervallen="")
                | ~Q(status="vervallen") & Q(reden_vervallen=""),
            ),
            models.CheckConstraint(
                name="afspraak_closed_has_moment",
                condition=Q(status="open", gesloten_op__isnull=True, gesloten_door__isnull=True)
                | ~Q(status="open") & Q(gesloten_op__isnull=False),
            ),
        ]

    def __str__(self):
        return self.tekst

    def get_absolute_url(self):
        """Its line in the list; what is closed stands under another filter."""
        lijst = reverse("bijeenkomsten:afspraken", args=[self.netwerk.slug])
        return f"{lijst}?status=alles#afspraak-{self.pk}"

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_gedaan(self):
        return self.status == self.Status.GEDAAN

    @property
    def is_vervallen(self):
        return self.status == self.Status.VERVALLEN

    @property
    def is_te_laat(self):
        return self.is_open and self.voor is not None and self.voor < lokale_dag(nu())

    @property
    def wie_naam(self):
        return self.wie.naam if self.wie else "Iedereen"

    def is_van_voorbereider(self, user):
        """Does this person prepare the meeting it came from, or one to come? Asks once per netwerk instance."""
        onthouden = self.netwerk.__dict__.setdefault("_voorbereidingen", {})
        if user.pk not in onthouden:
            rijen = self.netwerk.bijeenkomsten.filter(voorbereiders=user).exclude(status="afgelast").order_by()
            onthouden[user.pk] = list(rijen.values_list("pk", "eindigt_op"))
        return any(pk == self.bijeenkomst_id or eind > nu() for pk, eind in onthouden[user.pk])
