"""A regeling with a few of everything, and aanvragen that are ready to be handed in."""

from factory import LazyFunction, SubFactory

from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from subsidie.models import Regelingversie
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import dump, parse
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory

INHOUD = dump(get_shipped("vo-leernetwerken")) | {
    "code": "eigen", "sector": "vo", "naam": "Hulp bij 't <b>begin</b>",
    "geld": {
        "bijdrage_hoogst": 12_000_00, "uurtarief_hoogst": 60_00, "eigen_bedrag": 1_000_00, "jaren": [True, False],
        "posten": [
            {"code": "begeleiding", "naam": "Begeleiding", "uitleg": "Wie 't <b>leidt</b>."},
            {"code": "zaal", "naam": "Zaal", "hoogste_aandeel": 50},
            {"code": "tijd", "naam": "Tijd", "bijdrage": False},
        ],
    },
    "akkoord": {"versie": "2", "tekst": "De academie <b>kijkt</b> mee."},
    "onderdelen": [
        {
            "code": "waarom", "naam": "Waarom", "uitleg": "Vertel 't.",
            "velden": [
                {"code": "vraag", "soort": "lang", "label": "Welke vraag hebben jullie?", "hulp": "Kort & goed.",
                 "langste": 500, "bron": "netwerk.centrale_vraag"},
                {"code": "titel", "soort": "tekst", "label": "Titel", "langste": 80, "verplicht": False},
            ],
        },
        {
            "code": "wie", "naam": "Wie doet mee", "uitleg": "Vertel 't.",
            "velden": [
                {"code": "aantal", "soort": "getal", "label": "Hoeveel scholen?"},
                {"code": "begin", "soort": "datum", "label": "Vanaf wanneer?", "bron": "netwerk.start_datum",
                 "verplicht": False},
                {"code": "vorm", "soort": "keuze", "label": "Welke vorm?", "verplicht": False,
                 "keuzes": [{"code": "klein", "naam": "een kleine groep"}, {"code": "groot", "naam": "iedereen"}]},
                {"code": "leiding", "soort": "tekst", "label": "Wie leidt?", "bron": "netwerk.facilitator",
                 "verplicht": False},
            ],
        },
    ],
}  # fmt: skip
VOLLEDIG = {
    "waarom.vraag": "Hoe houden we 't <b>rustig</b>?",
    "wie.aantal": 4,
    "begroting.tarief": 50_00,
    "begroting.1.begeleiding.bijdrage": 6_000_00,
    "begroting.1.begeleiding.eigen": 1_000_00,
    "begroting.1.tijd.uren": 80,
    "begroting.2.tijd.eigen": 500_50,
    "begroting.2.tijd.toelichting": "Vervanging & 't",
}


class RondeFactory(AanvraagrondeFactory):
    regelingversie = LazyFunction(lambda: Regelingversie.of(parse(INHOUD)))


class ConceptFactory(AanvraagFactory):
    """Everything is filled in and agreed; nobody takes part in its netwerk yet."""

    ronde = SubFactory(RondeFactory)
    antwoorden = LazyFunction(lambda: dict(VOLLEDIG))
    akkoord_versie = "2"
    akkoord_op = LazyFunction(nu)


def add_rollen(netwerk, *rollen):
    """One person per role, in that order."""
    return [DeelnameFactory(netwerk=netwerk, rol=rol).persoon for rol in rollen]
