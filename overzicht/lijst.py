"""Which netwerken the public pages show, and what they know about each row."""

from functools import cache, lru_cache
from typing import NamedTuple

from django.db.models import Func, IntegerField
from django.template.loader import render_to_string

from fasen.inhoud import find_fase
from fasen.models import FaseVerloop
from fasen.route import Stand, read_standen
from kern.memo import memo
from kern.prepared import prepared
from kern.templatetags.kern import meervoud
from kern.tijd import dag_kort
from netwerken.models import Deelname, Netwerk, load_tellingen, split_woorden
from overzicht.filters import KEUZEFILTERS

STAP, BEKIJK_HOOGSTENS = 10, 100


class Rij(NamedTuple):
    """All that a row of the list shows, and nothing else: rows with the same Rij look the same."""

    url: str
    naam: str
    vraag: str
    voor_wie: str
    regio: str
    stand: Stand
    deelnemers: int
    scholen: int
    plek: str
    is_vrij: bool
    is_openbaar: bool


class Netwerken:
    """The netwerken this visitor may know of that match all filters, for a Paginator.

    Without filters the database counts and gives one page in the order of an index. A search asks for the keys of all
    it finds, which one index answers, and then for the rows of the page: asked for a page of a search at once,
    PostgreSQL walks along the order and reads every text on its way.
    """

    def __init__(self, user, filters: dict[str, str]):
        self._wie = _kind_of(user)
        self._persoon = (user.pk,) if self._wie == "iedereen" else ()
        self._woorden = split_woorden(filters["q"])
        self._keuzes = tuple((naam, filters[naam]) for naam in KEUZEFILTERS if filters[naam])
        self._keys = None
        if self._woorden or self._keuzes:
            find_keys = _prepare_keys(self._wie, self._keuzes, len(self._woorden))
            self._keys = find_keys(*self._persoon, *self._woorden)

    def count(self):
        """The public ones are counted by an index alone, so the few others of this person are counted apart."""
        if self._keys is not None:
            return len(self._keys)
        if self._wie == "alles":
            return _count_alles()[0]
        return count_publiek() + (_count_besloten_of(*self._persoon)[0] if self._persoon else 0)

    def __getitem__(self, part):
        if part.stop <= part.start:
            return []
        if self._keys is None:
            return _prepare_page(self._wie, part.start, part.stop)(*self._persoon)
        keys = self._keys[part]
        rows = {netwerk.pk: netwerk for netwerk in (_find_by_keys(keys) if keys else ())}
        return [rows[key] for key in keys if key in rows]


def _kind_of(user):
    if not user.is_authenticated:
        return "buiten"
    return "alles" if user.is_academie or user.is_beheer else "iedereen"


def _may_know(wie, persoon):
    """``Netwerk.objects.visible_to``, for somebody who is only known when the query runs."""
    rows = Netwerk.objects.all()
    if wie == "iedereen":
        return rows.publiek_or_of(*persoon)
    return rows if wie == "alles" else rows.publiek()


def _names_for(wie, woorden=0):
    return ["persoon"] * (wie == "iedereen") + [f"woord_{n}" for n in range(woorden)]


@lru_cache(maxsize=256)
def _prepare_keys(wie, keuzes, woorden):
    def find(*values):
        persoon, gezocht = values[: len(values) - woorden], values[len(values) - woorden :]
        gekozen = dict.fromkeys(KEUZEFILTERS, "") | dict(keuzes)
        rows = _may_know(wie, persoon).with_woorden(gezocht).in_sector(gekozen["sector"]).of_type(gekozen["type"])
        rows = rows.in_regio(gekozen["regio"]).with_toegang(gekozen["toegang"])
        if fase := find_fase(gekozen["fase"]):
            rows = rows.filter(pk__in=FaseVerloop.objects.lopend().filter(fase=fase.slug).values("netwerk"))
        return rows.values_list("pk", flat=True)

    return prepared(find, names=_names_for(wie, woorden))


@lru_cache(maxsize=256)
def _prepare_page(wie, begin, eind):
    return prepared(lambda *persoon: _may_know(wie, persoon)[begin:eind], names=_names_for(wie))


