from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from kern.forms import PlainTextFormMixin
from netwerken.adressen import MAX_ADRESSEN, read_adressen
from netwerken.models import Deelname, Netwerk
from netwerken.randvoorwaarden.stand import find_bezwaar
from netwerken.services.netwerken import too_small
from netwerken.start.inhoud import VRAGEN
from netwerken.toelating.stand import find_toelating

VELDEN = [
    "naam", "centrale_vraag", "doel", "doel_niveau", "type", "indeling", "thema", "sector", "doelgroep", "regio",
    "deelname_als", "toegang", "min_deelnemers", "max_deelnemers", "start_datum", "eind_datum",
    "aantal_bijeenkomsten", "eigenaar", "financiering", "omschrijving",
]  # fmt: skip
ZONDER_HULP = {"doel_niveau", "type", "indeling", "sector", "start_datum"}
_DAG = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
DAG_FOUT = "Vul een dag in, bijvoorbeeld 01-09-2027."
DAG_REDELIJK = [
    MinValueValidator(date(2000, 1, 1), "Kies een jaar vanaf 2000."),
    MaxValueValidator(date(2100, 1, 1), "Kies een jaar voor 2100."),
]


def _aantal(minste, meeste, **kwargs):
    fout = f"Kies een getal van {minste} tot en met {meeste}."
    field = forms.IntegerField(min_value=minste, max_value=meeste, **kwargs)
    field.error_messages |= {"invalid": fout}
    for validator in field.validators:
        validator.message = fout
    return field


class NetwerkForm(PlainTextFormMixin, forms.ModelForm):
    """The attributes of a netwerk. ``versie`` is the one the user looked at when the form was opened."""

    min_deelnemers = _aantal(2, 60, label=VRAGEN["min_deelnemers"].vraag)
    max_deelnemers = _aantal(2, 60, label=VRAGEN["max_deelnemers"].vraag)
    aantal_bijeenkomsten = _aantal(1, 60, label=VRAGEN["aantal_bijeenkomsten"].vraag)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False)

    class Meta:
        model = Netwerk
        fields = VELDEN
        widgets = {
            "doel": forms.Textarea(attrs={"rows": 4}),
            "omschrijving": forms.Textarea(attrs={"rows": 6}),
            "centrale_vraag": forms.Textarea(attrs={"rows": 2}),
            "doel_niveau": forms.RadioSelect,
            "indeling": forms.RadioSelect,
            "sector": forms.RadioSelect,
            "deelname_als": forms.RadioSelect,
            "toegang": forms.RadioSelect,
            "start_datum": _DAG,
            "eind_datum": _DAG,
        }
        # The same words as in the guided start: netwerken/start/inhoud/vragen.json.
        labels = {veld: VRAGEN[veld].vraag for veld in VELDEN}
        help_texts = {veld: VRAGEN[veld].waarom for veld in VELDEN if veld not in ZONDER_HULP}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["centrale_vraag"].widget.attrs["maxlength"] = 300
        self.fields["versie"].initial = self.instance.versie
        for field in self.fields.values():
            field.error_messages["required"] = "Kies er een." if isinstance(field, forms.ChoiceField) else "Vul dit in."
        for naam in ("start_datum", "eind_datum"):
            self.fields[naam].validators += DAG_REDELIJK
            self.fields[naam].error_messages["invalid"] = DAG_FOUT
        for naam in ("min_deelnemers", "max_deelnemers", "aantal_bijeenkomsten"):
            self.fields[naam].help_text = self.Meta.help_texts[naam]
        for naam in ("sector", "doel_niveau", "indeling", "deelname_als", "toegang"):
            self.fields[naam].choices = [keuze for keuze in self.fields[naam].choices if keuze[0]]

    def clean_naam(self):
        naam = " ".join(self.cleaned_data["naam"].split())
        if naam and not any(teken.isalnum() for teken in naam):
            raise forms.ValidationError("Gebruik minstens één letter of cijfer.")
        return naam

    def clean_centrale_vraag(self):
        return " ".join(self.cleaned_data["centrale_vraag"].split())

    def clean(self):
        data = super().clean()
        minste, meeste = data.get("min_deelnemers"), data.get("max_deelnemers")
        if minste and meeste and minste > meeste:
            self.add_error("max_deelnemers", "De grootste groep is kleiner dan de kleinste. Draai ze om.")
        begin, eind = data.get("start_datum"), data.get("eind_datum")
        if begin and eind and begin > eind:
            self.add_error("eind_datum", "Deze dag ligt voor het begin. Kies een dag erna.")
        if meeste and self.instance.pk and meeste < (bezet := self.instance.deelnames.bezet().count()):
            self.add_error("max_deelnemers", f"Er doen al {bezet} mensen mee. Kies {bezet} of meer.")
        return data

    @property
    def values(self):
        return {veld: self.cleaned_data[veld] for veld in VELDEN}


def post_data(request):
    """What was posted, also when that is nothing at all: an empty post is an answer, not a visit."""
    return request.POST if request.method == "POST" else None


def merge_keuzes(post, netwerk):
    """The posted form, with what is saved now wherever the user chose «hun» on the page of a conflict."""
    data, bewaard = post.copy(), NetwerkForm(instance=netwerk)
    for veld in VELDEN:
        if data.get(f"keuze_{veld}") == "hun":
            waarde = bewaard[veld].value()
            data[veld] = waarde.isoformat() if isinstance(waarde, date) else waarde
    return data


