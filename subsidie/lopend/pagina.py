"""What the pages of the year show: the same facts for the netwerk and for the academie, but for the criteria."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.forms import Form

from kern.tijd import dag, lokale_dag, nu
from subsidie.aanvragen.formulier import Verschil, find_verschil
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.regels import read_formulier
from subsidie.besluit.models import Besluit, Voorwaarde
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.criteria import find_aandacht, find_te_zien_vanaf, list_te_zien, meet_lopend
from subsidie.lopend.geldend import read_antwoorden
from subsidie.lopend.looptijd import DAG, Periode, Ruimte, find_besluit, read_periode, read_ruimte, read_toegekend
from subsidie.lopend.mijlpalen import HALVERWEGE, Mijlpaaldag, find_klaar, read_mijlpalen
from subsidie.lopend.models import Criteriumstand, Nakoming, Tussenbericht, Wijziging
from subsidie.lopend.termijnen import Betaalplan, Termijn, read_betaalplan
from subsidie.toetsen.toets import Stand

# (what the pill looks like, its word) of a condition
STAND = {
    "akkoord": ("goed", "in orde"), "gemeld": ("onbekend", "gemeld"), "terug": ("aandacht", "nog niet in orde"),
    "te_laat": ("aandacht", "te laat"), "open": ("onbekend", "te doen"),
}  # fmt: skip


@dataclass
class Voorwaarderij:
    voorwaarde: Voorwaarde
    nakomingen: list[Nakoming]
    vandaag: date
    form: Form | None = None

    @property
    def laatste(self) -> Nakoming | None:
        return self.nakomingen[0] if self.nakomingen else None

    @property
    def staat(self) -> str:
        if self.laatste and self.laatste.uitkomst != Nakoming.Uitkomst.TERUG:
            return self.laatste.uitkomst or "gemeld"
        if self.voorwaarde.voor < self.vandaag:
            return "te_laat"
        return "terug" if self.laatste else "open"

    @property
    def stand(self) -> tuple[str, str]:
        return STAND[self.staat]

    @property
    def is_te_melden(self) -> bool:
        return self.staat in {"terug", "te_laat", "open"}


@dataclass
class Mijlpaalrij:
    mijlpaal: Mijlpaaldag
    klaar_op: date | None
    vandaag: date

    @property
    def klas(self) -> str:
        """Of the line of time: done, or past its day."""
        return "is-klaar" if self.klaar_op else "is-nu" if self.is_te_laat else ""

    @property
    def is_te_laat(self) -> bool:
        return self.klaar_op is None and self.mijlpaal.dag < self.vandaag


@dataclass
class Termijnrij:
    termijn: Termijn
    form: Form | None = None


@dataclass
class Aandachtrij:
    """A criterium that asks attention. ``rij``: None as long as the clock did not note it."""

    stand: Stand
    rij: Criteriumstand | None
    te_zien_vanaf: date
    form: Form | None = None


@dataclass
class Jaar:
    aanvraag: Aanvraag
    besluit: Besluit
    vandaag: date
    loopt: bool
    voorwaarden: list[Voorwaarderij]
    mijlpalen: list[Mijlpaalrij]
    geld: Betaalplan
    termijnen: list[Termijnrij]
    wijzigingen: list[Wijziging]
    tussenbericht: Tussenbericht | None
    toegekend: Periode
    periode: Periode
    aandacht: list[Aandachtrij] = field(default_factory=list)

    @property
    def is_langer(self) -> bool:
        """The academie granted a later last day."""
        return self.periode != self.toegekend

    @property
    def ruimte(self) -> Ruimte:
        return read_ruimte(self.periode, self.vandaag)

    @property
    def startgesprek(self):
        return getattr(self.aanvraag, "startgesprek", None)

    @property
    def open_wijziging(self) -> Wijziging | None:
        return next((rij for rij in self.wijzigingen if rij.is_open), None)

    @property
    def is_halverwege_nodig(self) -> bool:
        """The day of the message half-way is within a month, or past, and there is none yet."""
        rij = next((rij for rij in self.mijlpalen if rij.mijlpaal.code == HALVERWEGE), None)
        return rij is not None and rij.klaar_op is None and (rij.mijlpaal.dag - self.vandaag).days <= 30  # noqa: PLR2004


def read_jaar(aanvraag: Aanvraag, moment=None) -> Jaar:
    """Everything but the criteria."""
    vandaag = lokale_dag(moment or nu())
    besluit = find_besluit(aanvraag)
    rows = besluit.voorwaarden.prefetch_related(Prefetch("nakomingen", Nakoming.objects.select_related("door")))
    geld = read_betaalplan(aanvraag, besluit)
    return Jaar(
        aanvraag, besluit, vandaag, aanvraag.status in IN_JAAR,
        [Voorwaarderij(rij, list(rij.nakomingen.all()), vandaag) for rij in rows],
        [Mijlpaalrij(rij, find_klaar(aanvraag, rij.code), vandaag) for rij in read_mijlpalen(aanvraag, besluit)],
        geld,
        [Termijnrij(termijn) for termijn in geld.termijnen],
        list(aanvraag.wijzigingen.select_related("gevraagd_door")),
        aanvraag.tussenberichten.select_related("door").first(),
        read_toegekend(aanvraag, besluit),
        read_periode(aanvraag, besluit),
    )  # fmt: skip


def list_aandacht(aanvraag: Aanvraag, moment=None) -> list[Aandachtrij]:
    """For the netwerk: what asks attention now, with until when only they see it."""
    moment = moment or nu()
    if aanvraag.status not in IN_JAAR:
        return []
    bekend = {rij.code: rij for rij in aanvraag.criteriumstanden.filter(staat="aandacht")}
    rijen = [(stand, bekend.get(stand.criterium.code)) for stand in _meet(aanvraag, moment)]
    vandaag = lokale_dag(moment)
    return [
        Aandachtrij(stand, rij, find_te_zien_vanaf(aanvraag, rij.sinds if rij else vandaag)) for stand, rij in rijen
    ]


def list_aandacht_for_academie(aanvraag: Aanvraag, moment=None) -> list[Aandachtrij]:
    """What the academie may see of it; what is good again is gone at once."""
    moment = moment or nu()
    te_zien = {rij.code: rij for rij in list_te_zien([aanvraag], lokale_dag(moment)).get(aanvraag.pk, ())}
    if not te_zien:
        return []
    rijen = [(stand, te_zien.get(stand.criterium.code)) for stand in _meet(aanvraag, moment)]
    return [Aandachtrij(stand, rij, find_te_zien_vanaf(aanvraag, rij.sinds)) for stand, rij in rijen if rij]


def _meet(aanvraag, moment):
    return find_aandacht(meet_lopend([aanvraag], moment)[aanvraag.pk])


def list_verschil(wijziging: Wijziging) -> list[Verschil]:
    """What is otherwise with what is asked, next to what holds: of the begroting, or of the days."""
    aanvraag = wijziging.aanvraag
    if wijziging.laatste_dag:
        return _list_dagen(aanvraag, wijziging.laatste_dag)
    formulier = read_formulier(aanvraag.regelingversie)
    return find_verschil(formulier, read_antwoorden(aanvraag), wijziging.antwoorden) if wijziging.antwoorden else []


def _list_dagen(aanvraag, laatste):
    """The last day, and every day that moves along with it."""
    besluit = find_besluit(aanvraag)
    geldt, gevraagd = read_mijlpalen(aanvraag, besluit), read_mijlpalen(aanvraag, besluit, laatste + DAG)
    dagen = [("Laatste dag van de bijdrage", read_periode(aanvraag, besluit).laatste, laatste)]
    dagen += [(oud.mijlpaal.naam, oud.dag, nieuw.dag) for oud, nieuw in zip(geldt, gevraagd, strict=True)]
    return [
        Verschil("looptijd", naam, dag(oud, met_jaar=True), dag(nieuw, met_jaar=True))
        for naam, oud, nieuw in dagen
        if oud != nieuw
    ]
