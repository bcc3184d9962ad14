from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.adres import reverse
from kern.models import TimestampedModel
from netwerken.models import Deelname, Netwerk
from netwerken.rollen import FACILITATOR
from werkvormen.inhoud.soorten import (
    DOELEN,
    ENERGIE,
    FASE_SLUGS,
    GROOTSTE_GROEP,
    HERKOMST,
    LANGSTE_DUUR,
    MOMENTEN,
    PLEKKEN,
    SOORTEN,
    TIJDEN,
    Kaart,
    make_kaart,
)  # fmt: skip
from werkvormen.woorden import say_duur, say_groep

KENMERKEN = {"doelen": DOELEN, "fasen": FASE_SLUGS, "momenten": MOMENTEN, "plek": PLEKKEN}
# Words that are an address of their own under /werkvormen/.
RESERVED_SLUGS = ("nieuw", "eigen", "beoordelen", "importeren", "export", "sjabloon")
# What a werkvorm holds but is never looked for by: the parts of the kaart that are lists.
LIJSTEN = ("materiaal", "stappen", "variaties", "let_op", "helpt_bij", "verwant", "bronnen")
# What others experience is shown from so many uses, in so many netwerken.
MIN_GEBRUIKT, MIN_NETWERKEN = 5, 3
GEWOON = ("code", "slug", "soort", "naam", "samenvatting", "doel", "wanneer", "tijd", "energie", "ruimte",
          "voorbereiding", "online", "voorbeeldvraag", "herkomst", "eigen_versie")  # fmt: skip


def _find_medefacilitators(user):
    """Everybody who guides a netwerk that this person guides too, themselves among them."""
    rollen = Deelname.objects.lid().filter(rol=FACILITATOR)
    return rollen.filter(netwerk__in=rollen.filter(persoon=user).values("netwerk")).values("persoon")


@dataclass(frozen=True)
class Origineel:
    """What somebody made a version of, as that was then. ``werkvorm``: as long as it is known here."""

    naam: str
    versie: int
    werkvorm: "Werkvorm | None" = None

    @classmethod
    def of(cls, werkvorm):
        return cls(werkvorm.naam, werkvorm.versie, werkvorm)

    @property
    def velden(self):
        return {"gebaseerd_op": self.werkvorm, "gebaseerd_naam": self.naam, "gebaseerd_versie": self.versie}


class WerkvormQuerySet(models.QuerySet):
    def gepubliceerd(self):
        return self.filter(status=Werkvorm.Status.GEPUBLICEERD)

    def werkvorm(self):
        """Only what one does together; not the instruments and the information cards."""
        return self.filter(soort="werkvorm")

    def visible_to(self, user):
        """What is published, one's own, of whom one guides a netwerk with, what was withdrawn while in one's draaiboek.

        For the academie all but what somebody else did not offer.
        """
        if not user.is_authenticated:
            return self.gepubliceerd()
        s = Werkvorm.Status
        if user.is_academie:
            return self.filter(~Q(status=s.EIGEN) | Q(eigenaar=user) | Q(eigenaar__in=_find_medefacilitators(user)))
        gebruikt = self.model.objects.filter(onderdelen__bijeenkomst__netwerk__in=Netwerk.objects.of_lid(user))
        in_draaiboek = Q(status=s.INGETROKKEN, pk__in=gebruikt.order_by().values("pk"))
        van_ons = Q(eigenaar=user) | Q(eigenaar__in=_find_medefacilitators(user))
        return self.filter(Q(status=s.GEPUBLICEERD) | van_ons | in_draaiboek)

    def with_kenmerk(self, soort, waarden):
        """Those that have at least one of these values: ``with_kenmerk("fasen", ["verdieping"])``."""
        rows = Kenmerk.objects.filter(werkvorm=models.OuterRef("pk"), soort=soort, waarde__in=waarden)
        return self.filter(models.Exists(rows))

    def of(self, persoon):
        """What this person wrote, what was changed last on top."""
        return self.filter(eigenaar=persoon).order_by("-updated_at", "-pk")

    def of_medefacilitators(self, persoon):
        """What those wrote with whom this person guides a netwerk, and is not in the catalogue."""
        rows = self.filter(eigenaar__in=_find_medefacilitators(persoon)).exclude(eigenaar=persoon)
        rows = rows.filter(status__in=[Werkvorm.Status.EIGEN, Werkvorm.Status.AANGEBODEN])
        return rows.select_related("eigenaar").order_by("naam", "pk")

    def aangeboden(self):
        """What waits for the academie, who waits longest on top."""
        rows = self.filter(status=Werkvorm.Status.AANGEBODEN).select_related("eigenaar")
        return rows.order_by("aangeboden_op", "pk")

    def not_used_in(self, netwerk):
        """Those no programma of this netwerk holds yet."""
        return self.exclude(onderdelen__bijeenkomst__netwerk=netwerk)


