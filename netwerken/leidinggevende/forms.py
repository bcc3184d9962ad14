from django import forms

from kern.forms import PlainTextFormMixin, read_number
from kern.tijd import lokale_dag, nu
from netwerken.leidinggevende.models import MEESTE_UREN

_UREN = {"invalid": "Vul een heel getal in, zonder komma.", "required": "Vul in hoeveel uren per maand."}
_UREN |= {"min_value": "Vul minstens 1 uur in.", "max_value": f"Vul hooguit {MEESTE_UREN} uur in."}


class _Tekst(PlainTextFormMixin, forms.Form):
    """The questions of a card, for both. ``van_leiding``: who signs must answer what a signature is about.

    ``versie`` travels along, so that a change by the other one is seen; ``botst`` is what that one wrote, by field.
    """

    versie = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, contact, van_leiding=False, initial=None):
        self.contact, self.botst = contact, {}
        begin = {f"t_{veld}": waarde for veld, waarde in contact.tekst.items()}
        begin |= {f"t_{veld}": waarde for veld, waarde in (initial or {}).items() if veld not in {"naam", "email"}}
        rest = {veld: waarde for veld, waarde in (initial or {}).items() if veld in {"naam", "email"}}
        super().__init__(data, initial=begin | rest | {"versie": contact.versie})
        self._add_questions(van_leiding)

    def _add_questions(self, van_leiding):
        if self.contact.is_toezegging:
            self.fields["t_uren"] = forms.IntegerField(
                label="Hoeveel uren per maand?", min_value=1, max_value=MEESTE_UREN, required=van_leiding,
                error_messages=_UREN, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                help_text="Alles bij elkaar: bijeenkomsten, reizen, lezen en iets uitproberen. Denk aan 6 tot 10 uur.",
            )  # fmt: skip
        for vraag in self.contact.gesprek.vragen:
            self.fields[f"t_{vraag.code}"] = forms.CharField(
                label=vraag.vraag, max_length=1500, required=van_leiding and vraag.verplicht,
                widget=forms.Textarea(attrs={"rows": 3}), help_text=vraag.uitleg,
                error_messages={"required": "Schrijf hier een zin. Een handtekening gaat hierover."},
            )  # fmt: skip
            self.fields[f"t_{vraag.code}"].vraag = vraag
        if van_leiding and self.contact.gesprek_op:
            self.fields["t_afspraken"] = forms.CharField(
                label="Wat spraken jullie af?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": "Schrijf op wat jullie afspraken."},
            )  # fmt: skip

    @property
    def vragen(self):
        """(bound field, its question or None, what the other one wrote or None)"""
        for naam in self.fields:
            if naam.startswith("t_"):
                yield self[naam], getattr(self.fields[naam], "vraag", None), self.botst.get(naam.removeprefix("t_"))

    @property
    def tekst(self):
        return {n.removeprefix("t_"): waarde for n, waarde in self.cleaned_data.items() if n.startswith("t_")}

    @property
    def gezien(self):
        """The version that was on the page; 0 for anything else."""
        return read_number(self.cleaned_data["versie"]) or 0

    def show_conflict(self, contact):
        """Keep what was typed, show what is there now, and let the next press be about that."""
        nieuw = self.tekst
        self.botst = {veld: contact.tekst[veld] or "leeg" for veld in nieuw if contact.tekst[veld] != nieuw[veld]}
        self.data = self.data.copy()
        self.data["versie"] = str(contact.versie)
        self.add_error(None, "Er is intussen iets veranderd. Bij elk verschil zie je wat er nu staat.")


class KaartForm(_Tekst):
    """What the deelnemer writes, and to whom it goes."""

    naam = forms.CharField(
        label="Naam van je leidinggevende", max_length=120, error_messages={"required": "Vul de naam in."},
        help_text="Wie beslist over je tijd: je teamleider, je directeur of je bestuurder.",
    )  # fmt: skip
    email = forms.EmailField(
        label="Mailadres van je leidinggevende", max_length=254,
        error_messages={"required": "Vul het mailadres in. Daar gaat de link heen."},
    )  # fmt: skip

    @property
    def wie(self):
        return {veld: self.cleaned_data[veld] for veld in ("naam", "email")}


