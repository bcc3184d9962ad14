from django import forms

from fasen.gids.inhoud import Controlepunt
from fasen.gids.models import ZIN_MAX, Vinkje
from fasen.gids.services import WAAROM
from kern.forms import FormHelper, PlainTextFormMixin

Soort = Vinkje.Soort
KEUZES = [(Soort.GEDAAN.value, "Gedaan"), (Soort.NIET_NODIG.value, "Niet nodig")]


class VinkForm(PlainTextFormMixin, forms.Form):
    """Done, with a sentence if one likes; or not needed, and why. What ticks itself off has only the second."""

    soort = forms.ChoiceField(
        label="Hoe zit het?",
        choices=KEUZES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de twee."},
    )
    zin = forms.CharField(
        label="In één zin",
        max_length=ZIN_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Houd het kort: hooguit {ZIN_MAX} tekens."},
    )
    helper = FormHelper()

    def __init__(self, *args, punt: Controlepunt, **kwargs):
        super().__init__(*args, **kwargs)
        if punt.meter:
            self.fields["soort"].choices = KEUZES[1:]
            self.fields["soort"].initial = Soort.NIET_NODIG.value
            self.fields["soort"].widget = forms.HiddenInput()
            self.fields["zin"].label = "Waarom is dit bij jullie niet nodig?"
        else:
            self.fields["zin"].help_text = "Bij ‘niet nodig’ staat hier waarom. Bij ‘gedaan’ mag het leeg blijven."

    def clean(self):
        data = super().clean()
        if data.get("soort") == Soort.NIET_NODIG and not data.get("zin") and "zin" not in self.errors:
            self.add_error("zin", WAAROM)
        return data
