"""What somebody types of an own question, or offers as a file."""

from django import forms
from django.core.exceptions import ValidationError

from evaluatie.lijsten.models import Competentieblok, EigenVraag
from evaluatie.lijsten.uitwisseling import GROOTSTE_BESTAND, TE_GROOT
from evaluatie.vragenlijst.document import LANGSTE_NAAM, LANGSTE_TEKST, MEESTE_OPTIES
from kern.forms import PlainTextFormMixin, clean_line

LANGSTE_OPTIE = 80
_TE_LANG = "Dit is te lang. Houd het bij %(limit_value)d tekens; nu zijn het er %(show_value)d."


class VraagForm(PlainTextFormMixin, forms.Form):
    """One own question. ``was``: the code of the question this screen began with."""

    tekst = forms.CharField(
        label="Wat wil je vragen?", max_length=LANGSTE_TEKST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Eén ding per vraag, in gewone woorden.",
        error_messages={"required": "Schrijf de vraag op.", "max_length": _TE_LANG},
    )  # fmt: skip
    soort = forms.ChoiceField(
        label="Hoe antwoorden mensen?", choices=EigenVraag.Soort, widget=forms.RadioSelect, initial="eens",
        error_messages={"required": "Kies hoe mensen antwoorden.", "invalid_choice": "Kies een van de soorten."},
    )  # fmt: skip
    opties = forms.CharField(
        label="Welke antwoorden kunnen ze kiezen?", required=False, max_length=MEESTE_OPTIES * (LANGSTE_OPTIE + 2) * 2,
        widget=forms.Textarea(attrs={"rows": 5}), error_messages={"max_length": _TE_LANG},
        help_text=f"Alleen bij kiezen. Elk antwoord op een eigen regel, 2 tot {MEESTE_OPTIES}.",
    )  # fmt: skip
    kort = forms.CharField(
        label="Korte naam", required=False, max_length=LANGSTE_NAAM, error_messages={"max_length": _TE_LANG},
        help_text="Zo heet de vraag in de uitslag. Laat je dit leeg, dan nemen we het begin van de vraag.",
    )  # fmt: skip
    was = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_tekst(self):
        return clean_line(self.cleaned_data["tekst"])

    def clean(self):
        data = super().clean()
        if data.get("soort") in {EigenVraag.Soort.KEUZE, EigenVraag.Soort.MEERKEUZE} and "opties" in data:
            data["opties"] = [clean_line(regel) for regel in data["opties"].split("\n")]
            if fout := _find_fout(data["opties"]):
                self.add_error("opties", fout)
        else:
            data["opties"] = []
        return data

    @property
    def velden(self):
        return {naam: self.cleaned_data[naam] for naam in ("soort", "tekst", "kort", "opties")}


def _find_fout(opties):
    """What is wrong with these answers, or «»."""
    if opties == [""]:
        return "Schrijf op welke antwoorden mensen kunnen kiezen."
    for nummer, optie in enumerate(opties, start=1):
        if not optie:
            return f"Regel {nummer} is leeg. Schrijf er een antwoord, of haal de regel weg."
        if len(optie) > LANGSTE_OPTIE:
            return f"Regel {nummer} is te lang. Houd het bij {LANGSTE_OPTIE} tekens; nu zijn het er {len(optie)}."
    if len({optie.casefold() for optie in opties}) < len(opties):
        return "Er staat twee keer hetzelfde antwoord."
    if not 2 <= len(opties) <= MEESTE_OPTIES:  # noqa: PLR2004 - one answer is no choice
        return f"Geef 2 tot {MEESTE_OPTIES} antwoorden."
    return ""


class BlokForm(forms.Form):
    blok = forms.ChoiceField(
        label="Ook vragen over competenties?", required=False, widget=forms.RadioSelect,
        choices=[("", "nee"), *Competentieblok.Blok.choices],
        help_text="Zes vragen extra in de nulmeting en de eindmeting, over de competenties van schoolleiders.",
        error_messages={"invalid_choice": "Kies een van de drie."},
    )  # fmt: skip


class ImportForm(forms.Form):
    """A file to look at first; ``inhoud`` brings back what was looked at."""

    bestand = forms.FileField(
        label="Bestand met een vragenlijst", required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=f"Een JSON-bestand van hooguit {GROOTSTE_BESTAND // 1000} kB.",
        error_messages={"empty": "Dit bestand is leeg.", "invalid": "Het bestand kwam niet aan. Kies het opnieuw."},
    )  # fmt: skip
    inhoud = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, te_groot=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.te_groot = te_groot  # the upload was cut off, so there is no file to look at

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if self.te_groot or bestand and bestand.size > GROOTSTE_BESTAND:
            raise ValidationError(TE_GROOT)
        return bestand

    def clean(self):
        data = super().clean()
        if not data.get("bestand") and not data.get("inhoud") and not self.errors:
            self.add_error("bestand", "Kies een bestand.")
        return data

    @property
    def bytes(self) -> bytes:
        bestand = self.cleaned_data.get("bestand")
        return bestand.read() if bestand else self.cleaned_data["inhoud"].encode("utf-8", "replace")
