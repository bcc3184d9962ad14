from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from bijeenkomsten.materiaal.keuring import TE_GROOT, TYPES, keur
from kern.errors import DomainError
from kern.forms import PlainTextFormMixin


class MateriaalForm(PlainTextFormMixin, forms.Form):
    """A file or a link, with a title of your own when you like."""

    bestand = forms.FileField(
        label="Bestand", required=False, allow_empty_file=True, help_text="Hooguit 10 MB: " + ", ".join(TYPES) + ".",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{einde}" for einde in [*TYPES, "jpeg"])}),
    )  # fmt: skip
    link = forms.URLField(
        label="Of een link", required=False, max_length=500, assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message="Plak een hele link, met https:// ervoor.")],
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": "Plak een hele link, met https:// ervoor."},
    )  # fmt: skip
    titel = forms.CharField(
        label="Hoe heet het?", required=False, max_length=120,
        help_text="Leeg laten mag. Dan staat er de naam van het bestand of van de site.",
    )  # fmt: skip

    def __init__(self, *args, te_groot=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.te_groot = te_groot  # the upload was cut off, so there is no file to look at

    def clean_bestand(self):
        bestand = self.cleaned_data.get("bestand")
        if self.te_groot:
            raise ValidationError(TE_GROOT)
        if bestand:
            try:
                keur(bestand, bestand.name)
            except DomainError as fout:
                raise ValidationError(str(fout)) from fout
        return bestand

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if data.get("bestand") and data.get("link"):
            self.add_error("link", "Kies één van de twee: een bestand of een link. Voeg de andere daarna toe.")
        elif not data.get("bestand") and not data.get("link"):
            self.add_error("bestand", "Kies een bestand, of plak hieronder een link.")
        return data
