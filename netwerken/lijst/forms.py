from django import forms

from netwerken.lijst.bestand import MAX_BYTES, TE_GROOT, BestandError, read_bestand
from netwerken.models import Deelname


class LijstForm(forms.Form):
    bestand = forms.FileField(
        label="Je lijst", allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Kies een bestand."},
        help_text="Een Excelbestand (.xlsx) of CSV, met een kolom met mailadressen. Een kolom met namen helpt.",
    )  # fmt: skip
    rol = forms.ChoiceField(label="Als", choices=Deelname.Rol.choices, initial="deelnemer", widget=forms.RadioSelect)

    def __init__(self, *args, te_groot=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.te_groot = te_groot  # the upload was cut off, so there is no file to look at

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(TE_GROOT)
        try:
            self.rijen = read_bestand(bestand.read())
        except BestandError as fout:
            raise forms.ValidationError(str(fout)) from fout
        return bestand

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.te_groot:
            self._errors.pop("bestand", None)
            self.add_error("bestand", TE_GROOT)
