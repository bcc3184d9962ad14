"""What people write in a verantwoording. Half filled in is fine, wrong is not."""

import re

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import PlainTextFormMixin
from subsidie.aanvragen.forms import LANGSTE_TOELICHTING, GetalField, Scherm, find_kolommen, make_cel
from subsidie.begroting.bedragen import Bedragfout, parse_bedrag, parse_uren, show_bedrag, show_invoer, show_uren
from subsidie.begroting.lezen import make_code
from subsidie.begroting.rekenen import Begroting
from subsidie.regeling.document import Regeling
from subsidie.verantwoording.inhoud import VERHAAL, make_telling_code, make_verhaal_code, read_werkelijk
from subsidie.verantwoording.models import Ondertekening, Verantwoording
from subsidie.verantwoording.tellen import Soort, Telling

MEESTE = 9999
LANGSTE_VERHAAL = 1000


def parse_aantal(tekst: str) -> int:
    """A whole number up to ``MEESTE``. Raises Bedragfout for everything else."""
    kaal = re.sub(r"[\s.]", "", tekst)
    if not re.fullmatch(r"[0-9]{1,9}", kaal) or int(kaal) > MEESTE:
        raise Bedragfout(f"Vul een heel getal in van 0 tot en met {MEESTE}.")
    return int(kaal)


class VerantwoordingForm(Scherm):
    """Better numbers with a note, what everything really cost, and the story."""

    def __init__(
        self, data, *, regeling: Regeling, jaren: tuple[int, ...], tellingen: list[Telling], begroting: Begroting,
        invoer: dict,
    ):  # fmt: skip
        self.tellingen, self.begroting, self.invoer = tellingen, begroting, invoer
        self.posten = [
            (jaar, post) for jaar in regeling.kader.jaren if jaar.nummer in jaren for post in regeling.kader.posten
        ]
        velden = {}
        for telling in tellingen:
            velden |= _make_telling(telling)
        for jaar, post in self.posten:
            for kolom in find_kolommen(jaar, post):
                naam = f"{jaar.nummer}-{post.code}-{kolom}"
                velden[naam] = (make_code(jaar.nummer, post.code, kolom), make_cel(jaar, post, kolom))
        for code, (vraag, leeg) in VERHAAL.items():
            velden[f"verhaal-{code}"] = (make_verhaal_code(code), _make_verhaal(vraag, leeg))
        super().__init__(data, velden, invoer)

    def getallen(self):
        """(telling, field of the better number, field of the note, what others wrote in each)"""
        for telling in self.tellingen:
            waarde, toelichting = (f"telling-{telling.code}-{wat}" for wat in ("waarde", "toelichting"))
            yield telling, self[waarde], self[toelichting], self.anders.get(waarde), self.anders.get(toelichting)

    def years(self):
        """Per year its lines; those nobody planned or paid apart from the others."""
        werkelijk = read_werkelijk(self.invoer, self.begroting)
        jaren = {}
        for jaar, post in self.posten:
            rij = self._read_post(jaar, post, werkelijk)
            jaren.setdefault(jaar, {"jaar": jaar, "vol": [], "leeg": []})["vol" if rij["vol"] else "leeg"].append(rij)
        return jaren.values()

    def _read_post(self, jaar, post, werkelijk):
        namen = [f"{jaar.nummer}-{post.code}-{kolom}" for kolom in find_kolommen(jaar, post)]
        cellen = [(naam.rpartition("-")[2], self[naam], self.anders.get(naam)) for naam in namen]
        begroot = _say_begroot([r for r in self.begroting.regels if (r.jaar, r.post) == (jaar.nummer, post.code)])
        vol = begroot or any(cel.value() not in (None, "") for _, cel, _ in cellen)
        som = werkelijk.som(jaar.nummer, post.code)
        return {"post": post, "cellen": cellen, "vol": vol, "begroot": begroot, "som": som}

    def verhaal(self):
        """(question, field, what somebody else wrote there, whether it may stay empty)"""
        for code, (vraag, leeg) in VERHAAL.items():
            yield vraag, self[f"verhaal-{code}"], self.anders.get(f"verhaal-{code}"), leeg


