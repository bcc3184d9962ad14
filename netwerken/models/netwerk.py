from django.conf import settings
from django.db import models
from django.db.models import F, Func, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from kern.adres import reverse
from kern.memo import memo
from kern.models import TimestampedModel
from kern.prepared import prepared
from netwerken.models.deelname import Deelname, find_deelnames
from personen.models import Persoon, Provincie, Sector

# Words that are, or may become, an address of their own under /netwerken/.
RESERVED_SLUGS = ("nieuw", "export", "zoeken", "kaart", "bewerken", "verwijderen", "archief")


# One text, so that PostgreSQL answers from one index (migration 0002). No word runs on over the spaces in between.
ZOEKTEKST = Func(
    *("naam", "thema", "centrale_vraag", "omschrijving", "doelgroep"),
    template="(%(expressions)s)",
    arg_joiner=" || ' ' || ",
    output_field=models.TextField(),
)


def _count_deelnemers(expression):
    """A counting subquery over the taken places of a netwerk: only evaluated for the rows that are shown."""
    bezet = Deelname.objects.bezet().filter(netwerk=OuterRef("pk")).order_by().values("netwerk")
    return Coalesce(Subquery(bezet.annotate(n=expression).values("n"), output_field=models.IntegerField()), 0)


def split_woorden(q) -> list[str]:
    """The words of a search, at most eight."""
    return (q or "").replace("\x00", " ").split()[:8]


class NetwerkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public networks, those the user takes part in or asked to, and all of them for academie and beheer."""
        if not user.is_authenticated:
            return self.publiek()
        if user.is_academie or user.is_beheer:
            return self
        return self.publiek_or_of(user.pk)

    def publiek_or_of(self, persoon):
        """What somebody without a role on the platform may see. ``persoon``: a key, or the place for one."""
        mijn = Deelname.objects.betrokken().filter(persoon=persoon).values("netwerk")
        return self.filter(Q(is_openbaar=True) | Q(pk__in=mijn))

    def besloten_of(self, persoon):
        """What ``publiek_or_of`` adds to the public ones."""
        mijn = Deelname.objects.betrokken().filter(persoon=persoon).values("netwerk")
        return self.filter(is_openbaar=False, pk__in=mijn)

    def publiek(self):
        return self.filter(is_openbaar=True)

    def of_lid(self, user):
        """The networks this person takes part in, in any role."""
        return self.filter(pk__in=Deelname.objects.lid().filter(persoon=user).values("netwerk"))

    def for_list(self):
        """Adds ``aantal_deelnemers``, ``aantal_scholen`` (distinct organisaties) and ``vrije_plaatsen``."""
        return self.annotate(
            aantal_deelnemers=_count_deelnemers(models.Count("pk")),
            aantal_scholen=_count_deelnemers(models.Count("persoon__organisatie", distinct=True)),
        )

    def with_deelnemers(self):
        """Adds only ``aantal_deelnemers``, and with it ``vrije_plaatsen``."""
        return self.annotate(aantal_deelnemers=_count_deelnemers(models.Count("pk")))

    def with_rollen_of(self, user):
        """Every row knows this user's roles: ``rollen_of(user)`` asks no query per row."""
        mijn = Deelname.objects.filter(persoon_id=user.pk)
        return self.prefetch_related(Prefetch("deelnames", queryset=mijn, to_attr=f"deelnames_of_{user.pk}"))

    def search(self, q):
        """Every word must occur in the name, the question, the theme, the description or for whom it is."""
        return self.with_woorden(split_woorden(q))

    def with_woorden(self, woorden):
        rows = self.alias(zoektekst=ZOEKTEKST) if woorden else self
        for woord in woorden:
            rows = rows.filter(zoektekst__icontains=woord)
        return rows

    def niet_gepauzeerd(self):
        return self.filter(gepauzeerd_tot=None)

    def in_sector(self, sector):
        """Networks for this sector; those for po and vo together count for both."""
        if sector in {Sector.PO, Sector.VO}:
            return self.filter(sector__in=[sector, Sector.PO_VO])
        return self.filter(sector=sector) if sector in Sector.values else self

    def of_type(self, type_):
        return self.filter(type=type_) if type_ in Netwerk.Type.values else self

    def in_regio(self, regio):
        """Networks in this provincie, and those for the whole country."""
        if regio not in Provincie.values:
            return self
        return self.filter(regio__in={regio, Provincie.LANDELIJK})

    def with_toegang(self, toegang):
        return self.filter(toegang=toegang) if toegang in Netwerk.Toegang.values else self


