"""The plan of one netwerk beside what happened, for the page of its route."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fasen.gids.agenda import lees_agenda
from fasen.inhoud import FASEN
from fasen.kompas.signaal import Peiling
from fasen.models import Fasestap, FaseVerloop, get_verlopen
from fasen.plan.lijn import Tekening, Verblijf, draw
from fasen.plan.rekenen import GEWICHT, Deel, find_knelpunten, propose, say_stand, weigh
from kern.tijd import lokale_dag, nu

Status = FaseVerloop.Status


@dataclass(frozen=True)
class Rij:
    """One fase in the table behind the drawing."""

    deel: Deel
    verblijven: tuple[Verblijf, ...]
    in_agenda: int


@dataclass(frozen=True)
class Plan:
    """``zin``: plan and reality in one sentence; ``knelpunten``: what no longer fits."""

    rijen: tuple[Rij, ...]
    zin: str
    knelpunten: tuple[str, ...]
    breed: Tekening
    smal: Tekening

    @property
    def is_er(self):
        return any(rij.deel.is_gepland for rij in self.rijen)


def make_delen(verlopen: dict[str, FaseVerloop]) -> list[Deel]:
    """The plan of all five fasen, out of their verlopen by slug."""
    return [
        Deel(fase, v.gepland_van, v.gepland_tot, v.gepland_keren) if (v := verlopen.get(fase.slug)) else Deel(fase)
        for fase in FASEN
    ]


def make_verblijven(stappen: Sequence[Fasestap]) -> list[Verblijf]:
    """The stays in fasen, out of the moves: earliest first."""
    oudste_eerst = sorted(stappen, key=lambda stap: (stap.op, stap.pk))
    dagen = [lokale_dag(stap.op) for stap in oudste_eerst]
    tot = [*dagen[1:], None][: len(dagen)]
    return [Verblijf(stap.naar_fase, *van_tot) for stap, *van_tot in zip(oudste_eerst, dagen, tot, strict=True)]


def read_dagen(netwerk) -> list[tuple[date, bool]]:
    """The day of each meeting that was not cancelled, and whether it is over."""
    peiling = Peiling([netwerk], nu())
    return [(keer.dag, keer.eindigt_op <= peiling.nu) for keer in peiling.feiten(lees_agenda)[netwerk.pk].keren]


def read_plan(netwerk, stappen: Sequence[Fasestap]) -> Plan:
    """``netwerk`` with its route (``fasen.access``); ``stappen``: all its moves."""
    verlopen = {verloop.fase: verloop for verloop in get_verlopen(netwerk)}
    delen, verblijven, keren = make_delen(verlopen), make_verblijven(stappen), read_dagen(netwerk)
    vandaag, dagen = lokale_dag(nu()), [d for d, _ in keren]
    lopend = next((v.inhoud for v in verlopen.values() if v.is_lopend), None)
    nog = [f for f in FASEN if f.slug not in verlopen or verlopen[f.slug].status != Status.AFGEROND]
    breed, smal = draw(delen, verblijven, keren, begin=netwerk.start_datum, eind=netwerk.eind_datum, vandaag=vandaag)
    return Plan(
        rijen=tuple(
            Rij(deel, tuple(v for v in verblijven if v.fase == deel.fase), sum(deel.bevat(d) for d in dagen))
            for deel in delen
        ),
        zin=say_stand(delen, lopend, vandaag),
        knelpunten=tuple(find_knelpunten(delen, nog=nog, dagen=dagen, eind=netwerk.eind_datum, vandaag=vandaag)),
        breed=breed,
        smal=smal,
    )


def read_ritme(netwerk) -> list[int] | None:
    """How many meetings each fase got when the netwerk was started, of its template; None when nobody said."""
    versie = netwerk.startversies.first()
    return versie.antwoorden.get("ritme") if versie else None


def read_voorstel(netwerk, verlopen, ritme=None) -> list[Deel]:
    """A plan for the fasen that are not over: from where the present one began, or the day the netwerk begins.

    ``ritme``: of ``read_ritme``; with it the time is shared like the meetings were when the netwerk was started.
    """
    bekend = {verloop.fase: verloop for verloop in verlopen}
    fasen = [f for f in FASEN if f.slug not in bekend or bekend[f.slug].status != Status.AFGEROND]
    lopend = next((v for v in bekend.values() if v.is_lopend), None)
    begin = lokale_dag(lopend.sinds) if lopend else netwerk.start_datum
    dagen = [d for d, _ in read_dagen(netwerk)]
    gewicht = weigh(ritme) if ritme else GEWICHT
    return propose(begin, netwerk.eind_datum, dagen, netwerk.aantal_bijeenkomsten, fasen, gewicht=gewicht)
