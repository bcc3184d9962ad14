"""Draws the questions of a Document, for every kind of question: to answer, to answer again, and only to read."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from evaluatie.forms import field_name, only_name, rank_name, text_name
from evaluatie.vragenlijst.bron import get_document
from evaluatie.vragenlijst.document import PUNTEN, Document, Soort, Vraag
from kern.forms import clean_text
from kern.memo import memo

MEESTE_OP_EEN_PAGINA = 9  # what is answered in a minute does not need parts
PLAATSEN = ("Eerste keus", "Tweede keus", "Derde keus")
HIER = mark_safe("<!-- hielp -->")


@dataclass(frozen=True)
class Rij:
    """One question as it stands on the page: what was chosen, and what is wrong with it."""

    vraag: Vraag
    naam: str
    keuzes: tuple[tuple[str, str], ...] = ()
    gekozen: frozenset[str] = frozenset()
    plaatsen: tuple[tuple[str, str, str], ...] = ()  # of a rangorde: field, label, chosen value
    tekst: str = ""
    alleen: bool = False
    naam_alleen: str = ""
    fout: str = ""
    hier: bool = False  # what helped is asked just before this one

    @property
    def anker(self) -> str:
        """The id that a link to this question goes to."""
        return self.naam if self.vraag.is_open else f"{self.naam}-1"


@dataclass(frozen=True)
class Deel:
    """One group of questions: a part of its own when ``met_delen``."""

    nummer: int
    naam: str
    uitleg: str
    rijen: tuple[Rij, ...]


def has_parts(document: Document) -> bool:
    """One group per screen: only for a list that takes longer than a minute."""
    return len(document.groepen) > 1 and len(document.vragen) > MEESTE_OP_EEN_PAGINA


def draw_vragen(document: Document, form=None, *, met_naam: bool = False) -> tuple[SafeString, SafeString]:
    """The questions, with what was filled in: what stands before the question what helped, and what after it.

    ``met_naam``: of a vertrouwelijke ronde, so an open question promises something else.
    """
    voor, _, na = _render(document, read_delen(document, form), met_naam=met_naam).partition(HIER)
    return mark_safe(voor), mark_safe(na)  # noqa: S308 - a template made it


@memo
def draw_lege_vragen(vragenlijst: str) -> tuple[SafeString, SafeString]:
    """The questions before anybody chose anything: the same for everyone, so drawn once."""
    return draw_vragen(get_document(vragenlijst))


def draw_alleen_lezen(document: Document) -> SafeString:
    """The questions of any Document to look at, for a preview or on paper: nothing in it can be filled in or sent.

    No queries, no form around it, no script needed. Each group of a list with parts has an ``h2``; a page that shows
    it gives it a width (``.wrap.narrow``). On paper every question stays in one piece (frontend/scss/_invullen.scss).
    """
    html = _render(document, read_delen(document))
    return mark_safe(f'<fieldset class="vragen vragen-voorbeeld" disabled>{html}</fieldset>')  # noqa: S308 - as above


def read_delen(document: Document, form=None) -> list[Deel]:
    """What there is to draw."""
    laatste = _find_last_open(document)
    return [
        Deel(nummer, groep.naam, groep.uitleg, tuple(_rij(document, v, form, v.code == laatste) for v in groep.vragen))
        for nummer, groep in enumerate(document.groepen, start=1)
    ]


def list_fouten(document: Document, form) -> list[Rij]:
    """The questions that are not right yet."""
    return [rij for deel in read_delen(document, form) for rij in deel.rijen if rij.fout]


def _find_last_open(document):
    """The first of the open questions that the list ends with."""
    code = ""
    for vraag in reversed(document.vragen):
        if not vraag.is_open:
            break
        code = vraag.code
    return code


def _render(document, delen, **context):
    context |= {"delen": delen, "aantal": len(delen), "met_delen": has_parts(document), "hier": HIER}
    return render_to_string("evaluatie/invullen/_delen.html", context)


def _rij(document, vraag, form, hier):
    naam = field_name(vraag.code)
    if vraag.is_open:
        return _open_rij(vraag, form, hier)
    if vraag.soort == Soort.RANGORDE:
        return _rangorde_rij(vraag, form, naam)
    return Rij(vraag, naam, _keuzes(document, vraag), _gekozen(form, naam), fout=_fout(form, naam))


def _keuzes(document, vraag):
    """Value and words of what can be chosen; no opinion comes last, of a meerkeuze there is none."""
    eigen = vraag.opties or tuple(map(str, vraag.waarden[1:]))
    woorden = document.schaal if vraag.soort == Soort.EENS else eigen
    keuzes = tuple((str(waarde), woord) for waarde, woord in enumerate(woorden, start=1))
    return keuzes if vraag.soort == Soort.MEERKEUZE else (*keuzes, ("0", document.geen_oordeel))


def _gekozen(form, naam):
    if form is None:
        return frozenset()
    return frozenset(form.data.getlist(naam) if hasattr(form.data, "getlist") else [form.data.get(naam)])


def _rangorde_rij(vraag, form, naam):
    keuzes = tuple((str(waarde), optie) for waarde, optie in enumerate(vraag.opties, start=1))
    namen = [rank_name(vraag.code, plaats) for plaats in range(1, len(PUNTEN) + 1)]
    plaatsen = tuple(
        (veld, label, form.data.get(veld, "") if form else "") for veld, label in zip(namen, PLAATSEN, strict=True)
    )
    fout = next(filter(None, (_fout(form, veld) for veld in namen)), "")
    return Rij(vraag, naam, keuzes, plaatsen=plaatsen, fout=fout)


def _open_rij(vraag, form, hier):
    naam, alleen = text_name(vraag.code), only_name(vraag.code)
    return Rij(
        vraag, naam, hier=hier, naam_alleen=alleen, fout=_fout(form, naam),
        tekst=clean_text(form.data.get(naam)) if form else "",
        alleen=bool(form and form.data.get(alleen)),
    )  # fmt: skip


def _fout(form, naam):
    return " ".join(form.errors.get(naam, [])) if form else ""
