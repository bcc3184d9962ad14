from django import forms

from kern.forms import PlainTextFormMixin
from personen.models import LowerEmailField


class EersteKeerForm(PlainTextFormMixin, forms.Form):
    naam = forms.CharField(
        label="Je naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Zo zien de mensen in je netwerken je.",
    )  # fmt: skip
    email = forms.EmailField(
        label="Je e-mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Hier sturen we een code naartoe, en later de mail over je netwerken.",
    )  # fmt: skip
    werkt_hier = forms.BooleanField(required=False)

    def __init__(self, *args, voorstel=None, **kwargs):
        super().__init__(*args, **kwargs)
        if voorstel:
            self.fields["werkt_hier"].label = f"Ik werk bij {voorstel}"
        else:
            del self.fields["werkt_hier"]

    def clean_email(self):
        return LowerEmailField().to_python(self.cleaned_data["email"])


class CodeForm(forms.Form):
    code = forms.CharField(
        label="De code uit de mail", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )  # fmt: skip
