"""Out of the database: the situation of one meeting, and the candidates of the catalogue."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from bijeenkomsten.afspraken.models import Afspraak
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst, Oordeel
from bijeenkomsten.voorstel.doelen import choose_doel, find_te_kiezen
from bijeenkomsten.voorstel.kandidaten import Ervaring as Ervaringscijfer
from bijeenkomsten.voorstel.kandidaten import Kandidaat, Situatie
from fasen.inhoud import FASEN
from fasen.models import get_verlopen
from kern.prepared import prepared
from netwerken.models import Deelname
from personen.models import Persoon
from werkvormen.models import KENMERKEN, Ervaring, Favoriet, Kenmerk, Werkvorm


@dataclass(frozen=True)
class Catalogus:
    """All candidates by name. ``favorieten`` of this person and ``ervaring`` of everybody: by sleutel."""

    kandidaten: list[Kandidaat]
    favorieten: frozenset[str]
    ervaring: dict[str, Ervaringscijfer]


@dataclass(frozen=True)
class Gelezen:
    """``situatie`` has the purpose that follows from the rest. ``te_kiezen``: the purposes there is something for."""

    situatie: Situatie
    kandidaten: list[Kandidaat]
    te_kiezen: list[str]


class _Rij(NamedTuple):
    """As much of a werkvorm as a candidate needs."""

    pk: int
    slug: str
    naam: str
    samenvatting: str
    duur_min: int
    duur_max: int
    groep_min: int
    groep_max: int
    tijd: str
    energie: str
    lijsten: dict
    is_favoriet: bool
    nog_eens: int | None
    nog_eens_van: int | None


@prepared
def _find_werkvormen(user):
    """What everybody may use and what this person wrote, with whether it is a favourite."""
    rows = Werkvorm.objects.werkvorm().exclude(status=Werkvorm.Status.INGETROKKEN)
    rows = rows.filter(Q(status=Werkvorm.Status.GEPUBLICEERD) | Q(eigenaar=user))
    rows = rows.annotate(is_favoriet=Exists(Favoriet.objects.filter(werkvorm=OuterRef("pk"), persoon=user)))
    ervaring = Ervaring.objects.filter(werkvorm=OuterRef("pk"), vraag=Ervaring.Vraag.NOG_EENS)
    rows = rows.annotate(nog_eens=Subquery(ervaring.values("ja")), nog_eens_van=Subquery(ervaring.values("aantal")))
    return rows.order_by("naam", "pk").values_list(*_Rij._fields)


@prepared
def _find_kenmerken(user):
    rows = Kenmerk.objects.filter(werkvorm__soort="werkvorm")
    rows = rows.filter(Q(werkvorm__status=Werkvorm.Status.GEPUBLICEERD) | Q(werkvorm__eigenaar=user))
    return rows.order_by("pk").values_list("werkvorm", "soort", "waarde")


def read_catalogus(user) -> Catalogus:
    kenmerken = {}
    for pk, soort, waarde in _find_kenmerken(user.pk):
        kenmerken.setdefault(pk, {naam: [] for naam in KENMERKEN})[soort].append(waarde)
    kandidaten, favorieten, ervaring = [], set(), {}
    for rij in map(_Rij._make, _find_werkvormen(user.pk)):
        kandidaten.append(_make_kandidaat(rij, kenmerken.get(rij.pk, {})))
        if rij.is_favoriet:
            favorieten.add(rij.slug)
        if rij.nog_eens_van:
            ervaring[rij.slug] = Ervaringscijfer(rij.nog_eens, rij.nog_eens_van)
    return Catalogus(kandidaten, frozenset(favorieten), ervaring)


def _make_kandidaat(rij, gekozen):
    stappen = sum(stap["minuten"] for stap in rij.lijsten["stappen"])
    return Kandidaat(
        rij.slug,
        rij.naam,
        rij.samenvatting,
        **{naam: tuple(gekozen.get(naam, ())) for naam in KENMERKEN},
        kort=rij.duur_min,
        gewoon=min(max(stappen, rij.duur_min), rij.duur_max),
        lang=rij.duur_max,
        groep_min=rij.groep_min,
        groep_max=rij.groep_max,
        soort=rij.tijd,
        energie=rij.energie,
        werkvorm=rij.pk,
    )


@prepared
def _find_eerdere(netwerk, voor):
    """What earlier meetings of this netwerk held, the latest meeting first, and what its facilitators said of it."""
    rows = Bijeenkomst.objects.filter(netwerk=netwerk, begint_op__lt=voor)
    rows = rows.exclude(status=Bijeenkomst.Status.AFGELAST).order_by("-begint_op", "-pk")
    gezegd = Oordeel.objects.filter(bijeenkomst=OuterRef("pk"), werkvorm=OuterRef("onderdelen__werkvorm"))
    rows = rows.annotate(nog_eens=Subquery(gezegd.values("nog_eens")))
    return rows.values_list("pk", "onderdelen__werkvorm__slug", "onderdelen__minuten", "nog_eens")


@dataclass(frozen=True)
class _Eerder:
    """Of what was done before. ``geleden``: slug → how many meetings ago; ``oordeel``: slug → what was said the last
    time; ``langste``: per meeting, latest first, the slug of its longest werkvorm ("" without)."""

    geleden: dict[str, int]
    oordeel: dict[str, str]
    langste: list[str]


def _read_eerder(bijeenkomst) -> _Eerder:
    geleden, oordeel, langste, nummers = {}, {}, [], {}
    for pk, slug, minuten, nog_eens in _find_eerdere(bijeenkomst.netwerk_id, bijeenkomst.begint_op):
        if pk not in nummers:
            nummers[pk] = len(nummers) + 1
            langste.append((0, ""))
        if slug:
            geleden.setdefault(slug, nummers[pk])
            langste[-1] = max(langste[-1], (minuten, slug))
            if nog_eens:
                oordeel.setdefault(slug, nog_eens)
    return _Eerder(geleden, oordeel, [slug for _, slug in langste])


def _fase_of(netwerk):
    lopend = next((verloop.fase for verloop in get_verlopen(netwerk) if verloop.is_lopend), None)
    return lopend or FASEN[0].slug


@prepared
def _find_mensen(netwerk, bijeenkomst):
    """Everybody who takes part and did not say no."""
    actief = Deelname.objects.actief().filter(netwerk=netwerk).values("persoon")
    niet = Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst, antwoord=Aanwezigheid.Antwoord.KOMT_NIET)
    rows = Persoon.objects.filter(pk__in=actief, is_active=True).exclude(pk__in=niet.values("persoon"))
    return rows.order_by("pk").values_list("pk", flat=True)


def read_gelezen(bijeenkomst: Bijeenkomst, user) -> Gelezen:
    catalogus, eerder = read_catalogus(user), _read_eerder(bijeenkomst)
    te_kiezen = find_te_kiezen(catalogus.kandidaten)
    fase = _fase_of(bijeenkomst.netwerk)
    situatie = Situatie(
        fase=fase,
        minuten=bijeenkomst.duur_minuten,
        mensen=len(_find_mensen(bijeenkomst.netwerk_id, bijeenkomst.pk)),
        vorm=bijeenkomst.vorm,
        doel="",
        afspraken=Afspraak.objects.open()
        .eerder_dan(bijeenkomst.netwerk_id, bijeenkomst.pk, bijeenkomst.begint_op)
        .count(),
        eerste=not eerder.langste,
        eerder=eerder.geleden,
        oordeel=eerder.oordeel,
        favorieten=catalogus.favorieten,
        ervaring=catalogus.ervaring,
    )
    if te_kiezen:
        eerste_doel = {k.sleutel: k.doelen[0] for k in catalogus.kandidaten if k.doelen}
        eerdere = [eerste_doel.get(slug, "") for slug in eerder.langste]
        doel = choose_doel(fase, eerste=situatie.eerste, eerdere=eerdere, te_kiezen=te_kiezen)
        situatie = replace(situatie, doel=doel)
    return Gelezen(situatie, catalogus.kandidaten, [doel for doel in KENMERKEN["doelen"] if doel in te_kiezen])
