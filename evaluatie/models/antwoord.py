"""What was answered: the group's answer, and nobody's in particular (see ``evaluatie.models``)."""

import uuid

from django.db import models
from django.db.models import F, Q

from evaluatie.models.meting import Meting
from evaluatie.vragenlijst.document import MEESTE_OPTIES


class TellerQuerySet(models.QuerySet):
    def toonbaar(self, genoeg=None):
        """Counters of closed metingen with enough answers."""
        return self.filter(meting__in=Meting.objects.toonbaar(genoeg))


class Teller(models.Model):
    """How often a value was chosen for a question: the group's answer, nobody's in particular."""

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="tellers")
    vraag = models.CharField("vraag", max_length=20)
    waarde = models.PositiveSmallIntegerField("waarde", help_text="Of the question (``Vraag.waarden``).")
    aantal = models.PositiveIntegerField("aantal", default=0, help_text="People; of a rangorde: points.")

    objects = TellerQuerySet.as_manager()

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"
        ordering = ["meting", "vraag", "waarde"]
        constraints = [
            models.UniqueConstraint(fields=["meting", "vraag", "waarde"], name="teller_once_per_waarde"),
            models.CheckConstraint(name="teller_waarde_in_range", condition=Q(waarde__lte=MEESTE_OPTIES)),
        ]

    def __str__(self):
        return f"teller {self.pk}"


class Werkvormtelling(models.Model):
    """How many of the group said that a werkvorm helped them. Made when the meting closes with enough answers.

    Until then a Teller counts it (``werkvormen.CODE``), as any other choice. ``geteld``: it is in the figures that
    everybody may see at the werkvorm, and stays in them.
    """

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="werkvormtellingen")
    werkvorm = models.ForeignKey("werkvormen.Werkvorm", on_delete=models.CASCADE, related_name="tellingen")
    hielp = models.PositiveSmallIntegerField("hielp")
    aantal = models.PositiveSmallIntegerField("van hoeveel")
    geteld = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "werkvormtelling"
        verbose_name_plural = "werkvormtellingen"
        ordering = ["meting", "pk"]
        indexes = [models.Index(fields=["werkvorm"], condition=Q(geteld=False), name="werkvormtelling_niet_geteld")]
        constraints = [
            models.UniqueConstraint(fields=["meting", "werkvorm"], name="werkvormtelling_once"),
            models.CheckConstraint(name="werkvormtelling_hielp_not_above", condition=Q(hielp__lte=F("aantal"))),
        ]

    def __str__(self):
        return f"werkvormtelling {self.pk}"


class OpenAntwoordQuerySet(models.QuerySet):
    def toonbaar(self, genoeg=None):
        """Texts of closed metingen with enough answers."""
        return self.filter(meting__in=Meting.objects.toonbaar(genoeg))

    def readable_for(self, *, facilitator: bool):
        """Some texts are for the facilitators only."""
        return self if facilitator else self.filter(alleen_facilitator=False)


class OpenAntwoord(models.Model):
    """What somebody wrote. The random key is also the order."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="open_antwoorden")
    vraag = models.CharField("vraag", max_length=20)
    tekst = models.TextField("tekst")
    alleen_facilitator = models.BooleanField("alleen tonen aan de facilitator", default=False)

    objects = OpenAntwoordQuerySet.as_manager()

    class Meta:
        verbose_name = "open antwoord"
        verbose_name_plural = "open antwoorden"
        ordering = ["uuid"]
        constraints = [
            models.CheckConstraint(name="openantwoord_tekst_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return "open antwoord"
