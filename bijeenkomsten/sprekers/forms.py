from django import forms

from bijeenkomsten.models import Gastspreker, Spreekverzoek
from kern.forms import PlainTextFormMixin


class SprekerForm(PlainTextFormMixin, forms.ModelForm):
    """Who the guest is."""

    class Meta:
        model = Gastspreker
        fields = ["naam", "email", "expertise"]
        labels = {"naam": "Naam", "email": "Mailadres", "expertise": "Waar weet deze gast veel van?"}

    def _post_clean(self):
        """The service writes and judges, not this form."""


class VerzoekForm(PlainTextFormMixin, forms.ModelForm):
    """A guest of the list or somebody new, and the question."""

    spreker = forms.ModelChoiceField(
        Gastspreker.objects.none(), label="Wie vraag je?", required=False,
        empty_label="Iemand die nog niet op de lijst staat",
    )  # fmt: skip
    naam = forms.CharField(label="Naam", max_length=120, required=False)
    email = forms.EmailField(label="Mailadres", max_length=254, required=False)
    expertise = forms.CharField(label="Waar weet deze gast veel van?", max_length=300, required=False)
    akkoord = forms.BooleanField(
        label="Deze gast vindt het goed dat ik naam en mailadres hier invul.", required=False,
    )  # fmt: skip

    class Meta:
        model = Spreekverzoek
        fields = ["onderwerp", "bericht", "praktisch"]
        labels = {
            "onderwerp": "Waarover vraag je de gast te vertellen?",
            "bericht": "Je vraag aan de gast",
            "praktisch": "Goed om te weten voor de gast",
        }
        help_texts = {
            "bericht": "Komt in de mail. Waarom juist deze gast, hoelang duurt het, en is er een vergoeding?",
            "praktisch": "Komt op de briefing. Denk aan parkeren, een scherm, en wie de gast opvangt.",
        }
        widgets = {veld: forms.Textarea(attrs={"rows": 4}) for veld in ("bericht", "praktisch")}

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spreker"].queryset = Gastspreker.objects.filter(netwerk=netwerk)
        if not self.fields["spreker"].queryset:
            self.fields["spreker"].widget = forms.HiddenInput()

    def clean(self):
        data = super().clean()
        if data.get("spreker") or "spreker" in self.errors:
            return data
        if not data.get("naam") and "naam" not in self.errors:
            self.add_error("naam", "Vul de naam van de gast in.")
        if not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Vul het mailadres van de gast in. Daar gaat het verzoek heen.")
        if not data.get("akkoord"):
            self.add_error("akkoord", "Vraag het eerst aan de gast zelf. Vink dit daarna aan.")
        return data

    def _post_clean(self):
        """The service writes, not this form."""

    @property
    def gast(self):
        data = self.cleaned_data
        return data["spreker"] or {veld: data[veld] for veld in ("naam", "email", "expertise")}

    @property
    def waarden(self):
        return {veld: self.cleaned_data[veld] for veld in self._meta.fields}


class AntwoordForm(PlainTextFormMixin, forms.Form):
    """What the guest says."""

    komt = forms.ChoiceField(
        label="Kun je dan?", choices=[("ja", "Ja, ik kom"), ("nee", "Nee, ik kan niet")], widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )  # fmt: skip
    antwoord = forms.CharField(
        label="Wil je er iets bij zeggen?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen wie de bijeenkomst voorbereidt, leest dit.",
    )  # fmt: skip
    mag_bewaren = forms.BooleanField(
        label="Bewaar mijn gegevens voor een volgende keer.", required=False,
        help_text="Je naam, mailadres en expertise. Zonder vinkje wissen we ze een maand na de bijeenkomst.",
    )  # fmt: skip


class VraagForm(PlainTextFormMixin, forms.Form):
    """What a member puts in for the guest."""

    vraag = forms.CharField(
        label="Wat wil je de gast vragen?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    leervraag = forms.CharField(
        label="Deel je leervraag met deze gast", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat wil jij leren in dit netwerk? Alleen wat je hier schrijft, leest de gast. Leeg laten mag.",
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("vraag") and data.get("leervraag") == self.initial.get("leervraag", ""):
            self.add_error("vraag", "Schrijf een vraag, of deel je leervraag.")
        return data


class PraktischForm(PlainTextFormMixin, forms.ModelForm):
    class Meta:
        model = Spreekverzoek
        fields = ["praktisch"]
        labels = {"praktisch": "Goed om te weten voor de gast"}
        help_texts = {"praktisch": "Denk aan parkeren, een scherm, en wie de gast opvangt."}
        widgets = {"praktisch": forms.Textarea(attrs={"rows": 4})}

    def _post_clean(self):
        """The service writes, not this form."""


class DankForm(PlainTextFormMixin, forms.Form):
    dank = forms.CharField(
        label="Je bedankje", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf een paar woorden."},
        help_text="Noem één ding dat jullie ermee gaan doen. Dat is het mooiste bedankje.",
    )  # fmt: skip
