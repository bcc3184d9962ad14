from datetime import UTC, datetime
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from bijeenkomsten.forms import DagVeld, check_web_link, tijdveld
from bijeenkomsten.models import Prikantwoord, Prikker
from bijeenkomsten.prikker.services import MEEST, MINST
from bijeenkomsten.prikker.stand import find_mijn
from bijeenkomsten.vrij import find_vrij
from kern.forms import PlainTextFormMixin
from kern.tijd import dag, feestdag, lokale_dag, nu
from personen.vakanties import vakantie_op

MEER = 3  # rows that one press adds
KLOK_VERZET = "Op die dag gaat de klok een uur vooruit of terug. Kies een ander tijdstip."


class Vrijkijker:
    """Who is free on a day, and what else is on: read once for all days of a form."""

    def __init__(self, netwerk):
        self.netwerk = netwerk

    @cached_property
    def leden(self):
        return list(self.netwerk.leden().select_related("organisatie__deel_van").order_by("naam", "pk"))

    @cached_property
    def bezet(self):
        """Days on which this netwerk meets already."""
        rows = self.netwerk.bijeenkomsten.aankomend().values_list("begint_op", "titel")
        return {lokale_dag(begin): titel for begin, titel in rows}

    def zinnen(self, d) -> list[str]:
        al = [f"Dan komen jullie al bij elkaar: {self.bezet[d]}."] if d in self.bezet else []
        return al + find_vrij(self.leden, d, d)


