"""What the criteria of a regeling say of one netwerk, in the order of a page."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from fasen.kompas.signaal import Peiling, Staat
from kern.tijd import nu
from netwerken.models import Netwerk
from personen.models import Sector
from subsidie.aanvragen.models import Aanvraag
from subsidie.regeling.bron import list_shipped
from subsidie.regeling.document import Regeling
from subsidie.regeling.models import Aanvraagronde
from subsidie.toetsen.toets import Stand, meet_criteria


@dataclass(frozen=True)
class Criteriabeeld:
    """``aanvraag``: the one these are about; ``ronde``: where it is or can be handed in, None when no round is open."""

    netwerk: Netwerk
    regeling: Regeling
    standen: tuple[Stand, ...]
    aanvraag: Aanvraag | None = None
    ronde: Aanvraagronde | None = None

    is_open: bool = False

    @cached_property
    def tellingen(self) -> list[tuple[str, int]]:
        aantal = Counter(stand.staat for stand in self.standen)
        return [(str(staat), aantal[staat]) for staat in Staat]

    @property
    def te_doen(self) -> list[Stand]:
        """What asks attention first, then what is not known yet."""
        return self._met(Staat.AANDACHT) + self._met(Staat.ONBEKEND)

    @property
    def goed(self) -> list[Stand]:
        return self._met(Staat.GOED)

    def _met(self, staat):
        return [stand for stand in self.standen if stand.staat == staat]


def read_beelden(netwerk: Netwerk, *, moment=None) -> list[Criteriabeeld]:
    """For each regeling this netwerk can ask of: the one of its aanvraag, or else of the round that is open, or else
    the newest there is. A netwerk of po and vo has two, of another sector none.
    """
    moment = moment or nu()
    aanvragen = {}
    for rij in Aanvraag.objects.with_ronde().niet_voorbij().filter(netwerk=netwerk).order_by("pk"):
        aanvragen[rij.regelingversie.sector] = rij
    rondes = {}
    open_ = Aanvraagronde.objects.open_at(moment).select_related("regelingversie").order_by("-sluit_op", "-pk")
    for ronde in open_:  # the one that closes first is kept
        rondes[ronde.regelingversie.sector] = ronde
    peiling = Peiling([netwerk], moment)
    return [
        _make_beeld(peiling, netwerk, sector, aanvragen.get(sector), rondes.get(sector))
        for sector in sorted({*_sectoren(netwerk), *aanvragen})
        if sector in aanvragen or sector in rondes or sector in _newest()
    ]


def _sectoren(netwerk):
    return (Sector.PO, Sector.VO) if netwerk.sector == Sector.PO_VO else (netwerk.sector,)


def _newest():
    return {regeling.sector: regeling for regeling in list_shipped()}


def _make_beeld(peiling, netwerk, sector, aanvraag, ronde):
    if aanvraag:
        regeling, ronde = aanvraag.regelingversie.regeling, aanvraag.ronde
    else:
        regeling = ronde.regelingversie.regeling if ronde else _newest()[sector]
    aanvragen = {netwerk.pk: aanvraag} if aanvraag else {}
    standen = meet_criteria(peiling, regeling, aanvragen)[netwerk.pk]
    return Criteriabeeld(netwerk, regeling, standen, aanvraag, ronde, bool(ronde) and ronde.is_open(peiling.nu))
