"""What somebody types of a werkvorm. The kaart itself is checked by ``inhoud.soorten``, as a file is."""

from django import forms
from django.core.exceptions import ValidationError

from fasen.inhoud import FASE_CHOICES
from kern.forms import PlainTextFormMixin
from werkvormen.inhoud.soorten import (
    DOELEN,
    ENERGIE,
    GROOTSTE_GROEP,
    LANGSTE_DUUR,
    LIJSTEN,
    MOMENTEN,
    PLEKKEN,
    TEKSTEN,
    TIJDEN,
    KaartError,
    make_kaart,
)  # fmt: skip
from werkvormen.rijen import MEESTE_STAPPEN
from werkvormen.uitwisselen import GROOTSTE_BESTAND, TE_GROOT

RIJEN = 3  # empty steps to begin with
# Where the form shows what the kaart complains about.
VELD_VAN = {"duur": "duur_min", "groep": "groep_min"}


def post_data(request):
    return request.POST if request.method == "POST" else None


def _tekst(veld, label, hulp="", *, rijen=1):
    kortst, langst = TEKSTEN[veld]
    widget = forms.Textarea(attrs={"rows": rijen}) if rijen > 1 else forms.TextInput()
    return forms.CharField(
        label=label, help_text=hulp, required=kortst > 0, min_length=kortst or None, max_length=langst, widget=widget,
        error_messages={
            "min_length": f"Schrijf hier minstens {kortst} tekens.", "max_length": f"Hier passen {langst} tekens.",
        },
    )  # fmt: skip


class RegelsField(forms.CharField):
    """A list, one on each line."""

    def __init__(self, veld, *, rijen=3, **kwargs):
        _, self.meest, self.langst = LIJSTEN[veld]
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rijen}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def validate(self, value):
        regels = split_regels(value)
        if len(regels) > self.meest:
            raise ValidationError(f"Noem er hooguit {self.meest}, elk op een eigen regel.")
        if any(len(regel) > self.langst for regel in regels):
            raise ValidationError(f"Op één regel passen {self.langst} tekens.")


def split_regels(value):
    return [regel.strip() for regel in (value or "").splitlines() if regel.strip()]


def _vink(label, keuzes, hulp=""):
    keuzes = list(keuzes.items()) if isinstance(keuzes, dict) else keuzes
    return forms.MultipleChoiceField(
        label=label, choices=keuzes, help_text=hulp, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies er minstens één."},
    )  # fmt: skip


def _keuze(label, keuzes):
    return forms.ChoiceField(label=label, choices=list(keuzes.items()), widget=forms.RadioSelect)


def _aantal(label, hoogst, *, laagst=1, **kwargs):
    fout = f"Vul een heel getal in van {laagst} tot {hoogst}."
    field = forms.IntegerField(label=label, min_value=laagst, max_value=hoogst, **kwargs)
    field.error_messages |= {"invalid": fout}
    for validator in field.validators:
        validator.message = fout
    return field