class StatusForm(PlainTextFormMixin, forms.Form):
    """Only the steps that can be taken now. Pausing and ending have pages of their own (``netwerken.einde``)."""

    STAPPEN = {
        "idee": ["in_oprichting", "werving"],
        "in_oprichting": ["werving", "gestart"],
        "werving": ["gestart"],
        "gestart": ["afronden"],
        "afronden": ["gestart"],
        "afgerond": ["gestart"],
        "zelfstandig": ["gestart"],
        "gestopt": ["gestart"],
    }
    WOORDEN = {
        "in_oprichting": "We gaan het opzetten",
        "werving": "We zoeken deelnemers",
        "gestart": "We zijn bezig",
        "afronden": "We ronden af",
    }
    stap = forms.ChoiceField(
        label="Volgende stap", widget=forms.RadioSelect, error_messages={"required": "Kies een stap."}
    )
    reden = forms.CharField(
        label="Waarom?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als het netwerk begint met minder mensen dan de kleinste groep of terwijl niet alles op orde "
        "is. Schrijf het zo dat deelnemers het mogen lezen.",
    )  # fmt: skip

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        self.netwerk = netwerk
        self.fields["stap"].choices = [(stap, self.WOORDEN[stap]) for stap in self.STAPPEN[netwerk.status]]
        if netwerk.status not in {"in_oprichting", "werving"}:
            del self.fields["reden"]

    def clean(self):
        data = super().clean()
        begint = data.get("stap") == "gestart" and "reden" in self.fields
        if begint and not data.get("reden"):
            for bezwaar in filter(None, (too_small(self.netwerk), find_bezwaar(self.netwerk))):
                self.add_error("reden", bezwaar)
        return data


class JoinForm(PlainTextFormMixin, forms.Form):
    motivatie = forms.CharField(
        label="Waarom wil je meedoen?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, netwerk, via_groep=False, **kwargs):
        super().__init__(*args, **kwargs)
        toelating = find_toelating(netwerk)
        field, vraagt = self.fields["motivatie"], toelating.asks_motivatie(is_open=netwerk.is_open)
        field.required = bool(vraagt)
        field.help_text = (
            "De facilitator en de penvoerder lezen dit."
            if netwerk.is_open
            else "Welke vraag breng jij mee? De facilitator leest dit en beslist daarna."
        )
        if via_groep:
            field.help_text = "Welke vraag breng jij mee? De facilitator en de deelnemers van de groep lezen dit."
            self.fields["groep_leest"] = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)
        if vraagt is None:
            del self.fields["motivatie"]


class LeaveForm(PlainTextFormMixin, forms.Form):
    REDENEN = [
        keuze
        for keuze in Deelname.RedenEinde.choices
        if keuze[0] not in {Deelname.RedenEinde.VERWIJDERD, Deelname.RedenEinde.ROL_VOORBIJ}
    ]
    reden = forms.ChoiceField(label="Waarom stop je?", choices=REDENEN, required=False, widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Wil je er iets bij zeggen?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen de facilitators lezen dit.",
    )  # fmt: skip


class TekstForm(PlainTextFormMixin, forms.Form):
    """A few optional words to somebody: with a no, or with taking somebody out."""

    tekst = forms.CharField(
        label="Een paar woorden", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, label="", hulp="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label, self.fields["tekst"].help_text = label, hulp


class RollenForm(forms.Form):
    rollen = forms.MultipleChoiceField(
        label="Rollen", choices=Deelname.Rol.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één rol."},
    )  # fmt: skip
    variant = forms.ChoiceField(
        label="Hoe begeleidt deze facilitator?", required=False, widget=forms.RadioSelect,
        choices=[("", "nog niet afgesproken"), *Deelname.Variant.choices],
        help_text="Een procesbewaker let op de groep. Een inhoudelijk expert weet veel van het thema.",
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if Deelname.Rol.FACILITATOR not in data.get("rollen", []):
            data["variant"] = ""
        return data


class InviteForm(PlainTextFormMixin, forms.Form):
    """One address or a pasted list. With mistakes in it, ``bevestigd`` says: send the good ones anyway."""

    adressen = forms.CharField(
        label="Wie nodig je uit?",
        max_length=20000,
        error_messages={"required": "Vul minstens één mailadres in."},
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Eén mailadres, of een lijst die je plakt uit je mail of uit Excel. Namen mogen erbij staan.",
    )
    rol = forms.ChoiceField(label="Als", choices=Deelname.Rol.choices, initial="deelnemer", widget=forms.RadioSelect)
    tekst = forms.CharField(
        label="Een persoonlijk woord", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Staat bovenaan de mail. Mensen zeggen eerder ja als ze lezen waarom je juist hen vraagt.",
    )  # fmt: skip
    bevestigd = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_adressen(self):
        self.regels = read_adressen(self.cleaned_data["adressen"])
        if not self.regels:
            raise forms.ValidationError("Vul minstens één mailadres in.")
        if len(self.regels) > MAX_ADRESSEN:
            raise forms.ValidationError(
                f"Dit zijn er {len(self.regels)}. Nodig er hooguit {MAX_ADRESSEN} tegelijk uit."
            )
        return self.cleaned_data["adressen"]

    def clean(self):
        data = super().clean()
        if "adressen" in data and self.fout and not (data.get("bevestigd") and self.goed):
            aantal = len(self.fout)
            self.add_error(
                "adressen",
                "Eén adres klopt niet. Er is nog niets verstuurd." if aantal == 1
                else f"{aantal} adressen kloppen niet. Er is nog niets verstuurd.",
            )  # fmt: skip
        return data

    @property
    def goed(self):
        return [adres for adres in getattr(self, "regels", []) if not adres.fout]

    @property
    def fout(self):
        return [adres for adres in getattr(self, "regels", []) if adres.fout]


class MessageForm(PlainTextFormMixin, forms.Form):
    eigen_tekst = forms.CharField(
        label="Jouw woorden erboven", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dit komt boven de mail te staan. De rest van de mail vult het systeem op het moment van versturen.",
    )  # fmt: skip
