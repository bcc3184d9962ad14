import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.adres import reverse
from kern.models import TimestampedModel
from netwerken.models import Deelname, Netwerk
from personen.models import VAN_ACADEMIE
from subsidie.regeling.models import Aanvraagronde, Regelingversie
from subsidie.toestand import NIET_VERTELD, TE_BEWERKEN, TOEGEKEND, VOORBIJ, ZICHT, Status, Zicht


class AanvraagQuerySet(models.QuerySet):
    def with_ronde(self):
        return self.select_related("ronde", "regelingversie", "netwerk")

    def niet_voorbij(self):
        return self.exclude(status__in=VOORBIJ)

    def ingediend(self):
        """What the academie may know of: it was handed in at least once."""
        return self.filter(ingediend_op__isnull=False)

    def of_academie(self, persoon):
        """What the academie of this person may know of."""
        return self.ingediend().filter(regelingversie__sector__in=VAN_ACADEMIE.get(persoon.academie_sector, ()))

    def known_to(self, sectoren, persoon):
        """What was handed in in these sectors, of netwerken this person is no part of. ``persoon``: a key."""
        eigen = Deelname.objects.betrokken().filter(persoon=persoon).values("netwerk")
        return self.ingediend().filter(regelingversie__sector__in=sectoren).exclude(netwerk__in=eigen)


class Aanvraag(TimestampedModel):
    """What a netwerk asks of one round. Only ``subsidie`` services write ``status`` (``subsidie/toestand.py``).

    ``antwoorden``: {"<onderdeel>.<veld>": value} and the budget in the same store, {"begroting.<jaar>.<post>.<kolom>":
    eurocents or quarters of an hour}. ``gevraagd``: the contribution of the last inzending. ``regelingversie``: the one
    it was begun with; a round may get a newer one.
    """

    Status = Status
    OPNIEUW = (Status.INGETROKKEN, Status.VERLOPEN)  # after these the netwerk may begin again in the same round

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ronde = models.ForeignKey(Aanvraagronde, on_delete=models.PROTECT, related_name="aanvragen")
    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.PROTECT, related_name="aanvragen")
    netwerk = models.ForeignKey(Netwerk, on_delete=models.PROTECT, related_name="aanvragen")
    nummer = models.PositiveIntegerField("nummer in de ronde")
    status = models.CharField("status", max_length=16, choices=Status, default=Status.CONCEPT)
    antwoorden = models.JSONField("antwoorden", default=dict, blank=True)
    akkoord_op = models.DateTimeField("akkoord met meekijken op", null=True, blank=True)
    akkoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    akkoord_versie = models.CharField("versie van het akkoord", max_length=20, blank=True)
    begonnen_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ingediend_op = models.DateTimeField("voor het eerst ingediend op", null=True, blank=True)
    gevraagd = models.PositiveBigIntegerField("gevraagd in eurocenten", null=True, blank=True)
    aanvullen_voor = models.DateTimeField("aanvullen voor", null=True, blank=True)
    status_sinds = models.DateTimeField("status sinds")
    reden_intrekken = models.CharField("waarom ingetrokken", max_length=500, blank=True)

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        ordering = ["-ronde", "nummer"]
        indexes = [models.Index(fields=["status", "ronde"], name="aanvraag_status_ronde")]
        constraints = [
            models.UniqueConstraint(fields=["ronde", "nummer"], name="aanvraag_one_per_nummer"),
            models.UniqueConstraint(
                fields=["ronde", "netwerk"],
                condition=~Q(status__in=["ingetrokken", "verlopen"]),
                name="aanvraag_one_per_netwerk_and_ronde",
            ),
            models.CheckConstraint(name="aanvraag_known_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="aanvraag_known_once_ingediend",
                condition=Q(status__in=["concept", "ingetrokken", "verlopen"]) | Q(ingediend_op__isnull=False),
            ),
            models.CheckConstraint(
                name="aanvraag_akkoord_is_whole",
                condition=Q(akkoord_op__isnull=True, akkoord_versie="")
                | Q(akkoord_op__isnull=False) & ~Q(akkoord_versie=""),
            ),
        ]

    def __str__(self):
        return f"aanvraag {self.nummer}"

    def get_absolute_url(self):
        return reverse("subsidie:aanvraag", args=[self.sleutel])

    @property
    def is_te_bewerken(self) -> bool:
        return self.status in TE_BEWERKEN

    @property
    def is_voorbij(self) -> bool:
        return self.status in VOORBIJ

    @property
    def is_verteld(self) -> bool:
        """There is a decision, and the netwerk heard it."""
        return self.status in {Status.AFGEWEZEN, *TOEGEKEND}

    @property
    def is_toegekend(self) -> bool:
        """The netwerk got a contribution, and knows it."""
        return self.status in TOEGEKEND

    @property
    def is_in_te_trekken(self) -> bool:
        return self.status in {Status.CONCEPT, *NIET_VERTELD}

    @property
    def zicht(self) -> Zicht:
        """What the netwerk may know of where it is."""
        return ZICHT[self.status]


class Inzending(models.Model):
    """What was handed in, as it was at that moment, with what the criteria said. A row never changes."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="inzendingen")
    nummer = models.PositiveSmallIntegerField("nummer")
    op = models.DateTimeField("op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    antwoorden = models.JSONField("antwoorden")
    criteria = models.JSONField("stand van de criteria", default=dict)

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        ordering = ["aanvraag", "-nummer"]
        constraints = [models.UniqueConstraint(fields=["aanvraag", "nummer"], name="inzending_one_per_nummer")]

    def __str__(self):
        return f"inzending {self.nummer} van aanvraag {self.aanvraag_id}"

    def save(self, *args, **kwargs):
        """What was handed in stays as it was."""
        if not self._state.adding:
            raise TypeError("an inzending never changes")
        super().save(*args, **kwargs)
