from django import forms

from kern.forms import PlainTextFormMixin
from subsidie.opmerkingen.models import LANGSTE


class OpmerkingForm(PlainTextFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat wil je de anderen vragen of zeggen?",
        max_length=LANGSTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf eerst iets."},
    )
