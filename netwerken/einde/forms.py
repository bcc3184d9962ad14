from django import forms
from django.utils import timezone

from kern.forms import PlainTextFormMixin
from netwerken.einde.models import Afsluiting
from netwerken.einde.services import LANGSTE_PAUZE
from netwerken.einde.soorten import BEWAREN, DELEN, EXPORTEREN, WISSEN, alle_soorten
from netwerken.forms import DAG_FOUT
from netwerken.models import Netwerk


class PauzeForm(PlainTextFormMixin, forms.Form):
    tot = forms.DateField(
        label="Vanaf welke dag gaan jullie weer verder?",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Kies een dag.", "invalid": DAG_FOUT},
        help_text="Die dag gaat alles vanzelf weer aan. Eerder verdergaan kan altijd.",
    )
    reden = forms.CharField(
        label="Waarom pauzeren jullie?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in een zin waarom jullie pauzeren."},
        help_text="Iedereen die meedoet leest dit.",
    )  # fmt: skip

    def clean_tot(self):
        tot, vandaag = self.cleaned_data["tot"], timezone.localdate()
        if tot <= vandaag:
            raise forms.ValidationError("Deze dag is al geweest of is vandaag. Kies een latere dag.")
        if tot > vandaag + LANGSTE_PAUZE:
            raise forms.ValidationError(
                "Een pauze duurt hooguit een jaar. Kies een eerdere dag, of sluit het netwerk af."
            )
        return tot


class EindeForm(PlainTextFormMixin, forms.Form):
    """Why, and who decided it. A netwerk that stops before its time tells why; for the others it may stay empty."""

    reden = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    besloten_door = forms.ChoiceField(
        label="Wie besloot dit?", choices=Afsluiting.Door.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies er een."},
        help_text="Gaat het over meer dan jullie zelf, vraag dan ook de medezeggenschap van de scholen.",
    )  # fmt: skip

    VRAGEN = {
        Netwerk.Status.AFGEROND: ("Wat wil je iedereen zeggen?", "Bijvoorbeeld wat jullie bereikten en wat er blijft."),
        Netwerk.Status.ZELFSTANDIG: ("Hoe gaat de groep verder?", "Wie nodigt uit, en hoe vinden jullie elkaar?"),
        Netwerk.Status.GESTOPT: ("Waarom stopt het?", "Schrijf het zo dat iedereen die meedeed het mag lezen."),
    }

    def __init__(self, *args, uitkomst, **kwargs):
        super().__init__(*args, **kwargs)
        reden = self.fields["reden"]
        reden.label, reden.help_text = self.VRAGEN[uitkomst]
        reden.required = uitkomst == Netwerk.Status.GESTOPT
        reden.error_messages["required"] = "Schrijf in een zin waarom het netwerk stopt."


class KeuzeForm(forms.Form):
    """What becomes of each kind; of what is always erased there is nothing to choose."""

    LABELS = {
        ("netwerk", DELEN): "blijft in de openbare lijst",
        ("netwerk", BEWAREN): "alleen voor wie erbij hoort",
    }
    WOORDEN = {BEWAREN: "bewaren", EXPORTEREN: "eerst meegeven, dan wissen", WISSEN: "wissen"}

    def __init__(self, *args, gekozen, **kwargs):
        super().__init__(*args, **kwargs)
        self.altijd_weg = [soort for soort in alle_soorten() if soort.mag == (WISSEN,)]
        for soort in alle_soorten():
            if soort in self.altijd_weg:
                continue
            keuzes = [(k, self.LABELS.get((soort.code, k)) or self.WOORDEN[k]) for k in soort.mag]
            self.fields[soort.code] = forms.ChoiceField(
                label=soort.naam, choices=keuzes, initial=gekozen[soort.code], widget=forms.RadioSelect,
                help_text=f"{soort.wat} {soort.waarom}".strip(), error_messages={"required": "Kies er een."},
            )  # fmt: skip

    def clean(self):
        data = super().clean()
        for soort in alle_soorten():
            hangt = soort.hangt_aan and data.get(soort.code) == BEWAREN and data.get(soort.hangt_aan) != BEWAREN
            if hangt:
                self.add_error(soort.code, soort.waarom)
        return data


class KlokForm(forms.Form):
    wist_op = forms.DateField(
        label="Wanneer worden de gegevens gewist?",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Kies een dag.", "invalid": DAG_FOUT},
    )
