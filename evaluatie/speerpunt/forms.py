from django import forms

from evaluatie.speerpunt.models import LANGSTE_WAT
from kern.forms import PlainTextFormMixin


class SpeerpuntForm(PlainTextFormMixin, forms.Form):
    dimensie = forms.ChoiceField(
        label="Waar werken jullie aan?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies één onderwerp.", "invalid_choice": "Kies één van deze onderwerpen."},
    )
    wat = forms.CharField(
        label="Wat gaan jullie anders doen?",
        help_text="Eén ding is genoeg. Schrijf op wie wat doet, en voor wanneer.",
        max_length=LANGSTE_WAT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf op wat jullie anders gaan doen.",
            "max_length": "Dit is te lang. Houd het bij %(limit_value)d tekens; nu zijn het er %(show_value)d.",
        },
    )
    afspraak = forms.BooleanField(
        label="Zet dit ook als afspraak op de agenda",
        help_text="Dan komt het vanzelf terug bij de volgende bijeenkomst.",
        required=False,
        initial=True,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0)

    def __init__(self, *args, dimensies, heeft_afspraak=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dimensie"].choices = [(groep.code, groep.naam) for groep in dimensies]
        if heeft_afspraak:
            del self.fields["afspraak"]
