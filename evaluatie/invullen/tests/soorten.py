"""A questionnaire with every kind of question, and the links of somebody who is asked."""

from berichten.handelingen import make_token
from evaluatie.vragenlijst.document import FORMAAT, parse

ALLES = parse(
    {
        "formaat": FORMAAT, "code": "alles", "versie": 1, "naam": "Alle soorten", "titel": "Hoe gaat het verder?",
        "groepen": [
            {
                "code": "een", "naam": "Kiezen", "uitleg": "Over wat je doet.",
                "vragen": [
                    {"code": "a-1", "tekst": "Ik kijk <b>uit</b> naar de bijeenkomsten.", "kort": "Uitkijken"},
                    {"code": "a-2", "soort": "tien", "tekst": "Welk cijfer geef je de afspraken?", "kort": "Cijfer"},
                    {"code": "a-3", "soort": "keuze", "tekst": "Hoe vaak wil je elkaar zien?",
                     "opties": ["Elke maand", "Elke zes weken", "Eén keer per kwartaal"]},
                ],
            },
            {
                "code": "twee", "naam": "Ordenen",
                "vragen": [
                    {"code": "a-4", "soort": "meerkeuze", "tekst": "Wat wil je meenemen?",
                     "opties": ["Een collega", "Een les", "Een vraag"]},
                    {"code": "a-5", "soort": "rangorde", "tekst": "Waar leer je het meest van?",
                     "hulp": "Kies er drie.", "opties": ["Lezen", "Kijken", "Doen", "Praten"]},
                    {"code": "a-6", "soort": "open", "tekst": "Wat wil je nog kwijt?"},
                ],
            },
        ],
    }
)  # fmt: skip


def ev(meting, persoon):
    return f"/d/{make_token('ev', meting.pk, persoon.pk)}/"


def first_person(meting):
    return meting.genodigden.aanwezig().first().persoon
