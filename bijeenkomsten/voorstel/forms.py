from django import forms

from bijeenkomsten.voorstel.maken import KEUZEVOLGORDE, KLEINSTE_GROEP
from werkvormen.inhoud.soorten import DOELEN, GROOTSTE_GROEP

MENSEN_FOUT = f"Vul een heel getal in van {KLEINSTE_GROEP} tot {GROOTSTE_GROEP}."


class VraagForm(forms.Form):
    """What the facilitator changes about the situation. Begins with what follows from the netwerk."""

    doel = forms.ChoiceField(
        label="Waarvoor komen jullie bij elkaar?",
        choices=[],
        error_messages=dict.fromkeys(("invalid_choice", "required"), "Kies een doel uit de lijst."),
    )
    mensen = forms.IntegerField(
        label="Met hoeveel mensen?",
        min_value=KLEINSTE_GROEP,
        max_value=GROOTSTE_GROEP,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value", "required"), MENSEN_FOUT),
    )

    def __init__(self, data, *, situatie, te_kiezen):
        # Nothing asked yet: the page answers for what follows from the netwerk.
        begin = {"doel": situatie.doel, "mensen": str(situatie.mensen)}
        super().__init__(begin | {naam: data[naam] for naam in begin if naam in data})
        self.fields["doel"].choices = [(doel, DOELEN[doel]) for doel in te_kiezen]


class ZetForm(forms.Form):
    """What to do with a draaiboek in which there is something already. ``afdruk`` is how it was when they looked."""

    HOE = [("vervang", "In plaats van wat er nu staat"), ("erbij", "Achter wat er nu staat")]

    hoe = forms.ChoiceField(
        label="Er staat al iets in het draaiboek", choices=HOE, widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het voorstel komt te staan."},
    )  # fmt: skip
    afdruk = forms.CharField(required=False, widget=forms.HiddenInput)


def read_keuzes(data) -> tuple[dict[str, str], int | None]:
    """What was swapped, out of a query string or a form; what nobody knows is left out later."""
    keuzes = {naam: data[naam] for naam in KEUZEVOLGORDE if data.get(naam)}
    kernen = data.get("kernen", "")
    return keuzes, int(kernen) if kernen in {"1", "2", "3"} else None
