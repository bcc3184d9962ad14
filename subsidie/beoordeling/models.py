from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from kern.models import TimestampedModel
from kern.prepared import prepared
from netwerken.models import Deelname
from personen.models import VAN_ACADEMIE
from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.toestand import TOEGEKEND, Status

# From here on a beslisser reads the advices; earlier nobody but who gave them, and who filed one too.
VANAF_ADVIES = (Status.ADVIES_KLAAR, Status.BESLOTEN, Status.AFGEWEZEN, *TOEGEKEND)


class Belangverklaring(models.Model):
    """Somebody of the academie says: about this aanvraag I cannot judge. No reason is asked or kept."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="belangverklaringen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="belangverklaringen")
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "belangverklaring"
        verbose_name_plural = "belangverklaringen"
        constraints = [models.UniqueConstraint(fields=["aanvraag", "persoon"], name="belangverklaring_one_per_persoon")]

    def __str__(self):
        return f"belang van {self.persoon_id} bij aanvraag {self.aanvraag_id}"


def _betrokken(persoon, aanvraag="aanvraag"):
    """Takes part in the netwerk, or waits to, or said they have an interest."""
    deelnames = Deelname.objects.betrokken().filter(netwerk=OuterRef(f"{aanvraag}__netwerk"), persoon=persoon)
    return Q(Exists(deelnames)) | Q(
        Exists(Belangverklaring.objects.filter(aanvraag=OuterRef(aanvraag), persoon=persoon))
    )


def may_judge(persoon) -> bool:
    return persoon.is_active and persoon.is_academie and persoon.is_beoordelaar


class ToewijzingQuerySet(models.QuerySet):
    def geldig(self):
        return self.filter(vervallen_op__isnull=True)

    def open_for(self, persoon):
        """The assignments this person can work with now: what made one lapse a moment ago counts too."""
        if not may_judge(persoon):
            return self.none()
        return self.open_of(persoon.pk, VAN_ACADEMIE.get(persoon.academie_sector, ()))

    def open_of(self, persoon, sectoren):
        """As ``open_for``, of who ``may_judge`` in these sectors. ``persoon``: a key."""
        rows = self.geldig().filter(persoon=persoon, aanvraag__regelingversie__sector__in=sectoren)
        return rows.exclude(_betrokken(persoon))

    def with_aanvraag(self):
        return self.select_related("aanvraag__ronde", "aanvraag__netwerk")


class Toewijzing(TimestampedModel):
    """This beoordelaar judges this aanvraag. A row that lapsed stays: it says who could read what until when."""

    class Vervallen(models.TextChoices):
        BELANG = "belang", "heeft een belang"
        NETWERK = "netwerk", "hoort nu bij het netwerk"
        ROL = "rol", "is geen beoordelaar meer"
        TERUGGENOMEN = "teruggenomen", "is vervangen"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="toewijzingen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="toewijzingen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    vervallen_op = models.DateTimeField("vervallen op", null=True, blank=True)
    vervallen_reden = models.CharField("waarom vervallen", max_length=12, choices=Vervallen, blank=True)

    objects = ToewijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag", "persoon"],
                condition=Q(vervallen_op__isnull=True),
                name="toewijzing_one_per_persoon",
            ),
            models.CheckConstraint(
                name="toewijzing_vervallen_is_whole",
                condition=Q(vervallen_op__isnull=True, vervallen_reden="")
                | Q(vervallen_op__isnull=False) & ~Q(vervallen_reden=""),
            ),
        ]

    def __str__(self):
        return f"toewijzing {self.pk}"

    @property
    def is_geldig(self) -> bool:
        return self.vervallen_op is None


class OordeelQuerySet(models.QuerySet):
    def visible_to(self, persoon):
        """One's own, and nobody else's: what others read is the advice that was filed, with the verdicts in it."""
        return self.filter(toewijzing__in=Toewijzing.objects.open_for(persoon))


class Oordeel(TimestampedModel):
    """What one beoordelaar says of one criterium. Only that beoordelaar reads it; see ``Advies`` for who else may."""

    class Waarde(models.TextChoices):
        VOLDOENDE = "voldoende", "voldoende"
        ONVOLDOENDE = "onvoldoende", "onvoldoende"
        VRAAG = "vraag", "vraag aan het netwerk"

    toewijzing = models.ForeignKey(Toewijzing, on_delete=models.CASCADE, related_name="oordelen")
    inzending = models.ForeignKey(Inzending, on_delete=models.CASCADE, related_name="+")
    criterium = models.CharField("criterium", max_length=40)
    waarde = models.CharField("oordeel", max_length=12, choices=Waarde)
    reden = models.TextField("waarom", max_length=2000, blank=True)

    objects = OordeelQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["toewijzing", "criterium"], name="oordeel_one_per_criterium"),
            models.CheckConstraint(
                name="oordeel_known_waarde", condition=Q(waarde__in=["voldoende", "onvoldoende", "vraag"])
            ),
            models.CheckConstraint(
                name="oordeel_explains_what_is_not_voldoende", condition=Q(waarde="voldoende") | ~Q(reden="")
            ),
        ]

    def __str__(self):
        return f"oordeel {self.pk}"

    @property
    def is_af(self) -> bool:
        """A question to the netwerk waits for its answer."""
        return self.waarde != self.Waarde.VRAAG


def _laatste(veld="aanvraag"):
    nummers = Inzending.objects.filter(aanvraag=OuterRef(veld)).order_by("-nummer")
    return Subquery(nummers.values("nummer")[:1])


def read_by(persoon, veld="toewijzing__aanvraag"):
    """Which rows about an aanvraag somebody may read who did not write them. The one rule of the blindness:

    a beoordelaar of it, once their own advice about the newest inzending is filed; a beslisser, from the moment
    that all advices are in. Never who takes part in the netwerk or has an interest.
    """
    mijn = Advies.objects.filter(
        toewijzing__aanvraag=OuterRef(veld), toewijzing__in=Toewijzing.objects.open_for(persoon),
        inzending__nummer=_laatste("toewijzing__aanvraag"),
    )  # fmt: skip
    mag = Q(Exists(mijn))
    if persoon.is_active and persoon.is_academie and persoon.is_beslisser:
        sectoren = VAN_ACADEMIE.get(persoon.academie_sector, ())
        beslist = Q(**{f"{veld}__status__in": VANAF_ADVIES, f"{veld}__regelingversie__sector__in": sectoren})
        mag |= beslist & ~_betrokken(persoon, veld)
    return mag


class AdviesQuerySet(models.QuerySet):
    def tellend(self):
        """Of somebody who is still beoordelaar of it, about what was handed in last."""
        return self.filter(toewijzing__vervallen_op__isnull=True, inzending__nummer=_laatste("toewijzing__aanvraag"))

    def own(self, persoon):
        return self.filter(toewijzing__in=Toewijzing.objects.open_for(persoon))

    def visible_to(self, persoon):
        """One's own, and of others what ``read_by`` says."""
        return self.filter(Q(toewijzing__in=Toewijzing.objects.open_for(persoon)) | read_by(persoon))


