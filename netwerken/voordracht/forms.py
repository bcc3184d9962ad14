from django import forms

from kern.forms import PlainTextFormMixin


class VoordrachtForm(PlainTextFormMixin, forms.Form):
    naam = forms.CharField(
        label="Wie draag je voor?", max_length=120, error_messages={"required": "Vul een naam in."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label="Mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Vul een mailadres in.", "invalid": "Dit is geen mailadres."},
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom past deze persoon hier?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Denk aan de vraag die deze persoon heeft, en wat de groep aan hem of haar heeft. "
        "Wie je voordraagt, leest dit ook.",
        error_messages={"required": "Schrijf op waarom deze persoon hier past."},
    )  # fmt: skip
