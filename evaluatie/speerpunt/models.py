"""What the group chose to work on after it talked about a result."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from bijeenkomsten.models import Afspraak
from evaluatie.models.meting import Meting
from evaluatie.vragenlijst.document import LANGSTE_CODE
from kern.models import TimestampedModel

LANGSTE_WAT = 300


class Speerpunt(TimestampedModel):
    """One subject of one round, in the words of the group. ``versie`` goes up at every change."""

    meting = models.OneToOneField(Meting, on_delete=models.CASCADE, related_name="speerpunt")
    dimensie = models.CharField("onderwerp", max_length=LANGSTE_CODE, help_text="Code of a group of the questionnaire.")
    wat = models.CharField("wat gaan jullie anders doen", max_length=LANGSTE_WAT)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="speerpunten",
        verbose_name="opgeschreven door",
    )  # fmt: skip
    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.SET_NULL, null=True, blank=True, related_name="speerpunten", editable=False
    )
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "speerpunt"
        verbose_name_plural = "speerpunten"
        ordering = ["-meting__opent_op", "-pk"]
        constraints = [models.CheckConstraint(name="speerpunt_wat_not_empty", condition=~Q(wat=""))]

    def __str__(self):
        return f"speerpunt van meting {self.meting_id}"

    @property
    def naam(self) -> str:
        """What the subject is called in the list that was asked."""
        return next((groep.naam for groep in self.meting.document.dimensies if groep.code == self.dimensie), "")
