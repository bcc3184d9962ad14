"""The screens of an aanvraag: the questions of one part, or the begroting. Half filled in is fine, wrong is not."""

import json

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import PlainTextFormMixin
from netwerken.forms import DAG_FOUT, DAG_REDELIJK
from subsidie.aanvragen.formulier import BEGROTING, KOP, Formulier, Onderdeel, Veld, make_afdruk
from subsidie.aanvragen.services import Bewaard
from subsidie.begroting.bedragen import Bedragfout, parse_bedrag, parse_uren, show_invoer, show_uren
from subsidie.begroting.lezen import KOLOMMEN, TARIEF, TOELICHTING, make_code, read_begroting

OPNIEUW = "Laad de bladzijde opnieuw."
MEESTE = 1_000_000
LANGSTE_TOELICHTING = 200
LANGSTE_REDEN = 500


class GetalField(forms.Field):
    """An amount or hours as people write them; a whole number inside."""

    def __init__(self, parse, show, **kwargs):
        self.parse, self.show = parse, show
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": 9}
        super().__init__(widget=forms.TextInput(attrs=attrs), required=False, **kwargs)

    def prepare_value(self, value):
        return self.show(value) if isinstance(value, int) else value

    def to_python(self, value):
        if not (value or "").strip():
            return None
        try:
            return self.parse(value)
        except Bedragfout as fout:
            raise ValidationError(str(fout)) from fout


def _make_bedrag(label, **kwargs):
    return GetalField(parse_bedrag, show_invoer, label=label, **kwargs)


def _make_uren(label):
    return GetalField(parse_uren, show_uren, label=label)


def _make_veld(veld: Veld) -> forms.Field:
    naam = {"label": veld.label, "help_text": veld.hulp, "required": False}
    if veld.soort == "keuze":
        return forms.ChoiceField(choices=veld.keuzes, widget=forms.RadioSelect, **naam)
    if veld.soort == "getal":
        fout = f"Kies een heel getal van 0 tot en met {MEESTE}."
        fouten = dict.fromkeys(("invalid", "min_value", "max_value"), fout)
        return forms.IntegerField(min_value=0, max_value=MEESTE, error_messages=fouten, **naam)
    if veld.soort == "datum":
        klok = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(widget=klok, validators=DAG_REDELIJK, error_messages={"invalid": DAG_FOUT}, **naam)
    soort = forms.Textarea(attrs={"rows": 6}) if veld.soort == "lang" else forms.TextInput
    return forms.CharField(max_length=veld.langste, widget=soort, **naam)


class Scherm(PlainTextFormMixin, forms.Form):
    """What every screen that saves per field shares. ``codes``: of every field the code of its answer. ``anders``: of
    every field that somebody else changed too, what is kept now. ``gezien``: JSON, per code the print this screen began
    with.
    """

    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, velden, antwoorden):
        self.codes = {naam: code for naam, (code, _) in velden.items()}
        self.anders, self.intussen = {}, ()
        initial = {naam: antwoorden.get(code) for naam, code in self.codes.items()}
        prints = {code: make_afdruk(antwoorden.get(code)) for code in self.codes.values() if code in antwoorden}
        super().__init__(data, initial=initial | {"gezien": json.dumps(prints)})
        self.fields |= {naam: veld for naam, (_, veld) in velden.items()}

    def clean_gezien(self):
        try:
            prints = json.loads(self.cleaned_data["gezien"] or "{}")
        except (ValueError, RecursionError) as fout:
            raise ValidationError(OPNIEUW) from fout
        if not isinstance(prints, dict) or not all(isinstance(print_, str) for print_ in prints.values()):
            raise ValidationError(OPNIEUW)
        return prints

    @property
    def waarden(self) -> dict:
        """By code, what is filled in well; None for empty. A wrong one is not among them, and is asked again."""
        goed = {naam: self.cleaned_data[naam] for naam in self.codes if naam in self.cleaned_data}
        return {self.codes[naam]: _to_json(waarde) for naam, waarde in goed.items()}

    @property
    def prints(self) -> dict:
        return self.cleaned_data.get("gezien") or {}

    def tell(self, bewaard: Bewaard) -> str:
        """What the next save of this screen begins with; what others changed stands beside what is here."""
        namen = {code: naam for naam, code in self.codes.items()}
        self.anders = {namen[code]: self._say(namen[code], waarde) for code, waarde in bewaard.botst.items()}
        self.intussen = [self.fields[namen[code]].label for code in bewaard.anders]
        prints = self.prints | {code: make_afdruk(waarde) for code, waarde in self.waarden.items()}
        prints |= {code: make_afdruk(waarde) for code, waarde in bewaard.botst.items()}
        self.data = self.data.copy()
        self.data["gezien"] = json.dumps({code: print_ for code, print_ in prints.items() if print_})
        return self.data["gezien"]

    def _say(self, naam, waarde):
        return str(self.fields[naam].prepare_value(waarde)) if waarde not in (None, "") else "(leeg)"


