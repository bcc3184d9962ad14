"""The controlepunten of one fase of one netwerk: what a meter says of them and what somebody ticked off."""

from dataclasses import dataclass

from fasen.gids.inhoud import Controlepunt, Fasegids
from fasen.gids.meters import Meter, Meting, find_meter, meet_alle
from fasen.gids.models import Vinkje
from fasen.kompas.signaal import Peiling
from kern.prepared import prepared


@dataclass(frozen=True)
class Regel:
    """One controlepunt. A meter that counts it as done wins from what somebody said."""

    punt: Controlepunt
    meter: Meter | None = None
    meting: Meting | None = None
    vinkje: Vinkje | None = None

    @property
    def is_gemeten(self):
        return self.meting is not None and self.meting.is_klaar

    @property
    def is_klaar(self):
        return self.is_gemeten or self.vinkje is not None and self.vinkje.is_gedaan

    @property
    def is_niet_nodig(self):
        return not self.is_gemeten and self.vinkje is not None and not self.vinkje.is_gedaan

    @property
    def is_open(self):
        return not self.is_klaar and not self.is_niet_nodig

    @property
    def is_afgevinkt(self):
        """Somebody said something about it that counts."""
        return self.vinkje is not None and not self.is_gemeten


@dataclass(frozen=True)
class Lijst:
    """``oud``: ticked off once, and no longer in the gids."""

    regels: tuple[Regel, ...]
    oud: tuple[Vinkje, ...] = ()

    @property
    def nodig(self):
        return [regel for regel in self.regels if not regel.is_niet_nodig]

    @property
    def klaar(self):
        return [regel for regel in self.regels if regel.is_klaar]

    @property
    def open(self):
        return [regel for regel in self.regels if regel.is_open]


@prepared
def _find_vinkjes(netwerk, fase):
    rows = Vinkje.objects.geldig().filter(netwerk=netwerk, fase=fase)
    return rows.select_related("door").order_by("op", "pk")


def read_lijst(peiling: Peiling, netwerk, gids: Fasegids, *, begeleidt: bool) -> Lijst:
    """What is about few people stays away from who does not guide the netwerk."""
    vinkjes = {vinkje.code: vinkje for vinkje in _find_vinkjes(netwerk.pk, gids.fase.slug)}
    meters = {punt.code: find_meter(punt.meter) for punt in gids.punten}
    punten = [p for p in gids.punten if begeleidt or meters[p.code] is None or not meters[p.code].begeleiders]
    metingen = meet_alle(peiling, gids.fase, [punt.meter for punt in punten if punt.meter])
    regels = tuple(
        Regel(punt, meters[punt.code], metingen.get(punt.meter, {}).get(netwerk.pk), vinkjes.get(punt.code))
        for punt in punten
    )
    oud = tuple(vinkje for code, vinkje in vinkjes.items() if gids.find(code) is None)
    return Lijst(regels, oud)
