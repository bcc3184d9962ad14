import factory
from factory.django import DjangoModelFactory

from kern.tijd import nu
from werkvormen.inhoud.soorten import make_kaart
from werkvormen.models import Werkvorm
from werkvormen.services import write_kaart

KAART = {
    "code": "", "slug": "tafels-wisselen", "soort": "werkvorm", "naam": "Tafels <b>wisselen</b> 's middags",
    "samenvatting": "Praat in wisselende groepen door over één vraag.",
    "doel": "Een vraag van veel kanten bekijken.", "wanneer": "Als iedereen iets weet en niemand alles.",
    "doelen": ["ideeen"], "fasen": ["verdieping"], "momenten": ["kern"], "tijd": "praten", "energie": "actief",
    "plek": ["fysiek"], "duur": {"min": 20, "max": 40, "toelichting": ""},
    "groep": {"min": 6, "max": 24, "toelichting": ""}, "ruimte": "Losse tafels.", "materiaal": ["Stiften"],
    "voorbereiding": "", "stappen": [
        {"titel": "Begin", "tekst": "Leg de vraag uit.", "minuten": 5},
        {"titel": "Praat", "tekst": "Wissel na tien minuten van tafel.", "minuten": 25},
    ],
    "variaties": [], "let_op": [], "online": "", "voorbeeldvraag": "", "helpt_bij": [], "verwant": [],
    "herkomst": "bekend", "eigen_versie": False, "bronnen": [],
}  # fmt: skip


def make_data(**waarden):
    """The kaart as in a file, with these fields otherwise."""
    return KAART | waarden


class WerkvormFactory(DjangoModelFactory):
    """A published werkvorm with its kenmerken. ``kaart=dict(fasen=["inbedding"])`` changes what the kaart says."""

    class Meta:
        model = Werkvorm

    slug = factory.Sequence(lambda n: f"werkvorm-{n}")
    status = Werkvorm.Status.GEPUBLICEERD
    aangeboden_op = factory.LazyAttribute(lambda werkvorm: nu() if werkvorm.status == "aangeboden" else None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kaart = kwargs.pop("kaart", {})
        werkvorm = model_class(**kwargs)
        return write_kaart(werkvorm, make_kaart(make_data(slug=kwargs["slug"]) | kaart))
