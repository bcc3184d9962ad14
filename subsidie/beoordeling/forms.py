from datetime import timedelta

from django import forms

from kern.forms import PlainTextFormMixin
from kern.tijd import lokale_dag, nu, ochtend
from subsidie.beoordeling.models import Aanvulvraag, Advies, Bespreekpunt, Oordeel


def post_data(request):
    """For a form: what was posted, also when that is nothing."""
    return request.POST if request.method == "POST" else None


class OordeelForm(PlainTextFormMixin, forms.Form):
    waarde = forms.ChoiceField(
        label="Wat is je oordeel?", choices=[(w.value, w.label.capitalize()) for w in Oordeel.Waarde],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een oordeel.", "invalid_choice": "Kies een van de antwoorden."},
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom?", required=False, max_length=Oordeel._meta.get_field("reden").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De aanvrager leest dit straks mee, zonder je naam. Schrijf twee of drie zinnen.",
    )  # fmt: skip

    def __init__(self, *args, criterium, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["waarde"].label = criterium.vraag or self.fields["waarde"].label


class AdviesForm(PlainTextFormMixin, forms.Form):
    uitkomst = forms.ChoiceField(
        label="Wat adviseer je?", choices=[(u.value, u.label.capitalize()) for u in Advies.Uitkomst],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je adviseert.", "invalid_choice": "Kies een van de antwoorden."},
    )  # fmt: skip
    tekst = forms.CharField(
        label="Waarom?", max_length=Advies._meta.get_field("tekst").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wat is sterk, en wat moet nog beter? Wie beslist, leest dit.",
        error_messages={"required": "Schrijf in een paar zinnen waarom je dit adviseert."},
    )  # fmt: skip


class PuntForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat wil je zeggen?", max_length=Bespreekpunt._meta.get_field("tekst").max_length,
        widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Schrijf op wat je wilt zeggen."},
    )  # fmt: skip


class VraagForm(PlainTextFormMixin, forms.Form):
    """A question about everything, one per criterium, and until when."""

    voor = forms.DateField(
        label="Antwoord nodig op", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Twee weken is gewoon. Geef het netwerk minstens een paar dagen.",
        error_messages={"required": "Kies een dag.", "invalid": "Kies een dag."},
    )  # fmt: skip
    algemeen = forms.CharField(
        label="Over de hele aanvraag", required=False, max_length=Aanvulvraag._meta.get_field("tekst").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args, criteria, dagen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voor"].initial = lokale_dag(nu()) + timedelta(days=dagen)
        self.codes = [criterium.code for criterium in criteria]
        for criterium in criteria:
            self.fields[f"c-{criterium.code}"] = forms.CharField(
                label=criterium.naam, required=False, max_length=Aanvulvraag._meta.get_field("tekst").max_length,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean_voor(self):
        """Until the end of the working day: that is the morning of the day after."""
        dag = self.cleaned_data["voor"]
        if not lokale_dag(nu()) < dag <= lokale_dag(nu()) + timedelta(days=90):
            raise forms.ValidationError("Kies een dag in de komende drie maanden.")
        return ochtend(dag) + timedelta(hours=8)

    @property
    def vragen(self):
        data = self.cleaned_data
        return [("", data["algemeen"]), *((code, data[f"c-{code}"]) for code in self.codes)]
