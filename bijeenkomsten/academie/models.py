from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from kern.tijd import nu
from personen.models import VAN_ACADEMIE


class AcademieuitnodigingQuerySet(models.QuerySet):
    def geldig(self):
        """Not taken back, of a meeting that was not cancelled."""
        return self.filter(ingetrokken_op=None).exclude(bijeenkomst__status="afgelast")

    def of_academie(self, persoon):
        """Of netwerken that this person's academie looks after."""
        return self.filter(bijeenkomst__netwerk__sector__in=VAN_ACADEMIE.get(persoon.academie_sector, ()))

    def komend(self):
        """Of meetings still to come, soonest first."""
        return self.filter(bijeenkomst__begint_op__gt=nu()).order_by("bijeenkomst__begint_op", "pk")

    def with_netwerk(self):
        return self.select_related("bijeenkomst__netwerk", "antwoord_door")


class Academieuitnodiging(TimestampedModel):
    """Who guides a netwerk asks its academie to come to one meeting, or to a part of it.

    What the academie said was about a day: on another day it counts as not said. Only ``academie.services`` writes.
    """

    class Deel(models.TextChoices):
        GEHEEL = "geheel", "De hele bijeenkomst"
        DEEL = "deel", "Een deel ervan"

    class Antwoord(models.TextChoices):
        KOMT = "komt", "de academie komt"
        KOMT_NIET = "komt_niet", "de academie komt niet"

    bijeenkomst = models.OneToOneField(
        "bijeenkomsten.Bijeenkomst", on_delete=models.CASCADE, related_name="academieuitnodiging"
    )
    deel = models.CharField("waarvoor", max_length=6, choices=Deel, default=Deel.GEHEEL)
    welk_deel = models.CharField("welk deel", max_length=200, blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    antwoord = models.CharField("antwoord", max_length=9, choices=Antwoord, blank=True)
    wie_komt = models.CharField("wie komt", max_length=120, blank=True)
    antwoord_dag = models.DateField("antwoord voor de dag", null=True, blank=True)
    antwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = AcademieuitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging van de academie"
        verbose_name_plural = "uitnodigingen van de academie"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="academieuitnodiging_part_is_told",
                condition=Q(deel="geheel", welk_deel="") | Q(deel="deel") & ~Q(welk_deel=""),
            ),
            models.CheckConstraint(
                name="academieuitnodiging_answer_is_whole",
                condition=Q(antwoord="", wie_komt="", antwoord_dag__isnull=True)
                | Q(antwoord="komt_niet", wie_komt="", antwoord_dag__isnull=False)
                | Q(antwoord="komt", antwoord_dag__isnull=False) & ~Q(wie_komt=""),
            ),
        ]

    def __str__(self):
        return f"academie bij bijeenkomst {self.bijeenkomst_id}"

    @property
    def is_ingetrokken(self):
        return self.ingetrokken_op is not None

    @property
    def heeft_antwoord(self):
        return bool(self.antwoord) and self.antwoord_dag == self.bijeenkomst.datum

    @property
    def komt(self):
        return self.heeft_antwoord and self.antwoord == self.Antwoord.KOMT
