from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms

from kern.forms import PlainTextFormMixin
from personen.models import Persoon
from personen.schoolkiezer import Keuze, SchoolFormMixin


class SignupForm(SchoolFormMixin, PlainTextFormMixin, AllauthSignupForm):
    """E-mail and name, and the school if one likes; a password is not needed, the mailed code is enough."""

    naam = forms.CharField(label="Je naam", max_length=120)
    field_order = ["naam", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The setting names it so that the sign-in page keeps its password field; here nobody needs to make one up.
        self.fields.pop("password1", None)


class ProfileForm(SchoolFormMixin, PlainTextFormMixin, forms.ModelForm):
    class Meta:
        model = Persoon
        fields = ["naam", "functie"]
        labels = {"naam": "Je naam", "functie": "Je functie"}
        help_texts = {"functie": "Bijvoorbeeld: teamleider, docent, bestuurder."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["organisatie"] = Keuze.of_persoon(self.instance)
        self.fields["organisatie"].widget.huidig = self.instance.organisatie_id

    def clean(self):
        super().clean()
        if "organisatie" in self.cleaned_data:
            self.fill_werkplek(self.instance)
        return self.cleaned_data
