"""The questionnaires that were asked, each version for ever as it was."""

from django.db import models

from evaluatie.vragenlijst.document import Document, dump, fingerprint, parse
from kern.models import TimestampedModel
from netwerken.models import Netwerk


class Vragenlijst(TimestampedModel):
    """One version of a questionnaire, found by the fingerprint of its content: other content is another row.

    A shipped one gets its row when it is first asked. One with questions of a netwerk itself belongs to that netwerk.
    """

    vingerafdruk = models.CharField(max_length=64, primary_key=True, editable=False)
    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, null=True, blank=True, related_name="vragenlijsten")
    code = models.CharField("code", max_length=20)
    versie = models.PositiveSmallIntegerField("versie")
    naam = models.CharField("naam", max_length=80)
    inhoud = models.JSONField("inhoud")

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"
        ordering = ["code", "-versie"]

    def __str__(self):
        return f"{self.naam} {self.versie}"

    def save(self, *args, **kwargs):
        """A version is written once; asking the same again changes nothing."""
        if not self._state.adding:
            raise TypeError("a version of a vragenlijst never changes")
        super().save(*args, **kwargs)

    @property
    def document(self) -> Document:
        return parse(self.inhoud)

    @classmethod
    def make(cls, document: Document, netwerk=None) -> "Vragenlijst":
        """Not saved yet."""
        van = netwerk.pk if netwerk else ""
        return cls(
            vingerafdruk=fingerprint(document, van), netwerk=netwerk, code=document.code, versie=document.versie,
            naam=document.naam, inhoud=dump(document),
        )  # fmt: skip
