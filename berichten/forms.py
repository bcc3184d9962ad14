from django import forms

from berichten.aandacht import Keuze
from berichten.models import Onderwerp

_UITLEG = {
    Onderwerp.BIJEENKOMSTEN: "Het programma, wat je voorbereidt, en een herinnering de dag ervoor.",
    Onderwerp.EVALUATIE: "Na een bijeenkomst: een paar vragen van hooguit een minuut, en wat eruit kwam.",
    Onderwerp.NETWERK: "Wie erbij komt, en wat er verandert in je netwerk.",
}
_KEUZES = [
    (Keuze.DIRECT.value, "Meteen"),
    (Keuze.WEKELIJKS.value, "Eén keer per week"),
    (Keuze.NIET.value, "Niet"),
]


class PreferencesForm(forms.Form):
    """One choice of three per Onderwerp."""

    def __init__(self, *args, keuzes=None, **kwargs):
        super().__init__(*args, **kwargs)
        for onderwerp in Onderwerp:
            self.fields[onderwerp.value] = forms.ChoiceField(
                label=onderwerp.label.capitalize(),
                help_text=_UITLEG[onderwerp],
                choices=_KEUZES,
                initial=(keuzes or {}).get(onderwerp.value, Keuze.DIRECT.value),
                widget=forms.RadioSelect,
            )
