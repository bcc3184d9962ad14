from django import forms

from evaluatie.inhoud import VRAGENLIJST
from kern.forms import PlainTextFormMixin

LANGSTE_TEKST = 1000
TE_LANG = "Dit is te lang. Houd het bij %(limit_value)d tekens; nu zijn het er %(show_value)d."


def field_name(code: str) -> str:
    return f"v-{code}"


class AntwoordForm(PlainTextFormMixin, forms.Form):
    """The answers of one person. Only checks; the template writes the fields itself, which is five times as fast."""

    tekst = forms.CharField(
        required=False, max_length=LANGSTE_TEKST, widget=forms.Textarea, error_messages={"max_length": TE_LANG}
    )
    alleen = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for vraag in VRAGENLIJST.vragen:
            self.fields[field_name(vraag.code)] = forms.TypedChoiceField(
                coerce=int,
                choices=[(waarde, waarde) for waarde in VRAGENLIJST.waarden],
                label=vraag.tekst,
                error_messages={
                    "required": "Kies een antwoord. Weet je het niet, kies dan de laatste.",
                    "invalid_choice": "Kies een van de antwoorden.",
                },
            )

    @property
    def hielp(self) -> list[str]:
        """What was tapped, as it was sent: ``services.answer`` counts what there is a counter for."""
        return self.data.getlist("hielp") if hasattr(self.data, "getlist") else []

    @property
    def keuzes(self) -> dict[str, int]:
        return {code: self.cleaned_data[field_name(code)] for code in VRAGENLIJST.codes}


class GemistForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Je antwoord",
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat je nodig hebt, of sluit deze pagina.", "max_length": TE_LANG},
    )