class WerkvormForm(PlainTextFormMixin, forms.Form):
    """All of a werkvorm but its steps. ``versie`` is the one the writer looked at.

    ``sleutel``: of the concept it is, or will be when it is kept half done; a change of a whole one has none.
    """

    naam = _tekst("naam", "Hoe heet de werkvorm?")
    samenvatting = _tekst("samenvatting", "In het kort", "Twee zinnen: wat doen jullie?", rijen=2)
    doel = _tekst("doel", "Wat bereik je ermee?", rijen=2)
    wanneer = _tekst("wanneer", "Wanneer kies je dit, en wanneer niet?", rijen=3)
    doelen = _vink("Waarvoor is hij bedoeld?", DOELEN)
    fasen = _vink("In welke fase past hij?", FASE_CHOICES)
    momenten = _vink("Waar in een bijeenkomst?", MOMENTEN)
    tijd = _keuze("Wat doen mensen vooral?", {code: woord.capitalize() for code, woord in TIJDEN.items()})
    energie = _keuze("Hoeveel energie geeft hij?", ENERGIE)
    duur_min = _aantal("Minuten, minstens", LANGSTE_DUUR)
    duur_max = _aantal("Minuten, hooguit", LANGSTE_DUUR)
    groep_min = _aantal("Mensen, minstens", GROOTSTE_GROEP)
    groep_max = _aantal("Mensen, hooguit", GROOTSTE_GROEP)
    groep_toelichting = forms.CharField(
        label="Toelichting bij de groep",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: in drietallen. Kan het met elk aantal mensen? Vul dan hooguit 300 in.",
    )
    plek = _vink("Op een plek of online?", PLEKKEN)
    online = _tekst("online", "Hoe gaat het online?", "Nodig als je online kiest.", rijen=3)
    ruimte = _tekst("ruimte", "Hoe staat de ruimte?", rijen=2)
    materiaal = RegelsField("materiaal", label="Wat heb je nodig?", help_text="Elk ding op een eigen regel.")
    voorbereiding = _tekst("voorbereiding", "Wat doe je vooraf?", rijen=3)
    voorbeeldvraag = _tekst("voorbeeldvraag", "Een vraag om mee te beginnen", rijen=2)
    variaties = RegelsField("variaties", label="Het kan ook zo", help_text="Elke variatie op een eigen regel.")
    let_op = RegelsField("let_op", label="Waar let je op?", help_text="Elk punt op een eigen regel.")
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self):
        data = super().clean()
        for naam in ("duur", "groep"):
            laag, hoog = data.get(f"{naam}_min"), data.get(f"{naam}_max")
            if laag and hoog and hoog < laag:
                self.add_error(f"{naam}_max", "Dit is kleiner dan het getal ervoor.")
        if "online" in data.get("plek", ()) and not data.get("online") and "online" not in self.errors:
            self.add_error("online", "Schrijf hoe het online gaat, of kies alleen ‘op een plek’.")
        return data


