import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from bijeenkomsten.models.bijeenkomst import Bijeenkomst
from kern.models import TimestampedModel
from kern.tijd import lokale_dag, nu
from netwerken.models import Deelname


class PrikkerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Polls of the netwerken this person takes part in, in any role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(netwerk__in=Deelname.objects.lid().filter(persoon=user).values("netwerk"))

    def for_persoon(self, persoon):
        """Polls this person is asked about: takes part now, without a pause."""
        return self.filter(netwerk__in=Deelname.objects.actief().filter(persoon=persoon).values("netwerk"))

    def lopend(self):
        """No date was chosen yet and nobody took it back; perhaps the day to answer has passed."""
        return self.filter(status=Prikker.Status.OPEN)

    def open(self, *, now=None):
        """Takes answers."""
        return self.lopend().filter(sluit_dag__gte=lokale_dag(now or nu()))

    def unanswered_by(self, persoon):
        gezegd = Prikantwoord.objects.filter(datum__prikker=models.OuterRef("pk"), persoon=persoon)
        return self.exclude(models.Exists(gezegd))


class Prikker(TimestampedModel):
    """A question to the whole netwerk: which of these days suit you?

    open → gekozen (one of the days became a meeting) or ingetrokken. After ``sluit_dag`` an open one takes no answers
    any more and waits for the choice. Only ``bijeenkomsten.prikker.services`` writes ``status``.
    """

    class Status(models.TextChoices):
        OPEN = "open", "open"
        GEKOZEN = "gekozen", "gekozen"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="prikkers")
    sleutel = models.UUIDField(default=uuid.uuid4, editable=False)
    titel = models.CharField("titel", max_length=120)
    doel = models.TextField("doel", max_length=600, blank=True)
    vorm = models.CharField("vorm", max_length=8, choices=Bijeenkomst.Vorm, default=Bijeenkomst.Vorm.FYSIEK)
    locatie = models.CharField("plek", max_length=120, blank=True)
    adres = models.CharField("adres", max_length=160, blank=True)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    online_link = models.URLField("link", max_length=500, blank=True)
    sluit_dag = models.DateField("antwoorden kan tot en met")
    status = models.CharField("status", max_length=11, choices=Status, default=Status.OPEN)
    bijeenkomst = models.OneToOneField(
        "bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, null=True, blank=True, related_name="prikker"
    )
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PrikkerQuerySet.as_manager()

    class Meta:
        verbose_name = "datumprikker"
        verbose_name_plural = "datumprikkers"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["netwerk", "status"], name="prikker_netwerk")]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "sleutel"], name="prikker_once_per_form"),
            models.CheckConstraint(
                name="prikker_status_is_known", condition=Q(status__in=["open", "gekozen", "ingetrokken"])
            ),
            models.CheckConstraint(
                name="prikker_gekozen_has_bijeenkomst",
                condition=Q(status="gekozen", bijeenkomst__isnull=False)
                | ~Q(status="gekozen") & Q(bijeenkomst__isnull=True),
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("bijeenkomsten:prikker_detail", args=[self.netwerk.slug, self.pk])

    @property
    def aanleiding(self):
        """How berichten names this poll."""
        return f"prikker:{self.pk}"

    @property
    def sluit_op(self) -> datetime:
        """The first moment at which answering is no longer possible: midnight after ``sluit_dag``."""
        return timezone.make_aware(datetime.combine(self.sluit_dag + timedelta(days=1), time()))

    @property
    def is_lopend(self):
        return self.status == self.Status.OPEN

    @property
    def is_gekozen(self):
        return self.status == self.Status.GEKOZEN

    @property
    def is_ingetrokken(self):
        return self.status == self.Status.INGETROKKEN

    @property
    def neemt_antwoorden(self):
        return self.is_lopend and nu() < self.sluit_op

    @property
    def is_gesloten(self):
        """The day to answer has passed, and nobody chose yet."""
        return self.is_lopend and not self.neemt_antwoorden

    @property
    def waar_kort(self):
        """As a meeting says it."""
        velden = ("vorm", "locatie", "adres", "plaats")
        return Bijeenkomst(**{veld: getattr(self, veld) for veld in velden}).waar_kort


class Prikdatum(models.Model):
    """One of the days somebody proposes."""

    prikker = models.ForeignKey("bijeenkomsten.Prikker", on_delete=models.CASCADE, related_name="datums")
    begint_op = models.DateTimeField("begint op")
    eindigt_op = models.DateTimeField("eindigt op")
    is_gekozen = models.BooleanField("gekozen", default=False)

    class Meta:
        verbose_name = "prikdatum"
        verbose_name_plural = "prikdatums"
        ordering = ["begint_op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["prikker", "begint_op"], name="prikdatum_once_per_prikker"),
            models.UniqueConstraint(
                fields=["prikker"], condition=Q(is_gekozen=True), name="prikdatum_one_gekozen_per_prikker"
            ),
            models.CheckConstraint(name="prikdatum_ends_after_begin", condition=Q(eindigt_op__gt=F("begint_op"))),
        ]

    def __str__(self):
        return f"{self.begint_op:%Y-%m-%d %H:%M} van prikker {self.prikker_id}"

    @property
    def is_geweest(self):
        return self.begint_op <= nu()


class Prikantwoord(TimestampedModel):
    """What one person can on one day. The group sees numbers; who said what is for who chooses."""

    class Waarde(models.TextChoices):
        KAN = "kan", "Kan"
        MISSCHIEN = "misschien", "Misschien"
        KAN_NIET = "kan_niet", "Kan niet"

    datum = models.ForeignKey("bijeenkomsten.Prikdatum", on_delete=models.CASCADE, related_name="antwoorden")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prikantwoorden")
    waarde = models.CharField("antwoord", max_length=9, choices=Waarde)

    class Meta:
        verbose_name = "prikantwoord"
        verbose_name_plural = "prikantwoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["datum", "persoon"], name="prikantwoord_once_per_persoon"),
            models.CheckConstraint(
                name="prikantwoord_waarde_is_known", condition=Q(waarde__in=["kan", "misschien", "kan_niet"])
            ),
        ]

    def __str__(self):
        return f"{self.persoon_id} op {self.datum_id}"
