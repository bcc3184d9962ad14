from datetime import timedelta

from django import forms

from kern.forms import PlainTextFormMixin
from kern.tijd import lokale_dag, nu
from netwerken.contract.models import Akkoord, Contractreactie, Contractvraag

EEN_JAAR = timedelta(days=365)


class TekstForm(PlainTextFormMixin, forms.Form):
    """What the group would answer. ``versie``: of the text this member began with."""

    tekst = forms.CharField(
        label="Wat spreken jullie af?",
        max_length=Contractvraag._meta.get_field("tekst").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Twee of drie zinnen zijn genoeg. Schrijf wat je kunt zien of horen als het goed gaat.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class VraagForm(PlainTextFormMixin, forms.Form):
    vraag = forms.CharField(
        label="Welke vraag wil je erbij?",
        max_length=Contractvraag._meta.get_field("vraag").max_length,
        help_text="Bijvoorbeeld: Hoe gaan we om met telefoons tijdens een bijeenkomst?",
        error_messages={"required": "Schrijf je vraag op."},
    )


class ReactieForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Jouw reactie",
        max_length=Contractreactie._meta.get_field("tekst").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf iets op, of ga terug."},
    )


class BezwaarForm(PlainTextFormMixin, forms.Form):
    bezwaar = forms.CharField(
        label="Nog niet, want…",
        max_length=Akkoord._meta.get_field("bezwaar").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Een of twee zinnen. Alleen de groep leest dit.",
        error_messages={"required": "Schrijf in een zin wat er nog anders moet."},
    )


class HerzienForm(forms.Form):
    """The day on which the group looks at its rules again."""

    herzien_op = forms.DateField(
        label="Wanneer kijken jullie opnieuw?",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Op die dag krijgt de facilitator een mail. Een jaar is vaak genoeg.",
        error_messages={"required": "Kies een dag.", "invalid": "Kies een dag, of schrijf hem zo: 26-11-2026."},
    )

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        vandaag = lokale_dag(nu())
        over_een_jaar = vandaag + EEN_JAAR
        self.fields["herzien_op"].initial = (
            min(over_een_jaar, netwerk.eind_datum) if netwerk.eind_datum > vandaag else over_een_jaar
        )


class VastleggenForm(HerzienForm):
    """And which draft was read."""

    gelezen = forms.CharField(widget=forms.HiddenInput, max_length=2000)