class StapForm(PlainTextFormMixin, forms.Form):
    titel = forms.CharField(label="Wat doe je?", max_length=80, min_length=2, required=False)
    tekst = forms.CharField(
        label="Zo doe je het", max_length=500, min_length=5, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    minuten = _aantal("Minuten", LANGSTE_DUUR, laagst=0, required=False)

    def clean(self):
        """A row without words is no step; half a row is asked about."""
        data = super().clean()
        if data.get("titel") or data.get("tekst"):
            for veld in ("titel", "tekst"):
                if not data.get(veld) and veld not in self.errors:
                    self.add_error(veld, "Vul dit in, of maak de hele stap leeg.")
        return data

    @property
    def stap(self):
        data = getattr(self, "cleaned_data", {})
        if not data.get("titel"):
            return None
        return {"titel": data["titel"], "tekst": data["tekst"], "minuten": data.get("minuten") or 0}


def make_stappen(data=None, stappen=(), verder=None, soort=StapForm):
    """The rows of the steps: those there are, or a few empty ones. ``verder``: the number of the row to go on in."""
    soort = forms.formset_factory(
        soort, extra=0 if stappen else RIJEN, max_num=MEESTE_STAPPEN, absolute_max=MEESTE_STAPPEN
    )
    # Bound rows without an initial: an unchanged one would count as empty.
    rijen = soort(data, prefix="stap", initial=list(stappen) if data is None else None)
    if verder is not None and verder < len(rijen.forms):
        rijen.forms[verder].fields["titel"].widget.attrs["autofocus"] = True
    return rijen


def find_stapfouten(stappen):
    """(where, what) of the steps that do not hold: «Stap 2, minuten»."""
    gevonden = [("Stappen", fout, "stappen") for fout in stappen.non_form_errors()]
    for nummer, rij in enumerate(stappen, 1):
        for veld, fouten in rij.errors.items():
            gevonden.append((f"Stap {nummer}, {rij[veld].label.lower()}", fouten[0], rij[veld].id_for_label))
    return gevonden


# What a kaart has that this form does not ask: kept from what it is based on.
BLIJFT = ("soort", "helpt_bij", "verwant", "bronnen", "herkomst", "eigen_versie")
LEEG = {
    "soort": "werkvorm", "helpt_bij": (), "verwant": (), "bronnen": (), "herkomst": "bekend", "eigen_versie": False,
}  # fmt: skip
# What most werkvormen are, so that there is less to fill in.
GEWOON = {"energie": "gemiddeld", "tijd": "praten", "plek": ["fysiek"], "groep_min": 4, "groep_max": 30}


def read_initial(kaart):
    """The kaart as this form shows it."""
    data = kaart.as_dict()
    bereiken = {f"{naam}_{deel}": data[naam][deel] for naam in ("duur", "groep") for deel in ("min", "max")}
    return data | bereiken | {"groep_toelichting": kaart.groep.toelichting}


def read_typed(data):
    """What somebody typed so far, not looked at yet."""
    velden = WerkvormForm.base_fields
    return {
        naam: data.getlist(naam) if isinstance(veld, forms.MultipleChoiceField) else data.get(naam, "")
        for naam, veld in velden.items()
    }


def after_conflict(data, versie, fout, soort=WerkvormForm):
    """The form with what was typed, ready to be saved over the version that is there now."""
    data = data.copy()
    data["versie"] = str(versie or "")  # none: what it goes over is gone
    form = soort(data)
    wat_nu = "Kijk eerst wat er nu staat. Bewaar je nog een keer, dan komt jouw tekst ervoor."
    form.add_error(None, f"{fout} {wat_nu if versie else 'Bewaar je nog een keer, dan is het een nieuwe.'}")
    return form


def make_kaart_of(form, stappen, bron=None):
    """The checked kaart of two valid forms, or None when it does not hold: then the form has the error.

    ``bron``: the kaart this is a change or a copy of.
    """
    data = form.cleaned_data
    blijft = {naam: getattr(bron, naam) for naam in BLIJFT} if bron else LEEG
    duur_toelichting = bron.duur.toelichting if bron else ""
    waarden = {naam: data[naam] for naam in TEKSTEN if naam in data} | blijft | {
        "code": "", "slug": bron.slug if bron else "werkvorm",
        **{naam: data[naam] for naam in ("doelen", "fasen", "momenten", "plek", "tijd", "energie")},
        **{naam: split_regels(data[naam]) for naam in ("materiaal", "variaties", "let_op")},
        "duur": {"min": data["duur_min"], "max": data["duur_max"], "toelichting": duur_toelichting},
        "groep": {"min": data["groep_min"], "max": data["groep_max"], "toelichting": data["groep_toelichting"]},
        "stappen": [rij.stap for rij in stappen if rij.stap],
        "bronnen": [vars(b) if hasattr(b, "__dict__") else b for b in blijft["bronnen"]],
    }  # fmt: skip
    try:
        return make_kaart(waarden)
    except KaartError as error:
        veld = VELD_VAN.get(error.veld, error.veld)
        form.add_error(veld if veld in form.fields else None, error.tekst)
        return None


class RedenForm(PlainTextFormMixin, forms.Form):
    """Why; who wrote the werkvorm reads it."""

    reden = forms.CharField(
        label="Waarom?", max_length=600, min_length=10, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="De schrijver krijgt dit in een mail. Zeg wat er nodig is.",
        error_messages={"required": "Schrijf waarom.", "min_length": "Schrijf iets meer, zodat de ander verder kan."},
    )  # fmt: skip


class ImportForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand met werkvormen",
        help_text=f"Een JSON-bestand van hooguit {GROOTSTE_BESTAND // 1024 // 1024} MB.",
        error_messages={
            "required": "Kies een bestand.", "empty": "Dit bestand is leeg.", "missing": "Kies een bestand.",
            "invalid": "Het bestand kwam niet aan. Kies het opnieuw.",
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )  # fmt: skip

    def __init__(self, *args, te_groot=False, **kwargs):
        super().__init__(*args, **kwargs)
        if te_groot:  # the upload was cut off, so there is no file to look at
            self.fields["bestand"].error_messages["required"] = TE_GROOT

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > GROOTSTE_BESTAND:
            raise ValidationError(TE_GROOT)
        return bestand
