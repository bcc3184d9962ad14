from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.forms.utils import from_current_timezone
from django.utils import timezone

from bijeenkomsten.models import LANGST, Bijeenkomst
from bijeenkomsten.vrij import find_vrij
from kern.forms import PlainTextFormMixin
from kern.tijd import dag, lokale_dag, nu
from personen.models import Persoon

DATUMS = ["%Y-%m-%d", "%d-%m-%Y"]
TIJDEN = ["%H:%M", "%H.%M", "%H:%M:%S"]
TIJD_FOUT = "Schrijf de tijd zo: 13.30."
REDELIJK = [
    MinValueValidator(date(2000, 1, 1), "Kies een jaar vanaf 2000."),
    MaxValueValidator(date(2100, 1, 1), "Kies een jaar voor 2100."),
]


def tijdveld(label, **kwargs):
    """A time of day; browsers show their own clock."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    fouten = {"invalid": TIJD_FOUT}
    return forms.TimeField(label=label, input_formats=TIJDEN, widget=widget, error_messages=fouten, **kwargs)


def check_web_link(field):
    """Only addresses of the web, with one clear sentence for all others."""
    uitleg = "Plak de hele link, met https:// ervoor."
    web = URLValidator(schemes=["https", "http"], message=uitleg)
    field.validators = [web if isinstance(v, URLValidator) else v for v in field.validators]
    field.error_messages["invalid"] = uitleg


class DagVeld(forms.DateField):
    """One calendar day; browsers show their own calendar."""

    def __init__(self, **kwargs):
        super().__init__(
            input_formats=DATUMS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "Kies een dag, of schrijf hem zo: 26-11-2026."},
            validators=REDELIJK,
            **kwargs,
        )


class WanneerMixin(forms.Form):
    """Day, begin and end. ``waarden()`` gives the two moments.

    A day on which people are free is asked about once, because saving mails everyone: the tick says «toch».
    """

    datum = DagVeld(label="Dag")
    begin = tijdveld("Begint om")
    einde = tijdveld("Eindigt om")
    einddatum = DagVeld(
        label="Eindigt op een andere dag", required=False, help_text="Alleen als jullie tot de volgende dag doorgaan."
    )
    netwerk = None
    vrij = ()  # why this day may not suit, when that has to be asked

    def clean(self):
        data = super().clean()
        begin = self._moment("datum", "begin", "begin")
        eind = self._moment("einddatum" if data.get("einddatum") else "datum", "einde", "einde")
        if begin and eind:
            self._check_order(begin, eind)
        if begin and begin != self._was("begint_op") and begin <= nu():
            self._refuse_past(begin)
        elif begin and eind and eind > begin:
            self._ask_about_free_days(begin, eind)
        self.momenten = {"begint_op": begin, "eindigt_op": eind}
        return data

    def _moment(self, dagveld, tijdveld, foutveld):
        d, t = self.cleaned_data.get(dagveld), self.cleaned_data.get(tijdveld)
        if not (d and t):
            return None
        try:
            # In UTC, so that counting with it is right in the night the clock changes.
            return from_current_timezone(datetime.combine(d, t)).astimezone(UTC)
        except (ValidationError, OverflowError):
            self.add_error(foutveld, "Op die dag gaat de klok een uur vooruit of terug. Kies een ander tijdstip.")
            return None

    def _check_order(self, begin, eind):
        if eind <= begin:
            veld = "einddatum" if self.cleaned_data.get("einddatum") else "einde"
            self.add_error(veld, "Het einde ligt niet na het begin. Kies een later tijdstip, of vul een einddag in.")
        elif eind - begin > LANGST:
            self.add_error("einddatum", "Een bijeenkomst duurt hooguit 26 uur. Maak er twee bijeenkomsten van.")

    def _refuse_past(self, begin):
        if lokale_dag(begin) == lokale_dag(nu()):
            self.add_error("begin", "Dit tijdstip is al geweest. Kies een later tijdstip.")
        else:
            self.add_error("datum", "Deze dag is al geweest. Kies een dag na vandaag.")

    def _ask_about_free_days(self, begin, eind):
        if (was := self._was("begint_op")) and lokale_dag(was) == lokale_dag(begin):
            return
        leden = self.netwerk.leden().select_related("organisatie__deel_van").order_by("naam", "pk")
        self.vrij = find_vrij(leden, begin, eind)
        if not self.vrij:
            return
        keuze = (lokale_dag(begin).isoformat(), f"Ja, toch op {dag(begin)}")
        self.fields["toch"] = forms.MultipleChoiceField(
            label="Klopt deze dag?", choices=[keuze], required=False, widget=forms.CheckboxSelectMultiple
        )
        if keuze[0] not in self.data.getlist("toch"):
            uitleg = " ".join([*self.vrij, "Kies een andere dag, of kies hieronder dat het toch deze dag wordt."])
            self.add_error("datum", uitleg)

    def _was(self, veld):
        instance = getattr(self, "bijeenkomst", None)
        return getattr(instance, veld) if instance and instance.pk else None


def wanneer_initial(bijeenkomst) -> dict:
    begin, eind = (timezone.localtime(moment) for moment in (bijeenkomst.begint_op, bijeenkomst.eindigt_op))
    einddatum = eind.date() if eind.date() != begin.date() else None
    return {"datum": begin.date(), "begin": begin.time(), "einde": eind.time(), "einddatum": einddatum}


class VersieMixin(forms.Form):
    """Remembers from which versie somebody started, and which one they saw when they chose."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    gezien = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False)

    def keuzes(self) -> dict:
        """«keuze_titel=hun» → {"titel": "hun"}"""
        return {naam.removeprefix("keuze_"): w for naam, w in self.data.items() if naam.startswith("keuze_")}


