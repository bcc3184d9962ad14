from django import forms

from fasen.models import REDEN_MAX, REDEN_MIN
from kern.forms import FormHelper, PlainTextFormMixin


class MoveForm(PlainTextFormMixin, forms.Form):
    """Why the group takes this step. ``seen`` is the fase that was current on the page the user looked at."""

    reden = forms.CharField(
        label="Waarom nu?",
        help_text="Eén of twee zinnen. Iedereen in het netwerk leest dit terug.",
        min_length=REDEN_MIN,
        max_length=REDEN_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in een paar woorden waarom jullie deze stap zetten.",
            "min_length": "Schrijf iets meer: in een paar woorden waarom jullie deze stap zetten.",
            "max_length": f"Houd het kort: hooguit {REDEN_MAX} tekens.",
        },
    )
    seen = forms.CharField(max_length=14, required=False, widget=forms.HiddenInput)

    helper = FormHelper()
