from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from netwerken.models.netwerk import Netwerk


class Mentoraanbod(TimestampedModel):
    """A facilitator says: new facilitators may ask me. The row is there as long as that holds."""

    persoon = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoraanbod")
    toelichting = models.CharField("wat je meebrengt", max_length=300, blank=True)

    class Meta:
        verbose_name = "mentoraanbod"
        verbose_name_plural = "mentoraanbod"
        ordering = ["pk"]

    def __str__(self):
        return f"mentoraanbod van {self.persoon_id}"


class MentorvraagQuerySet(models.QuerySet):
    def helped_by(self, persoon):
        """Of whom this person is the mentor now."""
        return self.filter(mentor=persoon, status=Mentorvraag.Status.GEKOPPELD)


class Mentorvraag(TimestampedModel):
    """A facilitator asks for a mentor. open → gekoppeld → klaar, or ingetrokken.

    The mentor reads the question, the name, the address the facilitator agreed to share, and of the netwerk only what
    anybody may know. Only ``netwerken.mentor.services`` writes ``status``.
    """

    class Status(models.TextChoices):
        OPEN = "open", "zoekt een mentor"
        GEKOPPELD = "gekoppeld", "heeft een mentor"
        KLAAR = "klaar", "afgerond"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentorvragen")
    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="mentorvragen")
    vraag = models.TextField("waar je hulp bij zoekt", max_length=1000)
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="mentor_van"
    )
    status = models.CharField("status", max_length=11, choices=Status, default=Status.OPEN)

    objects = MentorvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "mentorvraag"
        verbose_name_plural = "mentorvragen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["persoon"], condition=Q(status__in=["open", "gekoppeld"]), name="mentorvraag_one_at_a_time"
            ),
            models.CheckConstraint(
                name="mentorvraag_status_is_known",
                condition=Q(status__in=["open", "gekoppeld", "klaar", "ingetrokken"]),
            ),
            models.CheckConstraint(
                name="mentorvraag_open_has_no_mentor", condition=~Q(status="open") | Q(mentor__isnull=True)
            ),
            models.CheckConstraint(
                name="mentorvraag_not_oneself", condition=Q(mentor__isnull=True) | ~Q(mentor=models.F("persoon"))
            ),
        ]

    def __str__(self):
        return f"mentorvraag {self.pk}"


class Intervisienetwerk(TimestampedModel):
    """The academie says of a netwerk: this one is for facilitators, to learn from each other."""

    netwerk = models.OneToOneField("netwerken.Netwerk", on_delete=models.CASCADE, related_name="intervisie")

    class Meta:
        verbose_name = "intervisienetwerk voor facilitators"
        verbose_name_plural = "intervisienetwerken voor facilitators"
        ordering = ["pk"]

    def __str__(self):
        return f"intervisienetwerk {self.netwerk_id}"


class Hulpgezien(models.Model):
    """This facilitator saw once what help there is, and put the card away."""

    persoon = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hulpgezien")
    op = models.DateTimeField()

    class Meta:
        verbose_name = "hulp gezien"
        verbose_name_plural = "hulp gezien"

    def __str__(self):
        return f"hulp gezien door {self.persoon_id}"


def find_intervisie(netwerken):
    """Netwerken for facilitators that fit the sector and region of one of these, open to new people first."""
    rows = Netwerk.objects.filter(intervisie__isnull=False, is_openbaar=True, status__in=["werving", "gestart"])
    passend = Netwerk.objects.none()
    for netwerk in netwerken:
        passend = passend | rows.in_sector(netwerk.sector).in_regio(netwerk.regio)
    return passend.distinct().order_by("naam", "pk")
