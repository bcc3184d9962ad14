from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from kern.prepared import prepared


class DeelnameQuerySet(models.QuerySet):
    def actief(self):
        """Takes part now: gets the mails, is on the attendance list."""
        return self.filter(status=Deelname.Status.ACTIEF)

    def lid(self):
        """Belongs to the group: active or with a pause."""
        return self.filter(status__in=Deelname.LID)

    def betrokken(self):
        """Belongs to the group or waits to."""
        return self.filter(status__in=Deelname.LID + Deelname.WACHTEND)

    def bezet(self):
        """The rows that take one of the ``max_deelnemers`` places."""
        return self.lid().filter(rol=Deelname.Rol.DEELNEMER)

    def wachtlijst(self):
        """In the order in which people came."""
        return self.filter(status=Deelname.Status.WACHTLIJST).order_by("wacht_sinds", "pk")

    def te_beoordelen(self):
        """Applications that wait for the facilitator."""
        return self.filter(status__in=[Deelname.Status.AANGEMELD, Deelname.Status.INTAKE]).order_by("created_at", "pk")

    def with_persoon(self):
        return self.select_related("persoon__organisatie")


class Deelname(TimestampedModel):
    """Somebody's part in a netwerk: one row per role.

    aangemeld → intake → actief, or → wachtlijst → actief, or → afgewezen; actief ⇄ pauze; from there to
    uitgestapt, or afgerond for who reached the goal. Only ``netwerken.services`` writes ``status``.
    """

    class Rol(models.TextChoices):
        DEELNEMER = "deelnemer", "deelnemer"
        FACILITATOR = "facilitator", "facilitator"
        PENVOERDER = "penvoerder", "penvoerder"
        EIGENAAR = "eigenaar", "eigenaar"

    class Variant(models.TextChoices):
        PROCESBEWAKER = "procesbewaker", "procesbewaker"
        INHOUDELIJK_EXPERT = "inhoudelijk_expert", "inhoudelijk expert"
        BEIDE = "beide", "procesbewaker en inhoudelijk expert"

    class Status(models.TextChoices):
        AANGEMELD = "aangemeld", "aangemeld"
        INTAKE = "intake", "in gesprek"
        ACTIEF = "actief", "doet mee"
        PAUZE = "pauze", "pauzeert"
        WACHTLIJST = "wachtlijst", "op de wachtlijst"
        UITGESTAPT = "uitgestapt", "uitgestapt"
        AFGEROND = "afgerond", "afgerond"
        AFGEWEZEN = "afgewezen", "niet toegelaten"

    class RedenEinde(models.TextChoices):
        KLAAR = "klaar", "Mijn vraag is beantwoord, ik ben klaar"
        TIJD = "tijd", "Ik krijg er geen tijd voor"
        BAAN = "baan", "Ik krijg ander werk"
        ONDERWERP = "onderwerp", "Het onderwerp past niet meer bij mij"
        GROEP = "groep", "De groep past niet bij mij"
        ANDERS = "anders", "Iets anders"
        VERWIJDERD = "verwijderd", "Uitgeschreven door de facilitator"
        ROL_VOORBIJ = "rol_voorbij", "De rol is overgedragen"

    LID = (Status.ACTIEF, Status.PAUZE)
    WACHTEND = (Status.AANGEMELD, Status.INTAKE, Status.WACHTLIJST)

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="deelnames")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deelnames")
    rol = models.CharField("rol", max_length=12, choices=Rol, default=Rol.DEELNEMER)
    variant = models.CharField("manier van begeleiden", max_length=20, choices=Variant, blank=True)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.ACTIEF)
    motivatie = models.TextField("motivatie", max_length=1000, blank=True)
    wacht_sinds = models.DateTimeField("op de wachtlijst sinds", null=True, blank=True)
    begonnen_op = models.DateField("doet mee sinds", null=True, blank=True)
    beeindigd_op = models.DateField("deed mee tot", null=True, blank=True)
    reden_einde = models.CharField("reden van vertrek", max_length=12, choices=RedenEinde, blank=True)
    toelichting_einde = models.TextField("toelichting bij vertrek", max_length=1000, blank=True)
    toelichting_afwijzing = models.TextField("toelichting bij nee", max_length=1000, blank=True)
    groep_leest = models.BooleanField("wist dat de groep de motivatie leest", default=False)
    groep_akkoord = models.BooleanField("de groep hoeft niet (meer) te besluiten", default=False)

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["persoon", "status"], name="deelname_persoon"),
            models.Index(fields=["netwerk", "rol", "status"], name="deelname_netwerk"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "persoon", "rol"], name="deelname_once_per_rol"),
            models.CheckConstraint(
                name="deelname_wachtlijst_has_moment",
                condition=Q(status="wachtlijst", wacht_sinds__isnull=False)
                | ~Q(status="wachtlijst") & Q(wacht_sinds__isnull=True),
            ),
            models.CheckConstraint(
                name="deelname_lid_has_begin",
                condition=~Q(status__in=["actief", "pauze"]) | Q(begonnen_op__isnull=False),
            ),
            models.CheckConstraint(
                name="deelname_einde_matches_status",
                condition=Q(status__in=["uitgestapt", "afgerond"], beeindigd_op__isnull=False)
                | ~Q(status__in=["uitgestapt", "afgerond"])
                & Q(beeindigd_op__isnull=True, reden_einde="", toelichting_einde=""),
            ),
            models.CheckConstraint(
                name="deelname_only_deelnemer_waits_or_pauses",
                condition=Q(rol="deelnemer") | Q(status__in=["actief", "uitgestapt", "afgerond"]),
            ),
            models.CheckConstraint(
                name="deelname_variant_only_facilitator", condition=Q(rol="facilitator") | Q(variant="")
            ),
        ]

    def __str__(self):
        return f"{self.get_rol_display()} {self.persoon_id} in {self.netwerk_id}"

    @property
    def is_lid(self):
        return self.status in self.LID

    @property
    def is_betrokken(self):
        return self.status in self.LID + self.WACHTEND


@prepared
def find_deelnames(netwerk, persoon):
    """The rows of one person in one netwerk, one per role."""
    return Deelname.objects.filter(netwerk=netwerk, persoon=persoon)
