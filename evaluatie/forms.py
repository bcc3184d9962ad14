from django import forms

from evaluatie.services import Tekst
from evaluatie.vragenlijst.document import PUNTEN, Document, Soort, Vraag
from kern.forms import PlainTextFormMixin

LANGSTE_TEKST = 1000
GEMIST_VRAAG = "Wat heb je nodig om er de volgende keer bij te zijn?"  # 002 F3
TE_LANG = "Dit is te lang. Houd het bij %(limit_value)d tekens; nu zijn het er %(show_value)d."
KIES = "Kies een antwoord. Weet je het niet, kies dan de laatste."
KIES_UIT = "Kies een van de antwoorden."
KIES_DRIE = "Kies een eerste, een tweede en een derde, alle drie anders. Of kies er geen."


def field_name(code: str) -> str:
    return f"v-{code}"


def rank_name(code: str, plaats: int) -> str:
    """Of the first (1), second or third choice of a rangorde."""
    return f"v-{code}-{plaats}"


def text_name(code: str) -> str:
    return f"t-{code}"


def only_name(code: str) -> str:
    """Of the tick «alleen tonen aan de facilitator»."""
    return f"alleen-{code}"


class AntwoordForm(PlainTextFormMixin, forms.Form):
    """The answers of one person to a document. Only checks; the template writes the fields itself, which is five times
    as fast."""

    def __init__(self, document: Document, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.document = document
        for vraag in document.vragen:
            self.fields |= _make_fields(vraag)

    def clean(self):
        for vraag in self.document.geteld:
            if vraag.soort == Soort.RANGORDE and vraag.tel(self._keuze(vraag)) is None:
                self.add_error(rank_name(vraag.code, 1), KIES_DRIE)
        return self.cleaned_data

    def _keuze(self, vraag):
        if vraag.soort != Soort.RANGORDE:
            return self.cleaned_data[field_name(vraag.code)]
        plaatsen = (self.cleaned_data.get(rank_name(vraag.code, p)) for p in range(1, len(PUNTEN) + 1))
        return [keuze for keuze in plaatsen if keuze]

    @property
    def hielp(self) -> list[str]:
        """What was tapped, as it was sent: ``services.answer`` counts what there is a counter for."""
        return self.data.getlist("hielp") if hasattr(self.data, "getlist") else []

    @property
    def keuzes(self) -> dict[str, object]:
        return {vraag.code: self._keuze(vraag) for vraag in self.document.geteld}

    @property
    def teksten(self) -> dict[str, Tekst]:
        return {
            vraag.code: Tekst(self.cleaned_data[text_name(vraag.code)], self.cleaned_data[only_name(vraag.code)])
            for vraag in self.document.open_vragen
        }


def _make_fields(vraag: Vraag) -> dict[str, forms.Field]:
    if vraag.is_open:
        tekst = forms.CharField(
            label=vraag.tekst, required=False, max_length=LANGSTE_TEKST, widget=forms.Textarea,
            error_messages={"max_length": TE_LANG},
        )  # fmt: skip
        return {text_name(vraag.code): tekst, only_name(vraag.code): forms.BooleanField(required=False)}
    opties = {"coerce": int, "label": vraag.tekst, "choices": [(waarde, waarde) for waarde in vraag.waarden]}
    fouten = {"required": KIES, "invalid_choice": KIES_UIT, "invalid_list": KIES_UIT}
    if vraag.soort == Soort.MEERKEUZE:
        opties["choices"] = opties["choices"][1:]
        veld = forms.TypedMultipleChoiceField(required=False, error_messages=fouten, **opties)
        return {field_name(vraag.code): veld}
    if vraag.soort == Soort.RANGORDE:
        return {
            rank_name(vraag.code, plaats): forms.TypedChoiceField(
                required=False, empty_value=0, error_messages=fouten, **opties
            )
            for plaats in range(1, len(PUNTEN) + 1)
        }
    return {field_name(vraag.code): forms.TypedChoiceField(error_messages=fouten, **opties)}


class GemistForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Je antwoord",
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat je nodig hebt, of sluit deze pagina.", "max_length": TE_LANG},
    )
