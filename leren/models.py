from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q

from kern.models import TimestampedModel
from netwerken.models import Deelname

LANGST_VRAAG, LANGST_TOELICHTING = 500, 2000


class LeervraagQuerySet(models.QuerySet):
    def van_leden(self, netwerk):
        """Of who takes part now, in any status: what somebody who left wants to learn is no longer read."""
        leden = Deelname.objects.lid().filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER).values("persoon")
        return self.filter(netwerk=netwerk, persoon__in=leden)

    def visible_to(self, user, netwerk):
        """The own one, those shared with the group, and for a facilitator of this netwerk all of them."""
        rows = self.van_leden(netwerk)
        if user.has_perm("leren.view_leervragen", netwerk):
            return rows
        if not user.has_perm("leren.view_leren", netwerk):
            return rows.none()
        return rows.filter(Q(persoon=user.pk) | Q(leest=Leervraag.Leest.GROEP))

    def with_versies(self):
        nieuwste_eerst = Leervraagversie.objects.order_by("-nummer")
        return self.select_related("persoon__organisatie").prefetch_related(
            Prefetch("versies", queryset=nieuwste_eerst)
        )


class Leervraag(TimestampedModel):
    """What somebody wants to learn in one netwerk. Its words are versions; nothing that was written is written over.

    lopend ⇄ klaar; only ``leren.services`` writes ``status``. ``competentie``: a code of ``leren.competenties``; it is
    counted, and only its writer sees it.
    """

    class Leest(models.TextChoices):
        FACILITATOR = "facilitator", "Alleen ik en de facilitators"
        GROEP = "groep", "Iedereen in de groep"

    class Status(models.TextChoices):
        LOPEND = "lopend", "ik ben ermee bezig"
        KLAAR = "klaar", "beantwoord"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="leervragen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leervragen")
    leest = models.CharField("wie leest het", max_length=12, choices=Leest, default=Leest.FACILITATOR)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.LOPEND)
    schooldoel = models.TextField("doel van de school", max_length=LANGST_TOELICHTING, blank=True)
    competentie = models.CharField("competentie", max_length=8, blank=True)

    objects = LeervraagQuerySet.as_manager()

    class Meta:
        verbose_name = "leervraag"
        verbose_name_plural = "leervragen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "persoon"], name="leervraag_one_per_persoon"),
            models.CheckConstraint(name="leervraag_leest_is_known", condition=Q(leest__in=["facilitator", "groep"])),
            models.CheckConstraint(name="leervraag_status_is_known", condition=Q(status__in=["lopend", "klaar"])),
        ]

    def __str__(self):
        return f"leervraag {self.pk}"

    @property
    def huidige(self):
        """The newest version; ``with_versies()`` brings it along."""
        return next(iter(self.versies.all()), None)

    @property
    def is_klaar(self):
        return self.status == self.Status.KLAAR


class Leervraagversie(models.Model):
    """The leervraag as it was at one moment."""

    class Soort(models.TextChoices):
        INTAKE = "intake", "bij de intake"
        AANGESCHERPT = "aangescherpt", "scherper gemaakt"
        RESULTAAT = "resultaat", "wat het opleverde"

    leervraag = models.ForeignKey(Leervraag, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField("nummer")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    tekst = models.CharField("leervraag", max_length=LANGST_VRAAG)
    toelichting = models.TextField("toelichting", max_length=LANGST_TOELICHTING, blank=True)
    op = models.DateTimeField("geschreven op", auto_now_add=True)

    class Meta:
        verbose_name = "versie van een leervraag"
        verbose_name_plural = "versies van een leervraag"
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["leervraag", "nummer"], name="leervraagversie_once_per_nummer"),
            models.CheckConstraint(
                name="leervraagversie_soort_is_known", condition=Q(soort__in=["intake", "aangescherpt", "resultaat"])
            ),
            models.CheckConstraint(name="leervraagversie_has_text", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"versie {self.nummer} van {self.leervraag_id}"
