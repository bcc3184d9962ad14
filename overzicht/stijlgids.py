"""The component gallery: every part of the look, in every state, with made-up content."""

import datetime
import re
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from personen.schoolkiezer import Keuze

SCHALEN = (
    ("leaf", (50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950)),
    ("amber", (50, 100, 200, 300, 400, 500, 600, 700, 800, 900)),
    ("stone", (0, 50, 100, 150, 200, 300, 400, 500, 600, 700, 900)),
    ("brick", (50, 100, 300, 600, 700, 900)),
)
FASEN = (
    ("Verkenning", "Wie doet mee, en welke vraag houdt ons bezig?"),
    ("Ontwikkeling", "Wat wil ieder leren en wat spreken we met elkaar af?"),
    ("Verdieping", "Uitproberen, onderzoeken en samen iets maken."),
    ("Inbedding", "Wat verandert er nu echt op onze eigen school?"),
    ("Verankering", "Wat blijft er, ook als het netwerk stopt?"),
)
EENS = ((1, "helemaal oneens"), (2, "oneens"), (3, "niet eens, niet oneens"), (4, "eens"), (5, "helemaal eens"))


class ProefForm(forms.Form):
    """Every kind of field. It is always bound and wrong, so that errors can be seen."""

    naam = forms.CharField(label="Hoe heet je netwerk?", help_text="Kort en herkenbaar. Anderen zien deze naam.")
    datum = forms.DateField(
        label="Wanneer is de eerste keer?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tijd = forms.TimeField(label="Hoe laat?", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    regio = forms.ChoiceField(label="Regio", choices=[("", "Kies een regio"), ("t", "Twente"), ("g", "Groningen")])
    doel = forms.CharField(label="Wat willen jullie leren?", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    toegang = forms.ChoiceField(
        label="Open of gesloten?", choices=[("open", "Open"), ("gesloten", "Gesloten")], widget=forms.RadioSelect
    )
    sector = forms.MultipleChoiceField(
        label="Voor wie?",
        help_text="Je mag er meer kiezen.",
        choices=[("po", "Basisonderwijs"), ("vo", "Voortgezet onderwijs"), ("so", "Speciaal onderwijs")],
        widget=forms.CheckboxSelectMultiple,
    )
    brief = forms.BooleanField(
        label="Stuur mij één brief per week", required=False, help_text="Op maandag, om 9.00 uur."
    )
    akkoord = forms.BooleanField(label="Wij houden ons aan de afspraken van de groep")

    def clean_datum(self):
        raise forms.ValidationError("Deze dag is al geweest. Kies een dag na vandaag.")


def _route(toestanden, noten=("",) * 5, seizoen="zaaien"):
    stations = [
        SimpleNamespace(nummer=n, naam=naam, toestand=toestand, noot=noot, url="#route")
        for n, ((naam, _), toestand, noot) in enumerate(zip(FASEN, toestanden, noten, strict=True), 1)
    ]
    nu = next(station for station in stations if station.toestand == "nu")
    return SimpleNamespace(
        stations=stations,
        toestanden=toestanden,
        nummer=nu.nummer,
        naam=nu.naam,
        noot=nu.noot,
        seizoen=seizoen,
    )


ROUTES = (
    _route(("nu", "straks", "straks", "straks", "straks"), ("sinds september", "", "", "", "")),
    _route(
        ("klaar", "klaar", "nu", "straks", "straks"),
        ("sept tot nov 2025", "dec 2025 tot mrt 2026", "sinds april 2026", "", ""),
        "cultiveren",
    ),
    _route(
        ("klaar", "heropend", "klaar", "nu", "straks"),
        ("sept tot nov", "opnieuw sinds 3 nov", "april tot okt", "sinds november", ""),
        ["cultiveren", "oogsten"],
    ),
    _route(("klaar", "klaar", "klaar", "klaar", "nu"), ("", "", "", "", "sinds mei"), "oogsten"),
)
PERSONEN = tuple(
    SimpleNamespace(pk=pk, naam=naam, functie=functie)
    for pk, naam, functie in (
        (4, "Noor Eijsink", "Teamleider, Wilgenkamp College"),
        (5, "Yusuf Aydemir", "Docent natuurkunde, Rivierduin"),
        (6, "Fenna van den Dijkhof", "Docent Nederlands, Vlierhof"),
        (7, "Joost Vennink", ""),
    )
)
_BESTUUR = SimpleNamespace(naam="Stichting De Waaier")
_SCHOLEN = tuple(
    SimpleNamespace(pk=pk, naam=naam, plaats=plaats, bestuur=_BESTUUR, is_active=pk > 1, soort="school")
    for pk, naam, plaats in (
        (1, "Lyceum Overtuin", "Zutphen"),
        (2, "Overtuin", "'s-Gravenhage"),
        (3, "Basisschool Over de Tuinen aan den IJssel", "Capelle aan den IJssel"),
    )
)
KIEZERS = tuple(
    {"id": f"kiezer-{n}", "kop": kop, "keuze": keuze, "toon_rest": n > 1, "stand": stand} | more
    for n, (kop, keuze, stand, more) in enumerate(
        (
            ("Nog niets gezocht", Keuze(), "", {}),
            ("Gevonden", Keuze(q="overt"), "2 gevonden.", {"resultaten": _SCHOLEN[1:]}),
            ("Gekozen, en intussen gesloten", Keuze(keuze="1"), "", {"gekozen": _SCHOLEN[0]}),
            ("Staat er niet bij", Keuze(keuze="anders", naam="De Boomhut"), "", {}),
            (
                "Niets gevonden",
                Keuze(q="xyzzy"),
                "Niets gevonden met “xyzzy”. Probeer een deel van de naam, of de plaats.",
                {},
            ),
        ),
        1,
    )
)
KAARTEN = (
    {
        "titel": "Hoe was de bijeenkomst van dinsdag?",
        "tekst": "Teamleiders in de regio vraagt je vier dingen. Dat duurt een minuut en is anoniem.",
        "wanneer": "Kan tot en met dinsdag 24 november",
        "fase": 2,
        "acties": [
            {"tekst": "Geef je mening", "url": "#watnu"},
            {"tekst": "Ik was er niet", "url": "#watnu", "stil": True},
        ],
    },
    {
        "titel": "Kom je op donderdag 26 november?",
        "tekst": "Verbindend vernieuwen, 13.30 tot 17.00 uur in Zutphen.",
        "acties": [
            {"tekst": "Ik kom", "url": "#watnu", "icoon": "vink"},
            {"tekst": "Ik kan niet", "url": "#watnu", "icoon": "sluit"},
        ],
    },
    {
        "titel": "Praat bij met Noor en Yusuf",
        "wanneer": "Over 5 dagen",
        "tekst": "Zij bereiden deze keer met je voor.",
        "acties": [{"tekst": "Stel een moment voor", "url": "#watnu"}],
    },
)
TABS = [
    {"code": code, "naam": naam, "url": "#tabs", "teller": teller}
    for code, naam, teller in (
        ("overzicht", "Overzicht", 0),
        ("fasen", "Fasen", 0),
        ("bijeenkomsten", "Bijeenkomsten", 0),
        ("deelnemers", "Deelnemers", 1),
        ("evaluatie", "Evaluatie", 0),
        ("berichten", "Berichten", 0),
    )
]


def _icon_names():
    sprite = Path(finders.find("img/iconen.svg")).read_text()
    return re.findall(r'id="i-([\w-]+)"', sprite)


@login_not_required
def stijlgids(request):
    """Open while developing; on a real site only for beheer."""
    if not (settings.DEBUG or getattr(request.user, "is_beheer", False)):
        raise Http404
    context = {
        "schalen": SCHALEN,
        "fasen": [{"naam": naam, "kernvraag": vraag} for naam, vraag in FASEN],
        "routes": ROUTES,
        "personen": PERSONEN,
        "kaarten": KAARTEN,
        "kiezers": KIEZERS,
        "tabs": TABS,
        "eens": EENS,
        "filterkeuzes": (("", "Alle regio’s"), ("twente", "Twente")),
        "iconen": _icon_names(),
        "form": ProefForm({"naam": "Samen leren lezen", "datum": "2025-11-12", "toegang": "open", "brief": "on"}),
        "page": Paginator(range(240), 25).get_page(request.GET.get("page", 4)),
        "datum": datetime.date(2026, 11, 26),
    }
    return render(request, "overzicht/stijlgids.html", context)
