from datetime import date, timedelta

from django import forms

from fasen.inhoud import FASEN
from fasen.models import REDEN_MAX, REDEN_MIN, FaseVerloop
from kern import tijd
from kern.forms import FormHelper, PlainTextFormMixin


class MoveForm(PlainTextFormMixin, forms.Form):
    """Why the group takes this step. ``seen`` is the fase that was current on the page the user looked at."""

    reden = forms.CharField(
        label="Waarom nu?",
        help_text="Eén of twee zinnen. Iedereen in het netwerk leest dit terug.",
        min_length=REDEN_MIN,
        max_length=REDEN_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in een paar woorden waarom jullie deze stap zetten.",
            "min_length": "Schrijf iets meer: in een paar woorden waarom jullie deze stap zetten.",
            "max_length": f"Houd het kort: hooguit {REDEN_MAX} tekens.",
        },
    )
    seen = forms.CharField(max_length=14, required=False, widget=forms.HiddenInput)

    helper = FormHelper()


class PlanForm(forms.Form):
    """For each fase that has not begun: the first and the last month it is expected in."""

    def __init__(self, *args, netwerk, verlopen, **kwargs):
        super().__init__(*args, **kwargs)
        known = {verloop.fase: verloop for verloop in verlopen}
        self.fasen = [fase for fase in FASEN if _is_gepland(known.get(fase.slug))]
        planned = [dag for verloop in verlopen for dag in (verloop.gepland_van, verloop.gepland_tot) if dag]
        keuzes = [("", "Nog open"), *_months(netwerk, planned)]
        for fase in self.fasen:
            verloop = known.get(fase.slug)
            for part, label in (("van", "Vanaf"), ("tot", "Tot en met")):
                dag = getattr(verloop, f"gepland_{part}", None)
                self.fields[f"{fase.slug}_{part}"] = forms.ChoiceField(
                    label=label, choices=keuzes, required=False, initial=f"{dag:%Y-%m}" if dag else ""
                )

    def clean(self):
        data = super().clean()
        previous = ""
        for fase in self.fasen:
            van, tot = data.get(f"{fase.slug}_van", ""), data.get(f"{fase.slug}_tot", "")
            if bool(van) != bool(tot):
                self.add_error(
                    f"{fase.slug}_{'tot' if van else 'van'}", f"Kies bij {fase.naam} beide maanden, of geen van beide."
                )
            elif van > tot:
                self.add_error(f"{fase.slug}_tot", f"{fase.naam} eindigt zo voor het begin. Kies een latere maand.")
            elif van and van < previous:
                self.add_error(f"{fase.slug}_van", f"{fase.naam} begint zo voor de vorige fase. Kies een latere maand.")
            previous = van or previous
        return data

    def perioden(self):
        """(fase, van, tot) as bound fields, for the template."""
        return [(fase, self[f"{fase.slug}_van"], self[f"{fase.slug}_tot"]) for fase in self.fasen]

    def planning(self):
        """What ``services.plan_fasen`` takes: first and last day per fase, or None."""
        parts = ((fase.slug, self.cleaned_data[f"{fase.slug}_van"]) for fase in self.fasen)
        return {
            slug: (_first_day(van), _last_day(self.cleaned_data[f"{slug}_tot"])) if van else None for slug, van in parts
        }


def _is_gepland(verloop):
    return verloop is None or verloop.status == FaseVerloop.Status.GEPLAND


def _months(netwerk, planned):
    """The months of the looptijd, stretched when something was planned outside it."""
    first = min([netwerk.start_datum, *planned]).replace(day=1)
    last = max([netwerk.eind_datum, *planned])
    while first <= last:
        yield f"{first:%Y-%m}", tijd.maand_jaar(first)
        first = _next_month(first)


def _next_month(dag):
    return (dag.replace(day=1) + timedelta(days=32)).replace(day=1)


def _first_day(month):
    return date.fromisoformat(f"{month}-01")


def _last_day(month):
    return _next_month(_first_day(month)) - timedelta(days=1)
