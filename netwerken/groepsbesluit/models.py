"""The group decides about somebody new. Who answered and what was answered never share a row, a key, a time, an order.

As in evaluatie: ``Groepsstem`` says who was asked and whether something came back, the counters stand on the question
itself, ``Groepsbezwaar`` is a text with a random key. Every answer rewrites all rows (``services.answer``).
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.adres import reverse
from kern.tijd import lokale_dag, nu
from netwerken.groepsbesluit.rules import Uitslag, may_tell


class GroepsbesluitQuerySet(models.QuerySet):
    def loopt(self, *, now=None):
        """Deelnemers can answer now."""
        return self.filter(status=Groepsbesluit.Status.LOOPT, sluit_op__gt=now or nu())

    def due(self, now):
        """Over, but not yet counted."""
        return self.filter(status=Groepsbesluit.Status.LOOPT, sluit_op__lte=now).order_by("sluit_op", "pk")

    def lopend(self):
        """Not decided yet: the deelnemers answer, or a facilitator has to."""
        return self.filter(status__in=Groepsbesluit.LOPEND)

    def wacht_op_facilitator(self):
        return self.filter(status__in=Groepsbesluit.WACHT)

    def with_persoon(self):
        return self.select_related("deelname__persoon__organisatie", "deelname__netwerk")


class Groepsbesluit(models.Model):
    """The question whether somebody may join a gesloten group that has begun.

    loopt → toegelaten, or → te_weinig ⇄ loopt (once), or → beraad → toegelaten or afgewezen; from everywhere to
    vervallen. Only ``groepsbesluit.services`` writes it. Without a time of change: an answer leaves none.
    """

    class Status(models.TextChoices):
        LOOPT = "loopt", "de groep antwoordt"
        TE_WEINIG = "te_weinig", "te weinig antwoorden"
        BERAAD = "beraad", "de facilitator besluit"
        TOEGELATEN = "toegelaten", "mag erbij"
        AFGEWEZEN = "afgewezen", "komt er niet bij"
        VERVALLEN = "vervallen", "niet meer nodig"

    WACHT = (Status.TE_WEINIG, Status.BERAAD)
    LOPEND = (Status.LOOPT, *WACHT)

    deelname = models.ForeignKey("netwerken.Deelname", on_delete=models.CASCADE, related_name="groepsbesluiten")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.LOOPT)
    gesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opent_op = models.DateTimeField("gevraagd op")
    sluit_op = models.DateTimeField("sluit op", help_text="The midnight after the last day.")
    verlengd = models.BooleanField("is verlengd", default=False)
    # Counters as long as they are needed: empty below the threshold, and once somebody decided.
    akkoord = models.PositiveSmallIntegerField("akkoord", null=True, default=0)
    bezwaar = models.PositiveSmallIntegerField("bezwaar", null=True, default=0)
    gevraagd = models.PositiveSmallIntegerField("gevraagd", null=True, help_text="Counted when closing.")
    geantwoord = models.PositiveSmallIntegerField("geantwoord", null=True, help_text="Counted when closing.")
    uitslag = models.CharField("uitslag", max_length=12, blank=True)
    reden = models.TextField("waarom", max_length=1000, blank=True)
    besloten_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    besloten_op = models.DateTimeField("besloten op", null=True)

    objects = GroepsbesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "groepsbesluit"
        verbose_name_plural = "groepsbesluiten"
        ordering = ["-opent_op", "-pk"]
        indexes = [models.Index(fields=["sluit_op"], condition=Q(status="loopt"), name="groepsbesluit_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["deelname"], condition=Q(status__in=["loopt", "te_weinig", "beraad"]),
                name="groepsbesluit_one_at_a_time",
            ),
            models.CheckConstraint(name="groepsbesluit_sluit_after_opent", condition=Q(sluit_op__gt=F("opent_op"))),
            models.CheckConstraint(
                name="groepsbesluit_counts_together",
                condition=Q(akkoord__isnull=True, bezwaar__isnull=True)
                | Q(akkoord__isnull=False, bezwaar__isnull=False),
            ),
            models.CheckConstraint(
                name="groepsbesluit_besloten_has_moment",
                condition=Q(status__in=["toegelaten", "afgewezen", "vervallen"], besloten_op__isnull=False)
                | Q(status__in=["loopt", "te_weinig", "beraad"], besloten_op__isnull=True),
            ),
            models.CheckConstraint(
                name="groepsbesluit_counts_gone_after_besluit",
                condition=Q(status__in=["loopt", "te_weinig", "beraad"]) | Q(akkoord__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"groepsbesluit {self.pk}"

    def get_absolute_url(self):
        return reverse("netwerken:groepsbesluit", args=[self.netwerk.slug, self.pk])

    @property
    def netwerk(self):
        return self.deelname.netwerk

    @property
    def persoon(self):
        """Whom it is about."""
        return self.deelname.persoon

    @property
    def aanleiding(self):
        """What berichten calls the mails about this question."""
        return f"groepsbesluit:{self.pk}"

    @property
    def laatste_dag(self):
        """The last day on which people can answer."""
        return lokale_dag(self.sluit_op - timedelta(minutes=1))

    @property
    def gevraagd_dag(self):
        """Who was in the group on this day, is the group it is about."""
        return lokale_dag(self.opent_op)

    @property
    def is_lopend(self):
        return self.status in self.LOPEND

    @property
    def mag_vertellen(self):
        """May the numbers be shown? Never before the answers are in, never of too few."""
        return self.status == self.Status.BERAAD and self.akkoord is not None and may_tell(self.geantwoord)

    @property
    def is_bezwaar(self):
        return self.uitslag == Uitslag.BEZWAAR

    def can_answer(self, now=None):
        """Also false between the closing hour and the moment a late worker counts."""
        return self.status == self.Status.LOOPT and (now or nu()) < self.sluit_op


class Groepsstem(models.Model):
    """Who is asked, and whether an answer came back. No time, no order, no link to the answer. Gone after closing."""

    besluit = models.ForeignKey(Groepsbesluit, on_delete=models.CASCADE, related_name="stemmen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="groepsstemmen")
    geantwoord = models.BooleanField("geantwoord", default=False)

    class Meta:
        verbose_name = "groepsstem"
        verbose_name_plural = "groepsstemmen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["besluit", "persoon"], name="groepsstem_once_per_persoon")]

    def __str__(self):
        return f"groepsstem {self.pk}"


class Groepsbezwaar(models.Model):
    """What somebody wrote. The random key is also the order. Gone once somebody decided."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    besluit = models.ForeignKey(Groepsbesluit, on_delete=models.CASCADE, related_name="bezwaren")
    tekst = models.TextField("bezwaar", max_length=600)

    class Meta:
        verbose_name = "bezwaar"
        verbose_name_plural = "bezwaren"
        ordering = ["uuid"]
        constraints = [models.CheckConstraint(name="groepsbezwaar_tekst_not_empty", condition=~Q(tekst=""))]

    def __str__(self):
        return "bezwaar"
