from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.adres import reverse
from kern.models import TimestampedModel
from netwerken.contract.inhoud import BY_CODE


class Contract(TimestampedModel):
    """The rules a group makes for itself: the draft they write together. What was settled is a Contractversie.

    ``is_open``: they work on version ``ronde`` now; else version ``ronde`` was settled, and is ``laatste``.
    """

    netwerk = models.OneToOneField("netwerken.Netwerk", on_delete=models.CASCADE, related_name="contract")
    ronde = models.PositiveSmallIntegerField("versie waaraan wordt gewerkt", default=1)
    is_open = models.BooleanField("er wordt aan gewerkt", default=True)
    laatste = models.OneToOneField("Contractversie", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "contract"
        verbose_name_plural = "contracten"

    def __str__(self):
        return f"contract van {self.netwerk_id}"


class Contractvraag(TimestampedModel):
    """One question of the draft, of the set (``code``) or of the group itself, and what the group would answer."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="vragen")
    code = models.CharField(max_length=8, blank=True)
    volgorde = models.PositiveSmallIntegerField()
    vraag = models.CharField("vraag", max_length=200)
    tekst = models.TextField("afspraak", max_length=1000, blank=True)
    doet_mee = models.BooleanField("staat in het contract", default=True)
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "contractvraag"
        verbose_name_plural = "contractvragen"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "code"], condition=~Q(code=""), name="contractvraag_once_per_contract"
            )
        ]

    def __str__(self):
        return f"vraag {self.volgorde} van {self.contract_id}"

    @property
    def netwerk(self):
        return self.contract.netwerk

    @property
    def uitleg(self):
        """Why it matters and an example, for a question of the set."""
        return BY_CODE.get(self.code)


class Contractreactie(TimestampedModel):
    """What a member says about a question while the group works on version ``ronde``."""

    vraag = models.ForeignKey(Contractvraag, on_delete=models.CASCADE, related_name="reacties")
    ronde = models.PositiveSmallIntegerField()
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contractreacties")
    tekst = models.TextField("reactie", max_length=600)

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"reactie {self.pk} op {self.vraag_id}"

    @property
    def netwerk(self):
        return self.vraag.contract.netwerk


class Contractversie(models.Model):
    """What was put before the group: it never changes. vastgelegd → bekrachtigd once every active member agreed.

    ``artikelen``: list of {vraag, tekst}. Only ``netwerken.contract.services`` writes ``bekrachtigd_op``.
    """

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="contractversies")
    nummer = models.PositiveSmallIntegerField()
    artikelen = models.JSONField()
    herzien_op = models.DateField("opnieuw bekijken op")
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    vastgelegd_op = models.DateTimeField()
    bekrachtigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "contractversie"
        verbose_name_plural = "contractversies"
        ordering = ["netwerk", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "nummer"], name="contractversie_one_per_nummer"),
            models.CheckConstraint(
                name="contractversie_bekrachtigd_after_vastgelegd",
                condition=Q(bekrachtigd_op__isnull=True) | Q(bekrachtigd_op__gte=models.F("vastgelegd_op")),
            ),
        ]

    def __str__(self):
        return f"contract van {self.netwerk_id}, versie {self.nummer}"

    def get_absolute_url(self):
        return reverse("netwerken:contract_versie", args=[self.netwerk.slug, self.nummer])

    @property
    def aanleiding(self):
        """What berichten calls the mails about this version."""
        return f"contract:{self.pk}"


class Akkoord(TimestampedModel):
    """What one member says of one version: yes, or not yet because of ``bezwaar``, which only the group reads."""

    versie = models.ForeignKey(Contractversie, on_delete=models.CASCADE, related_name="akkoorden")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="akkoorden")
    is_akkoord = models.BooleanField()
    bezwaar = models.TextField("nog niet, want", max_length=600, blank=True)

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["versie", "persoon"], name="akkoord_once_per_persoon"),
            models.CheckConstraint(
                name="akkoord_bezwaar_only_without",
                condition=Q(is_akkoord=True, bezwaar="") | Q(is_akkoord=False) & ~Q(bezwaar=""),
            ),
        ]

    def __str__(self):
        return f"akkoord van {self.persoon_id} met {self.versie_id}"
