from datetime import UTC, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone

from bijeenkomsten.forms import DagVeld, tijdveld
from kern.errors import DomainError
from kern.forms import PlainTextFormMixin
from kern.tijd import nu
from subsidie.begroting.bedragen import parse_bedrag, show_invoer
from subsidie.regeling.regels import Rondeplan, find_bezwaren
from subsidie.regeling.services import plan_of

# Where a remark about a moment is shown.
_BIJ = {"opent_op": "opent_dag", "sluit_op": "sluit_dag"}


class RondeForm(PlainTextFormMixin, forms.Form):
    """A round, new or changed. ``plan`` and ``regeling`` are what was filled in."""

    regeling = forms.ChoiceField(
        label="Welke regeling?",
        widget=forms.RadioSelect,
        help_text="De criteria, de bedragen en de vragen komen uit de regeling.",
        error_messages={"required": "Kies een regeling.", "invalid_choice": "Deze regeling is er niet."},
    )
    naam = forms.CharField(
        label="Hoe heet de ronde?",
        max_length=80,
        help_text="Bijvoorbeeld: Voorjaarsronde 2027. Netwerken zien deze naam.",
    )
    opent_dag = DagVeld(label="Opent op")
    opent_tijd = tijdveld("Opent om", initial=time(9))
    sluit_dag = DagVeld(label="Sluit op")
    sluit_tijd = tijdveld("Sluit om", initial=time(17))
    advies_voor = DagVeld(label="Adviezen klaar op", help_text="Zo weten beoordelaars hoeveel tijd ze hebben.")
    besluit_voor = DagVeld(label="Besluit op", help_text="Netwerken zien deze dag. Beloof wat je kunt waarmaken.")
    budget = forms.CharField(
        label="Hoeveel geld is er samen?", max_length=30,
        help_text="In euro, voor alle aanvragen samen. Bijvoorbeeld 120.000.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data=None, *, regelingen=(), ronde=None):
        self.ronde, self.regelingen, self.plan = ronde, {r.code: r for r in regelingen}, None
        super().__init__(data, initial=_read(ronde) if ronde else {})
        if ronde:
            del self.fields["regeling"]
            return
        self.fields["regeling"].choices = [(r.code, r.naam) for r in regelingen]
        if len(self.regelingen) == 1:
            self.initial["regeling"] = next(iter(self.regelingen))

    @property
    def gekozen(self):
        """The regeling of a new round."""
        return self.regelingen[self.cleaned_data["regeling"]]

    def clean_budget(self):
        try:
            return parse_bedrag(self.cleaned_data["budget"])
        except DomainError as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        data = super().clean()
        momenten = {"opent_op": self._moment("opent"), "sluit_op": self._moment("sluit")}
        waarden = momenten | {veld: data.get(veld) for veld in ("advies_voor", "besluit_voor", "budget")}
        if any(waarde is None for waarde in waarden.values()):
            return data
        self.plan = Rondeplan(**waarden)
        oud = plan_of(self.ronde) if self.ronde else None
        heeft_aanvragen = bool(self.ronde and self.ronde.begonnen)
        bezwaren = find_bezwaren(self.plan, oud=oud, heeft_aanvragen=heeft_aanvragen, moment=nu())
        for veld, bericht in bezwaren.items():
            self.add_error(_BIJ.get(veld, veld), bericht)
        return data

    def _moment(self, wat):
        d, t = self.cleaned_data.get(f"{wat}_dag"), self.cleaned_data.get(f"{wat}_tijd")
        if d is None or t is None:
            return None
        oud = getattr(self.ronde, f"{wat}_op", None)
        if oud and (d, t) == _split(oud):
            return oud  # with its seconds: what nobody changed did not change
        try:
            return from_current_timezone(datetime.combine(d, t)).astimezone(UTC)
        except (ValidationError, OverflowError):
            self.add_error(f"{wat}_tijd", "Op die dag gaat de klok een uur vooruit of terug. Kies een ander tijdstip.")
            return None


def _split(moment):
    lokaal = timezone.localtime(moment)
    return lokaal.date(), lokaal.time().replace(second=0, microsecond=0)


def _read(ronde):
    (opent_dag, opent_tijd), (sluit_dag, sluit_tijd) = _split(ronde.opent_op), _split(ronde.sluit_op)
    return {
        "naam": ronde.naam, "opent_dag": opent_dag, "opent_tijd": opent_tijd, "sluit_dag": sluit_dag,
        "sluit_tijd": sluit_tijd, "advies_voor": ronde.advies_voor, "besluit_voor": ronde.besluit_voor,
        "budget": show_invoer(ronde.budget),
    }  # fmt: skip
