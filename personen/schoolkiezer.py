"""The field «Waar werk je?»: search, pick one of the results, or write down a school that is not in the list.

It works as a form alone: whoever has no JavaScript sends what was typed and gets the results as radio buttons. With
it the results come while typing.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string

from kern.forms import clean_line, read_number
from personen.models import Organisatie, Persoon
from personen.zoeken import HOOGSTENS, LANGST, find_organisaties, is_enough

ANDERS, GEEN = "anders", "geen"
_ZOEKEN = "zoeken"  # code of the error that means: here are the results


@dataclass
class Keuze:
    """What the field holds: a choice, and how far somebody is with searching."""

    keuze: str = ""  # the key of an organisation, ANDERS, GEEN, or nothing yet
    q: str = ""
    gezocht: str = ""  # the question that the results on the page belong to
    naam: str = ""
    organisatie: Organisatie | None = None

    @classmethod
    def of(cls, data, name="organisatie"):
        """From what a form sent."""
        naam = data.get(f"{name}_naam", "")
        keuze = data.get(name, "") or (ANDERS if naam.strip() else "")
        return cls(keuze, clean_line(data.get("q", ""))[:LANGST], data.get("gezocht", ""), naam)

    @classmethod
    def of_persoon(cls, persoon):
        if persoon.organisatie_id:
            return cls(str(persoon.organisatie_id))
        return cls(ANDERS if persoon.organisatie_naam else "", naam=persoon.organisatie_naam)

    @property
    def is_searching(self):
        return self.q not in ("", self.gezocht)


def get_chosen(keuze: str, huidig: int | None) -> Organisatie | None:
    """The organisation with this key when it may be chosen: it still exists, or somebody already has it."""
    if (pk := read_number(keuze)) is None:
        return None
    rows = Organisatie.objects.filter(Q(is_active=True) | Q(pk=huidig)).select_related("deel_van__deel_van")
    return rows.filter(pk=pk).first()


def uitkomst(keuze: Keuze, huidig: int | None = None, id_="id_organisatie", name="organisatie") -> dict:
    """What the template shows: the organisation that was chosen, the results, and how many there are."""
    found = find_organisaties(keuze.q)
    chosen = keuze.organisatie or get_chosen(keuze.keuze, huidig)
    return {
        "id": id_,
        "name": name,
        "keuze": keuze,
        "gekozen": chosen,
        "resultaten": [row for row in found[:HOOGSTENS] if chosen is None or row.pk != chosen.pk],
        "toon_rest": bool(keuze.q or keuze.keuze),
        "stand": _count(keuze.q, len(found)),
        "ANDERS": ANDERS,
        "GEEN": GEEN,
    }


def _count(q, found):
    if not q:
        return ""
    if not is_enough(q):
        return "Typ minstens twee letters."
    if not found:
        return f"Niets gevonden met “{q}”. Probeer een deel van de naam, of de plaats."
    if found > HOOGSTENS:
        return f"Meer dan {HOOGSTENS} gevonden. Dit zijn de eerste. Typ de plaats erbij, dan worden het er minder."
    return "1 gevonden." if found == 1 else f"{found} gevonden."


class SchoolWidget(forms.Widget):
    use_fieldset = True
    huidig = None  # key of the organisation that somebody has now

    def value_from_datadict(self, data, files, name):
        return Keuze.of(data, name)

    def render(self, name, value, attrs=None, renderer=None):
        context = uitkomst(value or Keuze(), self.huidig, (attrs or {}).get("id", f"id_{name}"), name)
        return render_to_string("components/schoolkiezer.html", context)


class SchoolField(forms.Field):
    widget = SchoolWidget

    def clean(self, value):
        """The ``Keuze``, with its organisation filled in, or a name, or neither."""
        if value.is_searching:
            raise ValidationError(
                "Kies je school uit de lijst." if is_enough(value.q) else "Typ minstens twee letters.", _ZOEKEN
            )
        if value.keuze == ANDERS:
            return self._clean_naam(value)
        if not value.keuze and value.q:
            raise ValidationError("Kies je school uit de lijst, of kies dat hij er niet bij staat.")
        if value.keuze in ("", GEEN):
            return Keuze()
        organisatie = get_chosen(value.keuze, self.widget.huidig)
        if organisatie is None:
            raise ValidationError("Deze school kun je niet kiezen. Zoek hem opnieuw.")
        return Keuze(value.keuze, organisatie=organisatie)

    @staticmethod
    def _clean_naam(value):
        naam = clean_line(value.naam)
        if not naam:
            raise ValidationError("Schrijf op hoe je school of organisatie heet.")
        most = Persoon._meta.get_field("organisatie_naam").max_length
        if len(naam) > most:
            raise ValidationError(f"Deze naam is te lang. Gebruik hoogstens {most} tekens.")
        return Keuze(ANDERS, naam=naam)


class SchoolFormMixin:
    """Adds the field. Who is still searching reads nothing about the other fields yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"] = SchoolField(label="Waar werk je?", required=False)

    def full_clean(self):
        super().full_clean()
        mine = self._errors.get("organisatie") if self._errors else None
        if mine and mine.as_data()[0].code == _ZOEKEN:
            self._errors = ErrorDict({"organisatie": mine}, renderer=self.renderer)

    def fill_werkplek(self, persoon):
        """Put what was chosen on ``persoon``; saving is up to the caller."""
        keuze = self.cleaned_data.get("organisatie") or Keuze()
        persoon.organisatie, persoon.organisatie_naam = keuze.organisatie, keuze.naam
