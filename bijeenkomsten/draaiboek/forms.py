from datetime import UTC, timedelta

from django import forms
from django.core.exceptions import ValidationError

from bijeenkomsten.draaiboek.models import LANGST_ONDERDEEL, Programmaonderdeel, Sjabloon
from bijeenkomsten.draaiboek.tijden import find_moment
from bijeenkomsten.forms import tijdveld
from kern.forms import PlainTextFormMixin
from kern.tijd import tijdvak

TE_LANG = "Een onderdeel duurt hooguit 26 uur."
TE_KORT = "Kies minstens 1 minuut."


def minutenveld(**kwargs):
    return forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=1,
        max_value=LANGST_ONDERDEEL,
        widget=forms.NumberInput(attrs={"min": 1, "max": LANGST_ONDERDEEL, "inputmode": "numeric"}),
        error_messages={"max_value": TE_LANG, "min_value": TE_KORT, "invalid": "Vul een heel getal in."},
        **kwargs,
    )


class NieuwForm(PlainTextFormMixin, forms.Form):
    """A block of one's own, quickly: the rest follows on the page of the block."""

    titel = forms.CharField(label="Wat doen jullie?", max_length=120)
    minuten = minutenveld()


class MinutenForm(forms.Form):
    """The stepper of one block. ``oud``: the minutes that were on the page; ``stap``: a button was pressed."""

    minuten = minutenveld()
    oud = forms.IntegerField(required=False)
    versie = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    stap = forms.ChoiceField(choices=[("korter", "korter"), ("langer", "langer")], required=False)

    def minuten_straks(self) -> int:
        """Buttons go to the next multiple of five."""
        minuten, stap = self.cleaned_data["minuten"], self.cleaned_data["stap"]
        if stap == "korter":
            return max(min(minuten, 5), (minuten - 1) // 5 * 5)
        return min(LANGST_ONDERDEEL, minuten // 5 * 5 + 5) if stap else minuten


class OnderdeelForm(PlainTextFormMixin, forms.ModelForm):
    minuten = minutenveld()
    begint_vast = tijdveld(
        "Begint vast om", required=False,
        help_text="Voor de lunch of een spreker. Leeg: meteen na het vorige.",
    )  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Programmaonderdeel
        fields = [
            "titel", "minuten", "soort", "wie", "vraag", "toelichting", "begint_vast", "tegelijk", "doel",
            "materiaal", "notities",
        ]  # fmt: skip
        labels = {
            "titel": "Wat doen jullie?",
            "soort": "Wat doen mensen vooral?",
            "wie": "Wie leidt het?",
            "vraag": "Vraag aan de groep",
            "toelichting": "Zo gaat het",
            "tegelijk": "Loopt tegelijk met het vorige onderdeel",
            "doel": "Waarvoor is dit?",
            "materiaal": "Wat leg je klaar?",
            "notities": "Notities",
        }
        help_texts = {
            "vraag": "Eén vraag, zoals je hem hardop stelt.",
            "toelichting": "De groep kan dit lezen.",
            "materiaal": "Eén ding per regel.",
            "notities": "Alleen wie het draaiboek maakt, ziet dit.",
        }
        widgets = {
            "soort": forms.RadioSelect,
            "toelichting": forms.Textarea(attrs={"rows": 5}),
            "materiaal": forms.Textarea(attrs={"rows": 3}),
            "notities": forms.Textarea(attrs={"rows": 3}),
            "doel": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, bijeenkomst, alleen=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.bijeenkomst = bijeenkomst
        if alleen is not None:  # autosave sends what changed
            for naam in set(self.fields) - {*alleen, "versie"}:
                del self.fields[naam]

    def clean_begint_vast(self):
        klok, b = self.cleaned_data["begint_vast"], self.bijeenkomst
        if klok is None or klok == self.instance.begint_vast:
            return klok
        klok = klok.replace(second=0, microsecond=0)
        begin, einde = b.begint_op.astimezone(UTC), b.eindigt_op.astimezone(UTC)
        if not begin - timedelta(minutes=b.inloop_minuten) <= find_moment(klok, begin, begin, einde) < einde:
            raise ValidationError(f"Kies een tijd in de bijeenkomst: {tijdvak(begin, einde)}.")
        return klok

    def clean(self):
        data = super().clean()
        if data.get("tegelijk") and data.get("begint_vast"):
            self.add_error(
                "begint_vast", "Wat tegelijk met het vorige loopt, heeft geen eigen tijd. Haal een van de twee weg."
            )
        return data

    def _post_clean(self):
        """The service writes, not this form."""

    def waarden(self) -> dict:
        return {veld: self.cleaned_data[veld] for veld in self._meta.fields if veld in self.cleaned_data}


class SjabloonForm(PlainTextFormMixin, forms.ModelForm):
    gedeeld = forms.TypedChoiceField(
        label="Voor wie is het?",
        choices=[("ja", "Voor iedereen die hier een bijeenkomst voorbereidt"), ("nee", "Alleen voor mij")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        initial="ja",
    )

    class Meta:
        model = Sjabloon
        fields = ["naam"]
        labels = {"naam": "Hoe noem je het?"}
        help_texts = {"naam": "Zo vind je het terug. Bijvoorbeeld: middag met intervisie."}

    def _post_clean(self):
        """The service writes, not this form."""


class StartForm(forms.Form):
    """From which draaiboek, and how."""

    bron = forms.RegexField(
        r"^(sjabloon|bijeenkomst):\d{1,18}$",
        error_messages={"required": "Kies eerst waar je mee begint.", "invalid": "Kies eerst waar je mee begint."},
    )
    schaal = forms.BooleanField(required=False)
    vervang = forms.BooleanField(required=False)

    def gekozen(self):
        soort, _, pk = self.cleaned_data["bron"].partition(":")
        return soort, int(pk)
