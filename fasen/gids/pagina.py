"""What the gids of one fase shows to one netwerk."""

from dataclasses import dataclass
from datetime import datetime

from fasen.gids.agenda import Agenda, Keer, lees_agenda
from fasen.gids.inhoud import Fasegids
from fasen.gids.lijst import Lijst, read_lijst
from fasen.gids.passend import Keuze, find_passend
from fasen.kompas.signaal import Peiling
from fasen.route import Route, Station, get_route
from kern.tijd import nu as _nu


@dataclass(frozen=True)
class Invoeging:
    """A werkvorm, and where it is put into the draaiboek of the next meeting; "" without one."""

    werkvorm: object
    url: str


@dataclass(frozen=True)
class Pagina:
    """``begeleidt``: for somebody who may tick off and put into a draaiboek."""

    netwerk: object
    gids: Fasegids
    route: Route
    lijst: Lijst
    agenda: Agenda
    keuze: Keuze
    mensen: int
    begeleidt: bool
    nu: datetime

    @property
    def fase(self):
        return self.gids.fase

    @property
    def station(self) -> Station:
        return self.route.stations[self.fase.nummer - 1]

    @property
    def is_nu(self):
        return self.station.toestand == "nu"

    @property
    def is_voorbij(self):
        return self.station.toestand == "klaar"

    @property
    def volgende(self) -> Keer | None:
        return self.agenda.volgende(self.nu)

    @property
    def werkvormen(self) -> list[Invoeging]:
        keer = self.volgende if self.begeleidt and self.is_nu and self.agenda.invoegen else None
        return [
            Invoeging(w, self.agenda.invoegen(self.netwerk, keer, w.slug) if keer else "")
            for w in self.keuze.werkvormen
        ]


def read_pagina(netwerk, gids: Fasegids, *, begeleidt: bool, now: datetime | None = None) -> Pagina:
    """Of a fase that lies behind them no werkvormen are looked for."""
    route, peiling = get_route(netwerk), Peiling([netwerk], now or _nu())
    mensen = netwerk.aantal_deelnemers or netwerk.min_deelnemers
    is_voorbij = route.stations[gids.fase.nummer - 1].toestand == "klaar"
    return Pagina(
        netwerk=netwerk,
        gids=gids,
        route=route,
        lijst=read_lijst(peiling, netwerk, gids, begeleidt=begeleidt),
        agenda=peiling.feiten(lees_agenda)[netwerk.pk],
        keuze=Keuze() if is_voorbij else find_passend(netwerk, gids.fase, mensen),
        mensen=mensen,
        begeleidt=begeleidt,
        nu=peiling.nu,
    )
