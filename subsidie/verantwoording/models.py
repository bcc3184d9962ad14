from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import TimestampedModel
from subsidie.aanvragen.models import Aanvraag


class VerantwoordingQuerySet(models.QuerySet):
    def of(self, aanvraag: Aanvraag):
        """The one of this aanvraag; a new one that is not kept yet when nobody wrote anything."""
        return self.filter(aanvraag=aanvraag).first() or Verantwoording(aanvraag=aanvraag)


class Verantwoording(TimestampedModel):
    """What a netwerk tells of the year with a contribution, and what the academie made of it.

    ``invoer``: {code: value} of what people wrote; the numbers are counted and stand nowhere until somebody signs.
    «telling.<code>.waarde|toelichting», «begroting.<jaar>.<post>.<kolom>» (the keys of an aanvraag, with what it really
    was) and «verhaal.<code>». ``bedrag``: eurocents.
    """

    class GaatDoor(models.TextChoices):
        JA = "ja", "Ja, we gaan door"
        ANDERS = "anders", "Ja, maar anders"
        NEE = "nee", "Nee, we stoppen"

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.CASCADE, related_name="verantwoording")
    invoer = models.JSONField("invoer", default=dict, blank=True)
    bedrag = models.PositiveBigIntegerField("vastgesteld bedrag in eurocenten", null=True, blank=True)
    reden = models.TextField("waarom dit bedrag", max_length=2000, blank=True)
    vastgesteld_op = models.DateTimeField("vastgesteld op", null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gaat_door = models.CharField("gaat het netwerk door", max_length=6, choices=GaatDoor, blank=True)
    betaalt = models.CharField("wie betaalt het", max_length=300, blank=True)
    bijeenkomsten = models.PositiveSmallIntegerField("bijeenkomsten in het jaar erna", null=True, blank=True)
    vervolg_op = models.DateTimeField("over het vervolg verteld op", null=True, blank=True)
    vervolg_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VerantwoordingQuerySet.as_manager()

    class Meta:
        verbose_name = "verantwoording"
        verbose_name_plural = "verantwoordingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="verantwoording_vastgesteld_is_whole",
                condition=Q(vastgesteld_op__isnull=True, bedrag__isnull=True, reden="")
                | Q(vastgesteld_op__isnull=False, bedrag__isnull=False),
            ),
            models.CheckConstraint(
                name="verantwoording_vervolg_is_whole",
                condition=Q(vervolg_op__isnull=True, gaat_door="", betaalt="", bijeenkomsten__isnull=True)
                | Q(vervolg_op__isnull=False, vastgesteld_op__isnull=False, gaat_door__in=["ja", "anders", "nee"]),
            ),
        ]

    def __str__(self):
        return f"verantwoording van aanvraag {self.aanvraag_id}"


class Ondertekening(models.Model):
    """A verantwoording as it was signed, numbers and all. What is in it never changes.

    ``vraag``: what the academie asked when it gave this one back; the next one is signed after that.
    """

    verantwoording = models.ForeignKey(Verantwoording, on_delete=models.CASCADE, related_name="ondertekeningen")
    nummer = models.PositiveSmallIntegerField("nummer")
    inhoud = models.JSONField("inhoud")
    op = models.DateTimeField("getekend op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    vraag = models.TextField("vraag van de academie", max_length=2000, blank=True)
    teruggegeven_op = models.DateTimeField("teruggegeven op", null=True, blank=True)
    teruggegeven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "ondertekening"
        verbose_name_plural = "ondertekeningen"
        ordering = ["verantwoording", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["verantwoording", "nummer"], name="ondertekening_one_per_nummer"),
            models.CheckConstraint(
                name="ondertekening_teruggegeven_is_whole",
                condition=Q(teruggegeven_op__isnull=True, vraag="") | Q(teruggegeven_op__isnull=False) & ~Q(vraag=""),
            ),
        ]

    def __str__(self):
        return f"ondertekening {self.nummer} van verantwoording {self.verantwoording_id}"

    def save(self, *args, **kwargs):
        """What was signed stays as it was; the question with which it came back is put beside it (``services``)."""
        if not self._state.adding:
            raise TypeError("what was signed never changes")
        super().save(*args, **kwargs)
