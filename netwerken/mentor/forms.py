from django import forms

from kern.forms import PlainTextFormMixin
from netwerken.mentor.models import Mentoraanbod, Mentorvraag


class VraagForm(PlainTextFormMixin, forms.Form):
    netwerk = forms.ModelChoiceField(
        None, label="Voor welk netwerk?", empty_label=None,
        error_messages={"required": "Kies een netwerk.", "invalid_choice": "Kies een netwerk dat je zelf begeleidt."},
    )  # fmt: skip
    vraag = forms.CharField(
        label="Waar zoek je hulp bij?", max_length=Mentorvraag._meta.get_field("vraag").max_length,
        widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Schrijf in een zin wat je zoekt."},
        help_text="Schrijf over jezelf als begeleider, niet over mensen in je groep.",
    )  # fmt: skip
    akkoord = forms.BooleanField(
        label="Een mentor mag mijn naam en mailadres zien",
        error_messages={"required": "Zonder je naam en mailadres kan een mentor je niet helpen."},
    )

    def __init__(self, *args, netwerken, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["netwerk"].queryset = netwerken


class AanbodForm(PlainTextFormMixin, forms.Form):
    toelichting = forms.CharField(
        label="Wat breng je mee?", required=False, max_length=Mentoraanbod._meta.get_field("toelichting").max_length,
        help_text="Bijvoorbeeld: acht jaar netwerken begeleid, vooral in het vo.",
    )  # fmt: skip
