from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from kern.adres import reverse
from kern.models import TimestampedModel
from kern.tijd import nu
from netwerken.leidinggevende.inhoud import GESPREKKEN, Gesprek

MEESTE_UREN = 80  # a month


class ContactmomentQuerySet(models.QuerySet):
    def with_all(self):
        return self.select_related("deelname__netwerk", "deelname__persoon__organisatie")

    def lid(self):
        """Of people who still take part."""
        return self.filter(deelname__status__in=["actief", "pauze"])

    def done(self):
        """Asked, or talked about without asking: no invitation to begin is needed any more."""
        return self.filter(Q(status__in=Contactmoment.GEVRAAGD_OF_VERDER) | Q(gesprek_op__isnull=False))


class Contactmoment(TimestampedModel):
    """One of the three times that a deelnemer and the leidinggevende agree on something about taking part.

    concept → gevraagd (mailed) → ondertekend; gevraagd → te_bevestigen when somebody else signed → ondertekend, or
    ingetrokken when that was not right. gevraagd → ingetrokken, vervallen (the deelname ended). Everything but gevraagd
    can become concept again: that makes a new ``link_nr``, so that links in older mails no longer work.
    A conversation (not the toezegging) is done once the deelnemer wrote down when it was; then the leidinggevende is
    asked to sign what they agreed. Only ``leidinggevende.services`` writes ``status``.

    ``versie`` counts changes of the text; ``voorstel`` is the text as the deelnemer last sent or signed it.
    """

    class Soort(models.TextChoices):
        TOEZEGGING = "toezegging", "toezegging"
        HALVERWEGE = "halverwege", "gesprek halverwege"
        BORGING = "borging", "gesprek over borging"

    class Status(models.TextChoices):
        CONCEPT = "concept", "nog niet verstuurd"
        GEVRAAGD = "gevraagd", "gevraagd"
        TE_BEVESTIGEN = "te_bevestigen", "ondertekend door een ander"
        ONDERTEKEND = "ondertekend", "ondertekend"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        VERVALLEN = "vervallen", "vervallen"

    GETEKEND = (Status.TE_BEVESTIGEN, Status.ONDERTEKEND)
    GEVRAAGD_OF_VERDER = (Status.GEVRAAGD, *GETEKEND)
    TE_SCHRIJVEN = (Status.CONCEPT, Status.GEVRAAGD, Status.INGETROKKEN, Status.VERVALLEN)

    deelname = models.ForeignKey("netwerken.Deelname", on_delete=models.CASCADE, related_name="contactmomenten")
    soort = models.CharField("moment", max_length=10, choices=Soort)
    naam = models.CharField("naam van je leidinggevende", max_length=120)
    email = models.EmailField("mailadres van je leidinggevende")
    uren = models.PositiveSmallIntegerField("uren per maand", null=True, blank=True)
    antwoorden = models.JSONField(default=dict, blank=True)
    afspraken = models.TextField("wat jullie afspraken", max_length=2000, blank=True)
    gesprek_op = models.DateField("dag van het gesprek", null=True, blank=True)
    status = models.CharField("status", max_length=13, choices=Status, default=Status.CONCEPT)
    versie = models.PositiveIntegerField(default=1, editable=False)
    voorstel = models.JSONField(default=dict, blank=True)
    link_nr = models.PositiveSmallIntegerField(default=0, editable=False)
    gevraagd_op = models.DateTimeField(null=True, blank=True)
    verloopt_op = models.DateTimeField(null=True, blank=True)
    getekend_naam = models.CharField("ondertekend door", max_length=120, blank=True)
    getekend_op = models.DateTimeField(null=True, blank=True)
    mijn_naam = models.CharField("handtekening van de deelnemer", max_length=120, blank=True)
    mijn_op = models.DateTimeField(null=True, blank=True)
    mijn_versie = models.PositiveIntegerField(null=True, blank=True, editable=False)
    gedeeld = models.BooleanField("gedeeld met de facilitators", default=False)

    objects = ContactmomentQuerySet.as_manager()

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["deelname", "soort"], name="contactmoment_once_per_soort"),
            models.CheckConstraint(
                name="contactmoment_soort_is_known", condition=Q(soort__in=["toezegging", "halverwege", "borging"])
            ),
            models.CheckConstraint(
                name="contactmoment_status_is_known",
                condition=Q(
                    status__in=["concept", "gevraagd", "te_bevestigen", "ondertekend", "ingetrokken", "vervallen"]
                ),
            ),
            models.CheckConstraint(
                name="contactmoment_uren_only_toezegging",
                condition=Q(uren__isnull=True) | Q(soort="toezegging", uren__gte=1, uren__lte=MEESTE_UREN),
            ),
            models.CheckConstraint(
                name="contactmoment_gesprek_not_toezegging", condition=~Q(soort="toezegging") | Q(gesprek_op=None)
            ),
            models.CheckConstraint(
                name="contactmoment_asked_has_moment",
                condition=~Q(status__in=["gevraagd", "te_bevestigen", "ondertekend"])
                | Q(gevraagd_op__isnull=False, verloopt_op__isnull=False),
            ),
            models.CheckConstraint(
                name="contactmoment_signed_has_name",
                condition=Q(status__in=["te_bevestigen", "ondertekend"], getekend_op__isnull=False)
                & ~Q(getekend_naam="")
                | ~Q(status__in=["te_bevestigen", "ondertekend"]) & Q(getekend_op__isnull=True, getekend_naam=""),
            ),
            models.CheckConstraint(
                name="contactmoment_mijn_handtekening_is_whole",
                condition=Q(mijn_op__isnull=True, mijn_versie__isnull=True, mijn_naam="")
                | Q(mijn_op__isnull=False, mijn_versie__isnull=False) & ~Q(mijn_naam=""),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.soort} van deelname {self.deelname_id}"

    def get_absolute_url(self):
        return reverse("netwerken:leiding_stap", args=[self.deelname.netwerk.slug, self.soort])

    @property
    def aanleiding(self):
        """How berichten names this moment."""
        return f"contactmoment:{self.pk}"

    @cached_property
    def gesprek(self) -> Gesprek:
        return GESPREKKEN[self.soort]

    @property
    def netwerk(self):
        return self.deelname.netwerk

    @property
    def is_toezegging(self):
        return self.soort == self.Soort.TOEZEGGING

    @property
    def is_concept(self):
        return self.status == self.Status.CONCEPT

    @property
    def is_gevraagd(self):
        return self.status == self.Status.GEVRAAGD

    @property
    def is_te_bevestigen(self):
        return self.status == self.Status.TE_BEVESTIGEN

    @property
    def is_ondertekend(self):
        return self.status == self.Status.ONDERTEKEND

    @property
    def is_getekend(self):
        return self.status in self.GETEKEND

    @property
    def is_verlopen(self):
        return self.verloopt_op is not None and self.verloopt_op <= nu()

    @property
    def te_schrijven(self):
        """May the deelnemer change the text now?"""
        return self.status in self.TE_SCHRIJVEN

    @property
    def mijn_geldt(self):
        """Did the deelnemer sign the text as it is now?"""
        return self.mijn_versie == self.versie

    @property
    def wacht_op_mij(self):
        """The leidinggevende signed something else than the deelnemer did."""
        return self.is_toezegging and self.is_ondertekend and not self.mijn_geldt

    @property
    def is_rond(self):
        """Nothing is left to do: signed by both, or talked about."""
        if self.is_toezegging:
            return self.is_ondertekend and self.mijn_geldt
        return self.gesprek_op is not None

    @property
    def stand(self) -> str:
        """All that a facilitator sees of it."""
        if self.gesprek_op:
            return "gesprek gehad"
        if self.is_ondertekend:
            return "ondertekend"
        return "gevraagd" if self.status in self.GEVRAAGD_OF_VERDER else "nog niet gevraagd"

    @property
    def tekst(self) -> dict:
        """Everything both may write, by the name of its field: what a version is about."""
        velden = {code: self.antwoorden.get(code, "") for code in self.gesprek.codes}
        return {"uren": self.uren} | velden if self.is_toezegging else velden | {"afspraken": self.afspraken}

    def set_tekst(self, waarden: dict) -> list[str]:
        """Take over what differs. Returns the names of the fields that changed."""
        oud = self.tekst
        anders = [veld for veld, waarde in waarden.items() if oud[veld] != waarde]
        for veld in anders:
            if veld in {"uren", "afspraken"}:
                setattr(self, veld, waarden[veld])
            else:
                self.antwoorden = self.antwoorden | {veld: waarden[veld]}
        return anders

    @property
    def regels(self) -> list[tuple[str, str, str]]:
        """(heading, text, what the deelnemer had proposed when that was something else), for reading."""
        koppen = {vraag.code: vraag.kop for vraag in self.gesprek.vragen}
        koppen |= {"uren": "Tijd", "afspraken": "Afgesproken"}
        rijen = []
        for veld, waarde in self.tekst.items():
            eerder = self.voorstel.get(veld, waarde)
            rijen.append((koppen[veld], _say(veld, waarde), _say(veld, eerder) if eerder != waarde else None))
        return [rij for rij in rijen if rij[1] or rij[2]]


def _say(veld, waarde):
    if veld != "uren":
        return waarde
    return f"{waarde} uur per maand" if waarde else ""
