from django import forms

from fasen.inhoud import FASE_CHOICES
from kern.forms import FormHelper
from netwerken.models import Netwerk
from personen.models import Provincie, Sector


def _with_all(woord, keuzes):
    return [("", woord), *keuzes]


class NetwerkFilterForm(forms.Form):
    """Draws the filters. Never validates: a filter nobody knows simply does nothing."""

    q = forms.CharField(label="Zoek op een woord", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    sector = forms.ChoiceField(label="Sector", required=False, choices=_with_all("Alle sectoren", Sector.choices))
    regio = forms.ChoiceField(label="Regio", required=False, choices=_with_all("Alle regio's", Provincie.choices))
    fase = forms.ChoiceField(label="Fase", required=False, choices=_with_all("Alle fasen", FASE_CHOICES))
    type = forms.ChoiceField(
        label="Soort netwerk", required=False, choices=_with_all("Alle soorten", Netwerk.Type.choices)
    )
    toegang = forms.ChoiceField(
        label="Meedoen",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "maakt niet uit"), ("open", "je kunt er zo bij"), ("gesloten", "je meldt je aan")],
    )

    @property
    def helper(self):
        return FormHelper()