class BijeenkomstForm(PlainTextFormMixin, WanneerMixin, forms.ModelForm):
    voorbereiders = forms.ModelMultipleChoiceField(
        label="Wie bereiden voor?",
        queryset=Persoon.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Twee of drie deelnemers, liefst elke keer anderen. Zij mogen het programma bewerken.",
    )
    online_link = forms.URLField(
        label="Link voor online meedoen", max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = Bijeenkomst
        fields = [
            "titel", "doel", "inloop_minuten", "vorm", "locatie", "adres", "plaats", "online_link", "voorbereiding",
            "meenemen",
        ]  # fmt: skip
        labels = {
            "titel": "Waar gaat het over?",
            "doel": "Wat is er na afloop anders?",
            "inloop_minuten": "Inloop, in minuten",
            "vorm": "Hoe komen jullie bij elkaar?",
            "locatie": "Naam van de plek",
            "adres": "Straat en nummer",
            "plaats": "Plaats",
            "voorbereiding": "Wat bereidt iedereen voor?",
            "meenemen": "Wat neemt iedereen mee?",
        }
        help_texts = {
            "titel": "Kort, zoals je het in je agenda zet.",
            "doel": "Eén zin die je na afloop kunt nagaan.",
            "inloop_minuten": "Koffie vóór het begin. Vul 0 in als er geen inloop is.",
            "locatie": "Weet je het nog niet? Laat dit dan leeg.",
            "voorbereiding": "Houd het bij tien minuten. Dit staat in de mail een week van tevoren.",
            "meenemen": "Dit staat ook in de mail van de dag ervoor.",
        }
        widgets = {
            "vorm": forms.RadioSelect,
            "doel": forms.Textarea(attrs={"rows": 2}),
            "voorbereiding": forms.Textarea(attrs={"rows": 4}),
            "inloop_minuten": forms.NumberInput(attrs={"min": 0, "max": 120, "step": 5}),
        }

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        self.bijeenkomst, self.netwerk = self.instance, netwerk
        personen = netwerk.deelnemers()
        if self.instance.pk:
            self.initial |= wanneer_initial(self.instance)
            gekozen = list(self.instance.voorbereiders.values_list("pk", flat=True))
            self.initial["voorbereiders"] = gekozen
            personen = personen | Persoon.objects.filter(pk__in=gekozen)
        self.fields["voorbereiders"].queryset = personen.distinct().order_by("naam", "pk")
        check_web_link(self.fields["online_link"])
        self.fields["inloop_minuten"].max_value = 120

    def clean_inloop_minuten(self):
        minuten = self.cleaned_data["inloop_minuten"]
        if minuten > 120:  # noqa: PLR2004 - the same number as the constraint
            raise ValidationError("Een inloop duurt hooguit twee uur.")
        return minuten

    def _post_clean(self):
        """The moments are checked above; the service writes, not this form."""

    def waarden(self) -> dict:
        data = {veld: self.cleaned_data[veld] for veld in self._meta.fields}
        return data | self.momenten | {"voorbereiders": sorted(p.pk for p in self.cleaned_data["voorbereiders"])}


class UpdateForm(VersieMixin, BijeenkomstForm):
    pass


class MoveForm(VersieMixin, WanneerMixin):
    def __init__(self, *args, bijeenkomst, **kwargs):
        super().__init__(*args, initial=wanneer_initial(bijeenkomst) | {"versie": bijeenkomst.versie}, **kwargs)
        self.bijeenkomst, self.netwerk = bijeenkomst, bijeenkomst.netwerk

    def waarden(self) -> dict:
        return self.momenten


class TekstForm(VersieMixin, PlainTextFormMixin, forms.ModelForm):
    """A few texts of a meeting, with the versie they were written on."""

    class Meta:
        model = Bijeenkomst
        fields = ["voorbereiding", "meenemen"]
        labels = {"voorbereiding": "Wat bereidt iedereen voor?", "meenemen": "Wat neemt iedereen mee?"}
        help_texts = {
            "voorbereiding": "Houd het bij tien minuten. Dit staat in de mail een week van tevoren.",
            "meenemen": "Dit staat ook in de mail van de dag ervoor.",
        }
        widgets = {"voorbereiding": forms.Textarea(attrs={"rows": 6})}

    def _post_clean(self):
        """The service writes, not this form."""

    def waarden(self) -> dict:
        return {veld: self.cleaned_data[veld] for veld in self._meta.fields}


class TerugblikForm(TekstForm):
    class Meta(TekstForm.Meta):
        fields = ["terugblik"]
        labels = {"terugblik": "Wat spraken jullie af, en hoe gaat het verder?"}
        help_texts = {
            "terugblik": "Een paar zinnen. Iedereen krijgt ze in de mail met de uitslag, en jullie lezen ze terug als "
            "de volgende keer wordt voorbereid."
        }
        widgets = {"terugblik": forms.Textarea(attrs={"rows": 7})}


class CancelForm(PlainTextFormMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom gaat het niet door?",
        max_length=500,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen in het netwerk leest dit in de mail.",
        error_messages={"min_length": "Schrijf een paar woorden, zodat iedereen het begrijpt."},
    )


class RedenForm(PlainTextFormMixin, forms.Form):
    reden = forms.CharField(
        label="Wil je zeggen waarom?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dat hoeft niet. Alleen de facilitator leest het.",
    )


class AanwezigheidForm(forms.Form):
    """The ticked names; which names may be ticked is decided under the lock of the service."""

    aanwezig = forms.TypedMultipleChoiceField(
        label="Wie was er?", coerce=int, required=False, error_messages={"invalid_choice": "Laad de bladzijde opnieuw."}
    )

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aanwezig"].choices = [(persoon.pk, persoon.naam) for persoon in personen]
