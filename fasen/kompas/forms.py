from django import forms

from fasen.kompas.models import ZIN_MAX
from fasen.kompas.services import ZIN_MIN
from kern.forms import FormHelper, PlainTextFormMixin


class NogNietForm(PlainTextFormMixin, forms.Form):
    """Why the group stays in this fase for now."""

    zin = forms.CharField(
        label="Waarom blijven jullie nog even?",
        help_text="Eén zin is genoeg. Iedereen die meedoet, kan hem lezen.",
        max_length=ZIN_MAX,
        min_length=ZIN_MIN,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in een paar woorden waarom jullie nog even blijven.",
            "min_length": "Schrijf in een paar woorden waarom jullie nog even blijven.",
        },
    )
    fase = forms.CharField(widget=forms.HiddenInput)
    helper = FormHelper()
