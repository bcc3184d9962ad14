"""What a facilitator can ask the group: which questions, when they are of use."""

from dataclasses import dataclass

from evaluatie.lijsten.samenstelling import compose, list_samenstellingen
from evaluatie.models import Meting
from evaluatie.vragenlijst.bron import get_shipped, list_shipped
from evaluatie.vragenlijst.document import Document

Soort = Meting.Soort


@dataclass(frozen=True)
class Aanbod:
    """One kind of round. ``code``: of its questionnaire; ``lijst``: the questions, when they do not ship with us."""

    code: str
    soort: str
    wanneer: str
    lijst: Document | None = None

    @property
    def document(self) -> Document:
        return self.lijst or get_shipped(self.code)

    @property
    def naam(self) -> str:
        return self.document.naam

    @property
    def is_kort(self) -> bool:
        return self.soort in KORT

    @property
    def over_spreker(self) -> bool:
        return self.soort == Soort.SPREKER


# A minute at most: these may come soon after another round, not together with one.
KORT = frozenset({Soort.PULS, Soort.LEERVORMEN, Soort.SPREKER, Soort.VERTROUWELIJK})

AANBOD = (
    Aanbod("barometer", Soort.BAROMETER, "Na een derde van de bijeenkomsten en daarna elk jaar. Hij komt ook vanzelf."),
    Aanbod("zelfevaluatie", Soort.ZELFEVALUATIE, "Halverwege, als jullie samen willen zien hoe ver jullie zijn."),
    Aanbod("leervormen", Soort.LEERVORMEN, "Aan het begin, om een programma te maken dat bij jullie past."),
    Aanbod("puls", Soort.PULS, "Tussendoor, als je wilt weten of het netwerk energie geeft."),
    Aanbod("puls-contact", Soort.PULS, "Tussendoor, om te zien of mensen elkaar ook buiten de bijeenkomsten spreken."),
    Aanbod("puls-proberen", Soort.PULS, "Een paar weken na een bijeenkomst: probeerde iemand iets uit?"),
    Aanbod("spreker", Soort.SPREKER, "Kort na een bijeenkomst met een gast. Wie erbij was, krijgt de vragen."),
)


def list_aanbod(netwerk) -> list[Aanbod]:
    """What ships, and then the lists from a file that this netwerk can be asked."""
    eigen = (gekozen for gekozen in list_samenstellingen(netwerk) if gekozen.rij is not None)
    return [*AANBOD, *(_make_eigen(gekozen.document) for gekozen in eigen)]


def find_aanbod(code: str, netwerk=None) -> Aanbod | None:
    """One of ``AANBOD``, or a list of this netwerk itself."""
    vast = next((aanbod for aanbod in AANBOD if aanbod.code == code), None)
    if vast or netwerk is None or code in {document.code for document in list_shipped()}:
        return vast
    try:
        return _make_eigen(compose(netwerk, code))
    except KeyError:
        return None


def _make_eigen(document):
    return Aanbod(document.code, Soort.EIGEN, "Een lijst die jullie zelf toevoegden.", document)


def get_questions(netwerk, code: str) -> Document:
    """The questions as this netwerk asks them."""
    return compose(netwerk, code)
