from django import forms

from berichten.models import Onderwerp

_UITLEG = {
    Onderwerp.BIJEENKOMSTEN: "Het programma, of je komt, en een herinnering de dag ervoor.",
    Onderwerp.EVALUATIE: "Na een bijeenkomst: een paar vragen van hooguit een minuut, en wat eruit kwam.",
    Onderwerp.NETWERK: "Wie erbij komt, en wat er verandert in je netwerk.",
}


class PreferencesForm(forms.Form):
    """One box per Onderwerp; checked means: yes, mail me."""

    def __init__(self, *args, afgemeld=(), **kwargs):
        super().__init__(*args, **kwargs)
        for onderwerp in Onderwerp:
            self.fields[onderwerp.value] = forms.BooleanField(
                label=onderwerp.label.capitalize(),
                help_text=_UITLEG[onderwerp],
                initial=onderwerp.value not in afgemeld,
                required=False,
            )
