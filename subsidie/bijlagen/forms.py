from django import forms
from django.core.exceptions import ValidationError

from bijeenkomsten.materiaal.keuring import TE_GROOT, TYPES, keur
from kern.errors import DomainError


class BijlageForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand", allow_empty_file=True, help_text="Hooguit 10 MB: " + ", ".join(TYPES) + ".",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{einde}" for einde in [*TYPES, "jpeg"])}),
        error_messages={"required": "Kies eerst een bestand."},
    )  # fmt: skip

    def __init__(self, *args, te_groot=False, **kwargs):
        super().__init__(*args, **kwargs)
        if te_groot:  # the upload was cut off, so there is no file to look at
            self.fields["bestand"].error_messages["required"] = TE_GROOT

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        try:
            keur(bestand, bestand.name)
        except DomainError as fout:
            raise ValidationError(str(fout)) from fout
        return bestand
