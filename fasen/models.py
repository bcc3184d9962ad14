from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from fasen.gids.models import Vinkje
from fasen.inhoud import FASE_CHOICES, FASEN, find_fase
from fasen.kompas.models import Kompasmaand, Kompasreactie, Kompasstand
from kern.models import TimestampedModel
from kern.prepared import prepared
from netwerken.models import Netwerk

__all__ = [
    "Fasestap",
    "FaseVerloop",
    "Kompasmaand",
    "Kompasreactie",
    "Kompasstand",
    "Vinkje",
    "get_verlopen",
    "load_routes",
]

REDEN_MIN, REDEN_MAX = 5, 500
MEESTE_KEREN = 60  # meetings in one fase; a netwerk has no more in its whole looptijd
NUMMERS = {fase.slug: fase.nummer for fase in FASEN}


class FaseVerloopQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(status=FaseVerloop.Status.LOPEND)

    def visible_to(self, user):
        """The verloop of the networks whose inside this user may see."""
        return self.filter(netwerk__in=Netwerk.objects.of_lid(user))


class FaseVerloop(TimestampedModel):
    """How far one netwerk is with one fase. A netwerk has five of these, at most one of them runs.

    gepland → lopend → afgerond. Going back makes an earlier one lopend again (``heropend_op``) and the one that
    was left onderbroken; later it runs again. What happened when and why stays in ``Fasestap``.
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        LOPEND = "lopend", "loopt nu"
        ONDERBROKEN = "onderbroken", "onderbroken"
        AFGEROND = "afgerond", "afgerond"

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="faseverlopen", verbose_name="netwerk")
    fase = models.CharField("fase", max_length=14, choices=FASE_CHOICES)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.GEPLAND)
    begonnen_op = models.DateTimeField("begonnen op", null=True, blank=True)
    heropend_op = models.DateTimeField("opnieuw begonnen op", null=True, blank=True)
    afgerond_op = models.DateTimeField("afgerond op", null=True, blank=True)
    gepland_van = models.DateField("gepland vanaf", null=True, blank=True)
    gepland_tot = models.DateField("gepland tot en met", null=True, blank=True)
    gepland_keren = models.PositiveSmallIntegerField("gepland aantal bijeenkomsten", null=True, blank=True)

    objects = FaseVerloopQuerySet.as_manager()

    class Meta:
        verbose_name = "faseverloop"
        verbose_name_plural = "faseverlopen"
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "fase"], name="faseverloop_unique_fase_per_netwerk"),
            models.UniqueConstraint(
                fields=["netwerk"], condition=Q(status="lopend"), name="faseverloop_one_lopend_per_netwerk"
            ),
            models.CheckConstraint(name="faseverloop_known_fase", condition=Q(fase__in=list(NUMMERS))),
            models.CheckConstraint(
                name="faseverloop_status_matches_dates",
                condition=(
                    Q(status="gepland", begonnen_op__isnull=True, heropend_op__isnull=True, afgerond_op__isnull=True)
                    | Q(status__in=["lopend", "onderbroken"], begonnen_op__isnull=False, afgerond_op__isnull=True)
                    | Q(status="afgerond", begonnen_op__isnull=False, afgerond_op__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="faseverloop_heropend_after_begonnen",
                condition=Q(heropend_op__isnull=True) | Q(heropend_op__gte=F("begonnen_op")),
            ),
            models.CheckConstraint(
                name="faseverloop_planning_is_whole_and_in_order",
                condition=Q(gepland_van__isnull=True, gepland_tot__isnull=True)
                | Q(gepland_van__isnull=False, gepland_tot__isnull=False, gepland_tot__gte=F("gepland_van")),
            ),
            models.CheckConstraint(
                name="faseverloop_keren_only_in_a_period",
                condition=Q(gepland_keren__isnull=True) | Q(gepland_van__isnull=False, gepland_keren__lte=MEESTE_KEREN),
            ),
        ]

    def __str__(self):
        return f"{self.inhoud.naam}: {self.get_status_display()}"

    @property
    def inhoud(self):
        return find_fase(self.fase)

    @property
    def nummer(self):
        return NUMMERS[self.fase]

    @property
    def sinds(self):
        """When the present (or last) run began: a reopened fase counts from the day it was reopened."""
        return self.heropend_op or self.begonnen_op

    @property
    def is_lopend(self):
        return self.status == self.Status.LOPEND


class FasestapQuerySet(models.QuerySet):
    def of_netwerk(self, netwerk):
        return self.filter(netwerk=netwerk)

    def for_log(self):
        """Latest first, with who did it."""
        return self.select_related("door")

    def visible_to(self, user):
        return self.filter(netwerk__in=Netwerk.objects.of_lid(user))


class Fasestap(models.Model):
    """One move along the route: from where to where, by whom, why, and how the netwerk stood at that moment.

    ``kompas``: what the exit signalen of the fase that was left said then. Append only. ``door`` is empty when the step
    came with the creation of the netwerk or the person is gone.
    """

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="fasestappen", verbose_name="netwerk")
    van = models.CharField("van", max_length=14, choices=FASE_CHOICES, blank=True)
    naar = models.CharField("naar", max_length=14, choices=FASE_CHOICES)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fasestappen",
        verbose_name="door",
    )
    reden = models.CharField("reden", max_length=REDEN_MAX)
    stand = models.JSONField("stand op dat moment", default=dict, blank=True)
    kompas = models.JSONField("kompas op dat moment", default=list, blank=True)
    op = models.DateTimeField("op")

    objects = FasestapQuerySet.as_manager()

    class Meta:
        verbose_name = "fasestap"
        verbose_name_plural = "fasestappen"
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["netwerk", "-op"], name="fasestap_netwerk_op")]
        constraints = [
            models.CheckConstraint(name="fasestap_van_differs_from_naar", condition=~Q(van=F("naar"))),
            models.CheckConstraint(
                name="fasestap_known_fasen", condition=Q(naar__in=list(NUMMERS), van__in=["", *NUMMERS])
            ),
            models.CheckConstraint(
                name="fasestap_reden_has_length",
                condition=Q(GreaterThanOrEqual(Length("reden"), REDEN_MIN))
                & Q(LessThanOrEqual(Length("reden"), REDEN_MAX)),
            ),
        ]

    def __str__(self):
        return f"{self.van or 'begin'} → {self.naar}"

    @property
    def van_fase(self):
        return find_fase(self.van)

    @property
    def naar_fase(self):
        return find_fase(self.naar)

    @property
    def is_begin(self):
        return not self.van

    @property
    def is_terug(self):
        return bool(self.van) and NUMMERS[self.naar] < NUMMERS[self.van]


@prepared(many=["netwerken"])
def _find_verlopen(netwerken):
    return FaseVerloop.objects.filter(netwerk__in=netwerken)


def load_routes(netwerken):
    """Read the verlopen of these netwerken in one go: ``get_route`` asks nothing any more. Returns the netwerken."""
    netwerken = list(netwerken)
    groups = {netwerk.pk: [] for netwerk in netwerken}
    for verloop in _find_verlopen(list(groups)) if groups else ():
        groups[verloop.netwerk_id].append(verloop)
    for netwerk in netwerken:
        netwerk.loaded_verlopen = groups[netwerk.pk]
    return netwerken


def get_verlopen(netwerk):
    """The verlopen of one netwerk: those that ``load_routes`` brought along, or as they are now."""
    loaded = getattr(netwerk, "loaded_verlopen", None)
    return _find_verlopen([netwerk.pk]) if loaded is None else loaded
