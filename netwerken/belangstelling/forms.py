from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.belangstelling.models import Thema
from personen.models import Persoon, Provincie, Sector

KIES_SECTOR, KIES_REGIO = "Kies een sector.", "Kies een regio."


class ThemaveldForm(PlainTextFormMixin, forms.Form):
    """A theme in somebody's own words."""

    nieuw = forms.CharField(
        label="Waarover wil je leren?", max_length=80, min_length=3,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Schrijf op waarover je wilt leren.", "min_length": "Schrijf het in woorden."},
        help_text="Een paar woorden, zoals “veilig toetsen”. De academie leest het eerst, daarna zien anderen het.",
    )  # fmt: skip


class BelangstellingForm(PlainTextFormMixin, forms.Form):
    sector = forms.ChoiceField(
        label="In welke sector?", choices=Sector.choices, widget=forms.RadioSelect,
        error_messages={"required": KIES_SECTOR, "invalid_choice": KIES_SECTOR},
    )  # fmt: skip
    regio = forms.ChoiceField(
        label="Waar woon of werk je?", choices=[("", "Kies een regio"), *Provincie.choices],
        help_text="We rekenen ook de provincies ernaast mee. Kies “heel Nederland” als reizen of online voor jou kan.",
        error_messages={"required": KIES_REGIO, "invalid_choice": KIES_REGIO},
    )  # fmt: skip
    functie = forms.CharField(
        label="Wat is je functie?", max_length=120, error_messages={"required": "Vul je functie in."},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )  # fmt: skip
    waarom = forms.CharField(
        label="Waarom wil je dit leren?", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén zin is genoeg.",
    )  # fmt: skip
    wil_trekken = forms.BooleanField(
        label="Ik wil het netwerk wel trekken", required=False,
        help_text="Zijn er genoeg mensen, dan vragen we of jij begint. Je zit nergens aan vast.",
    )  # fmt: skip

    @classmethod
    def start(cls, persoon: Persoon, rij=None, data=None):
        """As it begins for this person: what they said before, or what we know of them."""
        organisatie = persoon.organisatie
        initial = {"functie": persoon.functie, "sector": organisatie.sector if organisatie else ""}
        initial["regio"] = organisatie.provincie if organisatie else ""
        if rij:
            initial = {naam: getattr(rij, naam) for naam in cls.base_fields}
        return cls(data, initial=initial)


class ToevoegForm(PlainTextFormMixin, forms.Form):
    naam = forms.CharField(
        label="Thema", max_length=80, min_length=3, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Vul een thema in.", "min_length": "Schrijf het thema in woorden."},
    )  # fmt: skip
    sector = forms.ChoiceField(
        label="Sector", choices=Sector.choices, error_messages={"required": KIES_SECTOR, "invalid_choice": KIES_SECTOR}
    )


class AfwijsForm(PlainTextFormMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom komt dit thema niet in de lijst?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie het voorstelde, leest dit in een mail.",
        error_messages={"required": "Schrijf in een zin waarom niet."},
    )  # fmt: skip


class SamenvoegForm(forms.Form):
    doel = forms.ModelChoiceField(
        label="Samen met welk thema?", queryset=Thema.objects.none(), empty_label="Kies een thema",
        error_messages={"required": "Kies een thema.", "invalid_choice": "Kies een thema dat in de lijst staat."},
    )  # fmt: skip

    def __init__(self, *args, thema, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["doel"].queryset = Thema.objects.zichtbaar().exclude(pk=thema.pk)
        self.fields["doel"].label_from_instance = lambda ander: ander.naam


class ToewijsForm(forms.Form):
    """Somebody of ``kandidaten``, the people who wait; those who want to guide are marked."""

    persoon = forms.ChoiceField(
        label="Wie kan het netwerk beginnen?",
        error_messages={"required": "Kies iemand.", "invalid_choice": "Kies iemand die op dit thema wacht."},
    )  # fmt: skip

    def __init__(self, *args, kandidaten, **kwargs):
        super().__init__(*args, **kwargs)
        self.kandidaten = {str(rij.persoon_id): rij for rij in kandidaten}
        self.fields["persoon"].choices = [("", "Kies iemand")] + [
            (pk, f"{rij.persoon.naam}{', wil trekken' if rij.wil_trekken else ''}")
            for pk, rij in self.kandidaten.items()
        ]

    @property
    def gekozen(self):
        return self.kandidaten[self.cleaned_data["persoon"]].persoon
