"""The small forms of the year. Each stands on its page with a prefix of its own."""

from django import forms

from kern.forms import PlainTextFormMixin
from kern.tijd import dag, lokale_dag, nu
from netwerken.forms import DAG_FOUT, DAG_REDELIJK
from subsidie.lopend.looptijd import Ruimte, find_bezwaar_tegen
from subsidie.lopend.models import Criteriumstand, Nakoming, Startgesprek, Tussenbericht, Wijziging

KIES = {"required": "Kies er een.", "invalid_choice": "Kies er een."}
LEEST = "Het netwerk leest dit, zonder je naam."


def _length(model, veld):
    return model._meta.get_field(veld).max_length


def _text(label, model, veld, *, rows=3, leeg="", **kwargs):
    """``leeg``: what is said when nothing is written; without it that is allowed."""
    return forms.CharField(
        label=label, max_length=_length(model, veld), widget=forms.Textarea(attrs={"rows": rows}),
        required=bool(leeg), error_messages={"required": leeg}, **kwargs,
    )  # fmt: skip


def _dag(label, **kwargs):
    return forms.DateField(
        label=label, validators=DAG_REDELIJK, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": DAG_FOUT, "invalid": DAG_FOUT}, **{"initial": lambda: lokale_dag(nu())} | kwargs,
    )  # fmt: skip


def _list_keuzes(keuzes):
    return [(keuze.value, keuze.label.capitalize()) for keuze in keuzes]


def _keuze(label="", keuzes=()):
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, error_messages=KIES, choices=_list_keuzes(keuzes)
    )  # fmt: skip


class WijzigingForm(PlainTextFormMixin, forms.Form):
    wat = _text("Wat willen jullie veranderen?", Wijziging, "wat", leeg="Schrijf op wat er verandert.")
    waarom = _text(
        "Waarom?", Wijziging, "waarom", rows=4, leeg="Schrijf in een paar zinnen waarom.",
        help_text="Wat is er anders gegaan dan jullie dachten?",
    )  # fmt: skip


class LooptijdForm(WijzigingForm):
    """Asking for a longer looptijd: within what is possible now (``ruimte``)."""

    laatste_dag = _dag("Wat wordt de laatste dag?", initial=None)
    field_order = ("laatste_dag", "wat", "waarom")

    def __init__(self, *args, ruimte: Ruimte, **kwargs):
        super().__init__(*args, **kwargs)
        self.ruimte = ruimte
        veld = self.fields["laatste_dag"]
        veld.help_text = f"Nu is dat {dag(ruimte.nu, met_jaar=True)}. Er kan hoogstens een jaar bij."
        veld.widget.attrs |= {"min": ruimte.eerste.isoformat(), "max": ruimte.hoogste.isoformat()}

    def clean_laatste_dag(self):
        laatste = self.cleaned_data["laatste_dag"]
        if bezwaar := find_bezwaar_tegen(laatste, self.ruimte):
            raise forms.ValidationError(bezwaar)
        return laatste


class NakomingForm(PlainTextFormMixin, forms.Form):
    tekst = _text("Wat hebben jullie gedaan?", Nakoming, "tekst", leeg="Schrijf op wat jullie deden.")


class TussenberichtForm(PlainTextFormMixin, forms.Form):
    keuze = _keuze("Hoe gaat het?", Tussenbericht.Keuze)
    tekst = _text(
        "Wil je er iets bij vertellen?", Tussenbericht, "tekst",
        help_text="Een paar zinnen zijn genoeg. Noem geen namen van deelnemers.",
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if data.get("keuze") == Tussenbericht.Keuze.LASTIG and not data.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", "Schrijf in één zin waar jullie tegenaan lopen.")
        return data


class ToelichtingForm(PlainTextFormMixin, forms.Form):
    tekst = _text("Jullie uitleg", Criteriumstand, "toelichting", leeg="Schrijf in één zin hoe het komt.")


class StartgesprekForm(PlainTextFormMixin, forms.Form):
    dag = _dag("Wanneer was het gesprek?")
    notitie = _text("Wat spraken jullie af?", Startgesprek, "notitie", help_text="Het netwerk leest dit ook.")


class BetaaldForm(forms.Form):
    betaald_op = _dag("Betaald op")


class AntwoordForm(PlainTextFormMixin, forms.Form):
    """The academie answers: which outcome, and why. ``model``: what it answers; ``vraag``: how that is asked."""

    model, vraag = None, ""
    uitkomst = _keuze()
    field_order = ("uitkomst", "reden")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        veld = self.fields["uitkomst"]
        veld.label, veld.choices = self.vraag, _list_keuzes(self.model.Uitkomst)


class NakomingAntwoordForm(AntwoordForm):
    model, vraag = Nakoming, "Is dit in orde?"
    reden = _text("Wat mist er nog?", Nakoming, "reden", help_text=f"Nodig als het nog niet in orde is. {LEEST}")


class WijzigingAntwoordForm(AntwoordForm):
    model, vraag = Wijziging, "Mag dit?"
    reden = _text(
        "Waarom?", Wijziging, "reden", rows=4, leeg="Leg je antwoord uit in een paar zinnen.", help_text=LEEST
    )  # fmt: skip
