from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.models import Netwerk
from netwerken.randvoorwaarden.models import Randvoorwaarde
from personen.models import Persoon

Status = Randvoorwaarde.Status


class RandvoorwaardeForm(PlainTextFormMixin, forms.Form):
    """How one thing stands. ``versie``: of what was on the page, 0 when nothing was written yet."""

    status = forms.ChoiceField(
        label="Hoe staat het?",
        choices=Status,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies er een.", "invalid_choice": "Kies er een."},
    )
    bewijs = forms.CharField(
        label="Waaraan zie je dat?", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    aanpak = forms.CharField(
        label="Wat doen jullie eraan?",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig bij een risico.",
    )
    eigenaar = forms.ModelChoiceField(
        label="Wie zorgt ervoor?",
        queryset=Persoon.objects.none(),
        required=False,
        empty_label="Nog niemand",
        error_messages={"invalid_choice": "Deze persoon doet niet mee aan het netwerk. Kies iemand anders."},
    )
    voor = forms.DateField(
        label="Wanneer is het klaar?",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Kies een dag, of schrijf hem zo: 26-11-2026."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, netwerk: Netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = netwerk.leden().order_by("naam", "pk")
        self.fields["eigenaar"].label_from_instance = lambda persoon: persoon.naam

    def clean(self):
        data = super().clean()
        if data.get("status") == Status.VOLDAAN and not data.get("bewijs"):
            self.add_error("bewijs", "Schrijf waaraan je ziet dat het in orde is.")
        if data.get("status") == Status.RISICO and not data.get("aanpak"):
            self.add_error("aanpak", "Schrijf wat jullie aan het risico doen.")
        return data

    def split(self) -> dict:
        """The fields apart from the version they were based on."""
        values = dict(self.cleaned_data)
        return {"versie": values.pop("versie"), "values": values}
