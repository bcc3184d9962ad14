from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from netwerken.randvoorwaarden.inhoud import BY_CODE


class Randvoorwaarde(TimestampedModel):
    """How one thing stands that has to be in order, of one organisation or (without one) of the netwerk as a whole.

    No row is open. Only ``netwerken.randvoorwaarden.services`` writes ``status``.
    """

    class Status(models.TextChoices):
        OPEN = "open", "nog open"
        VOLDAAN = "voldaan", "in orde"
        RISICO = "risico", "risico"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="randvoorwaarden")
    organisatie = models.ForeignKey(
        "personen.Organisatie", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=8)
    status = models.CharField("hoe staat het", max_length=8, choices=Status, default=Status.OPEN)
    bewijs = models.TextField("waaraan zie je dat", max_length=600, blank=True)
    aanpak = models.TextField("wat doe je eraan", max_length=600, blank=True)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    voor = models.DateField("klaar op", null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "randvoorwaarde"
        verbose_name_plural = "randvoorwaarden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["netwerk", "organisatie", "code"], condition=Q(organisatie__isnull=False),
                name="randvoorwaarde_once_per_organisatie",
            ),
            models.UniqueConstraint(
                fields=["netwerk", "code"], condition=Q(organisatie__isnull=True),
                name="randvoorwaarde_once_per_netwerk",
            ),
            models.CheckConstraint(
                name="randvoorwaarde_risico_has_aanpak", condition=~Q(status="risico") | ~Q(aanpak="")
            ),
            models.CheckConstraint(
                name="randvoorwaarde_voldaan_has_bewijs", condition=~Q(status="voldaan") | ~Q(bewijs="")
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code} van {self.netwerk_id}"

    @property
    def punt(self):
        return BY_CODE[self.code]

    @property
    def is_voldaan(self):
        return self.status == self.Status.VOLDAAN

    @property
    def is_risico(self):
        return self.status == self.Status.RISICO


class Startbesluit(models.Model):
    """A netwerk began while something was not in order: how much, why all the same, who decided it and when."""

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="startbesluiten")
    open = models.PositiveSmallIntegerField("nog open")
    risico = models.PositiveSmallIntegerField("risico")
    reden = models.TextField("waarom toch", max_length=500)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name = "startbesluit"
        verbose_name_plural = "startbesluiten"
        ordering = ["-op", "-pk"]
        constraints = [models.CheckConstraint(name="startbesluit_has_reden", condition=~Q(reden=""))]

    def __str__(self):
        return f"begin van {self.netwerk_id}"
