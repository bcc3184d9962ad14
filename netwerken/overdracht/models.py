from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from kern.adres import reverse
from kern.models import TimestampedModel
from kern.tijd import nu

GELDIG = timedelta(days=30)
SAMEN = timedelta(days=30)  # so long after the yes the two go through what is to be told


class OverdrachtQuerySet(models.QuerySet):
    def open(self):
        """Not answered, not withdrawn and not too old."""
        return self.filter(antwoord=Overdracht.Antwoord.GEEN, verloopt_op__gt=nu())

    def te_bespreken(self, persoon, now):
        """Of which this person ticks off what was told: who asked, and from the yes on the successor too."""
        is_van = Q(van=persoon)
        wie = Q(is_van, antwoord=Overdracht.Antwoord.GEEN) | Q(
            is_van | Q(naar=persoon), antwoord=Overdracht.Antwoord.JA
        )
        return self.filter(wie, verloopt_op__gt=now)

    def with_besproken(self):
        """``besproken``: how many points are ticked off."""
        return self.annotate(besproken=Count("vinkjes"))


class Overdracht(TimestampedModel):
    """A facilitator asks one successor to take over. The roles change only when that person says yes.

    geen → ja, nee or ingetrokken; too old is «verlopen». ``notitie``: only facilitators read it, so the successor does
    from the yes on. ``verloopt_op``: until when somebody can answer, and after the yes until when the two tick off what
    was told. Only ``netwerken.overdracht.services`` writes it.
    """

    class Antwoord(models.TextChoices):
        GEEN = "geen", "nog geen antwoord"
        JA = "ja", "neemt het over"
        NEE = "nee", "neemt het niet over"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="overdrachten")
    van = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="overdrachten")
    naar = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="overdrachten_aan"
    )
    email = models.EmailField("e-mailadres")
    naam = models.CharField("naam", max_length=120)
    notitie = models.TextField("wat je opvolger moet weten", max_length=3000, blank=True)
    blijft = models.BooleanField("doet daarna mee als deelnemer", default=False)
    verloopt_op = models.DateTimeField("geldig tot")
    antwoord = models.CharField("antwoord", max_length=11, choices=Antwoord, default=Antwoord.GEEN)
    beantwoord_op = models.DateTimeField("beantwoord op", null=True, blank=True)

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["netwerk", "van"], condition=Q(antwoord="geen"), name="overdracht_one_open_per_van"
            ),
            models.CheckConstraint(
                name="overdracht_answered_has_moment",
                condition=Q(antwoord="geen", beantwoord_op__isnull=True)
                | Q(antwoord__in=["ja", "nee", "ingetrokken"], beantwoord_op__isnull=False),
            ),
            models.CheckConstraint(
                name="overdracht_not_to_oneself", condition=Q(naar__isnull=True) | ~Q(naar=models.F("van"))
            ),
        ]

    def __str__(self):
        return f"overdracht {self.pk} van {self.netwerk_id}"

    def get_absolute_url(self):
        return reverse("netwerken:overdracht_vraag", args=[self.netwerk.slug, self.pk])

    @property
    def is_open(self):
        return self.antwoord == self.Antwoord.GEEN and self.verloopt_op > nu()

    @property
    def stand(self):
        """What who asked sees."""
        verlopen = self.antwoord == self.Antwoord.GEEN and not self.is_open
        return "antwoordde niet op tijd" if verlopen else self.get_antwoord_display()

    def is_aan(self, persoon) -> bool:
        """Is this the person who was asked? By account, and else by an address that is proven to be theirs."""
        if self.naar_id:
            return self.naar_id == persoon.pk
        return EmailAddress.objects.filter(user=persoon, email__iexact=self.email, verified=True).exists()


class Overdrachtvinkje(models.Model):
    """This point of the list was told: who said so, and when. Taking it back removes the row."""

    overdracht = models.ForeignKey(Overdracht, on_delete=models.CASCADE, related_name="vinkjes")
    code = models.CharField("punt", max_length=8)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="overdrachtvinkjes"
    )
    op = models.DateTimeField("afgevinkt op")

    class Meta:
        verbose_name = "vinkje bij een overdracht"
        verbose_name_plural = "vinkjes bij een overdracht"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["overdracht", "code"], name="overdrachtvinkje_once_per_punt"),
        ]

    def __str__(self):
        return f"{self.code} van overdracht {self.overdracht_id}"