def _number_of(rows):
    return rows.order_by().values_list(Func("pk", function="COUNT", output_field=IntegerField()), flat=True)


@prepared
def _count_publiek():
    return _number_of(Netwerk.objects.publiek())


@prepared
def _count_alles():
    return _number_of(Netwerk.objects.all())


@prepared
def _count_besloten_of(persoon):
    return _number_of(Netwerk.objects.besloten_of(persoon))


def count_publiek() -> int:
    return _count_publiek()[0]


@prepared(many=["keys"])
def _find_by_keys(keys):
    return Netwerk.objects.filter(pk__in=keys)


@cache
def _prepare_step(begin, eind):
    """One step of ``find_joinable``: where a slice begins is no value that can be filled in later."""
    loopt = [Netwerk.Status.WERVING, Netwerk.Status.GESTART]
    kan_bij = Netwerk.objects.publiek().niet_gepauzeerd().filter(status__in=loopt)
    rows = kan_bij.with_deelnemers().order_by("-start_datum", "naam", "pk")
    return prepared(lambda: rows[begin:eind])


def find_joinable(limit) -> list[Netwerk]:
    """Public netwerken with a free place, the ones that begin or began last first.

    Places are counted for a handful at a time: counting them for all, to drop the full ones, is slow with thousands.
    """
    gevonden = []
    for begin in range(0, BEKIJK_HOOGSTENS, STAP):
        stap = _prepare_step(begin, begin + STAP)()
        gevonden += [netwerk for netwerk in stap if not netwerk.is_vol]
        if len(gevonden) >= limit or len(stap) < STAP:
            break
    return gevonden[:limit]


@prepared
def _find_eigen(persoon):
    return Deelname.objects.lid().filter(persoon=persoon).order_by().values_list("netwerk", flat=True)


def draw_rijen(netwerken, user) -> list[str]:
    """The rows of one page as HTML. What everybody may see is drawn once; ``is_lid`` says who takes part."""
    netwerken = list(netwerken)
    load_tellingen(netwerken)
    standen = read_standen(netwerken)
    eigen = set(_find_eigen(user.pk)) if user.is_authenticated and netwerken else ()
    rijen = [(make_rij(netwerk, standen[netwerk.pk]), netwerk.pk in eigen) for netwerk in netwerken]
    return [(draw_rij if rij.is_openbaar else _draw_rij)(rij, is_lid) for rij, is_lid in rijen]


def make_rij(netwerk, stand) -> Rij:
    """Of a netwerk that ``load_tellingen`` counted."""
    plek, is_vrij = _say_plek(netwerk)
    return Rij(
        url=netwerk.get_absolute_url(),
        naam=netwerk.naam,
        vraag=netwerk.centrale_vraag,
        voor_wie=netwerk.doelgroep,
        regio=netwerk.get_regio_display(),
        stand=stand,
        deelnemers=netwerk.aantal_deelnemers,
        scholen=netwerk.aantal_scholen,
        plek=plek,
        is_vrij=is_vrij,
        is_openbaar=netwerk.is_openbaar,
    )


def _say_plek(netwerk) -> tuple[str, bool]:
    """Can one join? In words, and whether there is a place."""
    if netwerk.is_beeindigd:
        status = netwerk.get_status_display()
        return status[:1].upper() + status[1:], False
    if netwerk.is_gepauzeerd:
        return f"Pauzeert tot {dag_kort(netwerk.gepauzeerd_tot)}", False
    if not netwerk.kan_aanmelden:
        return "Nu geen aanmelding", False
    if netwerk.is_vol:
        return "Vol, er is een wachtlijst", False
    vrij = meervoud(netwerk.vrije_plaatsen, "plek,plekken")
    return f"Nog {vrij}{'' if netwerk.is_open else ', na een gesprek'}", True


def _draw_rij(rij, is_lid):
    return render_to_string("overzicht/_netwerk_rij.html", {"rij": rij, "is_lid": is_lid})


draw_rij = memo(_draw_rij)
