"""Which werkvormen the catalogue shows, and what it says about each."""

from collections import Counter
from typing import NamedTuple

from django.template.loader import render_to_string

from fasen.inhoud import FASEN
from kern.memo import memo
from kern.prepared import prepared
from netwerken.models import Netwerk
from werkvormen.ervaring import find_kort
from werkvormen.filters import Filters
from werkvormen.inhoud.soorten import DOELEN, MOMENTEN, SOORTEN
from werkvormen.models import Favoriet, Kenmerk, Werkvorm
from werkvormen.waarom import say_why
from werkvormen.zoeken import search

PER_PAGINA = 20
_SOORT_TABS = (("werkvorm", "Werkvormen"), ("instrument", "Instrumenten"), ("informatie", "Informatiekaarten"))


class Rij(NamedTuple):
    """All that a row of the catalogue shows, and nothing else: rows with the same Rij look the same."""

    url: str
    naam: str
    soort: str  # only when it is no werkvorm
    samenvatting: str
    waarom: str
    duur: str
    groep: str
    fasen: tuple[str, ...]
    is_favoriet: bool
    ervaring: str = ""


class Catalogus:
    """What matches the filters, for a Paginator: one query for the keys of every soort, one for the rows of a page."""

    def __init__(self, user, filters: Filters, netwerken=()):
        rijen = search(Werkvorm.objects.gepubliceerd(), filters.q)
        rijen = _filter(rijen, user, filters, netwerken).order_by("-rang", "naam", "pk")
        self._keys = list(rijen.values_list("pk", "soort"))
        self.aantallen = Counter(soort for _, soort in self._keys)
        self.soort = filters.soort or self._eerste()
        self.keys = [pk for pk, soort in self._keys if soort == self.soort]

    def _eerste(self):
        """Werkvormen, or the first soort in which something was found."""
        return next((soort for soort in SOORTEN if self.aantallen[soort]), "werkvorm")

    def count(self):
        return len(self.keys)

    def __getitem__(self, part):
        rows = {werkvorm.pk: werkvorm for werkvorm in _read(self.keys[part])} if self.keys[part] else {}
        return [rows[pk] for pk in self.keys[part] if pk in rows]

    def find_all(self):
        """Every row of the chosen soort, with its kenmerken."""
        rows = Werkvorm.objects.select_related("gebaseerd_op").prefetch_related("kenmerken").in_bulk(self.keys)
        return [rows[pk] for pk in self.keys if pk in rows]

    def tabs(self, filters: Filters, basis: str):
        return [
            {"code": code, "naam": f"{naam} ({self.aantallen[code]})", "url": f"{basis}{filters.query(soort=code)}"}
            for code, naam in _SOORT_TABS
        ]


@prepared(many=["keys"])
def _read(keys):
    return Werkvorm.objects.filter(pk__in=keys).order_by()


def _filter(rijen, user, filters, netwerken):
    for soort, waarde in (("fasen", filters.fase), ("doelen", filters.doel), ("momenten", filters.moment)):
        rijen = rijen.with_kenmerk(soort, [waarde]) if waarde else rijen
    if filters.plek:
        rijen = rijen.with_kenmerk("plek", [filters.plek])
    if filters.energie:
        rijen = rijen.filter(energie=filters.energie)
    if filters.minuten:
        rijen = rijen.filter(duur_min__lte=filters.minuten)
    if filters.mensen:
        rijen = rijen.filter(groep_min__lte=filters.mensen, groep_max__gte=filters.mensen)
    if filters.favoriet and user.is_authenticated:
        rijen = rijen.filter(pk__in=Favoriet.objects.filter(persoon=user).values("werkvorm"))
    netwerk = next((netwerk for netwerk in netwerken if netwerk.slug == filters.nieuw_in), None)
    return rijen.not_used_in(netwerk) if netwerk else rijen


def find_netwerken(user) -> list[Netwerk]:
    """Those this person takes part in, to choose from."""
    return _read_netwerken(user.pk) if user.is_authenticated else []


@prepared
def _read_netwerken(persoon):
    return Netwerk.objects.of_lid(persoon).order_by("naam", "pk").only("naam", "slug")


def draw_rijen(werkvormen, user, filters: Filters) -> list[str]:
    """The rows of one page as HTML."""
    werkvormen = list(werkvormen)
    weetjes = _Weetjes(_read_kenmerken(werkvormen), _find_favorieten(user, werkvormen), find_kort(werkvormen))
    return [_draw_rij(rij) for rij in _make_rijen(werkvormen, weetjes, filters)]


class _Weetjes(NamedTuple):
    """What a page of rows knows beside the werkvormen themselves."""

    kenmerken: dict
    favorieten: set[int]
    ervaring: dict[int, str]


def _read_kenmerken(werkvormen):
    """(pk, soort) → the values."""
    gevonden = {}
    for pk, soort, waarde in _find_kenmerken([w.pk for w in werkvormen]) if werkvormen else ():
        gevonden.setdefault((pk, soort), set()).add(waarde)
    return gevonden


@prepared(many=["werkvormen"])
def _find_kenmerken(werkvormen):
    return Kenmerk.objects.filter(werkvorm__in=werkvormen).order_by().values_list("werkvorm", "soort", "waarde")


def _find_favorieten(user, werkvormen):
    if not user.is_authenticated or not werkvormen:
        return set()
    return set(_find_favoriete(user.pk, [w.pk for w in werkvormen]))


@prepared(many=["werkvormen"])
def _find_favoriete(persoon, werkvormen):
    rijen = Favoriet.objects.filter(persoon=persoon, werkvorm__in=werkvormen)
    return rijen.order_by().values_list("werkvorm", flat=True)


def _make_rijen(werkvormen, weetjes, filters):
    for werkvorm in werkvormen:
        doelen, momenten, fasen = (
            weetjes.kenmerken.get((werkvorm.pk, naam), ()) for naam in ("doelen", "momenten", "fasen")
        )
        yield Rij(
            url=werkvorm.get_absolute_url(),
            naam=werkvorm.naam,
            soort="" if werkvorm.soort == "werkvorm" else werkvorm.get_soort_display(),
            samenvatting=werkvorm.samenvatting,
            waarom=say_why(
                werkvorm, [d for d in DOELEN if d in doelen], [m for m in MOMENTEN if m in momenten], filters
            ),
            duur=werkvorm.duur,
            groep=werkvorm.groep,
            fasen=tuple(fase.naam for fase in FASEN if fase.slug in fasen),
            is_favoriet=werkvorm.pk in weetjes.favorieten,
            ervaring=weetjes.ervaring.get(werkvorm.pk, ""),
        )


@memo(size=2048)
def _draw_rij(rij):
    return render_to_string("werkvormen/_rij.html", {"rij": rij})