class Advies(models.Model):
    """What a beoordelaar filed about one inzending, with the verdicts as they were. A row never changes.

    When a netwerk adds something there is another inzending, and each beoordelaar files again.
    """

    class Uitkomst(models.TextChoices):
        TOEKENNEN = "toekennen", "toekennen"
        VOORWAARDE = "voorwaarde", "toekennen onder een voorwaarde"
        AFWIJZEN = "afwijzen", "afwijzen"

    toewijzing = models.ForeignKey(Toewijzing, on_delete=models.CASCADE, related_name="adviezen")
    inzending = models.ForeignKey(Inzending, on_delete=models.CASCADE, related_name="+")
    uitkomst = models.CharField("advies", max_length=12, choices=Uitkomst)
    tekst = models.TextField("toelichting", max_length=4000)
    oordelen = models.JSONField("oordelen")
    op = models.DateTimeField("ingediend op")

    objects = AdviesQuerySet.as_manager()

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["toewijzing", "inzending"], name="advies_one_per_inzending"),
            models.CheckConstraint(
                name="advies_known_uitkomst", condition=Q(uitkomst__in=["toekennen", "voorwaarde", "afwijzen"])
            ),
        ]

    def __str__(self):
        return f"advies {self.pk}"

    def save(self, *args, **kwargs):
        """What was filed stays as it was."""
        if not self._state.adding:
            raise TypeError("an advies never changes")
        super().save(*args, **kwargs)


class BespreekpuntQuerySet(models.QuerySet):
    def visible_to(self, persoon):
        """The discussion afterwards: for who may read the advices of others."""
        return self.filter(read_by(persoon, "aanvraag"))


class Bespreekpunt(models.Model):
    """Something said in the discussion after the advices."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="bespreekpunten")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tekst = models.TextField("tekst", max_length=2000)
    op = models.DateTimeField("op")

    objects = BespreekpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "bespreekpunt"
        verbose_name_plural = "bespreekpunten"
        ordering = ["op", "pk"]

    def __str__(self):
        return f"bespreekpunt {self.pk}"


class Aanvulvraag(models.Model):
    """What the academie asks of the netwerk, about one criterium or about all of it. Who asked is not shown to it."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="aanvulvragen")
    inzending = models.ForeignKey(Inzending, on_delete=models.CASCADE, related_name="aanvulvragen")
    criterium = models.CharField("criterium", max_length=40, blank=True)
    tekst = models.TextField("vraag", max_length=1000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "vraag om aanvulling"
        verbose_name_plural = "vragen om aanvulling"
        ordering = ["op", "pk"]

    def __str__(self):
        return f"vraag {self.pk} bij aanvraag {self.aanvraag_id}"


def find_adviseurs(aanvraag) -> set[int]:
    """Who ever filed an advice about it, or is asked to: they never decide."""
    rows = Toewijzing.objects.filter(aanvraag=aanvraag)
    rows = rows.filter(Q(vervallen_op__isnull=True) | Q(adviezen__isnull=False))
    return set(rows.values_list("persoon", flat=True))


@prepared(many=["aanvragen"])
def _find_klaar(aanvragen):
    rows = Toewijzing.objects.geldig().filter(aanvraag__in=aanvragen).order_by()
    rows = rows.annotate(
        laatste=_laatste(),
        klaar=Exists(Advies.objects.filter(toewijzing=OuterRef("pk"), inzending__nummer=OuterRef("laatste"))),
    )
    return rows.values_list(F("aanvraag"), "klaar")


def count_adviezen(aanvragen):
    """Per aanvraag how many are assigned and how many filed: numbers that anybody of the academie may know."""
    stand = {}
    for pk, klaar in _find_klaar([aanvraag.pk for aanvraag in aanvragen]):
        samen, af = stand.get(pk, (0, 0))
        stand[pk] = samen + 1, af + klaar
    return stand