def _to_json(waarde):
    waarde = waarde.isoformat() if hasattr(waarde, "isoformat") else waarde
    return None if waarde == "" else waarde


class OnderdeelForm(Scherm):
    """The questions of one part."""

    def __init__(self, data, *, onderdeel: Onderdeel, antwoorden):
        self.onderdeel = onderdeel
        velden = {veld.code.partition(".")[2]: (veld.code, _make_veld(veld)) for veld in onderdeel.velden}
        super().__init__(data, velden, antwoorden)

    def rows(self):
        """(question, field, what somebody else wrote there instead)"""
        for veld in self.onderdeel.velden:
            naam = veld.code.partition(".")[2]
            yield veld, self[naam], self.anders.get(naam)


class BegrotingForm(Scherm):
    """Every year and line with who pays it. What a regeling does not pay has no field for it."""

    def __init__(self, data, *, formulier: Formulier, antwoorden):
        self.formulier, self.antwoorden = formulier, antwoorden
        hulp = f"Hooguit {show_invoer(formulier.kader.uurtarief_hoogst)} euro. Hiermee rekenen we jullie uren om."
        velden = {"tarief": (TARIEF, _make_bedrag("Wat kost een uur van jullie?", help_text=hulp))}
        for jaar in formulier.kader.jaren:
            for post in formulier.kader.posten:
                for kolom in find_kolommen(jaar, post):
                    naam = f"{jaar.nummer}-{post.code}-{kolom}"
                    velden[naam] = (make_code(jaar.nummer, post.code, kolom), make_cel(jaar, post, kolom))
        super().__init__(data, velden, antwoorden)

    def years(self):
        """Per year its lines, those in use apart from the others. A year without anything begins with the lines of the
        other years.
        """
        begroting = read_begroting(self.antwoorden)
        jaren = [
            (jaar, [self._read_post(jaar, post, begroting) for post in self.formulier.kader.posten])
            for jaar in self.formulier.kader.jaren
        ]
        gebruikt = {jaar.nummer: {rij["post"] for rij in rijen if rij["vol"]} for jaar, rijen in jaren}
        ooit = set().union(*gebruikt.values())
        for jaar, rijen in jaren:
            bij = gebruikt[jaar.nummer] or ooit
            vol, leeg = ([rij for rij in rijen if (rij["post"] in bij) == hoort] for hoort in (True, False))
            yield {"jaar": jaar, "vol": vol, "leeg": leeg}

    def _read_post(self, jaar, post, begroting):
        namen = [f"{jaar.nummer}-{post.code}-{kolom}" for kolom in find_kolommen(jaar, post)]
        cellen = [(naam.rpartition("-")[2], self[naam], self.anders.get(naam)) for naam in namen]
        vol = any(cel.value() not in (None, "") for _, cel, _ in cellen)
        return {"post": post, "cellen": cellen, "vol": vol, "som": begroting.som(jaar.nummer, post.code)}


def find_kolommen(jaar, post) -> list[str]:
    """The columns of one line: nobody can ask what the regeling does not pay."""
    return [k for k in (*KOLOMMEN, TOELICHTING) if k != "bijdrage" or jaar.bijdrage and post.bijdrage]


def make_cel(jaar, post, kolom) -> forms.Field:
    """One amount of a begroting, its hours, or what it is for."""
    label = f"{KOP.get(kolom, kolom)}, {post.naam.lower()}, jaar {jaar.nummer}"
    if kolom == TOELICHTING:
        return forms.CharField(label=label, required=False, max_length=LANGSTE_TOELICHTING)
    return _make_uren(label) if kolom == "uren" else _make_bedrag(label)


def make_form(data, formulier: Formulier, onderdeel: str, antwoorden: dict) -> Scherm | None:
    """The screen of a part, or of the begroting; None when there is none."""
    if onderdeel == BEGROTING:
        return BegrotingForm(data, formulier=formulier, antwoorden=antwoorden)
    deel = next((deel for deel in formulier.onderdelen if deel.code == onderdeel), None)
    return deel and OnderdeelForm(data, onderdeel=deel, antwoorden=antwoorden)


class IntrekForm(PlainTextFormMixin, forms.Form):
    """Why the netwerk asks for nothing any more; and that somebody means it."""

    reden = forms.CharField(
        label="Waarom trekken jullie de aanvraag in?",
        max_length=LANGSTE_REDEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén zin is genoeg. De academie leest hem als de aanvraag al was ingediend.",
        error_messages={"required": "Schrijf in één zin waarom."},
    )
    zeker = forms.BooleanField(
        label="Ik weet het zeker: deze aanvraag doet niet meer mee.",
        error_messages={"required": "Zet hier een vinkje als je het zeker weet."},
    )
