"""One step of a running meeting, from an ordinary form or from a device that had no connection."""

from django import forms

from bijeenkomsten.afspraken.forms import AfspraakForm
from bijeenkomsten.uitvoeren.models import (
    AFSPRAAK,
    EXTRA,
    KLAAR,
    LANGSTE_AANTEKENING,
    MEEST_EXTRA,
    NAAR,
    NOTITIE,
)  # fmt: skip
from kern.forms import PlainTextFormMixin
from personen.models import Persoon

SOORTEN = [(soort, soort) for soort in (NAAR, KLAAR, EXTRA, NOTITIE, AFSPRAAK)]
_RAAR = "Dit kunnen we niet lezen. Laad de bladzijde opnieuw."
_LANG = "Een aantekening heeft hooguit 2000 tekens. Maak er twee van."
_NODIG = {NAAR: ("blok",), EXTRA: ("blok", "van", "naar")}


def _nummer(meest=2**31 - 1):
    fouten = {"invalid": _RAAR, "min_value": _RAAR, "max_value": _RAAR}
    return forms.IntegerField(required=False, min_value=0, max_value=meest, error_messages=fouten)


class NotitieForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat wil je onthouden?", max_length=LANGSTE_AANTEKENING, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf eerst iets op.", "max_length": _LANG},
    )  # fmt: skip


class StapForm(PlainTextFormMixin, forms.Form):
    """``blok``: pk of a block; ``van`` and ``naar``: what the person saw and what it becomes."""

    sleutel = forms.UUIDField(error_messages={"required": _RAAR, "invalid": _RAAR})
    soort = forms.ChoiceField(choices=SOORTEN, error_messages={"required": _RAAR, "invalid_choice": _RAAR})
    geleden = _nummer()  # milliseconds between doing it and sending it: the clock of the device may be wrong
    blok, van = _nummer(), _nummer()
    naar = forms.IntegerField(
        required=False, min_value=0, max_value=MEEST_EXTRA,
        error_messages={"invalid": _RAAR, "min_value": _RAAR, "max_value": "Een onderdeel kan hooguit 4 uur langer."},
    )  # fmt: skip
    tekst = forms.CharField(
        required=False, max_length=LANGSTE_AANTEKENING, widget=forms.Textarea,
        error_messages={"max_length": _LANG},
    )  # fmt: skip

    def __init__(self, data, *, netwerk):
        super().__init__(data)
        self.netwerk = netwerk
        self.afspraak = None

    def clean(self):
        data = super().clean()
        soort = data.get("soort")
        if any(data.get(veld) is None for veld in _NODIG.get(soort, ())):
            self.add_error(None, _RAAR)
        if soort == NOTITIE and not data.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", "Schrijf eerst iets op.")
        if soort == AFSPRAAK:
            self._clean_afspraak(data)
        return data

    def _clean_afspraak(self, data):
        self.afspraak = AfspraakForm(self.data, netwerk=self.netwerk)
        # Who left since is known here too: a device may send later. The service makes it everybody's.
        self.afspraak.fields["wie"].queryset = Persoon.objects.filter(deelnames__netwerk=self.netwerk).distinct()
        self.errors.pop("tekst", None)
        for veld, fouten in self.afspraak.errors.items():
            self.add_error(veld if veld in self.fields else None, fouten)
        data["afspraak"] = self.afspraak.cleaned_data

    @property
    def fout(self):
        """The first thing that is wrong, as one sentence."""
        return next(str(fout) for fouten in self.errors.values() for fout in fouten)
