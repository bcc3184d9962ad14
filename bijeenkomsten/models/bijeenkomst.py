import uuid
from datetime import UTC, timedelta
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bijeenkomsten.draaiboek.tijden import make_programma
from bijeenkomsten.models.aanwezigheid import Aanwezigheid
from kern.adres import reverse
from kern.models import TimestampedModel
from kern.prepared import prepared
from kern.tijd import dag, lokale_dag, nu
from netwerken.models import Deelname
from personen.models import Persoon
from werkvormen.woorden import say_duur

LANGST = timedelta(hours=26)  # a day and a night together


def make_uid():
    return f"{uuid.uuid4()}@leernetwerken"


def _tel(rows, per):
    """How many of ``rows`` there are, as part of another query."""
    aantal = rows.order_by().values(per).annotate(n=models.Count("pk")).values("n")
    return models.functions.Coalesce(models.Subquery(aantal, output_field=models.IntegerField()), 0)


class BijeenkomstQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Meetings of the networks this person takes part in, in any role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(netwerk__in=Deelname.objects.lid().filter(persoon=user).values("netwerk"))

    def for_persoon(self, persoon):
        """Meetings this person gets mail about and has in the calendar: takes part now, without a pause."""
        return self.filter(netwerk__in=Deelname.objects.actief().filter(persoon=persoon).values("netwerk"))

    def is_prepared_by(self, persoon) -> bool:
        """Does this person prepare one of these that is still to come?"""
        return self.aankomend().filter(voorbereiders=persoon).order_by().exists()

    def aankomend(self, *, now=None):
        """Going on or still to come, soonest first."""
        return (
            self.filter(eindigt_op__gt=now or nu())
            .exclude(status=Bijeenkomst.Status.AFGELAST)
            .order_by("begint_op", "pk")
        )

    def geweest(self, *, now=None):
        """Over and not cancelled, latest first."""
        return (
            self.filter(eindigt_op__lte=now or nu())
            .exclude(status=Bijeenkomst.Status.AFGELAST)
            .order_by("-begint_op", "-pk")
        )

    def afgelast(self):
        return self.filter(status=Bijeenkomst.Status.AFGELAST).order_by("-begint_op", "-pk")

    def for_feed(self, persoon):
        """What belongs in this person's own calendar: a year back, all to come, cancelled ones marked as such."""
        grens = nu() - timedelta(days=365)
        rows = self.for_persoon(persoon).filter(begint_op__gte=grens).order_by("begint_op", "pk")
        return rows.select_related("netwerk").prefetch_related("onderdelen")

    def with_tellingen(self):
        """Adds ``aantal_komt``, ``aantal_komt_niet`` and ``aantal_aanwezig``, of who takes part now."""

        def tel(**voorwaarde):
            rows = Aanwezigheid.objects.of_leden().filter(bijeenkomst=models.OuterRef("pk"), **voorwaarde)
            return _tel(rows, "bijeenkomst")

        return self.annotate(
            aantal_komt=tel(antwoord=Aanwezigheid.Antwoord.KOMT),
            aantal_komt_niet=tel(antwoord=Aanwezigheid.Antwoord.KOMT_NIET),
            aantal_aanwezig=tel(aanwezig=True),
        )

    def with_nummer(self):
        """Brings ``nummer`` along, which otherwise asks for itself."""
        eerder = Bijeenkomst.objects.filter(
            netwerk=models.OuterRef("netwerk"), begint_op__lt=models.OuterRef("begint_op")
        )
        return self.annotate(nummer=_tel(eerder.exclude(status=Bijeenkomst.Status.AFGELAST), "netwerk") + 1)

    def with_gasten(self):
        """Adds ``heeft_gasten``: was a guest asked, whatever came of it?"""
        gevraagd = self.model._meta.get_field("gasten").related_model.objects.filter(bijeenkomst=models.OuterRef("pk"))
        return self.annotate(heeft_gasten=models.Exists(gevraagd))

    def with_antwoord_of(self, persoon):
        """Adds ``mijn_antwoord``: what this person said, or None."""
        mijn = Aanwezigheid.objects.filter(bijeenkomst=models.OuterRef("pk"), persoon=persoon)
        return self.annotate(mijn_antwoord=models.Subquery(mijn.values("antwoord")[:1]))


