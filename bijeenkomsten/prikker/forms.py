from django import forms

from bijeenkomsten.dagrijen import DagrijenMixin
from bijeenkomsten.forms import DagVeld, check_web_link
from bijeenkomsten.models import Prikantwoord, Prikker
from bijeenkomsten.prikker.services import MEEST, MINST
from bijeenkomsten.prikker.stand import find_mijn
from kern.forms import PlainTextFormMixin
from kern.tijd import dag, feestdag, lokale_dag, nu
from personen.vakanties import vakantie_op


class PrikkerForm(PlainTextFormMixin, DagrijenMixin, forms.ModelForm):
    """What the meeting is about, the days to propose, and until when people may answer."""

    MINST, MEEST = MINST, MEEST
    TE_WEINIG = "Stel minstens twee dagen voor. Weet je de dag al? Plan dan meteen de bijeenkomst."
    sluit_dag = DagVeld(label="Antwoorden kan tot en met", help_text="Een week of anderhalf is genoeg.")
    online_link = forms.URLField(
        label="Link voor online meedoen", max_length=500, required=False, assume_scheme="https"
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput)

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
        check_web_link(self.fields["online_link"])
        self.make_rijen(netwerk, meer)

    def clean(self):
        data = super().clean()
        self._check_sluit_dag(data.get("sluit_dag"))
        return data

    def _check_sluit_dag(self, sluit_dag):
        eerste = min((lokale_dag(begin) for _, begin, _ in self.momenten), default=None)
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


def _vrij_for(persoon, datums):
    """What this person may forget: a holiday at the own school, or a public one."""
    dagen = {datum.pk: lokale_dag(datum.begint_op) for datum in datums}
    namen = {pk: feestdag(d) or vakantie_op(persoon.vakantieregio, d) for pk, d in dagen.items()}
    return {pk: f"Dan is het {naam}." for pk, naam in namen.items() if naam}


class SluitdagForm(forms.Form):
    sluit_dag = DagVeld(label="Antwoorden kan tot en met")
