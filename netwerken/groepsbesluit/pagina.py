"""What the pages about one question show, and to whom."""

from kern.prepared import prepared
from netwerken.groepsbesluit.models import Groepsbesluit
from netwerken.groepsbesluit.rules import GENOEG, may_tell
from netwerken.groepsbesluit.services import AL_GEANTWOORD, GESLOTEN

WIE_ZIET = (
    "Wie in de groep zat toen dit werd gevraagd. Wie het betreft, ziet deze bladzijde nooit, ook later niet. "
    "Wie wat antwoordde, bewaren we niet."
)


def read_vraag(besluit: Groepsbesluit, user) -> dict:
    """Who it is, whether this person may still answer, and what will be shown in a group of this size."""
    stem = besluit.stemmen.filter(persoon=user).first()
    gevraagd = besluit.stemmen.count() if besluit.gevraagd is None else besluit.gevraagd
    mag_antwoorden = besluit.can_answer() and stem is not None and not stem.geantwoord
    return {
        "besluit": besluit, "netwerk": besluit.netwerk, "wie": besluit.persoon, "ik": user, "gevraagd": gevraagd,
        "mag_antwoorden": mag_antwoorden, "waarom_niet": "" if mag_antwoorden else _why_not(besluit, stem),
        "ik_antwoordde": stem is not None and stem.geantwoord,
        "genoeg": GENOEG, "kan_tonen": may_tell(gevraagd),
        "motivatie": besluit.deelname.motivatie if besluit.deelname.groep_leest else "",
    }  # fmt: skip


def _why_not(besluit, stem):
    if not besluit.can_answer():
        return GESLOTEN if besluit.is_lopend else f"{GESLOTEN} De uitkomst: {besluit.get_status_display()}."
    return AL_GEANTWOORD if stem is not None else "Deze vraag is niet aan jou gesteld."


def read_pagina(besluit: Groepsbesluit, user) -> dict:
    """And how it stands; the texts only for a facilitator, once the answers are in."""
    context = read_vraag(besluit, user)
    may_ask = user.has_perm("netwerken.ask_groep", besluit.netwerk)
    open_ = besluit.gevraagd is None
    context["geantwoord"] = besluit.stemmen.filter(geantwoord=True).count() if open_ else besluit.geantwoord
    context["bezwaren"] = list(besluit.bezwaren.all()) if may_ask and besluit.mag_vertellen else []
    context["may_ask"] = may_ask
    return context


@prepared
def _find_lopend(netwerk):
    return Groepsbesluit.objects.lopend().with_persoon().filter(deelname__netwerk=netwerk).order_by("sluit_op", "pk")


def find_lopend(netwerk, user) -> list[Groepsbesluit]:
    """The questions of this netwerk that are not decided, for a member; never the one about oneself."""
    besluiten = [rij for rij in _find_lopend(netwerk.pk) if rij.deelname.persoon_id != user.pk]
    for besluit in besluiten:
        besluit.deelname.netwerk = netwerk
    return besluiten
