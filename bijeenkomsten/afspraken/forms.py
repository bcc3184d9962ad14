from django import forms

from bijeenkomsten.forms import DagVeld
from bijeenkomsten.models import Afspraak
from kern.forms import PlainTextFormMixin
from personen.models import Persoon


class AfspraakForm(PlainTextFormMixin, forms.ModelForm):
    wie = forms.ModelChoiceField(
        label="Wie doet het?",
        queryset=Persoon.objects.none(),
        required=False,
        empty_label="Iedereen",
        error_messages={"invalid_choice": "Deze persoon doet niet mee aan het netwerk. Kies iemand anders."},
    )
    voor = DagVeld(label="Wanneer is het klaar?", required=False, help_text="Laat leeg als er geen dag is.")

    class Meta:
        model = Afspraak
        fields = ["tekst", "wie", "voor"]
        labels = {"tekst": "Wat spraken jullie af?"}
        help_texts = {"tekst": "Eén zin, met een werkwoord: “vraagt het team naar…”"}
        error_messages = {"tekst": {"required": "Schrijf op wat jullie afspraken."}}

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wie"].queryset = netwerk.leden().order_by("naam", "pk")
        self.fields["wie"].label_from_instance = lambda persoon: persoon.naam

    def _post_clean(self):
        """The service writes, not this form."""


class AfspraakUpdateForm(AfspraakForm):
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class LoslaatForm(PlainTextFormMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom laten jullie dit los?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Een paar woorden. De groep leest ze in de lijst.",
        error_messages={"required": "Schrijf kort waarom jullie dit loslaten."},
    )
