from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.models import Overdracht


class OverdrachtForm(PlainTextFormMixin, forms.Form):
    """Somebody of the group, or somebody else by address."""

    lid = forms.ChoiceField(label="Wie vraag je?", required=False)
    email = forms.EmailField(
        label="Mailadres van iemand van buiten", required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Dit is geen mailadres."},
    )  # fmt: skip
    naam = forms.CharField(label="Naam", required=False, max_length=120)
    notitie = forms.CharField(
        label="Wat moet je opvolger weten?", required=False, widget=forms.Textarea(attrs={"rows": 7}),
        max_length=Overdracht._meta.get_field("notitie").max_length,
        help_text="Alleen facilitators lezen dit: jij nu, en je opvolger na het ja. Schrijf over de groep en het werk, "
        "niet over het karakter van mensen.",
    )  # fmt: skip
    blijft = forms.ChoiceField(
        label="En jij daarna?", widget=forms.RadioSelect, initial="weg",
        choices=[("weg", "Ik stop met dit netwerk"), ("blijft", "Ik doe mee als deelnemer")],
        help_text="Heb je nog een andere rol, dan houd je die als je meedoet.",
        error_messages={"required": "Kies er een."},
    )  # fmt: skip

    def __init__(self, *args, leden, **kwargs):
        super().__init__(*args, **kwargs)
        self.leden = {str(lid.pk): lid for lid in leden}
        self.fields["lid"].choices = [
            ("", "iemand van buiten de groep"), *((pk, lid.naam) for pk, lid in self.leden.items()),
        ]  # fmt: skip

    def clean(self):
        data = super().clean()
        if lid := self.leden.get(data.get("lid", "")):
            return data | {"email": lid.email, "naam": lid.naam}
        for veld, fout in (
            ("email", "Kies iemand uit de groep, of vul een mailadres in."),
            ("naam", "Vul een naam in."),
        ):
            if "lid" in data and not data.get(veld) and veld not in self.errors:
                self.add_error(veld, fout)
        return data

    @property
    def values(self):
        data = self.cleaned_data
        return {veld: data[veld] for veld in ("email", "naam", "notitie")} | {"blijft": data["blijft"] == "blijft"}