class Bijeenkomst(TimestampedModel):
    """A meeting of a netwerk.

    gepland → gehouden (the attendance list is filled in) or afgelast (with a reason). Only
    ``bijeenkomsten.services`` writes ``status``. ``sequence`` counts what calendars must hear: another
    time or place, and the cancellation. ``versie`` counts every edit, so that two editors see each other.
    """

    class Vorm(models.TextChoices):
        FYSIEK = "fysiek", "Op een plek"
        ONLINE = "online", "Online"
        HYBRIDE = "hybride", "Op een plek en online"

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        GEHOUDEN = "gehouden", "gehouden"
        AFGELAST = "afgelast", "afgelast"

    netwerk = models.ForeignKey("netwerken.Netwerk", on_delete=models.CASCADE, related_name="bijeenkomsten")
    titel = models.CharField("titel", max_length=120)
    doel = models.TextField("doel", max_length=600, blank=True)
    begint_op = models.DateTimeField("begint op")
    eindigt_op = models.DateTimeField("eindigt op")
    inloop_minuten = models.PositiveSmallIntegerField("inloop", default=15)
    vorm = models.CharField("vorm", max_length=8, choices=Vorm, default=Vorm.FYSIEK)
    locatie = models.CharField("plek", max_length=120, blank=True)
    adres = models.CharField("adres", max_length=160, blank=True)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    online_link = models.URLField("link", max_length=500, blank=True)
    voorbereiding = models.TextField("voorbereiding", max_length=3000, blank=True)
    meenemen = models.CharField("meenemen", max_length=300, blank=True)
    terugblik = models.TextField("terugblik", max_length=3000, blank=True)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.GEPLAND)
    reden_afgelast = models.CharField("reden van afgelasten", max_length=500, blank=True)
    voorbereiders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="voorbereidingen", verbose_name="voorbereiders"
    )
    jaarplan = models.ForeignKey(
        "bijeenkomsten.Jaarplan",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="bijeenkomsten",
    )
    uid = models.CharField(max_length=80, unique=True, default=make_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    vast_sinds = models.DateTimeField("tijd en plek staan vast sinds", default=nu, editable=False)
    dag_sinds = models.DateTimeField("de dag staat vast sinds", default=nu, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["begint_op", "pk"]
        indexes = [
            models.Index(fields=["netwerk", "begint_op"], name="bijeenkomst_netwerk"),
            models.Index(fields=["begint_op"], name="bijeenkomst_begint"),
        ]
        constraints = [
            models.CheckConstraint(name="bijeenkomst_ends_after_begin", condition=Q(eindigt_op__gt=F("begint_op"))),
            models.CheckConstraint(
                name="bijeenkomst_at_most_26_hours", condition=Q(eindigt_op__lte=F("begint_op") + LANGST)
            ),
            models.CheckConstraint(
                name="bijeenkomst_status_is_known", condition=Q(status__in=["gepland", "gehouden", "afgelast"])
            ),
            models.CheckConstraint(
                name="bijeenkomst_afgelast_has_reason",
                condition=Q(status="afgelast") & ~Q(reden_afgelast="") | ~Q(status="afgelast") & Q(reden_afgelast=""),
            ),
            models.CheckConstraint(name="bijeenkomst_inloop_at_most_two_hours", condition=Q(inloop_minuten__lte=120)),
        ]

    def __str__(self):
        return f"{self.titel}, {dag(self.begint_op)}"

    def get_absolute_url(self):
        return reverse("bijeenkomsten:detail", args=[self.netwerk.slug, self.pk])

    @property
    def aanleiding(self):
        """How berichten names this meeting."""
        return f"bijeenkomst:{self.pk}"

    @property
    def datum(self):
        return lokale_dag(self.begint_op)

    @property
    def einddatum(self):
        return lokale_dag(self.eindigt_op)

    @property
    def duur_minuten(self):
        """Real minutes, also in the night the clock changes."""
        return int(self.eindigt_op.timestamp() - self.begint_op.timestamp()) // 60

    @property
    def duur(self):
        """«3,5 uur»"""
        return say_duur(self.duur_minuten, self.duur_minuten)

    @property
    def inloop_op(self):
        return self.begint_op.astimezone(UTC) - timedelta(minutes=self.inloop_minuten)

    @property
    def is_gepland(self):
        return self.status == self.Status.GEPLAND

    @property
    def is_gehouden(self):
        return self.status == self.Status.GEHOUDEN

    @property
    def is_afgelast(self):
        return self.status == self.Status.AFGELAST

    @property
    def is_begonnen(self):
        return self.begint_op <= nu()

    @property
    def is_in_jaarplan(self):
        """Was it planned with others in one go, and is it still as it was planned then?"""
        return self.jaarplan_id is not None and self.sequence == 0

    @property
    def is_vandaag(self):
        """Today, or still going on; not when it was cancelled."""
        return not self.is_afgelast and self.datum <= lokale_dag(nu()) <= self.einddatum

    @property
    def is_over(self):
        return self.eindigt_op <= nu()

    @property
    def neemt_antwoorden(self):
        """Can somebody still say whether they come?"""
        return self.is_gepland and not self.is_over

    @property
    def heeft_plek(self):
        return self.vorm != self.Vorm.ONLINE

    @property
    def heeft_link(self):
        return self.vorm != self.Vorm.FYSIEK

    @property
    def waar(self):
        """«Lyceum Overtuin, Kastanjelaan 8, Zutphen», without the link."""
        return ", ".join(filter(None, [self.locatie, self.adres, self.plaats])) if self.heeft_plek else ""

    @property
    def waar_kort(self):
        """«Lyceum Overtuin in Zutphen», «online», or that it is not known yet."""
        if not self.heeft_plek:
            return "online"
        plek = " in ".join(filter(None, [self.locatie or self.adres, self.plaats])) or "de plek volgt nog"
        return f"{plek} of online" if self.heeft_link else plek

    @property
    def aandachtspunten(self):
        """What whoever plans should look at; who is free that day is in ``vrij``. Advice: nothing of this blocks."""
        d, punten = self.datum, []
        if d.weekday() >= 5:  # noqa: PLR2004 - Saturday and Sunday
            punten.append("Deze dag valt in het weekend.")
        if self.heeft_plek and not self.waar:
            punten.append("Er staat nog niet waar jullie bij elkaar komen.")
        if self.heeft_link and not self.online_link:
            punten.append("De link naar de online bijeenkomst ontbreekt nog.")
        return punten

    @cached_property
    def programma(self):
        """The items in order, each with its computed clock times; see ``bijeenkomsten.draaiboek.tijden``."""
        return make_programma(self)

    @cached_property
    def wie_bereidt_voor(self):
        """The persons, with their organisatie; ``load_voorbereiders`` brings them along for many."""
        return [persoon for _, persoon in _read_voorbereiders([self.pk])]

    def voorbereiders_nu(self):
        """Those who prepare and still take part."""
        return self.voorbereiders.filter(pk__in=self.netwerk.leden().values("pk")).order_by("naam", "pk")

    def is_voorbereider(self, user):
        """Remembers the answer on the instance, because rules ask it many times a page."""
        gevraagd = self.__dict__.setdefault("_is_voorbereider", {})
        if user.pk not in gevraagd:
            geladen = self.__dict__.get("wie_bereidt_voor")
            gevraagd[user.pk] = bool(_find_voorbereider(self.pk, user.pk)) if geladen is None else user in geladen
        return gevraagd[user.pk]

    def vorige(self):
        """The meeting before this one that was not cancelled."""
        eerder = Bijeenkomst.objects.filter(netwerk=self.netwerk_id, begint_op__lt=self.begint_op)
        return eerder.exclude(status=self.Status.AFGELAST).order_by("-begint_op", "-pk").first()

    @cached_property
    def nummer(self):
        """Which meeting of the netwerk this is, cancelled ones not counted."""
        return _count_eerder(self.netwerk_id, self.begint_op)[0] + 1

    def aanwezigen(self):
        """Who was there: the attendance list when it was filled in, else who said «ik kom»."""
        return self._personen(Q(aanwezig=True), Q(antwoord=Aanwezigheid.Antwoord.KOMT))

    def afwezigen(self):
        """Members who were not there; by the same measure as ``aanwezigen``."""
        return self.netwerk.leden().exclude(pk__in=self.aanwezigen().values("pk"))

    def _personen(self, volgens_lijst, volgens_antwoord):
        rows = Aanwezigheid.objects.filter(bijeenkomst=self)
        ingevuld = rows.filter(aanwezig__isnull=False).exists()
        rows = rows.filter(volgens_lijst if ingevuld else volgens_antwoord)
        return Persoon.objects.filter(pk__in=rows.values("persoon"), is_active=True)


@prepared
def _count_eerder(netwerk, moment):
    eerder = Bijeenkomst.objects.filter(netwerk=netwerk, begint_op__lt=moment).order_by()
    aantal = models.Func("pk", function="COUNT", output_field=models.IntegerField())
    return eerder.exclude(status=Bijeenkomst.Status.AFGELAST).values_list(aantal, flat=True)


Voorbereiding = Bijeenkomst.voorbereiders.through


@prepared
def _find_voorbereider(bijeenkomst, persoon):
    return Voorbereiding.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon).values_list("pk", flat=True)


@prepared(many=["bijeenkomsten"])
def _find_voorbereidingen(bijeenkomsten):
    rows = Voorbereiding.objects.filter(bijeenkomst__in=bijeenkomsten).select_related("persoon__organisatie")
    return rows.order_by("persoon__naam", "persoon_id")


def _read_voorbereiders(bijeenkomsten):
    return [(rij.bijeenkomst_id, rij.persoon) for rij in _find_voorbereidingen(bijeenkomsten)]


def load_voorbereiders(bijeenkomsten):
    """Who prepares each of these meetings, by one query."""
    groups = {bijeenkomst.pk: [] for bijeenkomst in bijeenkomsten}
    for pk, persoon in _read_voorbereiders(list(groups)) if groups else ():
        groups[pk].append(persoon)
    for bijeenkomst in bijeenkomsten:
        bijeenkomst.wie_bereidt_voor = groups[bijeenkomst.pk]
