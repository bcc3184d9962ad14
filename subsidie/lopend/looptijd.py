"""Over which days a contribution runs, and how much longer a netwerk may ask for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from kern.tijd import dag, lokale_dag
from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.lopend.models import Wijziging
from subsidie.toestand import Stap

DAG = timedelta(days=1)
LANGER = 1  # years that one change adds at most


@dataclass(frozen=True)
class Periode:
    """``tot``: the day after the last one."""

    van: date
    tot: date

    @property
    def laatste(self) -> date:
        return self.tot - DAG

    def is_voorbij(self, vandaag: date) -> bool:
        return vandaag >= self.tot


def jaren_later(d: date, jaren: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return d.replace(year=d.year + jaren)
    except ValueError:
        return d.replace(year=d.year + jaren, month=3, day=1)


def find_jaren(aanvraag: Aanvraag) -> tuple[int, ...]:
    """The years of the plan a netwerk accounts for: up to the last one with a contribution."""
    jaren = aanvraag.regelingversie.regeling.kader.jaren
    laatste = max(jaar.nummer for jaar in jaren if jaar.bijdrage)
    return tuple(jaar.nummer for jaar in jaren if jaar.nummer <= laatste)


def find_begin(aanvraag: Aanvraag, besluit: Besluit) -> date:
    """The day from which the calendar of a grant counts. ``besluit``: the one that was told."""
    return max(aanvraag.netwerk.start_datum, lokale_dag(besluit.verteld_op))


def with_looptijd(besluiten: QuerySet[Besluit]) -> QuerySet[Besluit]:
    """Decisions that know the last day the academie granted since, so that their calendar asks no query."""
    rows = Wijziging.objects.toegekend().filter(aanvraag=OuterRef("aanvraag"), laatste_dag__isnull=False)
    return besluiten.annotate(verlengd_tot=Subquery(rows.values("laatste_dag")[:1]))


def find_besluit(aanvraag: Aanvraag) -> Besluit:
    """The decision that was told."""
    return with_looptijd(aanvraag.besluiten.verteld()).get()


def _find_verlengd(besluit):
    if "verlengd_tot" not in vars(besluit):
        besluit.verlengd_tot = with_looptijd(Besluit.objects.filter(pk=besluit.pk)).get().verlengd_tot
    return besluit.verlengd_tot


def read_toegekend(aanvraag: Aanvraag, besluit: Besluit) -> Periode:
    """As the regeling gives it: whole years from the beginning."""
    van = find_begin(aanvraag, besluit)
    return Periode(van, jaren_later(van, len(find_jaren(aanvraag))))


def read_periode(aanvraag: Aanvraag, besluit: Besluit) -> Periode:
    """The same, or up to the last day that was granted since. Never shorter: who begins later has whole years."""
    periode, verlengd = read_toegekend(aanvraag, besluit), _find_verlengd(besluit)
    return Periode(periode.van, max(periode.tot, verlengd + DAG)) if verlengd else periode


@dataclass(frozen=True)
class Ruimte:
    """Which new last days may be asked: ``eerste`` up to and including ``hoogste``. ``nu``: the last day that holds."""

    nu: date
    eerste: date
    hoogste: date

    @property
    def is_leeg(self) -> bool:
        return self.eerste > self.hoogste


def read_ruimte(periode: Periode, vandaag: date) -> Ruimte:
    """After the last day that holds and not before today; at most a year more than what holds."""
    return Ruimte(periode.laatste, max(periode.tot, vandaag), jaren_later(periode.laatste, LANGER))


def find_dicht(aanvraag: Aanvraag, ruimte: Ruimte) -> str:
    """Why no day can be asked at all, for the reader; empty when one can."""
    if aanvraag.spoor.filter(stap=Stap.VERANTWOORDEN).exists():
        return "De verantwoording is al getekend. De looptijd verandert daarna niet meer."
    if ruimte.is_leeg:
        op = dag(ruimte.nu, met_jaar=True)
        return f"De laatste dag was {op}. Dat is meer dan een jaar geleden: langer kan niet meer."
    return ""


def find_bezwaar_tegen(laatste: date, ruimte: Ruimte) -> str:
    """Why this cannot be the new last day, for the reader; empty when it can."""
    if laatste <= ruimte.nu:
        return f"Kies een dag na {dag(ruimte.nu, met_jaar=True)}. Dat is nu de laatste dag."
    if laatste < ruimte.eerste:
        return "Kies vandaag of een dag die nog komt."
    if laatste > ruimte.hoogste:
        return f"Kies uiterlijk {dag(ruimte.hoogste, met_jaar=True)}. Er kan in één keer hoogstens een jaar bij."
    return ""
