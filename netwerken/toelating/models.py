from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from kern.models import TimestampedModel

_PER_SCHOOL = [MinValueValidator(1), MaxValueValidator(20)]


class Toelating(TimestampedModel):
    """How a netwerk lets people in, where it chose something. Without a row the defaults of the fields hold."""

    class Motivatie(models.TextChoices):
        VANZELF = "vanzelf", "in een gesloten groep wel, in een open groep hoeft het niet"
        VERPLICHT = "verplicht", "ja, iedereen schrijft waarom"
        NIET = "niet", "nee, we vragen het niet"

    netwerk = models.OneToOneField("netwerken.Netwerk", on_delete=models.CASCADE, related_name="toelating")
    voordragen = models.BooleanField("deelnemers kunnen iemand voordragen", default=True)
    motivatie = models.CharField("motivatie", max_length=10, choices=Motivatie, default=Motivatie.VANZELF)
    minste_per_school = models.PositiveSmallIntegerField(
        "minste van één school", null=True, blank=True, validators=_PER_SCHOOL
    )
    meeste_per_school = models.PositiveSmallIntegerField(
        "meeste van één school", null=True, blank=True, validators=_PER_SCHOOL
    )
    let_op_interesse = models.BooleanField("belangstelling voor de vraag", default=False)
    let_op_match = models.BooleanField("past bij de groep", default=False)
    let_op_invloed = models.BooleanField("kan op school iets veranderen", default=False)
    tekst = models.TextField("tekst voor wie zich aanmeldt", max_length=1000, blank=True)

    class Meta:
        verbose_name = "toelating"
        verbose_name_plural = "toelatingen"
        constraints = [
            models.CheckConstraint(
                name="toelating_minste_not_above_meeste",
                condition=Q(minste_per_school__isnull=True)
                | Q(meeste_per_school__isnull=True)
                | Q(minste_per_school__lte=F("meeste_per_school")),
            ),
            models.CheckConstraint(
                name="toelating_per_school_at_least_one",
                condition=~Q(minste_per_school=0) & ~Q(meeste_per_school=0),
            ),
        ]

    def __str__(self):
        return f"toelating van {self.netwerk_id}"

    @property
    def let_op(self) -> list[str]:
        """What counts, for who reads the form."""
        zinnen = {
            "let_op_interesse": "je wilt echt met deze vraag aan de slag",
            "let_op_match": "wat jij zoekt en meebrengt past bij de groep",
            "let_op_invloed": "je kunt op je school iets veranderen",
        }
        return [zin for veld, zin in zinnen.items() if getattr(self, veld)]

    def asks_motivatie(self, *, is_open: bool) -> bool | None:
        """Must somebody write why? None: the field is not there at all."""
        if self.motivatie == self.Motivatie.NIET:
            return None
        return self.motivatie == self.Motivatie.VERPLICHT or not is_open
