from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from bijeenkomsten.dagrijen import DagrijenMixin
from bijeenkomsten.forms import DagVeld, check_web_link, tijdveld
from bijeenkomsten.jaarplan.services import MEEST, MINST
from bijeenkomsten.jaarplan.voorstel import Wens
from bijeenkomsten.models import Bijeenkomst
from kern.forms import PlainTextFormMixin
from kern.tijd import DAGEN, dag

LANGSTE = timedelta(days=500)  # a school year and a bit
VERDEELD = "0"
OPNIEUW = {"invalid": "Er ging iets mis met dit formulier. Begin opnieuw."}
RITMES = [(VERDEELD, "Verdeeld over de periode"), *((str(n), f"Elke {n} weken") for n in (3, 4, 6, 8))]


class WensForm(forms.Form):
    """What somebody wants of the year; from this the days are proposed."""

    aantal = forms.IntegerField(
        label="Hoeveel bijeenkomsten?",
        min_value=MINST,
        max_value=MEEST,
        help_text="Drie tot acht.",
        error_messages={"min_value": "Kies er minstens drie.", "max_value": "Kies er hooguit acht."},
    )
    weekdagen = forms.TypedMultipleChoiceField(
        label="Op welke dagen kan het?",
        coerce=int,
        choices=[(n, naam.capitalize()) for n, naam in enumerate(DAGEN[:5])],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één dag."},
    )
    ritme = forms.ChoiceField(label="Hoe vaak?", choices=RITMES, initial=VERDEELD, widget=forms.RadioSelect)
    van = DagVeld(label="Vanaf")
    tot = DagVeld(label="Tot en met")
    begin = tijdveld("Begint om")
    einde = tijdveld("Eindigt om")

    def clean(self):
        data = super().clean()
        if {"van", "tot"} <= data.keys():
            self._check_period(data["van"], data["tot"])
        if {"begin", "einde"} <= data.keys() and data["einde"] <= data["begin"]:
            self.add_error("einde", "Het einde ligt niet na het begin. Kies een later tijdstip.")
        if not self.errors and not self.wens().past:
            self.add_error("tot", self._too_short())
        return data

    def _check_period(self, van, tot):
        if van <= timezone.localdate():
            self.add_error("van", "Kies een dag na vandaag.")
        if tot <= van:
            self.add_error("tot", "Kies een dag na de eerste dag.")
        elif tot - van > LANGSTE:
            self.add_error("tot", "Plan hooguit anderhalf jaar vooruit. Daarna kennen we de vakanties nog niet.")

    def _too_short(self):
        wens = self.wens()
        if wens.weken is None:
            return "In deze periode passen niet zoveel bijeenkomsten. Kies een latere dag, of minder bijeenkomsten."
        nodig = wens.ideaal(wens.aantal - 1)
        return f"Met dit ritme komt de laatste op {dag(nodig)}. Kies een latere dag, of een korter ritme."

    def wens(self) -> Wens:
        data = self.cleaned_data
        return Wens(data["aantal"], frozenset(data["weekdagen"]), data["van"], data["tot"], int(data["ritme"]) or None)


class JaarplanForm(PlainTextFormMixin, DagrijenMixin, forms.ModelForm):
    """The days as they will be, each with a title, and where."""

    MINST, MEEST = MINST, MEEST
    TE_WEINIG = "Een jaarplan heeft minstens drie bijeenkomsten. Plan er een of twee gewoon los."
    online_link = forms.URLField(
        label="Link voor online meedoen", max_length=500, required=False, assume_scheme="https"
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, error_messages=OPNIEUW)

    class Meta:
        model = Bijeenkomst
        fields = ["vorm", "locatie", "adres", "plaats", "online_link"]
        labels = {
            "vorm": "Hoe komen jullie bij elkaar?",
            "locatie": "Naam van de plek",
            "adres": "Straat en nummer",
            "plaats": "Plaats",
        }
        help_texts = {"locatie": "Elke keer ergens anders? Laat dit leeg en vul het later per keer in."}
        widgets = {"vorm": forms.RadioSelect}

    def __init__(self, *args, netwerk, meer=0, **kwargs):
        super().__init__(*args, **kwargs)
        check_web_link(self.fields["online_link"])
        self.make_rijen(netwerk, meer)
        for n in range(self.aantal):
            self.fields[f"titel_{n}"] = forms.CharField(label="Waar gaat het over?", max_length=120, required=False)
            # The day the rhythm wanted, when another one is proposed: from it follows why.
            self.fields[f"gewenst_{n}"] = forms.DateField(
                widget=forms.HiddenInput, required=False, error_messages=OPNIEUW
            )

    def _row(self, n):
        rij = super()._row(n)
        return rij | {
            "titel": self[f"titel_{n}"],
            "gewenst": self[f"gewenst_{n}"],
            "waarom": self._tell_why(n, rij["datum"]),
        }

    def _tell_why(self, n, gekozen):
        """Why the proposed day is not the one of the rhythm."""
        try:
            gewenst = self.fields[f"gewenst_{n}"].clean(self[f"gewenst_{n}"].value())
        except ValidationError:
            return ""
        if not gewenst or gewenst == gekozen:
            return ""
        zinnen = self.kijker.zinnen(gewenst) or ["Die dag lag te dicht bij de vorige keer."]
        return f"Niet op {dag(gewenst)}. {zinnen[0]}"

    def clean(self):
        data = super().clean()
        for n, *_ in self.momenten:
            if not data.get(f"titel_{n}") and f"titel_{n}" not in self.errors:
                self.add_error(f"titel_{n}", "Schrijf in een paar woorden waar het over gaat.")
        return data

    def _post_clean(self):
        """The service writes, not this form."""

    def waarden(self) -> dict:
        return {veld: self.cleaned_data[veld] for veld in self._meta.fields}

    def bijeenkomsten(self) -> list[dict]:
        titels = self.cleaned_data
        return [{"titel": titels[f"titel_{n}"], "begint_op": b, "eindigt_op": e} for n, b, e in self.momenten]
