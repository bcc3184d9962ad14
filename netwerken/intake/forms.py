from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.forms import DAG_FOUT, DAG_REDELIJK
from netwerken.intake.inhoud import Groep
from netwerken.intake.models import LANGST_ANTWOORD, Intake

_TE_LANG = f"Dit is te lang. Gebruik hooguit {LANGST_ANTWOORD} tekens."


class GroepForm(PlainTextFormMixin, forms.Form):
    """The questions of one screen. ``versie_<nr>`` is the answer this screen began with."""

    def __init__(self, *args, groep: Groep, rijen: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.groep, self.botst = groep, {}
        for vraag in groep.vragen:
            rij = rijen.get(vraag.nr)
            self.fields[f"antwoord_{vraag.nr}"] = forms.CharField(
                label=vraag.vraag, help_text=vraag.uitleg, required=False, max_length=LANGST_ANTWOORD,
                initial=rij.tekst if rij else "", widget=forms.Textarea(attrs={"rows": 4, "data-vraag": vraag.nr}),
                error_messages={"max_length": _TE_LANG},
            )  # fmt: skip
            self.fields[f"versie_{vraag.nr}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=rij.versie if rij else 0,
                error_messages={"required": "Laad de bladzijde opnieuw.", "invalid": "Laad de bladzijde opnieuw."},
            )  # fmt: skip

    @property
    def antwoorden(self) -> dict[int, tuple[str, int]]:
        """vraag → (text, version), of what is well-formed."""
        data = self.cleaned_data
        return {
            vraag.nr: (data[f"antwoord_{vraag.nr}"], data[f"versie_{vraag.nr}"])
            for vraag in self.groep.vragen
            if f"antwoord_{vraag.nr}" in data and f"versie_{vraag.nr}" in data
        }

    def tell_conflicts(self, rijen: dict) -> bool:
        """Say at each answer that another screen changed meanwhile; from now on this screen knows of it."""
        self.data = self.data.copy()
        for vraag, (tekst, _) in self.antwoorden.items():
            if rijen[vraag].tekst != tekst:
                self.botst[vraag] = rijen[vraag].tekst
                self.add_error(
                    f"antwoord_{vraag}", "Op een ander scherm heb je dit ook veranderd. Kies wat er moet staan."
                )
            self.data[f"versie_{vraag}"] = str(rijen[vraag].versie)
        return bool(self.botst)

    @property
    def velden(self):
        """(vraag, field, version field, what stands there instead) of every question."""
        return [
            (vraag, self[f"antwoord_{vraag.nr}"], self[f"versie_{vraag.nr}"], self.botst.get(vraag.nr))
            for vraag in self.groep.vragen
        ]


class NotitiesForm(PlainTextFormMixin, forms.Form):
    notities = forms.CharField(
        label="Jouw notities", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Alleen facilitators van dit netwerk lezen ze. De deelnemer niet.",
    )  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class GesprekForm(forms.Form):
    gesprek_op = forms.DateField(
        label="Wanneer spreken jullie elkaar?", required=False, validators=DAG_REDELIJK,
        error_messages={"invalid": DAG_FOUT},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Tot en met die dag kan de deelnemer antwoorden nog veranderen.",
    )  # fmt: skip


class BesluitForm(PlainTextFormMixin, forms.Form):
    """The message, and with «verbreden» what the group should discuss."""

    bericht = forms.CharField(
        label="Wat je schrijft", max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dit staat in de mail. Pas het aan tot het van jou is.",
        error_messages={"required": "Schrijf een paar vriendelijke woorden. Die staan in de mail."},
    )  # fmt: skip
    groep_bespreekt = forms.CharField(
        label="Wat bespreekt de groep?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld een thema dat erbij komt. Alleen facilitators zien dit staan.",
        error_messages={"required": "Schrijf op wat de groep moet bespreken."},
    )  # fmt: skip

    def __init__(self, *args, uitkomst: str, **kwargs):
        super().__init__(*args, **kwargs)
        if uitkomst != Intake.Uitkomst.VERBREDEN:
            del self.fields["groep_bespreekt"]
