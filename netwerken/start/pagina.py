"""What the pages of somebody who is starting a netwerk show."""

from datetime import datetime

from kern.tijd import maand_jaar
from netwerken.start.antwoorden import RITME, antwoorden_of_netwerk, make_afdruk
from netwerken.start.document import say
from netwerken.start.forms import read_heel
from netwerken.start.inhoud import STAPPEN, VRAGEN
from netwerken.start.vooruit import find_dagen, make_wens


def read_stand(plan) -> list[dict]:
    """Of every screen how much is filled in, and whether the netwerk can do without the rest."""
    stand = []
    for stap in STAPPEN:
        gevuld = [vraag for vraag in stap.vragen if vraag.code in plan.antwoorden]
        mist = [vraag for vraag in stap.vragen if vraag.verplicht and vraag.code not in plan.antwoorden]
        stand.append({"stap": stap, "gevuld": len(gevuld), "aantal": len(stap.vragen), "mist": len(mist)})
    return stand


def read_overzicht(plan, user) -> dict:
    """All answers in words, what is missing and where, and the days that would suit."""
    heel = read_heel(plan.antwoorden)
    heel.is_valid()
    mist = [
        {"stap": VRAGEN[code].stap, "vraag": VRAGEN[code].vraag, "fout": fouten[0]}
        for code, fouten in heel.errors.items()
        if code in VRAGEN
    ]
    wens = make_wens(heel.cleaned_data, plan.antwoorden.get("ritme", RITME))
    return {
        "plan": plan,
        "gezien": make_afdruk(plan.antwoorden),
        "stappen": [(stap, _read_stap(stap, plan.antwoorden)) for stap in STAPPEN],
        "mist": mist,
        "dagen": find_dagen(wens, user),
        "heeft_kalender": plan.kalender_van == make_afdruk(plan.antwoorden),
    }


def _read_stap(stap, antwoorden):
    rijen = [(vraag, say(vraag, antwoorden.get(vraag.code))) for vraag in stap.vragen]
    return {
        "rijen": [(vraag, woorden) for vraag, woorden in rijen if woorden],
        "leeg": [vraag for vraag, woorden in rijen if not woorden and not _follows(vraag, antwoorden)],
    }


def _follows(vraag, antwoorden):
    """The last day follows from how long it lasts."""
    return vraag.code == "eind_datum" and "maanden" in antwoorden


def read_mee(netwerk) -> list[tuple[str, str]]:
    """What comes along from an earlier netwerk, in words."""
    antwoorden = antwoorden_of_netwerk(netwerk)
    rijen = [(vraag.kort, say(vraag, antwoorden.get(code))) for code, vraag in VRAGEN.items()]
    return [(kort, woorden) for kort, woorden in rijen if woorden]


def read_mails(plan) -> dict:
    """The mails as they were made, and whether the answers changed since."""
    mails = [mail | {"op": datetime.fromisoformat(mail["op"])} for mail in plan.kalender.get("mails", ())]
    mails = [mail | {"maand": maand_jaar(mail["op"])} for mail in mails]
    is_oud = plan.kalender_van != make_afdruk(plan.antwoorden)
    return {"plan": plan, "mails": mails, "anders": plan.kalender.get("anders", ()), "is_oud": is_oud}
