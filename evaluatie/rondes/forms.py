from django import forms

from bijeenkomsten.forms import DagVeld
from kern.forms import PlainTextFormMixin
from kern.tijd import dag

NU, LATER = "nu", "later"


class VraagForm(forms.Form):
    """When to ask the group; about a guest speaker also after which meeting."""

    wanneer = forms.ChoiceField(
        label="Wanneer gaan de vragen open?",
        choices=[(NU, "Meteen"), (LATER, "Op een andere dag")],
        initial=NU,
        widget=forms.RadioSelect,
    )
    op = DagVeld(label="Welke dag?", required=False, help_text="Een werkdag, om 9.00 uur. Nodig bij ‘een andere dag’.")
    bijeenkomst = forms.TypedChoiceField(
        label="Na welke bijeenkomst?", coerce=int, widget=forms.RadioSelect,
        error_messages={"required": "Kies een bijeenkomst.", "invalid_choice": "Kies een bijeenkomst uit de lijst."},
    )  # fmt: skip

    def __init__(self, *args, bijeenkomsten=None, **kwargs):
        super().__init__(*args, **kwargs)
        if bijeenkomsten is None:
            del self.fields["bijeenkomst"]
        else:
            self.fields["bijeenkomst"].choices = [(b.pk, f"{dag(b.begint_op)}: {b.titel}") for b in bijeenkomsten]
            self.order_fields(["bijeenkomst", "wanneer", "op"])

    def clean(self):
        data = super().clean()
        if data.get("wanneer") == LATER and not data.get("op") and "op" not in self.errors:
            self.add_error("op", "Kies een dag, of kies ‘meteen’.")
        return data

    @property
    def dag(self):
        return self.cleaned_data["op"] if self.cleaned_data["wanneer"] == LATER else None


class VerzetForm(forms.Form):
    op = DagVeld(label="Naar welke dag?", help_text="Een werkdag, om 9.00 uur.")


class SlaOverForm(PlainTextFormMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom niet?", max_length=200, help_text="De groep leest dit.",
        error_messages={
            "required": "Schrijf in een paar woorden waarom. De groep leest dat.",
            "max_length": "Houd het kort: hooguit 200 tekens.",
        },
    )  # fmt: skip
