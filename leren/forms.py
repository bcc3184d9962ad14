from django import forms

from kern.forms import PlainTextFormMixin
from leren.competenties import list_keuzes
from leren.models import LANGST_TOELICHTING, LANGST_VRAAG, Leervraag


class LeervraagForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Je leervraag", max_length=LANGST_VRAAG, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén vraag, over iets wat jij zelf kunt veranderen. Begin met “Hoe”.",
        error_messages={"required": "Schrijf je leervraag op."},
    )  # fmt: skip
    toelichting = forms.CharField(
        label="Toelichting", max_length=LANGST_TOELICHTING, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text="Bijvoorbeeld wat je al probeerde en waar je vastloopt.",
    )  # fmt: skip
    schooldoel = forms.CharField(
        label="Bij welk doel van je school hoort dit?", max_length=LANGST_TOELICHTING, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    competentie = forms.ChoiceField(
        label="Bij welke competentie hoort dit?", required=False,
        help_text="We tellen dit alleen. Niemand anders ziet wat je kiest.",
        error_messages={"invalid_choice": "Kies een competentie uit de lijst, of laat het open."},
    )  # fmt: skip
    klaar = forms.BooleanField(
        label="Dit is het antwoord dat ik vond", required=False,
        help_text="Schrijf dan bij de toelichting wat het je opleverde. Later weer verder kan.",
    )  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    @classmethod
    def start(cls, netwerk, leervraag, data=None):
        """The form as it begins for this leervraag, or for who has none in this netwerk."""
        huidige = leervraag.huidige if leervraag else None
        initial = {"versie": 0}
        if huidige:
            initial = {
                "tekst": huidige.tekst, "toelichting": huidige.toelichting, "schooldoel": leervraag.schooldoel,
                "klaar": leervraag.is_klaar, "versie": huidige.nummer, "competentie": leervraag.competentie,
            }  # fmt: skip
        form = cls(data, initial=initial)
        form.fields["competentie"].choices = list_keuzes(netwerk.sector, initial.get("competentie", ""))
        if not huidige:
            del form.fields["klaar"]
        return form

    @property
    def waarden(self):
        data = self.cleaned_data
        soort = "resultaat" if data.get("klaar") else "aangescherpt"
        namen = ("tekst", "toelichting", "schooldoel", "competentie", "versie")
        return {naam: data[naam] for naam in namen} | {"soort": soort}


class LezersForm(forms.Form):
    leest = forms.ChoiceField(
        label="Wie leest je leervraag?", choices=Leervraag.Leest.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies wie hem leest.", "invalid_choice": "Kies wie hem leest."},
    )  # fmt: skip