class TekenForm(_Tekst):
    """What the leidinggevende fills in, changes and signs."""

    wie = forms.ChoiceField(label="Wie ben je?", error_messages={"required": "Kies wie je bent."})
    naam = forms.CharField(
        label="Typ je naam, als handtekening", max_length=120, error_messages={"required": "Typ je naam."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args, contact, **kwargs):
        super().__init__(*args, contact=contact, van_leiding=True, **kwargs)
        keuzes = [("ik", f"Ik ben {contact.naam}"), ("ander", "Ik ben iemand anders en teken in die plaats")]
        self.fields["wie"].choices = keuzes
        self.fields["wie"].widget = forms.RadioSelect(choices=keuzes)
        self.order_fields([naam for naam in self.fields if naam not in {"wie", "naam"}])  # these two come last

    def clean(self):
        data = super().clean()
        naam, is_zelf = data.get("naam"), data.get("wie") == "ik"
        if naam and is_zelf and not _same(naam, self.contact.naam):
            self.add_error("naam", f"Typ “{self.contact.naam}”, of kies dat je iemand anders bent.")
        return data

    @property
    def handtekening(self):
        """(name, is that somebody else than who was asked)"""
        naam = self.cleaned_data["naam"]
        is_zelf = _same(naam, self.contact.naam)
        return (self.contact.naam, False) if is_zelf else (naam, True)


class HandtekeningForm(PlainTextFormMixin, forms.Form):
    """The signature of the deelnemer. ``nodig``: only a toezegging is signed by both."""

    link_nr = forms.CharField(widget=forms.HiddenInput, required=False)
    versie = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, contact):
        super().__init__(data, initial={"link_nr": contact.link_nr, "versie": contact.versie})
        if contact.is_toezegging:
            self.fields["handtekening"] = forms.CharField(
                label="Typ je naam, als handtekening", max_length=120, error_messages={"required": "Typ je naam."},
                widget=forms.TextInput(attrs={"autocomplete": "name"}),
            )  # fmt: skip

    @property
    def handtekening(self):
        return self.cleaned_data.get("handtekening", "")

    def get_number(self, veld):
        return read_number(self.cleaned_data[veld]) or 0


class GesprekForm(PlainTextFormMixin, forms.Form):
    """When the conversation was, and what they agreed."""

    versie = forms.CharField(widget=forms.HiddenInput, required=False)
    op = forms.DateField(
        label="Wanneer was het gesprek?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Kies de dag.", "invalid": "Dit is geen datum."},
    )  # fmt: skip
    afspraken = forms.CharField(
        label="Wat spraken jullie af?", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Wie doet wat, en wanneer? Twee of drie zinnen zijn genoeg.",
        error_messages={"required": "Schrijf op wat jullie afspraken. Eén zin mag ook."},
    )  # fmt: skip

    def __init__(self, data=None, *, contact):
        begin = {"op": contact.gesprek_op or lokale_dag(nu()), "afspraken": contact.afspraken}
        super().__init__(data, initial=begin | {"versie": contact.versie})

    @property
    def gezien(self):
        return read_number(self.cleaned_data["versie"]) or 0

    def show_conflict(self, contact):
        """Keep what was typed; the page shows what is there now, and the next press is about that."""
        self.data = self.data.copy()
        self.data["versie"] = str(contact.versie)
        self.add_error(None, "Er is intussen iets veranderd. Hieronder zie je wat er nu staat.")


def _same(een, ander):
    """The same name, whatever the capitals, dots and spaces."""

    def plain(naam):
        return "".join(teken for teken in naam.casefold() if teken.isalnum())

    return plain(een) == plain(ander)
