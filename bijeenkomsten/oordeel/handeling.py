"""The two taps from a mail or *Mijn overzicht*, without logging in; and that they wait, for the netwerkbrief."""

from datetime import datetime, timedelta

from berichten.acties import Actie
from berichten.acties import register as register_acties
from berichten.handelingen import Handeling, Pagina, Resultaat, link, register_handeling
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.oordeel import services
from bijeenkomsten.oordeel.gebruikt import find_te_doen, read_gebruikt
from bijeenkomsten.oordeel.tikken import make_rijen, read_tik
from kern.tijd import dag
from personen.models import Persoon

CODE = "wv"
GELDIG = timedelta(days=60)
VRAAG_TOT = timedelta(days=14)  # later than this nobody remembers which part worked
WIE_ZIET = (
    "Alleen de facilitators van dit netwerk. Bij de werkvorm tellen we het op met andere netwerken, zonder namen, en "
    "pas vanaf vijf keer in drie netwerken."
)


def make_link(bijeenkomst, persoon) -> str:
    return link(CODE, bijeenkomst.pk, persoon.pk)


def find_open_link(bijeenkomst, persoon) -> str:
    """The way to the taps, for a facilitator of this meeting, as long as one is missing; otherwise nothing."""
    if not bijeenkomst.netwerk.facilitators().filter(pk=persoon.pk).exists():
        return ""
    return make_link(bijeenkomst, persoon) if any(not g.is_af for g in read_gebruikt(bijeenkomst)) else ""


def _read(ref):
    """Meeting and person of the link, or None when this person may not look back (any more)."""
    if len(ref) != 2:  # noqa: PLR2004 - a meeting and a person
        return None, None
    persoon = Persoon.objects.filter(pk=ref[1], is_active=True).first()
    bijeenkomst = Bijeenkomst.objects.select_related("netwerk").filter(pk=ref[0]).first()
    if not persoon or not bijeenkomst or not persoon.has_perm("bijeenkomsten.rate_werkvormen", bijeenkomst):
        return None, None
    return bijeenkomst, persoon


def toon(ref):
    bijeenkomst, _ = _read(ref)
    gebruikt = bijeenkomst and read_gebruikt(bijeenkomst)
    if not gebruikt:
        return None
    return Pagina(
        titel="Hoe werkten de werkvormen?",
        tekst="Twee tikken per werkvorm. Je kunt het later nog veranderen.",
        kicker=f"{bijeenkomst.netwerk.naam}, {dag(bijeenkomst.begint_op)}",
        wie_ziet=WIE_ZIET,
        template="bijeenkomsten/oordeel/handeling.html",
        context={
            "bijeenkomst": bijeenkomst,
            "oordeelrijen": make_rijen(gebruikt),
            "is_klaar": all(g.is_af for g in gebruikt),
        },
    )


def doe(ref, post):
    bijeenkomst, persoon = _read(ref)
    services.save_tik(bijeenkomst, read_tik(post), by=persoon)
    return Resultaat(titel="", redirect=make_link(bijeenkomst, persoon))


def ask_oordeel(persoon, now: datetime):
    """Meetings this person guided, of which nobody said yet how the werkvormen went."""
    for bijeenkomst in find_te_doen(persoon, now - VRAAG_TOT, now):
        yield Actie(
            titel=f"Hoe werkten de werkvormen van {dag(bijeenkomst.begint_op)}?", knop="Kijk terug",
            url=make_link(bijeenkomst, persoon), voor=bijeenkomst.eindigt_op + VRAAG_TOT,
            tekst="Twee tikken per werkvorm.", netwerk=bijeenkomst.netwerk.naam, onderwerp="bijeenkomsten",
        )  # fmt: skip


def register() -> None:
    register_handeling(Handeling(code=CODE, max_age=GELDIG, toon=toon, doe=doe))
    register_acties(ask_oordeel)
