from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.db.models import Q

from kern.forms import PlainTextFormMixin
from personen.models import Persoon


class SignupForm(PlainTextFormMixin, AllauthSignupForm):
    """E-mail and name; a password is not needed, the mailed code is enough."""

    naam = forms.CharField(label="Je naam", max_length=120)
    field_order = ["naam", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The setting names it so that the sign-in page keeps its password field; here nobody needs to make one up.
        self.fields.pop("password1", None)


class ProfileForm(PlainTextFormMixin, forms.ModelForm):
    class Meta:
        model = Persoon
        fields = ["naam", "functie", "organisatie"]
        labels = {"naam": "Je naam", "functie": "Je functie", "organisatie": "Waar werk je?"}
        help_texts = {
            "functie": "Bijvoorbeeld: teamleider, docent, bestuurder.",
            "organisatie": "Staat je school er niet bij? Laat dit dan leeg.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisatie"]
        field.queryset = field.queryset.filter(Q(is_active=True) | Q(pk=self.instance.organisatie_id))
        field.empty_label = "Kies je school of bestuur"
