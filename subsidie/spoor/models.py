from django.db import models

from subsidie.aanvragen.models import Aanvraag


class Spoorregel(models.Model):
    """One step of an aanvraag: who did what when. The database refuses to change or erase a row (migration 0002).

    ``door_id`` is a plain number and no key: a track outlives an account. ``feiten``: a status, a number, a code; never
    a text somebody wrote. ``hash`` is over this row and ``vorige``, so a row that was changed or left out is noticed.
    """

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="spoor")
    nummer = models.PositiveIntegerField()
    stap = models.CharField(max_length=40)
    rol = models.CharField(max_length=12)
    door_id = models.BigIntegerField(null=True)
    op = models.DateTimeField()
    feiten = models.JSONField(default=dict)
    vorige = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "spoorregel"
        verbose_name_plural = "spoorregels"
        ordering = ["aanvraag", "nummer"]
        constraints = [models.UniqueConstraint(fields=["aanvraag", "nummer"], name="spoorregel_one_per_nummer")]

    def __str__(self):
        return f"{self.stap} (aanvraag {self.aanvraag_id})"
