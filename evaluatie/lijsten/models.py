"""What a netwerk makes of its questionnaires: questions of its own, a block about competenties, and whole lists.

All of it is only what the *next* round asks. A round that is open keeps the Vragenlijst it opened with.
"""

import hashlib
import json

from django.db import models
from django.db.models import Q

from evaluatie.models.vragenlijst import Vragenlijst
from evaluatie.vragenlijst.document import LANGSTE_NAAM, LANGSTE_TEKST, Soort, Vraag
from kern.models import TimestampedModel
from netwerken.models import Netwerk

VAN_ONS = "eigen-"  # how the codes of own questions begin; no file may bring such a code
MEEST_EIGEN = 5


def make_code(netwerk: int, soort: str, tekst: str, opties=()) -> str:
    """The code of an own question follows from what it asks, without capitals, spaces and signs.

    So another text is another code, and the same question asked again, in another list or after it was removed, has the
    code it had: otherwise it could get round the rule about rounds that may not be laid side by side (``wacht``).
    """
    kern = [str(netwerk), str(soort), _kern(tekst), sorted(_kern(optie) for optie in opties)]
    return VAN_ONS + hashlib.sha256(json.dumps(kern).encode()).hexdigest()[:12]


def _kern(tekst):
    return "".join(teken for teken in tekst.casefold() if teken.isalnum())


class EigenVraag(TimestampedModel):
    """A question a facilitator added to a list, for the rounds that still have to open."""

    class Soort(models.TextChoices):
        EENS = Soort.EENS.value, "een stelling: oneens tot eens"
        TIEN = Soort.TIEN.value, "een cijfer van 1 tot 10"
        KEUZE = Soort.KEUZE.value, "kies één antwoord"
        MEERKEUZE = Soort.MEERKEUZE.value, "kies een of meer antwoorden"
        OPEN = Soort.OPEN.value, "een open vraag"

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="eigen_vragen")
    lijst = models.CharField(max_length=20, editable=False, help_text="Code of the list it is asked with.")
    code = models.CharField(max_length=20, editable=False)
    soort = models.CharField("hoe mensen antwoorden", max_length=10, choices=Soort)
    tekst = models.CharField("vraag", max_length=LANGSTE_TEKST)
    kort = models.CharField("korte naam", max_length=LANGSTE_NAAM, blank=True)
    opties = models.JSONField("antwoorden", default=list, blank=True)
    volgorde = models.PositiveSmallIntegerField(editable=False)

    class Meta:
        verbose_name = "eigen vraag"
        verbose_name_plural = "eigen vragen"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "lijst", "code"], name="eigenvraag_once_per_lijst"),
            models.CheckConstraint(name="eigenvraag_tekst_not_empty", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"eigen vraag {self.pk}"

    @property
    def vraag(self) -> Vraag:
        """As it is asked. Raises OngeldigeVragenlijst when it cannot be asked like this."""
        soort, kort = Soort(self.soort), self.kort
        if not kort and soort in {Soort.EENS, Soort.TIEN}:
            kort = shorten(self.tekst)
        return Vraag(self.code, self.tekst, soort, kort=kort, opties=tuple(self.opties), eigen=True)


def shorten(tekst: str) -> str:
    """What fits beside a figure, of whole words where that can be."""
    if len(tekst) <= LANGSTE_NAAM:
        return tekst.rstrip(".")
    begin = tekst[: LANGSTE_NAAM - 1]
    return (begin.rpartition(" ")[0] or begin).rstrip(" ,.;:") + "…"


class Competentieblok(models.Model):
    """Which questions about competenties a netwerk adds to its first and last round. No row: none.

    One choice for both, or they could not be laid side by side.
    """

    class Blok(models.TextChoices):
        VO = "competenties-vo", "schoolleider in het voortgezet onderwijs"
        PO = "competenties-po", "schoolleider in het primair onderwijs"

    netwerk = models.OneToOneField(Netwerk, on_delete=models.CASCADE, related_name="competentieblok")
    blok = models.CharField("blok", max_length=20, choices=Blok)

    class Meta:
        verbose_name = "competentieblok"
        verbose_name_plural = "competentieblokken"
        ordering = ["pk"]

    def __str__(self):
        return f"competentieblok {self.pk}"


class EigenLijst(TimestampedModel):
    """A whole list that came from a file. Without ``netwerk``: added by the academie, for everybody."""

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, null=True, blank=True, related_name="eigen_lijsten")
    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=80)
    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.CASCADE, related_name="aangeboden_als")

    class Meta:
        verbose_name = "eigen lijst"
        verbose_name_plural = "eigen lijsten"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["netwerk", "code"], condition=Q(netwerk__isnull=False), name="eigenlijst_once_per_netwerk"
            ),
            models.UniqueConstraint(fields=["code"], condition=Q(netwerk=None), name="eigenlijst_once_for_all"),
        ]

    def __str__(self):
        return f"eigen lijst {self.pk}"
