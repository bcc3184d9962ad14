from django import forms

from kern.forms import PlainTextFormMixin
from subsidie.begroting.bedragen import Bedragfout, parse_bedrag, show_invoer
from subsidie.besluit.models import Besluit, Uitkomst, Voldoet, Voorwaarde

VOORWAARDEN = 4  # that fit one letter


class BesluitForm(PlainTextFormMixin, forms.Form):
    """A decision with its reasons. ``voorstel``: {code: Voldoet} of the criteria about which the advices agree."""

    uitkomst = forms.ChoiceField(
        label="Wat besluit je?", choices=Uitkomst, widget=forms.RadioSelect, error_messages={"required": "Kies er een."}
    )
    bedrag = forms.CharField(
        label="Welk bedrag krijgt het netwerk?", required=False, max_length=20, help_text="Telt niet bij een afwijzing."
    )
    motivering = forms.CharField(
        label="Waarom besluit je dit?", widget=forms.Textarea(attrs={"rows": 5}),
        max_length=Besluit._meta.get_field("motivering").max_length,
        help_text="De aanvrager leest dit in de brief. Schrijf een paar hele zinnen.",
        error_messages={"required": "Leg je besluit uit in een paar zinnen."},
    )  # fmt: skip

    def __init__(self, *args, regeling, voorstel=None, gevraagd=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.regeling = regeling
        self.fields["bedrag"].initial = show_invoer(gevraagd)
        for criterium in regeling.criteria:
            self._add_criterium(criterium, (voorstel or {}).get(criterium.code))
        for nummer in range(1, VOORWAARDEN + 1):
            self._add_voorwaarde(nummer)

    def _add_criterium(self, criterium, voorstel):
        keuzes = [k for k in Voldoet.choices if k[0] != Voldoet.UITZONDERING or criterium.uitzondering]
        self.fields[f"voldoet-{criterium.code}"] = forms.ChoiceField(
            label=criterium.naam, choices=keuzes, initial=voorstel, widget=forms.RadioSelect,
            error_messages={"required": "Kies er een."},
        )  # fmt: skip
        self.fields[f"reden-{criterium.code}"] = forms.CharField(
            label="Waarom?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def _add_voorwaarde(self, nummer):
        self.fields[f"voorwaarde-{nummer}"] = forms.CharField(
            label=f"Voorwaarde {nummer}", required=False,
            max_length=Voorwaarde._meta.get_field("tekst").max_length,
        )  # fmt: skip
        self.fields[f"voor-{nummer}"] = forms.DateField(
            label="Uiterlijk op", required=False, widget=forms.DateInput(attrs={"type": "date"}),
            error_messages={"invalid": "Vul een dag in, zoals 31-12-2026."},
        )  # fmt: skip

    def make_rijen(self, punten):
        """(punt, its choice, its reason) of these, for the page."""
        codes = [(punt, punt.criterium.code) for punt in punten]
        return [(punt, self[f"voldoet-{code}"], self[f"reden-{code}"]) for punt, code in codes]

    def voorwaarde_rijen(self):
        return [(self[f"voorwaarde-{n}"], self[f"voor-{n}"]) for n in range(1, VOORWAARDEN + 1)]

    def clean_bedrag(self):
        """Eurocents; with a refusal there is none, whatever was still in the box."""
        tekst = self.cleaned_data["bedrag"]
        if self.data.get("uitkomst") == Uitkomst.AFGEWEZEN:
            return 0
        try:
            return parse_bedrag(tekst)
        except Bedragfout as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        data = super().clean()
        for nummer in range(1, VOORWAARDEN + 1):
            tekst, voor = data.get(f"voorwaarde-{nummer}"), data.get(f"voor-{nummer}")
            if tekst and not voor and f"voor-{nummer}" not in self.errors:
                self.add_error(f"voor-{nummer}", "Tot wanneer heeft het netwerk hiervoor?")
            if voor and not tekst:
                self.add_error(f"voorwaarde-{nummer}", "Wat moet het netwerk dan hebben gedaan?")
        return data

    @property
    def values(self):
        data = self.cleaned_data
        nummers = range(1, VOORWAARDEN + 1)
        voorwaarden = [(data[f"voorwaarde-{n}"], data[f"voor-{n}"]) for n in nummers if data[f"voorwaarde-{n}"]]
        return {
            "uitkomst": Uitkomst(data["uitkomst"]), "bedrag": data["bedrag"], "motivering": data["motivering"],
            "criteria": {c.code: (data[f"voldoet-{c.code}"], data[f"reden-{c.code}"]) for c in self.regeling.criteria},
            "voorwaarden": voorwaarden if data["uitkomst"] == Uitkomst.VOORWAARDE else [],
        }  # fmt: skip


class VertelForm(forms.Form):
    """Which decisions are made known now."""

    besluit = forms.ModelMultipleChoiceField(
        queryset=Besluit.objects.none(), error_messages={"required": "Kies minstens één besluit."}
    )

    def __init__(self, *args, besluiten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besluit"].queryset = besluiten
