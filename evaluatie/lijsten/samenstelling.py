"""Which lists a netwerk can be asked, and what is in them now: the shipped questions and what the netwerk added."""

from dataclasses import dataclass, replace

from django.db.models import F

from evaluatie.lijsten.models import Competentieblok, EigenLijst, EigenVraag
from evaluatie.models.vragenlijst import Vragenlijst
from evaluatie.vragenlijst.bron import EINDMETING, NULMETING, QUIZ, get_shipped, get_version, list_shipped
from evaluatie.vragenlijst.document import Document, Groep

VAN_JULLIE = "eigen"  # the code of the group with own questions
VAN_JULLIE_NAAM = "Van jullie zelf"
BLOKKEN = tuple(Competentieblok.Blok.values)
MET_BLOK = (NULMETING, EINDMETING)
LANGSTE_MINUTEN = 30
EIGEN_EERST = F("netwerk").asc(nulls_last=True)
MINUUT_EXTRA_BIJ = 3  # so many own questions cost a minute more


@dataclass(frozen=True)
class Samenstelling:
    """One list as the next round asks it. ``eigen``: rows of own questions; ``rij``: when it came from a file."""

    document: Document
    eigen: tuple[EigenVraag, ...] = ()
    blok: str = ""
    rij: EigenLijst | None = None

    @property
    def kan_blok(self) -> bool:
        return self.document.code in MET_BLOK

    @property
    def is_gevraagd(self) -> bool:
        """A round can be held of it, and own questions can be added. The quiz everybody does alone."""
        return self.document.code != QUIZ


def compose(netwerk, code: str) -> Document:
    """What a round of this list asks now. Raises KeyError for a list this netwerk does not have."""
    return get_samenstelling(netwerk, code).document


def get_samenstelling(netwerk, code: str) -> Samenstelling:
    """The same with where it came from. Raises KeyError for a list this netwerk does not have."""
    document, rij = _get_basis(netwerk, code)
    eigen = tuple(EigenVraag.objects.filter(netwerk=netwerk, lijst=code))
    blok = ""
    if code in MET_BLOK:
        blok = Competentieblok.objects.filter(netwerk=netwerk).values_list("blok", flat=True).first() or ""
    return Samenstelling(_join(document, eigen, blok), eigen, blok, rij)


def _get_basis(netwerk, code):
    if code in {document.code for document in list_base()}:
        return get_shipped(code), None
    rij = find_lijsten(netwerk).filter(code=code).order_by(EIGEN_EERST).select_related("vragenlijst").first()
    if rij is None:
        raise KeyError(code)
    return rij.vragenlijst.document, rij


def list_base() -> list[Document]:
    """The shipped lists that are asked by themselves; a block is only asked as part of another."""
    return [document for document in list_shipped() if document.code not in BLOKKEN]


def find_lijsten(netwerk):
    """The lists from a file that this netwerk can be asked: its own and those for everybody."""
    return EigenLijst.objects.filter(netwerk=netwerk) | EigenLijst.objects.filter(netwerk=None)


def _join(document, eigen, blok):
    minuten, groepen = document.minuten, document.groepen
    if blok:
        erbij = get_shipped(blok)
        minuten, groepen = minuten + erbij.minuten, groepen + erbij.groepen
    if eigen:
        groepen += (Groep(VAN_JULLIE, VAN_JULLIE_NAAM, tuple(rij.vraag for rij in eigen)),)
        minuten += len(eigen) >= MINUUT_EXTRA_BIJ
    return replace(document, groepen=groepen, minuten=min(minuten, LANGSTE_MINUTEN)) if blok or eigen else document


def list_samenstellingen(netwerk) -> list[Samenstelling]:
    """Everything this netwerk can be asked: the shipped lists and then those from a file. Three queries."""
    per_lijst = {}
    for rij in EigenVraag.objects.filter(netwerk=netwerk):
        per_lijst.setdefault(rij.lijst, []).append(rij)
    blok = Competentieblok.objects.filter(netwerk=netwerk).values_list("blok", flat=True).first() or ""
    basis = {document.code: (document, None) for document in list_base()}
    for rij in find_lijsten(netwerk).select_related("vragenlijst").order_by(EIGEN_EERST, "naam", "pk"):
        basis.setdefault(rij.code, (rij.vragenlijst.document, rij))
    gevonden = []
    for code, (document, rij) in basis.items():
        eigen, erbij = tuple(per_lijst.get(code, ())), blok if code in MET_BLOK else ""
        gevonden.append(Samenstelling(_join(document, eigen, erbij), eigen, erbij, rij))
    return gevonden


def make_newest(netwerk, document: Document) -> Vragenlijst | None:
    """The version that a round opens with now, not saved, when it was planned with ``document``.

    None: keep what was planned, because it was made for this one round or because its list is gone.
    """
    try:
        gekozen = get_samenstelling(netwerk, document.code)
    except KeyError:
        return None
    if gekozen.rij is None and not _is_shipped(document):
        return None
    return Vragenlijst.make(gekozen.document, netwerk if gekozen.eigen or gekozen.rij else None)


def _is_shipped(document):
    """Is it a version that ships with the product, but for what the netwerk added?"""
    groepen = tuple(groep for groep in document.groepen if groep.code not in _toegevoegd())
    kaal = replace(document, groepen=groepen, minuten=1)
    versie = get_version(document.code, document.versie)
    return versie is not None and replace(versie, minuten=1) == kaal


def _toegevoegd():
    return {VAN_JULLIE, *(groep.code for blok in BLOKKEN for groep in get_shipped(blok).groepen)}