class PrikkerForm(PlainTextFormMixin, forms.ModelForm):
    """What the meeting is about, and a row for every day. Beside a row stands who is free that day.

    Opening mails everybody. So a day on which people are free is shown first, with its name in ``gezien``; sending the
    form again with it means: this day after all.
    """

    begin = tijdveld("Begint om")
    einde = tijdveld("Eindigt om")
    sluit_dag = DagVeld(label="Antwoorden kan tot en met", help_text="Een week of anderhalf is genoeg.")
    online_link = forms.URLField(
        label="Link voor online meedoen", max_length=500, required=False, assume_scheme="https"
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    rijen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Prikker
        fields = ["titel", "doel", "vorm", "locatie", "adres", "plaats", "online_link", "sluit_dag"]
        labels = {
            "titel": "Waar gaat het over?",
            "doel": "Wat is er na afloop anders?",
            "vorm": "Hoe komen jullie bij elkaar?",
            "locatie": "Naam van de plek",
            "adres": "Straat en nummer",
            "plaats": "Plaats",
        }
        help_texts = {
            "titel": "Kort, zoals je het in je agenda zet.",
            "doel": "Eén zin die je na afloop kunt nagaan.",
            "locatie": "Weet je het nog niet? Laat dit dan leeg.",
        }
        widgets = {"vorm": forms.RadioSelect, "doel": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, netwerk, meer=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.kijker = Vrijkijker(netwerk)
        check_web_link(self.fields["online_link"])
        gevraagd = str(self["rijen"].value() or "")
        aantal = int(gevraagd) if gevraagd.isdecimal() and len(gevraagd) < 3 else 0  # noqa: PLR2004 - at most 12
        self.aantal = min(MEEST, max(MINST, aantal) + meer)
        self.momenten = []
        for n in range(self.aantal):
            self.fields[f"dag_{n}"] = DagVeld(label=f"Dag {n + 1}", required=False)
            self.fields[f"begin_{n}"] = tijdveld("Begint om", required=False)
            self.fields[f"einde_{n}"] = tijdveld("Eindigt om", required=False)

    @property
    def kan_meer(self):
        return self.aantal < MEEST

    @cached_property
    def gezien(self):
        return set(self.data.getlist("gezien"))

    def rows(self):
        """Each row with its fields and what to know about the day that stands in it."""
        for n in range(self.aantal):
            d = self._dag_in(n)
            zinnen = self.kijker.zinnen(d) if d else []
            yield {
                "nummer": n + 1,
                "dag": self[f"dag_{n}"],
                "begin": self[f"begin_{n}"],
                "einde": self[f"einde_{n}"],
                "datum": d,
                "zinnen": zinnen,
            }

    def _dag_in(self, n):
        try:
            return self.fields[f"dag_{n}"].clean(self[f"dag_{n}"].value())
        except ValidationError:
            return None

    def clean(self):
        data = super().clean()
        gekozen = [n for n in range(self.aantal) if data.get(f"dag_{n}")]
        for n in gekozen:
            self._clean_row(n)
        fout = any(name.startswith("dag_") for name in self.errors)
        if len(gekozen) < MINST and not fout:
            self.add_error(
                f"dag_{len(gekozen)}",
                "Stel minstens twee dagen voor. Weet je de dag al? Plan dan meteen de bijeenkomst.",
            )
        self._check_sluit_dag(data.get("sluit_dag"))
        return data

    def _clean_row(self, n):
        d = self.cleaned_data[f"dag_{n}"]
        tijden = [self.cleaned_data.get(f"{kant}_{n}") or self.cleaned_data.get(kant) for kant in ("begin", "einde")]
        if not all(tijden):
            return
        try:
            begin, einde = (_moment(d, tijd) for tijd in tijden)
        except (ValidationError, OverflowError):
            self.add_error(f"dag_{n}", KLOK_VERZET)
            return
        if einde <= begin:
            self.add_error(f"einde_{n}", "Het einde ligt niet na het begin. Kies een later tijdstip.")
        elif begin <= nu():
            self.add_error(f"dag_{n}", "Deze dag is al geweest. Kies een dag na vandaag.")
        elif begin in {eerder for eerder, _ in self.momenten}:
            self.add_error(f"dag_{n}", "Deze dag staat er al. Kies een andere dag of een ander tijdstip.")
        else:
            self._ask_about_free_day(n, d)
            self.momenten.append((begin, einde))

    def _ask_about_free_day(self, n, d):
        if d.isoformat() not in self.gezien and (zinnen := self.kijker.zinnen(d)):
            self.add_error(f"dag_{n}", f"{' '.join(zinnen)} Kies een andere dag, of druk nog eens als het toch mag.")

    def _check_sluit_dag(self, sluit_dag):
        eerste = min((lokale_dag(begin) for begin, _ in self.momenten), default=None)
        if sluit_dag is None:
            return
        if sluit_dag <= lokale_dag(nu()):
            self.add_error("sluit_dag", "Geef mensen minstens tot morgen om te antwoorden.")
        elif eerste and sluit_dag >= eerste:
            self.add_error("sluit_dag", f"Kies een dag vóór {dag(eerste)}, de eerste dag die je voorstelt.")

    def _post_clean(self):
        """The service writes, not this form."""

    def waarden(self) -> dict:
        return {veld: self.cleaned_data[veld] for veld in self._meta.fields}


class AntwoordForm(forms.Form):
    """One choice per day that is still to come; what somebody said before stands in it."""

    def __init__(self, *args, prikker, datums, persoon, mijn=None, **kwargs):
        super().__init__(*args, **kwargs)
        mijn = find_mijn(prikker, persoon) if mijn is None else mijn
        self.datums = [datum for datum in datums if not datum.is_geweest]
        for datum in self.datums:
            self.fields[f"datum_{datum.pk}"] = forms.ChoiceField(
                label=dag(datum.begint_op).capitalize(),
                choices=Prikantwoord.Waarde.choices,
                initial=mijn.get(datum.pk),
                widget=forms.RadioSelect,
                error_messages={"required": "Kies wat je dan kunt."},
            )
        self.vrij = _vrij_for(persoon, self.datums)

    def rows(self):
        for datum in self.datums:
            yield {"datum": datum, "veld": self[f"datum_{datum.pk}"], "vrij": self.vrij.get(datum.pk, "")}

    def waarden(self) -> dict[int, str]:
        return {datum.pk: self.cleaned_data[f"datum_{datum.pk}"] for datum in self.datums}


def _moment(d, tijd):
    """In UTC, so that counting with it is right in the night the clock changes."""
    return from_current_timezone(datetime.combine(d, tijd)).astimezone(UTC)


def _vrij_for(persoon, datums):
    """What this person may forget: a holiday at the own school, or a public one."""
    dagen = {datum.pk: lokale_dag(datum.begint_op) for datum in datums}
    namen = {pk: feestdag(d) or vakantie_op(persoon.vakantieregio, d) for pk, d in dagen.items()}
    return {pk: f"Dan is het {naam}." for pk, naam in namen.items() if naam}


class SluitdagForm(forms.Form):
    sluit_dag = DagVeld(label="Antwoorden kan tot en met")