class Netwerk(TimestampedModel):
    """A leernetwerk: a group from different schools with one question.

    idee → in_oprichting → werving → gestart → afronden → afgerond or zelfstandig; from every open
    status to gestopt. Going back to gestart is possible. Only ``netwerken.services`` writes ``status``.
    """

    class Type(models.TextChoices):
        DIDACTISCH = "didactisch", "didactisch leernetwerk"
        INNOVATIE = "innovatie", "innovatienetwerk"
        ONDERZOEK = "onderzoek", "onderzoeksgemeenschap"
        DATATEAM = "datateam", "datateam"
        INTERVISIE = "intervisie", "intervisienetwerk"
        INTERSECTORAAL = "intersectoraal", "intersectoraal netwerk"
        PLG = "plg", "professionele leergemeenschap"
        DOCENTONTWIKKELTEAM = "docentontwikkelteam", "docentontwikkelteam"

    class Indeling(models.TextChoices):
        THEMA = "thema", "rond een thema"
        FUNCTIE = "functie", "mensen met dezelfde functie"
        LOOPTIJD = "looptijd", "een vaste tijd samen"
        REGIO = "regio", "mensen uit dezelfde streek"

    class DoelNiveau(models.TextChoices):
        DEELNEMER = "deelnemer", "de deelnemers zelf"
        SCHOOL = "school", "de school of het bestuur"
        REGIO = "regio", "de regio of de sector"
        LEERLING = "leerling", "leerlingen"
        MIX = "mix", "een mix hiervan"

    class DeelnameAls(models.TextChoices):
        PERSOON = "persoon", "je doet mee als persoon"
        ORGANISATIE = "organisatie", "je doet mee namens je school"

    class Toegang(models.TextChoices):
        OPEN = "open", "open"
        GESLOTEN = "gesloten", "gesloten"

    class Status(models.TextChoices):
        IDEE = "idee", "idee"
        IN_OPRICHTING = "in_oprichting", "in oprichting"
        WERVING = "werving", "zoekt deelnemers"
        GESTART = "gestart", "gestart"
        AFRONDEN = "afronden", "rondt af"
        AFGEROND = "afgerond", "afgerond"
        ZELFSTANDIG = "zelfstandig", "gaat zelfstandig verder"
        GESTOPT = "gestopt", "gestopt"

    BEEINDIGD = (Status.AFGEROND, Status.ZELFSTANDIG, Status.GESTOPT)

    naam = models.CharField("naam", max_length=120)
    slug = models.SlugField("adres", max_length=80, unique=True)
    centrale_vraag = models.CharField("centrale vraag", max_length=300)
    doel = models.TextField("doel", max_length=1500)
    doel_niveau = models.CharField("voor wie is de opbrengst", max_length=12, choices=DoelNiveau, default="mix")
    type = models.CharField("soort netwerk", max_length=24, choices=Type, default="innovatie")
    indeling = models.CharField("wat bindt jullie", max_length=12, choices=Indeling, default="thema")
    thema = models.CharField("thema", max_length=120, blank=True)
    sector = models.CharField("sector", max_length=8, choices=Sector)
    doelgroep = models.CharField("voor wie", max_length=200)
    regio = models.CharField("regio", max_length=20, choices=Provincie, default="landelijk")
    deelname_als = models.CharField("deelname", max_length=12, choices=DeelnameAls, default="persoon")
    toegang = models.CharField("toegang", max_length=10, choices=Toegang, default="open")
    min_deelnemers = models.PositiveSmallIntegerField("minste aantal deelnemers", default=6)
    max_deelnemers = models.PositiveSmallIntegerField("grootste aantal deelnemers", default=15)
    start_datum = models.DateField("begint op")
    eind_datum = models.DateField("eindigt op")
    aantal_bijeenkomsten = models.PositiveSmallIntegerField("aantal bijeenkomsten", default=8)
    eigenaar = models.CharField("van wie is het netwerk", max_length=200, blank=True)
    financiering = models.CharField("wie betaalt", max_length=300, blank=True)
    omschrijving = models.TextField("omschrijving", max_length=3000, blank=True)
    is_openbaar = models.BooleanField("staat in de openbare lijst", default=False)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.IN_OPRICHTING)
    reden_afsluiting = models.CharField("waarom het stopte", max_length=500, blank=True)
    reden_kleine_start = models.CharField("waarom het klein begon", max_length=500, blank=True)
    gepauzeerd_tot = models.DateField("pauzeert tot", null=True, blank=True, help_text="The first day it goes on.")
    reden_pauze = models.CharField("waarom het pauzeert", max_length=500, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = NetwerkQuerySet.as_manager()

    class Meta:
        verbose_name = "netwerk"
        verbose_name_plural = "netwerken"
        ordering = ["naam", "pk"]
        indexes = [
            models.Index(fields=["naam", "id"], condition=Q(is_openbaar=True), name="netwerk_publiek"),
            models.Index(fields=["naam", "id"], name="netwerk_naam"),
            models.Index(
                fields=["gepauzeerd_tot"], condition=Q(gepauzeerd_tot__isnull=False), name="netwerk_gepauzeerd"
            ),
            models.Index(
                F("start_datum").desc(),
                "naam",
                "id",
                condition=Q(is_openbaar=True, status__in=["werving", "gestart"]),
                name="netwerk_kan_bij",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="netwerk_min_at_least_two", condition=Q(min_deelnemers__gte=2)),
            models.CheckConstraint(
                name="netwerk_min_not_above_max", condition=Q(min_deelnemers__lte=F("max_deelnemers"))
            ),
            models.CheckConstraint(name="netwerk_max_at_most_sixty", condition=Q(max_deelnemers__lte=60)),
            models.CheckConstraint(name="netwerk_start_not_after_eind", condition=Q(start_datum__lte=F("eind_datum"))),
            models.CheckConstraint(
                name="netwerk_bijeenkomsten_between_1_and_60",
                condition=Q(aantal_bijeenkomsten__gte=1, aantal_bijeenkomsten__lte=60),
            ),
            models.CheckConstraint(name="netwerk_slug_not_reserved", condition=~Q(slug__in=RESERVED_SLUGS)),
            models.CheckConstraint(name="netwerk_slug_not_empty", condition=~Q(slug="")),
            models.CheckConstraint(
                name="netwerk_status_is_known",
                condition=Q(
                    status__in=[
                        "idee", "in_oprichting", "werving", "gestart", "afronden", "afgerond", "zelfstandig", "gestopt",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="netwerk_gestopt_has_reason", condition=~Q(status="gestopt") | ~Q(reden_afsluiting="")
            ),
            models.CheckConstraint(
                name="netwerk_pauze_has_reason",
                condition=Q(gepauzeerd_tot__isnull=True, reden_pauze="")
                | Q(gepauzeerd_tot__isnull=False) & ~Q(reden_pauze=""),
            ),
            models.CheckConstraint(
                name="netwerk_pauze_only_while_it_runs",
                condition=Q(gepauzeerd_tot__isnull=True) | Q(status__in=["werving", "gestart", "afronden"]),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return _url_of(self.slug)

    @property
    def context(self):
        """How berichten names this netwerk."""
        return f"netwerk:{self.pk}"

    @property
    def is_beeindigd(self):
        return self.status in self.BEEINDIGD

    @cached_property
    def klok(self):
        """The running clock of a netwerk that is over, or None: asked only when there can be one."""
        rij = getattr(self, "afsluiting", None) if self.is_beeindigd else None
        return rij if rij and rij.loopt else None

    @property
    def is_gepauzeerd(self):
        return self.gepauzeerd_tot is not None

    @property
    def kan_pauzeren(self):
        return self.status in {self.Status.WERVING, self.Status.GESTART, self.Status.AFRONDEN}

    def kan_eindigen(self, uitkomst) -> bool:
        """Done or on its own: only what has begun. Stopping before its time: everything that goes on."""
        loopt = self.status in {self.Status.GESTART, self.Status.AFRONDEN}
        return not self.is_beeindigd if uitkomst == self.Status.GESTOPT else loopt

    @property
    def is_open(self):
        """Open: who signs up takes part at once, as long as there is a place."""
        return self.toegang == self.Toegang.OPEN

    @property
    def kan_aanmelden(self):
        """People may sign up themselves now. An invitation works in every open status."""
        loopt = self.status in {self.Status.WERVING, self.Status.GESTART}
        return self.is_openbaar and loopt and not self.is_gepauzeerd

    @cached_property
    def aantal_deelnemers(self):
        """Taken places; ``for_list()`` brings the number along."""
        return self.deelnames.bezet().count()

    @cached_property
    def aantal_scholen(self):
        return self.deelnames.bezet().aggregate(n=models.Count("persoon__organisatie", distinct=True))["n"]

    @property
    def vrije_plaatsen(self):
        return max(0, self.max_deelnemers - self.aantal_deelnemers)

    @property
    def is_vol(self):
        return self.vrije_plaatsen == 0

    def deelnames_of(self, user):
        """The rows of this person, asked once per instance and never when they were prefetched."""
        if not user.is_authenticated:
            return []
        naam = f"deelnames_of_{user.pk}"
        if not hasattr(self, naam):
            if "deelnames" in getattr(self, "_prefetched_objects_cache", {}):
                rijen = [rij for rij in self.deelnames.all() if rij.persoon_id == user.pk]
            else:
                rijen = find_deelnames(self.pk, user.pk)
            setattr(self, naam, rijen)
        return getattr(self, naam)

    def rollen_of(self, user) -> frozenset[str]:
        """The roles this person has now; somebody with a pause keeps the role."""
        return frozenset(deelname.rol for deelname in self.deelnames_of(user) if deelname.is_lid)

    def is_lid(self, user) -> bool:
        return bool(self.rollen_of(user))

    def is_betrokken(self, user) -> bool:
        """Takes part, or asked to and waits."""
        return any(deelname.is_betrokken for deelname in self.deelnames_of(user))

    def deelnemers(self):
        """The persons who take part now as deelnemer; nobody who pauses."""
        return self._personen(rol=Deelname.Rol.DEELNEMER)

    def facilitators(self):
        return self._personen(rol=Deelname.Rol.FACILITATOR)

    def leden(self):
        """Everyone who is active, in any role; each once."""
        return self._personen()

    def _personen(self, **rol):
        deelnames = Deelname.objects.actief().filter(netwerk=self, **rol)
        return Persoon.objects.filter(pk__in=deelnames.values("persoon"), is_active=True)


@memo(size=4096)
def _url_of(slug):
    return reverse("overzicht:netwerk", args=[slug])


@prepared(many=["netwerken"])
def _find_tellingen(netwerken):
    rows = Netwerk.objects.filter(pk__in=netwerken).for_list().order_by()
    return rows.values_list("pk", "aantal_deelnemers", "aantal_scholen")


def load_tellingen(netwerken):
    """What ``for_list()`` adds, by one query for the rows of one page."""
    tellingen = {pk: rest for pk, *rest in _find_tellingen([n.pk for n in netwerken])} if netwerken else {}
    for netwerk in netwerken:
        netwerk.aantal_deelnemers, netwerk.aantal_scholen = tellingen[netwerk.pk]


def load_deelnames_of(user, netwerken):
    """Every row knows this user's roles: ``rollen_of(user)`` asks no query per row. Returns the netwerken."""
    groups = {netwerk.pk: [] for netwerk in netwerken}
    for deelname in _find_deelnames_of(user.pk, list(groups)) if groups else ():
        groups[deelname.netwerk_id].append(deelname)
    for netwerk in netwerken:
        setattr(netwerk, f"deelnames_of_{user.pk}", groups[netwerk.pk])
    return netwerken


@prepared(many=["netwerken"])
def _find_deelnames_of(persoon, netwerken):
    return Deelname.objects.filter(persoon=persoon, netwerk__in=netwerken)
