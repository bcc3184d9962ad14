"""The meetings of a netwerk as signalen count them: days and numbers, never a title, a reason or a note.

A higher room adds what it knows of each meeting with ``register_veld``, so that all rooms share one query.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import JSONObject

from bijeenkomsten.models import Aanwezigheid, Afspraak, Bijeenkomst, Programmaonderdeel, Spreekverzoek
from fasen.kompas import momenten
from fasen.kompas.getallen import Moment, register_getal, tel
from fasen.kompas.signaal import Peiling
from kern.prepared import prepared
from kern.templatetags.kern import meervoud
from netwerken.models import Deelname

Status, Antwoord, Soort = Bijeenkomst.Status, Aanwezigheid.Antwoord, Programmaonderdeel.Soort
LAAT = timedelta(hours=48)
GEEN_LIJST = dict.fromkeys(("lijst", "aanwezig", "gezegd", "afgemeld", "afgemeld_bekend", "laat", "weggebleven"), 0)


def _by_deelnemers(rows, netwerk):
    """Only of who takes or took part as deelnemer: facilitators are there anyway."""
    rij = Deelname.objects.filter(rol=Deelname.Rol.DEELNEMER, netwerk=OuterRef(netwerk), persoon=OuterRef("persoon"))
    begeleidt = Deelname.objects.actief().filter(
        rol=Deelname.Rol.FACILITATOR, netwerk=OuterRef(netwerk), persoon=OuterRef("persoon")
    )
    return rows.filter(Exists(rij), ~Exists(begeleidt))


def _minuten(**soort):
    return tel(Programmaonderdeel.objects.filter(**soort), "bijeenkomst", Sum("minuten"))


_voorbereid = _by_deelnemers(Bijeenkomst.voorbereiders.through.objects.all(), "bijeenkomst__netwerk")
_blokken = Programmaonderdeel.objects.exclude(soort=Soort.RUST)
_VELDEN = {
    "luisteren": lambda: _minuten(soort=Soort.LUISTEREN),
    "maken": lambda: _minuten(soort=Soort.MAKEN),
    "minuten": lambda: tel(_blokken, "bijeenkomst", Sum("minuten")),
    "werkvormen": lambda: tel(_blokken, "bijeenkomst", Count("werkvorm")),
    "voorbereiders": lambda: tel(_voorbereid, "bijeenkomst"),
    "gasten": lambda: tel(Spreekverzoek.objects.filter(status=Spreekverzoek.Status.BEVESTIGD), "bijeenkomst"),
    "afspraken": lambda: tel(Afspraak.objects.all(), "bijeenkomst"),
}

_dit_jaar = {"bijeenkomst__status": Status.GEHOUDEN}
register_getal(
    "voorbereiders_jaar",
    lambda moment: tel(
        _voorbereid.filter(bijeenkomst__begint_op__gte=moment.jaar_terug, **_dit_jaar),
        "bijeenkomst__netwerk",
        Count("persoon", distinct=True),
    ),
)
register_getal(
    "werkvormen_jaar",
    lambda moment: tel(
        _blokken.filter(bijeenkomst__begint_op__gte=moment.jaar_terug, **_dit_jaar),
        "bijeenkomst__netwerk",
        Count("werkvorm", distinct=True),
    ),
)


def register_veld(naam: str, maak) -> None:
    """Every meeting that signalen see gets ``naam``: the outcome of the expression ``maak()``. Twice is once."""
    _VELDEN[naam] = maak


def bij(aantal: int) -> str:
    """«geen bijeenkomst», «1 bijeenkomst», «3 bijeenkomsten»: after «van» or «bij»."""
    return meervoud(aantal, "bijeenkomst,bijeenkomsten") if aantal else "geen bijeenkomst"


def er_waren(aantal: int) -> str:
    """«Er was nog geen bijeenkomst.», «Er was 1 bijeenkomst.», «Er waren 3 bijeenkomsten.»"""
    return f"Er {'waren' if aantal > 1 else 'was'} {'' if aantal else 'nog '}{bij(aantal)}."


class Keer(SimpleNamespace):
    """One meeting."""

    @property
    def is_gehouden(self):
        return self.status == Status.GEHOUDEN


@dataclass
class Keren:
    """The meetings of one netwerk of the last year and to come, earliest first."""

    nu: datetime
    alle: list[Keer] = field(default_factory=list)

    @property
    def gehouden(self):
        """Those with an attendance list, latest first."""
        return [k for k in reversed(self.alle) if k.is_gehouden]

    @property
    def geweest(self):
        """Over and not cancelled, list or no list, latest first."""
        return [k for k in reversed(self.alle) if k.eindigt_op <= self.nu and k.status != Status.AFGELAST]

    @property
    def aankomend(self):
        """Going on or still to come, soonest first."""
        return [k for k in self.alle if k.eindigt_op > self.nu and k.status != Status.AFGELAST]


def _count_lijst():
    """What ``GEEN_LIJST`` names, counted of the attendance list of one meeting; NULL when nobody is on it."""
    rows = Aanwezigheid.objects.filter(bijeenkomst=OuterRef("pk"))
    rows = _by_deelnemers(rows, "bijeenkomst__netwerk").order_by().values("bijeenkomst")
    niet = Q(antwoord=Antwoord.KOMT_NIET)
    geteld = rows.annotate(
        geteld=JSONObject(
            lijst=Count("pk", filter=Q(aanwezig__isnull=False)),
            aanwezig=Count("pk", filter=Q(aanwezig=True)),
            gezegd=Count("pk", filter=~Q(antwoord=Antwoord.ONBEKEND)),
            afgemeld=Count("pk", filter=niet),
            afgemeld_bekend=Count("pk", filter=niet & Q(afgemeld_op__isnull=False)),
            laat=Count("pk", filter=niet & Q(afgemeld_op__gt=F("bijeenkomst__begint_op") - LAAT)),
            weggebleven=Count("pk", filter=Q(antwoord=Antwoord.KOMT, aanwezig=False)),
        )
    )
    return Subquery(geteld.values("geteld"))


@prepared(many=["netwerken"])
def _find_keren(netwerken, jaar_terug):
    velden = {f"tel_{naam}": maak() for naam, maak in _VELDEN.items()}  # «voorbereiders» is a field as well
    rows = Bijeenkomst.objects.filter(netwerk__in=netwerken, begint_op__gte=jaar_terug).order_by("begint_op", "pk")
    rows = rows.annotate(**velden, op_lijst=_count_lijst())
    return rows.values_list("netwerk", "op_lijst", "pk", "begint_op", "eindigt_op", "status", *velden)


def lees_keren(peiling: Peiling) -> dict[int, Keren]:
    """One query."""
    keren = defaultdict(Keren, {pk: Keren(peiling.nu) for pk in peiling.ids})
    namen = ["pk", "begint_op", "eindigt_op", "status", *_VELDEN]
    rows = _find_keren(peiling.ids, Moment.of(peiling).jaar_terug) if peiling.ids else ()
    for netwerk, lijst, *waarden in rows:
        feiten = dict(zip(namen, waarden, strict=True))
        keren[netwerk].alle.append(Keer(**feiten, **(lijst or GEEN_LIJST)))
    return keren


def _find_volgende(peiling: Peiling) -> dict[int, datetime]:
    return {pk: keren.aankomend[0].eindigt_op for pk, keren in peiling.feiten(lees_keren).items() if keren.aankomend}


momenten.register(_find_volgende)
