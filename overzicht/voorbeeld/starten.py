"""How a demo netwerk began, on one sheet; and one that the facilitator is still preparing."""

from datetime import timedelta

from kern.tijd import lokale_dag
from netwerken.models import Startplan, Startversie
from netwerken.start.antwoorden import antwoorden_of_sjabloon
from netwerken.start.services import begin
from overzicht.voorbeeld.mensen import DOMEIN

AFSPRAKEN = {
    "aanleiding": "Op vier scholen begon dat jaar een vernieuwing, en vier schoolleiders stonden er alleen voor.",
    "samenstelling": "Van elke school hooguit twee mensen. Klein en groot, stad en dorp.",
    "weekdagen": ["1", "3"], "begintijd": "13:30", "eindtijd": "17:00", "ritme": [1, 2, 3, 1, 1],
    "inzet": "Je bent er elke keer, of je belt vooraf een maatje. Reken op twee uur tussendoor.",
    "opbrengst": "Mensen die je belt als het vastloopt, en een aanpak die op meer scholen is geprobeerd.",
    "tussendoor": "Iedereen heeft een maatje. Halverwege sturen twee mensen een vraag rond.",
    "functiewissel": "Krijg je ander werk, dan bespreken we of het nog past.",
    "borging": "Na elke keer vertel je het in je team, in tien minuten.",
    "begeleiding": "proces", "beloning": "Tachtig uur per jaar, betaald door de academie.",
    "vrijheid": "De academie leest één verslag per jaar. De agenda is van de groep.",
    "leidinggevende": "De middagen staan in het rooster, en er zijn drie korte gesprekken.",
}  # fmt: skip


def load(netwerk, groep, now):
    """Of the one netwerk that people look at first."""
    if netwerk.slug != "verbindend-vernieuwen":
        return
    op = now - timedelta(days=320)
    door = groep["facilitator"]
    Startversie.objects.create(netwerk=netwerk, nummer=1, antwoorden=AFSPRAKEN, door=door, op=op)


def load_plan(accounts, now):
    """Begun from a template, with a name and a question, and not finished."""
    antwoorden = antwoorden_of_sjabloon("functie") | {
        "naam": "Nieuw in de schoolleiding",
        "centrale_vraag": "Hoe houd je in je eerste jaar tijd over voor de mensen?",
        "doelgroep": "schoolleiders in hun eerste of tweede jaar",
        "start_datum": lokale_dag(now) + timedelta(days=70),
    }
    begin(accounts[f"facilitator@{DOMEIN}"], basis="sjabloon:functie", antwoorden=antwoorden)


def remove():
    Startplan.objects.filter(persoon__email=f"facilitator@{DOMEIN}").delete()
