from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from kern.tijd import dag, lokale_dag, nu
from netwerken.intake.inhoud import AANTAL
from netwerken.models.deelname import Deelname

LANGST_ANTWOORD = 2000


class IntakeQuerySet(models.QuerySet):
    def levend(self):
        """Of somebody who takes part or waits, in a netwerk that goes on: who left is nobody's business any more."""
        voorbij = ["afgerond", "zelfstandig", "gestopt"]
        return self.filter(deelname__status__in=Deelname.LID + Deelname.WACHTEND).exclude(
            deelname__netwerk__status__in=voorbij
        )

    def in_te_vullen(self):
        """Asked, not sent yet and not decided without it."""
        return self.levend().filter(verstuurd_op=None, besloten_op=None)

    def te_beslissen(self):
        """Sent, and nobody said yet whether it fits."""
        return self.levend().filter(verstuurd_op__isnull=False, besloten_op=None)

    def with_deelname(self):
        return self.select_related("deelname__persoon__organisatie", "deelname__netwerk")


class Intake(TimestampedModel):
    """The questions before a group begins to work together, of one deelnemer, and what came of them.

    gevraagd → ingevuld → gesprek → besloten, read from the moments (``stand``). Answers are a draft of the deelnemer
    alone until ``verstuurd_op``; after that the facilitators of the netwerk read them, and nobody else.
    """

    class Uitkomst(models.TextChoices):
        PAST = "past", "Het past"
        VERBREDEN = "verbreden", "Het past als het netwerk iets breder wordt"
        PAST_NIET = "past_niet", "Het past niet"

    deelname = models.OneToOneField("netwerken.Deelname", on_delete=models.CASCADE, related_name="intake")
    gevraagd_dag = models.DateField("gevraagd op")
    verstuurd_op = models.DateTimeField("verstuurd op", null=True, blank=True)
    leervraag_delen = models.BooleanField("maak er een leervraag van", default=False)
    gesprek_op = models.DateField("gesprek op", null=True, blank=True)
    notities = models.TextField("notities van facilitators", max_length=4000, blank=True)
    notities_versie = models.PositiveIntegerField(default=1, editable=False)
    uitkomst = models.CharField("uitkomst", max_length=10, choices=Uitkomst, blank=True)
    bericht = models.TextField("bericht aan de deelnemer", max_length=2000, blank=True)
    groep_bespreekt = models.TextField("wat de groep bespreekt", max_length=1000, blank=True)
    besproken_op = models.DateField("besproken op", null=True, blank=True)
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "intake"
        verbose_name_plural = "intakes"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="intake_uitkomst_has_moment",
                condition=Q(uitkomst="", besloten_op__isnull=True, bericht="", groep_bespreekt="")
                | Q(uitkomst__in=["past", "verbreden", "past_niet"], besloten_op__isnull=False),
            ),
            models.CheckConstraint(
                name="intake_verbreden_tells_what",
                condition=Q(uitkomst="verbreden") & ~Q(groep_bespreekt="")
                | ~Q(uitkomst="verbreden") & Q(groep_bespreekt="", besproken_op__isnull=True),
            ),
        ]

    def __str__(self):
        return f"intake {self.pk}"

    @property
    def netwerk(self):
        return self.deelname.netwerk

    @property
    def persoon(self):
        return self.deelname.persoon

    @property
    def is_verstuurd(self):
        return self.verstuurd_op is not None

    @property
    def is_besloten(self):
        return self.besloten_op is not None

    @property
    def mag_bewerken(self):
        """Until the conversation was, or somebody decided; after that it is what the two of them talked about."""
        is_geweest = self.is_verstuurd and self.gesprek_op is not None and self.gesprek_op < lokale_dag(nu())
        return not self.is_besloten and not is_geweest and self.deelname.is_betrokken

    @property
    def stand(self):
        """How far it is, in words; never how far somebody is with a draft."""
        if self.is_besloten:
            return self.get_uitkomst_display().lower()
        if not self.is_verstuurd:
            return "nog niet verstuurd"
        return f"gesprek op {dag(self.gesprek_op)}" if self.gesprek_op else "ingevuld"


class Intakeantwoord(models.Model):
    """One answer. ``versie`` goes up with every change, so that two screens never overwrite each other unseen."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="antwoorden")
    vraag = models.PositiveSmallIntegerField("vraag")
    tekst = models.TextField("antwoord", max_length=LANGST_ANTWOORD, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "antwoord op een intake"
        verbose_name_plural = "antwoorden op een intake"
        ordering = ["vraag"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "vraag"], name="intakeantwoord_once_per_vraag"),
            models.CheckConstraint(name="intakeantwoord_vraag_is_known", condition=Q(vraag__gte=1, vraag__lte=AANTAL)),
        ]

    def __str__(self):
        return f"antwoord {self.vraag} van {self.intake_id}"


class Intakekeuze(models.Model):
    """What a netwerk chose about intakes; without a row, only who is asked gets one."""

    netwerk = models.OneToOneField("netwerken.Netwerk", on_delete=models.CASCADE, related_name="intakekeuze")
    bij_aankomst = models.BooleanField("vraag het aan iedereen die erbij komt", default=False)

    class Meta:
        verbose_name = "keuze over intakes"
        verbose_name_plural = "keuzes over intakes"

    def __str__(self):
        return f"intakekeuze van {self.netwerk_id}"