def _say_begroot(regels):
    """«bijdrage € 900, 20 eigen uren»; nothing when it was not planned."""
    delen = []
    for regel in regels:
        bedragen = (("bijdrage", regel.bijdrage), ("eigen geld", regel.eigen), ("anderen", regel.derden))
        delen += [f"{naam} {show_bedrag(bedrag)}" for naam, bedrag in bedragen if bedrag]
        delen += [f"{show_uren(regel.kwartieren)} eigen uren"] if regel.kwartieren else []
    return ", ".join(delen)


def _make_telling(telling):
    if telling.soort == Soort.UREN:
        waarde = GetalField(parse_uren, show_uren, label=f"{telling.naam}: beter getal, in uren")
    else:
        waarde = GetalField(parse_aantal, str, label=f"{telling.naam}: beter getal")
    toelichting = forms.CharField(
        label=f"{telling.naam}: waarom is het anders?", required=False, max_length=LANGSTE_TOELICHTING
    )
    return {
        f"telling-{telling.code}-{wat}": (make_telling_code(telling.code, wat), veld)
        for wat, veld in (("waarde", waarde), ("toelichting", toelichting))
    }


def _make_verhaal(vraag, leeg):
    hulp = "" if leeg else "Denk aan wat jullie leerden, en wat een ander daarvan merkt. Een paar zinnen is genoeg."
    return forms.CharField(
        label=vraag, help_text=hulp, required=False, max_length=LANGSTE_VERHAAL,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class TerugForm(PlainTextFormMixin, forms.Form):
    """What the academie wants to know before it settles."""

    vraag = forms.CharField(
        label="Wat wil je nog weten?", widget=forms.Textarea(attrs={"rows": 4}),
        max_length=Ondertekening._meta.get_field("vraag").max_length,
        help_text="Het netwerk leest dit in een mail en past daarna de verantwoording aan.",
        error_messages={"required": "Schrijf op wat je wilt weten."},
    )  # fmt: skip


class VaststelForm(PlainTextFormMixin, forms.Form):
    """What the contribution is in the end."""

    bedrag = forms.CharField(
        label="Welk bedrag stel je vast?", max_length=20, error_messages={"required": "Vul een bedrag in."}
    )
    reden = forms.CharField(
        label="Waarom dit bedrag?", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        max_length=Verantwoording._meta.get_field("reden").max_length,
        help_text="Nodig als het minder is dan toegekend. Het netwerk leest dit.",
    )  # fmt: skip

    def __init__(self, *args, voorstel: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bedrag"].initial = show_invoer(voorstel)

    def clean_bedrag(self):
        try:
            return parse_bedrag(self.cleaned_data["bedrag"])
        except Bedragfout as error:
            raise ValidationError(str(error)) from error


class VervolgForm(PlainTextFormMixin, forms.Form):
    """How the netwerk goes on at its own cost."""

    gaat_door = forms.ChoiceField(
        label="Gaan jullie door?", choices=Verantwoording.GaatDoor, widget=forms.RadioSelect,
        error_messages={"required": "Kies er een.", "invalid_choice": "Kies er een."},
    )  # fmt: skip
    betaalt = forms.CharField(
        label="Wie betaalt het nu?", required=False,
        max_length=Verantwoording._meta.get_field("betaalt").max_length,
        help_text="Bijvoorbeeld: elke school de eigen uren, en om de beurt de zaal. Leeg als jullie stoppen.",
    )  # fmt: skip
    bijeenkomsten = forms.IntegerField(
        label="Hoeveel bijeenkomsten houden jullie in dat jaar?", required=False, min_value=0, max_value=366,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Vul een heel getal in van 0 tot en met 366."
        ),
    )  # fmt: skip
