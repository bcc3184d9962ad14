from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.toelating.models import Toelating

_FOUT = "Kies een getal van 1 tot en met 20."


def _per_school(**kwargs):
    field = forms.IntegerField(min_value=1, max_value=20, required=False, error_messages={"invalid": _FOUT}, **kwargs)
    for validator in field.validators:
        validator.message = _FOUT
    return field


class ToelatingForm(PlainTextFormMixin, forms.ModelForm):
    minste_per_school = _per_school(
        label="Minste van één school",
        help_text="Met twee van een school landt het daar makkelijker. Je krijgt een seintje als het er minder zijn; "
        "niemand wordt geweigerd.",
    )
    meeste_per_school = _per_school(
        label="Meeste van één school",
        help_text="Twee tot vier werkt vaak goed. Wie daarna komt van die school, gaat naar de wachtlijst. "
        "Leeg: geen grens.",
    )

    class Meta:
        model = Toelating
        fields = [
            "motivatie", "let_op_interesse", "let_op_match", "let_op_invloed", "tekst", "minste_per_school",
            "meeste_per_school", "voordragen",
        ]  # fmt: skip
        widgets = {"motivatie": forms.RadioSelect, "tekst": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "motivatie": "Vraag je waarom iemand mee wil doen?",
            "let_op_interesse": "Belangstelling: iemand wil echt met deze vraag aan de slag",
            "let_op_match": "Match: wat iemand zoekt en meebrengt past bij de groep",
            "let_op_invloed": "Invloed: iemand kan op school iets veranderen",
            "tekst": "Wat wil je zeggen tegen wie zich aanmeldt?",
            "voordragen": "Deelnemers kunnen iemand voordragen",
        }
        help_texts = {
            "tekst": "Staat boven het formulier, bijvoorbeeld wat je van mensen vraagt.",
            "voordragen": "Alleen in een gesloten groep. Wie wordt voorgedragen, zegt zelf ja of nee.",
        }

    def clean(self):
        data = super().clean()
        minste, meeste = data.get("minste_per_school"), data.get("meeste_per_school")
        if minste and meeste and minste > meeste:
            self.add_error("meeste_per_school", "Dit is minder dan het minste van één school. Draai ze om.")
        return data

    def _post_clean(self):
        """The service writes; the instance only gave the first values."""
