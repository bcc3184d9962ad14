from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.models import TimestampedModel
from netwerken.taken.inhoud import BY_CODE


class TaakQuerySet(models.QuerySet):
    def nodig(self):
        """What this group needs somebody for."""
        return self.filter(doet_mee=True)

    def vrij(self):
        """Nobody has it and nobody is asked."""
        return self.nodig().filter(persoon=None, gevraagd=None)

    def losgekomen(self):
        """Free because somebody left, pauses, gave it back or passed."""
        return self.vrij().exclude(reden="")


class Taak(TimestampedModel):
    """One task of a netwerk, of the list (``code``) or of the group itself (``naam``), and who does it.

    vrij → gevraagd → van iemand, and back. Who has it keeps it until somebody who is ``gevraagd`` says yes.
    ``vorige`` and ``reden``: who had it or was asked last, and why that ended; only who divides sees who passed.
    Only ``netwerken.taken.services`` writes it.
    """

    class Reden(models.TextChoices):
        VERTREK = "vertrek", "stopte"
        PAUZE = "pauze", "pauzeert"
        TERUG = "terug", "gaf de taak terug"
        PAST = "past", "doet het liever niet"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="taken")
    code = models.CharField(max_length=8, blank=True)
    naam = models.CharField("taak", max_length=120, blank=True)
    uitleg = models.CharField("wat het vraagt", max_length=300, blank=True)
    volgorde = models.PositiveSmallIntegerField()
    doet_mee = models.BooleanField("hebben we nodig", default=True)
    persoon = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken"
    )
    gevraagd = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="gevraagde_taken"
    )
    vorige = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reden = models.CharField("waarom het weer vrij is", max_length=7, choices=Reden, blank=True)

    objects = TaakQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "code"], condition=~Q(code=""), name="taak_once_per_netwerk"),
            models.CheckConstraint(
                name="taak_of_the_list_or_own", condition=Q(code="") & ~Q(naam="") | ~Q(code="") & Q(naam="")
            ),
            models.CheckConstraint(
                name="taak_not_asked_of_who_has_it",
                condition=Q(persoon__isnull=True) | Q(gevraagd__isnull=True) | ~Q(persoon=F("gevraagd")),
            ),
            models.CheckConstraint(
                name="taak_left_out_is_of_nobody",
                condition=Q(doet_mee=True) | Q(persoon__isnull=True, gevraagd__isnull=True, reden=""),
            ),
            models.CheckConstraint(
                name="taak_reden_is_known", condition=Q(reden__in=["", "vertrek", "pauze", "terug", "past"])
            ),
        ]

    def __str__(self):
        return f"taak {self.code or self.pk} van {self.netwerk_id}"

    @property
    def punt(self):
        """What the list says of it; None for a task of the group itself."""
        return BY_CODE.get(self.code)

    @property
    def titel(self):
        return self.punt.naam if self.punt else self.naam

    @property
    def toelichting(self):
        return self.punt.uitleg if self.punt else self.uitleg

    @property
    def is_vrij(self):
        return self.doet_mee and self.persoon_id is None

    @property
    def stand(self):
        """What the form of the division shows: whom it is of or going to, «weg», or nobody."""
        return str(self.gevraagd_id or self.persoon_id or "") if self.doet_mee else WEG


WEG = "weg"


class Begeleiding(TimestampedModel):
    """Who pays for the work of one facilitator; how they guide is ``Deelname.variant``. Only members read it."""

    class Betaald(models.TextChoices):
        SCHOOL = "school", "de eigen school"
        BESTUUR = "bestuur", "het bestuur"
        SUBSIDIE = "subsidie", "de academie of een subsidie"
        NETWERK = "netwerk", "de deelnemende scholen samen"
        ONBETAALD = "onbetaald", "niemand, het is onbetaald"

    deelname = models.OneToOneField("netwerken.Deelname", on_delete=models.CASCADE, related_name="begeleiding")
    betaald_door = models.CharField("wie betaalt", max_length=9, choices=Betaald, blank=True)
    toelichting = models.CharField("erbij", max_length=200, blank=True)

    class Meta:
        verbose_name = "afspraak over begeleiden"
        verbose_name_plural = "afspraken over begeleiden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="begeleiding_betaald_is_known",
                condition=Q(betaald_door__in=["", "school", "bestuur", "subsidie", "netwerk", "onbetaald"]),
            )
        ]

    def __str__(self):
        return f"begeleiding van deelname {self.deelname_id}"
