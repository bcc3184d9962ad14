from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from kern.forms import PlainTextFormMixin
from netwerken.adressen import MAX_ADRESSEN, read_adressen
from netwerken.models import Deelname, Netwerk
from netwerken.randvoorwaarden.stand import find_bezwaar
from netwerken.services.netwerken import too_small

VELDEN = [
    "naam", "centrale_vraag", "doel", "doel_niveau", "type", "indeling", "thema", "sector", "doelgroep", "regio",
    "deelname_als", "toegang", "min_deelnemers", "max_deelnemers", "start_datum", "eind_datum",
    "aantal_bijeenkomsten", "eigenaar", "financiering", "omschrijving",
]  # fmt: skip
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

    min_deelnemers = _aantal(2, 60, label="Kleinste groep", initial=6)
    max_deelnemers = _aantal(2, 60, label="Grootste groep", initial=15)
    aantal_bijeenkomsten = _aantal(1, 60, label="Hoeveel bijeenkomsten ongeveer?", initial=8)
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
        labels = {
            "naam": "Hoe heet het netwerk?",
            "centrale_vraag": "Welke vraag willen jullie samen beantwoorden?",
            "doel": "Wat moet er straks anders zijn?",
            "doel_niveau": "Wie merkt daar het meest van?",
            "type": "Wat voor netwerk is het?",
            "indeling": "Wat bindt jullie?",
            "thema": "Thema",
            "sector": "Voor welke sector?",
            "doelgroep": "Voor wie is het?",
            "regio": "In welke regio komen jullie bij elkaar?",
            "deelname_als": "Hoe doe je mee?",
            "toegang": "Open of gesloten?",
            "start_datum": "Begint op",
            "eind_datum": "Eindigt op",
            "eigenaar": "Van wie is het netwerk?",
            "financiering": "Wie betaalt de kosten?",
            "omschrijving": "Vertel wat mensen kunnen verwachten",
        }
        help_texts = {
            "naam": "Kort en herkenbaar. Het wordt ook het webadres.",
            "centrale_vraag": "Eén vraag die niemand van jullie alleen kan oplossen. "
            "Een echte vraag houdt de groep bij elkaar.",
            "doel": "Noem iets wat je op school kunt zien. "
            "Een doel dat aan de school vastzit, geeft mensen tijd om mee te doen.",
            "thema": "In een paar woorden, bijvoorbeeld: onderzoekend leren.",
            "doelgroep": "Bijvoorbeeld: teamleiders in de onderbouw.",
            "regio": "Reistijd is een van de vaakst genoemde redenen om af te zeggen.",
            "deelname_als": "Namens je school: een collega kan je plaats innemen als jij weggaat.",
            "toegang": "Open: wie zich aanmeldt, doet meteen mee zolang er plaats is. Dat geeft nieuwe gezichten. "
            "Gesloten: jij beslist per aanmelding. Dat geeft rust, en vertrouwen groeit sneller.",
            "min_deelnemers": "Zijn er per keer een paar mensen afwezig, dan moet er nog een gesprek zijn. "
            "Zes is meestal het minste.",
            "max_deelnemers": "Boven de vijftien spreekt niet iedereen meer mee. "
            "Wie later komt, gaat op de wachtlijst.",
            "eind_datum": "Twee jaar is vaak nodig: het eerste jaar leer je elkaar kennen, het tweede oogst je.",
            "aantal_bijeenkomsten": "Over de hele looptijd. Drie tot zes per jaar houdt het ritme erin.",
            "eigenaar": "Het bestuur, de academie of de school die erachter staat.",
            "financiering": "Denk aan begeleiding, sprekers, een zaal en de uren van deelnemers.",
            "omschrijving": "Dit lezen mensen in de openbare lijst. "
            "Wat doen jullie in een bijeenkomst? Wat vraagt het tussendoor?",
        }

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
        if not any(teken.isalnum() for teken in naam):
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


class NetwerkCreateForm(NetwerkForm):
    # Which roles come with each choice; facilitator is always one of them.
    IK_BEN = {
        "eigenaar": ("facilitator, en het is mijn initiatief", [Deelname.Rol.EIGENAAR]),
        "facilitator": ("facilitator, voor een ander", []),
        "penvoerder": ("facilitator en penvoerder", [Deelname.Rol.PENVOERDER]),
        "deelnemer": ("facilitator, en ik doe zelf ook mee", [Deelname.Rol.EIGENAAR, Deelname.Rol.DEELNEMER]),
    }
    BEGIN = [("in_oprichting", "We zijn het aan het opzetten"), ("idee", "Het is nog een idee")]

    ik_ben = forms.ChoiceField(
        label="Ik ben …",
        choices=[(code, label) for code, (label, _) in IK_BEN.items()],
        initial="eigenaar",
        widget=forms.RadioSelect,
        help_text="De facilitator begeleidt de groep. Je kunt de rollen later verdelen.",
    )
    begin = forms.ChoiceField(
        label="Hoe ver zijn jullie?", choices=BEGIN, initial="in_oprichting", widget=forms.RadioSelect
    )

    @property
    def rollen(self):
        return self.IK_BEN[self.cleaned_data["ik_ben"]][1]


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

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["motivatie"]
        field.required = not netwerk.is_open
        field.help_text = (
            "De facilitator en de penvoerder lezen dit."
            if netwerk.is_open
            else "Welke vraag breng jij mee? De facilitator leest dit en beslist daarna."
        )


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
        choices=[("", "allebei een beetje"), *Deelname.Variant.choices],
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
