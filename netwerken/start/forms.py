from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.forms import VELDEN, NetwerkForm
from netwerken.models import Startversie
from netwerken.start.antwoorden import compute_einde, get_lengte
from netwerken.start.inhoud import AFSPRAKEN, VRAGEN, Stap, Vraag

TIJD_FOUT = "Vul een tijd in, bijvoorbeeld 14.30."
GEEN_EINDE = "Kies hoe lang het duurt, of vul de laatste dag in."
_REGELS = {"aanleiding": 3, "beloning": 2, "functiewissel": 2}
OPNIEUW = "Laad de bladzijde opnieuw."


def _make_veld(vraag: Vraag) -> forms.Field:
    """The field of a question that has no column. None of them must be filled in."""
    naam = {"label": vraag.vraag, "help_text": vraag.waarom, "required": False}
    if vraag.soort == "keuze":
        return forms.ChoiceField(choices=vraag.keuzes, widget=forms.RadioSelect, **naam)
    if vraag.soort == "dagen":
        keuzes = [(code, woord.capitalize()) for code, woord in vraag.keuzes]
        return forms.MultipleChoiceField(choices=keuzes, widget=forms.CheckboxSelectMultiple, **naam)
    if vraag.soort == "tijd":
        klok = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        return forms.TimeField(
            input_formats=["%H:%M", "%H.%M"], widget=klok, error_messages={"invalid": TIJD_FOUT}, **naam
        )
    rows = _REGELS.get(vraag.code, 4)
    return forms.CharField(max_length=get_lengte(vraag), widget=forms.Textarea(attrs={"rows": rows}), **naam)


class _VragenForm(forms.Form):
    """What the forms of this topic share: each question with its field, in the order of the set."""

    vragen: tuple[Vraag, ...] = ()

    def read_velden(self):
        """(vraag, field, what another tab kept instead) of every question."""
        anders = getattr(self, "anders", {})
        return [(vraag, self[vraag.code], anders.get(vraag.code)) for vraag in self.vragen]

    def clean(self):
        data = super().clean()
        begin, einde = data.get("begintijd"), data.get("eindtijd")
        if begin and einde and einde <= begin:
            self.add_error("eindtijd", "Het einde ligt niet na het begin. Kies een later tijdstip.")
        return data


class StapForm(_VragenForm, NetwerkForm):
    """The questions of one screen, or of all together. Half filled in is fine, wrong is not.

    ``heel``: for making the netwerk, so what it cannot do without must be there.
    """

    gezien = forms.CharField(
        widget=forms.HiddenInput, max_length=40, error_messages={"max_length": "Laad de bladzijde opnieuw."}
    )

    def __init__(self, data=None, *, vragen, antwoorden=None, gezien="", heel=False):
        super().__init__(data, initial={**(antwoorden or {}), "gezien": gezien})
        self.vragen, self.heel, self.anders = tuple(vragen), heel, {}
        self.fields["gezien"].error_messages["required"] = OPNIEUW
        codes = {vraag.code for vraag in self.vragen}
        for veld in ({*VELDEN, "versie"} - codes) | ({"gezien"} if heel else set()):
            del self.fields[veld]
        for vraag in self.vragen:
            if not vraag.kolom:
                self.fields[vraag.code] = _make_veld(vraag)
            veld = self.fields[vraag.code]
            veld.help_text, veld.initial = vraag.waarom, None
            veld.required = heel and vraag.verplicht
            if vraag.code == "eind_datum":
                veld.help_text = "Laat je dit leeg, dan rekenen we het uit."
        self.order_fields([vraag.code for vraag in self.vragen])

    def clean(self):
        data = super().clean()
        if self.heel and "start_datum" in data and "eind_datum" in data and not data["eind_datum"]:
            if data.get("maanden"):
                data["eind_datum"] = compute_einde(data["start_datum"], int(data["maanden"]))
            else:
                self.add_error("eind_datum", GEEN_EINDE)
        return data

    def _post_clean(self):
        """No netwerk is made of it here, and asking the database of nine constraints is a query for each."""

    @property
    def codes(self):
        return [vraag.code for vraag in self.vragen]

    @property
    def waarden(self):
        return {code: self.cleaned_data[code] for code in self.codes}

    def tell_conflict(self, plan, gezien):
        """What this screen says stays; beside it stands what the other tab kept, and saving again is the choice."""
        self.data = self.data.copy()
        self.data["gezien"] = gezien
        bewaard = StapForm(vragen=self.vragen, antwoorden=plan.antwoorden)
        self.anders = {
            vraag.code: plan.antwoorden.get(vraag.code)
            for vraag in self.vragen
            if str(bewaard[vraag.code].value() or "") != str(self[vraag.code].value() or "")
        }


def read_heel(antwoorden: dict) -> StapForm:
    """All answers together, judged as they must be to make a netwerk."""
    vragen = VRAGEN.values()
    return StapForm({k: v for k, v in antwoorden.items() if k != "ritme"}, vragen=vragen, heel=True)


class AfsprakenForm(PlainTextFormMixin, _VragenForm):
    """The startafspraken of a netwerk that exists. ``nummer``: the version this screen began with."""

    nummer = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30000, required=False)

    def __init__(self, data=None, *, versie: Startversie | None):
        nummer = versie.nummer if versie else 0
        super().__init__(data, initial={**(versie.antwoorden if versie else {}), "nummer": nummer})
        self.vragen = AFSPRAKEN
        for vraag in self.vragen:
            self.fields[vraag.code] = _make_veld(vraag)

    @property
    def waarden(self):
        return {vraag.code: self.cleaned_data[vraag.code] for vraag in self.vragen}


def codes_of(stap: Stap) -> list[str]:
    return [vraag.code for vraag in stap.vragen]
