"""Which netwerken with a contribution need a call, and why."""

from dataclasses import dataclass
from datetime import datetime

from kern.tijd import lokale_dag
from subsidie.aanvragen.models import Aanvraag
from subsidie.academie.access import LOPENDE, find_te_bellen
from subsidie.academie.models import Belnotitie
from subsidie.academie.services import RUST
from subsidie.redenen import Reden, list_redenen


@dataclass(frozen=True)
class Belrij:
    """``gesproken``: when somebody last spoke with them, None when nobody did."""

    aanvraag: Aanvraag
    redenen: list[Reden]
    gesproken: Belnotitie | None


@dataclass(frozen=True)
class Bellijst:
    """``rust``: how many have only reasons that were talked about lately. ``lopend``: how many run."""

    rijen: list[Belrij]
    rust: int
    lopend: int


def read_bellijst(user, moment: datetime) -> Bellijst:
    """What changed last comes first. As many queries for one netwerk as for a thousand."""
    rows = find_te_bellen(user).order_by("-status_sinds", "-pk").defer("antwoorden", "regelingversie__inhoud")
    aanvragen = list(rows)
    redenen, gesproken = list_redenen(aanvragen, moment), _find_gesproken(aanvragen)
    rijen, rust = [], 0
    for aanvraag in aanvragen:
        alle, notitie = redenen.get(aanvraag.pk, []), gesproken.get(aanvraag.pk)
        nieuw = [reden for reden in alle if not is_stil(reden, notitie, moment)]
        if nieuw:
            rijen.append(Belrij(aanvraag, nieuw, notitie))
        elif alle:
            rust += 1
    return Bellijst(rijen, rust, sum(aanvraag.status in LOPENDE for aanvraag in aanvragen))


def is_stil(reden: Reden, notitie: Belnotitie | None, moment: datetime) -> bool:
    """Was this reason there already when somebody spoke with them, not long ago?"""
    return notitie is not None and notitie.dag > lokale_dag(moment) - RUST and reden.code in notitie.redenen


def _find_gesproken(aanvragen):
    """The last talk of each."""
    rows = Belnotitie.objects.filter(aanvraag__in=aanvragen).order_by("dag", "pk")
    return {notitie.aanvraag_id: notitie for notitie in rows}
