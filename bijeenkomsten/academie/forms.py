from django import forms

from bijeenkomsten.academie.models import Academieuitnodiging
from kern.forms import PlainTextFormMixin


class UitnodigingForm(PlainTextFormMixin, forms.Form):
    """For which part of the meeting the academie is welcome."""

    deel = forms.ChoiceField(
        label="Waarvoor nodig je de academie uit?", choices=Academieuitnodiging.Deel.choices,
        widget=forms.RadioSelect, initial=Academieuitnodiging.Deel.GEHEEL,
        error_messages={"required": "Kies alles of een deel.", "invalid_choice": "Kies alles of een deel."},
    )  # fmt: skip
    welk_deel = forms.CharField(
        label="Welk deel?", max_length=200, required=False,
        help_text="Alleen bij een deel. Bijvoorbeeld: het laatste uur, als we vertellen wat we leerden.",
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if data.get("deel") == Academieuitnodiging.Deel.DEEL and not data.get("welk_deel") and not self.errors:
            self.add_error("welk_deel", "Schrijf bij welk deel de academie welkom is.")
        return data


class AcademieantwoordForm(PlainTextFormMixin, forms.Form):
    """What the academie says."""

    antwoord = forms.ChoiceField(choices=Academieuitnodiging.Antwoord.choices)
    wie_komt = forms.CharField(max_length=120, required=False)