class Werkvorm(TimestampedModel):
    """One kaart of the catalogue: a way of working, an instrument or an information card.

    eigen → aangeboden (the academie looks) → gepubliceerd → ingetrokken. From aangeboden also back to eigen, taken back
    by its owner or sent back by the academie with a ``reden``; from ingetrokken back to gepubliceerd. Only
    ``werkvormen.services`` writes ``status``. ``geladen`` is the fingerprint of the file it was last loaded from: when
    the row has changed since, an editor has been at work and the file does not go over it. ``gebaseerd_naam`` and
    ``gebaseerd_versie`` say what it was made from, as that was then, also when that is gone.
    """

    class Status(models.TextChoices):
        EIGEN = "eigen", "niet aangeboden"
        AANGEBODEN = "aangeboden", "aangeboden"
        GEPUBLICEERD = "gepubliceerd", "gepubliceerd"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    code = models.CharField("kaartnummer", max_length=20, blank=True)
    slug = models.SlugField("adres", max_length=60, unique=True)
    soort = models.CharField("soort", max_length=10, choices=list(SOORTEN.items()), default="werkvorm")
    naam = models.CharField("naam", max_length=80)
    samenvatting = models.CharField("in het kort", max_length=200)
    doel = models.CharField("doel", max_length=400)
    wanneer = models.CharField("wanneer kies je dit", max_length=500)
    tijd = models.CharField("wat doen mensen vooral", max_length=9, choices=list(TIJDEN.items()))
    energie = models.CharField("energie", max_length=10, choices=list(ENERGIE.items()))
    duur_min = models.PositiveSmallIntegerField("minuten, minstens")
    duur_max = models.PositiveSmallIntegerField("minuten, hooguit")
    duur_toelichting = models.CharField("toelichting bij de duur", max_length=160, blank=True)
    groep_min = models.PositiveSmallIntegerField("mensen, minstens")
    groep_max = models.PositiveSmallIntegerField("mensen, hooguit")
    groep_toelichting = models.CharField("toelichting bij de groep", max_length=160, blank=True)
    ruimte = models.CharField("ruimte", max_length=300, blank=True)
    voorbereiding = models.CharField("voorbereiding", max_length=600, blank=True)
    online = models.CharField("online", max_length=600, blank=True)
    voorbeeldvraag = models.CharField("voorbeeldvraag", max_length=200, blank=True)
    herkomst = models.CharField("herkomst", max_length=6, choices=list(HERKOMST.items()))
    eigen_versie = models.BooleanField("eigen versie", default=False)
    lijsten = models.JSONField("stappen, materiaal en andere lijsten", default=dict)
    zoektekst = models.TextField(editable=False, default="")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.EIGEN)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="werkvormen",
        verbose_name="eigenaar",
    )  # fmt: skip
    gebaseerd_op = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="bewerkingen",
        verbose_name="gebaseerd op",
    )  # fmt: skip
    gebaseerd_naam = models.CharField("naam van het origineel", max_length=80, blank=True, editable=False)
    gebaseerd_versie = models.PositiveIntegerField("versie van het origineel", null=True, blank=True, editable=False)
    aangeboden_op = models.DateTimeField("aangeboden op", null=True, blank=True, editable=False)
    reden = models.TextField("reden van de academie", max_length=600, blank=True)
    geladen = models.CharField(max_length=64, blank=True, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = WerkvormQuerySet.as_manager()

    class Meta:
        verbose_name = "werkvorm"
        verbose_name_plural = "werkvormen"
        ordering = ["naam", "pk"]
        indexes = [
            models.Index(fields=["status", "naam"], name="werkvorm_status_naam"),
            models.Index(fields=["eigenaar", "status"], name="werkvorm_eigenaar"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="werkvorm_unique_code"),
            models.CheckConstraint(
                name="werkvorm_duur_in_range",
                condition=Q(duur_min__gte=1, duur_max__lte=LANGSTE_DUUR, duur_max__gte=F("duur_min")),
            ),
            models.CheckConstraint(
                name="werkvorm_groep_in_range",
                condition=Q(groep_min__gte=1, groep_max__lte=GROOTSTE_GROEP, groep_max__gte=F("groep_min")),
            ),
            models.CheckConstraint(
                name="werkvorm_offered_has_moment",
                condition=~Q(status="aangeboden") | Q(aangeboden_op__isnull=False),
            ),
            models.CheckConstraint(
                name="werkvorm_status_is_known",
                condition=Q(status__in=["eigen", "aangeboden", "gepubliceerd", "ingetrokken"]),
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("werkvormen:detail", args=[self.slug])

    @property
    def is_gepubliceerd(self):
        return self.status == self.Status.GEPUBLICEERD

    @property
    def is_eigen(self):
        return self.status == self.Status.EIGEN

    @property
    def is_aangeboden(self):
        return self.status == self.Status.AANGEBODEN

    @property
    def is_ingetrokken(self):
        return self.status == self.Status.INGETROKKEN

    def is_used_by(self, user):
        """Is it in the draaiboek of a netwerk this person takes part in?"""
        mijn = Netwerk.objects.of_lid(user)
        return self.onderdelen.filter(bijeenkomst__netwerk__in=mijn).exists()

    def is_of_medefacilitator_of(self, user):
        """Is who wrote it somebody with whom this person guides a netwerk?"""
        return self.eigenaar_id is not None and _find_medefacilitators(user).filter(persoon=self.eigenaar_id).exists()

    @property
    def duur(self):
        """In words: «20 tot 40 min»."""
        return say_duur(self.duur_min, self.duur_max)

    @property
    def groep(self):
        """In words: «6 tot 24 mensen»."""
        return say_groep(self.groep_min, self.groep_max)

    @property
    def data(self) -> dict:
        """The kaart as in a file, not checked. Reads the kenmerken: prefetch them for more than one."""
        data = {naam: getattr(self, naam) for naam in GEWOON} | self.lijsten
        for naam in ("duur", "groep"):
            data[naam] = {deel: getattr(self, f"{naam}_{deel}") for deel in ("min", "max", "toelichting")}
        gekozen = [(k.soort, k.waarde) for k in self.kenmerken.all()]
        return data | {naam: [waarde for soort, waarde in gekozen if soort == naam] for naam in KENMERKEN}

    @property
    def bestand(self) -> dict:
        """The kaart as in a file to exchange: also what it was made from, with an address only when that is public."""
        gebaseerd = None
        if self.gebaseerd_naam:
            publiek = self.gebaseerd_op is not None and self.gebaseerd_op.is_gepubliceerd
            slug = self.gebaseerd_op.slug if publiek else ""
            gebaseerd = {"naam": self.gebaseerd_naam, "slug": slug, "versie": self.gebaseerd_versie}
        return self.data | {"gebaseerd_op": gebaseerd}

    @property
    def kaart(self) -> Kaart:
        """The whole kaart, checked."""
        return make_kaart(self.data)


class Concept(TimestampedModel):
    """What somebody wrote so far of a werkvorm that is not whole yet. Only the maker sees it.

    It is no Werkvorm, so nothing that finds, offers, uses, rates or exports werkvormen can meet it.
    """

    sleutel = models.UUIDField(default=uuid4, editable=False, help_text="Given by the form: saved twice is one row.")
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="werkvormconcepten")
    naam = models.CharField("naam", max_length=80, blank=True)
    gegevens = models.JSONField(
        "wat er al is", default=dict, help_text="{velden: what was typed by field, stappen: [{titel, tekst, minuten}]}"
    )
    gebaseerd_op = models.ForeignKey(
        Werkvorm, on_delete=models.SET_NULL, null=True, blank=True, related_name="concepten"
    )
    gebaseerd_naam = models.CharField("naam van het origineel", max_length=80, blank=True, editable=False)
    gebaseerd_versie = models.PositiveIntegerField("versie van het origineel", null=True, blank=True, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "concept van een werkvorm"
        verbose_name_plural = "concepten van werkvormen"
        ordering = ["-updated_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["eigenaar", "sleutel"], name="werkvormconcept_once")]

    def __str__(self):
        return self.naam or "Nog zonder naam"

    def get_absolute_url(self):
        return reverse("werkvormen:concept", args=[self.sleutel])

    @property
    def origineel(self) -> Origineel | None:
        naam = self.gebaseerd_naam
        return Origineel(naam, self.gebaseerd_versie, self.gebaseerd_op) if naam else None


class Kenmerk(models.Model):
    """One word a werkvorm is found by: a doel, a fase, a place in the meeting, on a place or online."""

    werkvorm = models.ForeignKey(Werkvorm, on_delete=models.CASCADE, related_name="kenmerken")
    soort = models.CharField(max_length=8)
    waarde = models.CharField(max_length=14)

    class Meta:
        verbose_name = "kenmerk"
        verbose_name_plural = "kenmerken"
        ordering = ["pk"]
        indexes = [models.Index(fields=["soort", "waarde", "werkvorm"], name="kenmerk_soort_waarde")]
        constraints = [
            models.UniqueConstraint(fields=["werkvorm", "soort", "waarde"], name="kenmerk_once"),
            models.CheckConstraint(
                name="kenmerk_is_known",
                condition=Q(*[Q(soort=soort, waarde__in=list(w)) for soort, w in KENMERKEN.items()], _connector=Q.OR),
            ),
        ]

    def __str__(self):
        return f"{self.soort}: {self.waarde}"


class Favoriet(models.Model):
    """Somebody keeps this werkvorm at hand. Nobody else sees it."""

    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favorieten")
    werkvorm = models.ForeignKey(Werkvorm, on_delete=models.CASCADE, related_name="favorieten")

    class Meta:
        verbose_name = "favoriet"
        verbose_name_plural = "favorieten"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["persoon", "werkvorm"], name="favoriet_once")]

    def __str__(self):
        return f"{self.werkvorm_id} van {self.persoon_id}"


class Ervaring(models.Model):
    """What came out of using a werkvorm, of many netwerken together: «ja» so often out of ``aantal``.

    Higher rooms add to it (``services.add_ervaring``), never from fewer uses or netwerken than the constraint says and
    never one use at a time. There is no way back to a netwerk, a meeting, a person or a moment.
    """

    class Vraag(models.TextChoices):
        DOEL = "doel", "het doel werd bereikt, volgens de facilitators"
        NOG_EENS = "nog_eens", "de facilitators doen het zo nog eens"
        HIELP = "hielp", "het hielp, volgens de deelnemers"

    werkvorm = models.ForeignKey(Werkvorm, on_delete=models.CASCADE, related_name="ervaringen")
    vraag = models.CharField(max_length=8, choices=Vraag)
    ja = models.PositiveIntegerField()
    aantal = models.PositiveIntegerField(help_text="Of how many: facilitators' looks back, or deelnemers.")
    gebruikt = models.PositiveIntegerField(help_text="In how many meetings.")
    netwerken = models.PositiveIntegerField(help_text="Of at least how many netwerken.")

    class Meta:
        verbose_name = "ervaring"
        verbose_name_plural = "ervaringen"
        ordering = ["werkvorm", "vraag"]
        constraints = [
            models.UniqueConstraint(fields=["werkvorm", "vraag"], name="ervaring_once_per_vraag"),
            models.CheckConstraint(
                name="ervaring_vraag_is_known", condition=Q(vraag__in=["doel", "nog_eens", "hielp"])
            ),
            models.CheckConstraint(name="ervaring_ja_not_above_aantal", condition=Q(ja__lte=F("aantal"))),
            models.CheckConstraint(
                name="ervaring_of_enough",
                condition=Q(gebruikt__gte=MIN_GEBRUIKT, netwerken__gte=MIN_NETWERKEN, aantal__gte=F("gebruikt")),
            ),
        ]

    def __str__(self):
        return f"{self.ja} van {self.aantal}"
