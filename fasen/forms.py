from datetime import date

from django import forms

from fasen.inhoud import FASEN
from fasen.models import MEESTE_KEREN, REDEN_MAX, REDEN_MIN, FaseVerloop
from fasen.plan.rekenen import last_day, list_months
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
    """For each fase that is not over: the first and the last month it is expected in, and how many meetings.

    ``voorstel``: a plan to start from, shown instead of what was kept.
    """

    def __init__(self, *args, netwerk, verlopen, voorstel=(), **kwargs):
        super().__init__(*args, **kwargs)
        known = {verloop.fase: verloop for verloop in verlopen}
        self.fasen = [fase for fase in FASEN if not _is_over(known.get(fase.slug))]
        plan = {deel.fase.slug: (deel.van, deel.tot, deel.keren) for deel in voorstel}
        plan = plan or {slug: (v.gepland_van, v.gepland_tot, v.gepland_keren) for slug, v in known.items()}
        planned = [dag for van, tot, _ in plan.values() for dag in (van, tot) if dag]
        keuzes = [("", "Nog open"), *_months(netwerk, planned)]
        for fase in self.fasen:
            van, tot, keren = plan.get(fase.slug, (None, None, None))
            for part, label, dag in (("van", "Vanaf", van), ("tot", "Tot en met", tot)):
                self.fields[f"{fase.slug}_{part}"] = forms.ChoiceField(
                    label=label, choices=keuzes, required=False, initial=f"{dag:%Y-%m}" if dag else ""
                )
            self.fields[f"{fase.slug}_keren"] = _keren_field(keren)

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
            elif not van and data.get(f"{fase.slug}_keren") is not None:
                self.add_error(f"{fase.slug}_van", f"Kies bij {fase.naam} ook de maanden, of laat het aantal leeg.")
            previous = van or previous
        return data

    def perioden(self):
        """(fase, van, tot, keren) as bound fields, for the template."""
        return [
            (fase, self[f"{fase.slug}_van"], self[f"{fase.slug}_tot"], self[f"{fase.slug}_keren"])
            for fase in self.fasen
        ]

    def planning(self):
        """What ``services.plan_fasen`` takes: first and last day and number per fase, or None."""
        return {fase.slug: self._periode(fase.slug) for fase in self.fasen}

    def _periode(self, slug):
        van, tot, keren = (self.cleaned_data[f"{slug}_{part}"] for part in ("van", "tot", "keren"))
        return (_day(van), last_day(_day(tot)), keren) if van else None


def _keren_field(keren):
    return forms.IntegerField(
        label="Bijeenkomsten",
        min_value=0,
        max_value=MEESTE_KEREN,
        required=False,
        initial=keren,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Vul een heel getal in.",
            "min_value": "Vul 0 of meer in.",
            "max_value": f"Vul hooguit {MEESTE_KEREN} in.",
        },
    )


def _is_over(verloop):
    return verloop is not None and verloop.status == FaseVerloop.Status.AFGEROND


def _months(netwerk, planned):
    """The months of the looptijd, stretched when something was planned outside it."""
    for month in list_months(min([netwerk.start_datum, *planned]), max([netwerk.eind_datum, *planned])):
        yield f"{month:%Y-%m}", tijd.maand_jaar(month)


def _day(month):
    return date.fromisoformat(f"{month}-01")
