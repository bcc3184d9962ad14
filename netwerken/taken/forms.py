from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.models import Deelname
from netwerken.taken.models import WEG, Begeleiding, Taak


class TaakForm(PlainTextFormMixin, forms.Form):
    naam = forms.CharField(
        label="Welke taak?", max_length=Taak._meta.get_field("naam").max_length,
        help_text="Bijvoorbeeld: Foto’s maken op de studiedag.", error_messages={"required": "Schrijf op welke taak."},
    )  # fmt: skip
    uitleg = forms.CharField(
        label="Wat vraagt het?", max_length=Taak._meta.get_field("uitleg").max_length, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Een of twee zinnen. Wanneer is het goed gedaan?",
    )  # fmt: skip


class BegeleidingForm(PlainTextFormMixin, forms.Form):
    variant = forms.ChoiceField(
        label="Hoe begeleid je?", required=False, widget=forms.RadioSelect,
        choices=[("", "nog niet afgesproken"), *Deelname.Variant.choices],
        help_text="Een procesbewaker let op de groep en het doel. Een inhoudelijk expert weet veel van het onderwerp, "
        "en let soms minder op de groep. Allebei tegelijk vraagt veel van één mens.",
    )  # fmt: skip
    betaald_door = forms.ChoiceField(
        label="Wie betaalt het begeleiden?", required=False, widget=forms.RadioSelect,
        choices=[("", "nog niet afgesproken"), *Begeleiding.Betaald.choices],
        help_text="Wie betaalt, wil vaak ook iets terug. Is het bekend, dan kan de groep erover praten.",
    )  # fmt: skip
    toelichting = forms.CharField(
        label="Wil je er iets bij zeggen?", required=False,
        max_length=Begeleiding._meta.get_field("toelichting").max_length,
        help_text="Bijvoorbeeld: twee uur per week, tot de zomer.",
    )  # fmt: skip

    def __init__(self, *args, zelf=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not zelf:
            self.fields["variant"].label = "Hoe begeleidt deze facilitator?"


class VerdelingForm(forms.Form):
    """One choice per task, with what the page showed when it was opened."""

    def __init__(self, *args, taken, leden, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = taken
        mensen = [(str(lid.pk), lid.naam) for lid in leden]
        bekend = {pk for pk, _ in mensen}
        for taak in taken:
            # Who has a task and is no longer in the list, such as a closed account, stays readable.
            extra = [(str(p.pk), p.naam) for p in (taak.gevraagd, taak.persoon) if p and str(p.pk) not in bekend]
            self.fields[f"taak_{taak.pk}"] = forms.ChoiceField(
                label=taak.titel, required=False, initial=taak.stand,
                choices=[("", "nog niemand"), *mensen, *extra, (WEG, "hebben wij niet nodig")],
                error_messages={"invalid_choice": "Kies iemand uit de lijst."},
            )  # fmt: skip
            self.fields[f"was_{taak.pk}"] = forms.CharField(
                required=False, initial=taak.stand, max_length=20, widget=forms.HiddenInput
            )

    @property
    def keuzes(self) -> dict[int, tuple[str, str]]:
        data = self.cleaned_data
        return {taak.pk: (data[f"was_{taak.pk}"], data[f"taak_{taak.pk}"]) for taak in self.taken}

    def rijen(self, taken):
        """Pairs of a task with its two fields."""
        return [(taak, self[f"taak_{taak.pk}"], self[f"was_{taak.pk}"]) for taak in taken]
