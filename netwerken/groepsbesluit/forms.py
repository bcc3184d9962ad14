from datetime import timedelta

from django import forms
from django.utils import timezone

from kern.errors import DomainError
from kern.forms import PlainTextFormMixin
from netwerken.forms import DAG_FOUT, DAG_REDELIJK
from netwerken.groepsbesluit.models import Groepsbezwaar
from netwerken.groepsbesluit.services import MINSTE, STANDAARD, check_dag
from netwerken.groepsbesluit.vrij import find_krap


class VraagForm(forms.Form):
    """Until when the group may answer. ``gezien``: the day of which the warnings were read."""

    tot = forms.DateField(
        label="Tot en met wanneer kan de groep antwoorden?", validators=DAG_REDELIJK,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=f"Een week is meestal genoeg, {MINSTE.days} dagen is het minste.",
        error_messages={"required": "Kies een dag.", "invalid": DAG_FOUT},
    )  # fmt: skip
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def __init__(self, *args, stemmers, **kwargs):
        super().__init__(*args, **kwargs)
        self.stemmers, self.krap = stemmers, []
        self.fields["tot"].initial = timezone.localdate() + STANDAARD

    def clean_tot(self):
        tot = self.cleaned_data["tot"]
        try:
            check_dag(tot)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        return tot

    def clean(self):
        data = super().clean()
        tot = data.get("tot")
        if tot and data.get("gezien") != tot.isoformat():
            self.krap = find_krap(self.stemmers, timezone.localdate() + timedelta(days=1), tot)
        if self.krap:  # no mistake: the same day once more is a choice
            self.data = self.data.copy()
            self.data["gezien"] = tot.isoformat()
        return data


class BezwaarForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat is je bezwaar?", max_length=Groepsbezwaar._meta.get_field("tekst").max_length, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf over de groep en de vraag, niet over iemands karakter.",
    )  # fmt: skip


class BesluitForm(PlainTextFormMixin, forms.Form):
    """What a facilitator decides after talking with the group."""

    toelaten = forms.ChoiceField(
        label="Wat besluit je?", widget=forms.RadioSelect, error_messages={"required": "Kies er een."},
        choices=[("ja", "Deze persoon komt erbij"), ("nee", "Deze persoon komt er niet bij")],
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De groep leest dit. Noem niemand die bezwaar had.",
        error_messages={"required": "Schrijf voor de groep op waarom je dit besluit."},
    )  # fmt: skip
    bericht = forms.CharField(
        label="Vriendelijke woorden bij een nee", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Staat in de mail aan deze persoon. Schrijf niet wie bezwaar had en niet waarom.",
    )  # fmt: skip
