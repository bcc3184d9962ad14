"""Two people editing one meeting: what did the other change, and what does the second one choose?

``Wijziging`` keeps what every edit replaced, so the values somebody started from can be told again: their
*basis*. A field the other changed is never lost and never silently overwritten: the second editor sees it with
the name of who did it, and where both changed it, chooses.
"""

from dataclasses import dataclass
from datetime import datetime

from kern.errors import EditConflict

VELDEN = (
    "titel", "doel", "begint_op", "eindigt_op", "inloop_minuten", "vorm", "locatie", "adres", "plaats", "online_link",
    "voorbereiding", "meenemen", "terugblik",
)  # fmt: skip
MIJN, HUN = "mijn", "hun"


@dataclass(frozen=True)
class Botsing:
    """One field that somebody else changed meanwhile. ``kiezen``: the second editor changed it too."""

    veld: str
    mijn: object
    hun: object
    door: object
    op: datetime
    kiezen: bool


class WijzigingConflict(EditConflict):
    """Carries the ``botsingen`` and the ``versie`` they were compared with."""

    def __init__(self, botsingen, versie):
        super().__init__("Iemand anders heeft deze bijeenkomst intussen veranderd. Kijk wat er anders is.")
        self.botsingen = botsingen
        self.versie = versie


def dump(waarde):
    """A value as JSON keeps it, the same for what is in the database and for what a form gives."""
    return waarde.timestamp() if isinstance(waarde, datetime) else waarde


def stand(bijeenkomst) -> dict:
    """All values an edit can change, as they are now."""
    nu = {veld: dump(getattr(bijeenkomst, veld)) for veld in VELDEN}
    return nu | {"voorbereiders": sorted(bijeenkomst.voorbereiders.values_list("pk", flat=True))}


def merge(bijeenkomst, waarden: dict, *, versie: int, gezien: int | None = None, keuzes: dict | None = None) -> dict:
    """The values to write, of an editor who started from ``versie``.

    Raises WijzigingConflict until the editor saw the newest state (``gezien``) and chose where needed.
    """
    if versie >= bijeenkomst.versie:
        return waarden
    botsingen = _compare(bijeenkomst, waarden, versie)
    keuzes = keuzes or {}
    onbeslist = [b for b in botsingen if b.kiezen and keuzes.get(b.veld) not in {MIJN, HUN}]
    if botsingen and (gezien != bijeenkomst.versie or onbeslist):
        raise WijzigingConflict(botsingen, bijeenkomst.versie)
    blijft = {b.veld for b in botsingen if not b.kiezen or keuzes[b.veld] == HUN}
    return {veld: waarde for veld, waarde in waarden.items() if veld not in blijft}


def _compare(bijeenkomst, waarden, versie):
    huidig, basis, wie = stand(bijeenkomst), {}, {}
    for wijziging in bijeenkomst.wijzigingen.filter(versie__gt=versie).select_related("door").order_by("versie"):
        for veld, oud in wijziging.oud.items():
            basis.setdefault(veld, oud)
            wie[veld] = wijziging
    return [
        Botsing(
            veld,
            mijn=waarde,
            hun=huidig[veld],
            door=wie[veld].door,
            op=wie[veld].op,
            kiezen=dump(waarde) != basis[veld],
        )
        for veld, waarde in waarden.items()
        if veld in basis and huidig[veld] not in (basis[veld], dump(waarde))
    ]
