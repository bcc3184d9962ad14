"""The pieces every mail about a meeting is made of: what the templates in templates/email/bijeenkomsten/ show."""

from datetime import UTC, datetime

from django.conf import settings

from bijeenkomsten.afspraken.lijst import read_open_eerder
from bijeenkomsten.afspraken.mailtekst import list_link, show_afspraken
from bijeenkomsten.links import answer_links, ics_link, map_link, page_link
from bijeenkomsten.materiaal.lijst import read_materialen
from bijeenkomsten.models import Aanwezigheid
from fasen.route import get_route
from kern.tijd import dag, klok, tijdvak


def make_context(bijeenkomst, persoon, antwoord, naam) -> dict:
    """Day, time, place, calendar and buttons for this person, and what ``naam`` (the kind of mail) needs more."""
    b = bijeenkomst
    aan, af = answer_links(b, persoon)
    tijden = tijdvak(b.begint_op, b.eindigt_op)
    waar = b.waar or ("De plek volgt nog." if b.heeft_plek else "")
    inloop = f", inloop vanaf {klok(b.inloop_op)} uur" if b.inloop_minuten and b.heeft_plek else ""
    regels = [tijden + inloop, waar, "Online" if b.heeft_link else ""]
    links = [
        ("Route", map_link(b)),
        ("Naar de online bijeenkomst", b.online_link if b.heeft_link else ""),
        ("Zet in je agenda", "" if b.is_afgelast else ics_link(b, persoon)),
    ]
    route = get_route(b.netwerk)
    wanneer, plek = dag(b.begint_op), b.waar_kort
    context = {
        "bijeenkomst": b,
        "netwerk": b.netwerk,
        "dag": wanneer,
        "titel": wanneer.capitalize().replace(" ", "\n", 1),
        "regels": [regel for regel in regels if regel],
        "links": [(tekst, url) for tekst, url in links if url],
        "route": route if route.nummer else None,
        "fase": route.nummer,
        "keer": f"bijeenkomst {b.nummer} van {max(b.nummer, b.netwerk.aantal_bijeenkomsten)}",
        "antwoord": antwoord,
        "is_gevraagd": antwoord == Aanwezigheid.Antwoord.ONBEKEND,
        "knoppen": [("Ik kom", aan), ("Ik kan niet", af)],
        "toch": ("Toch niet? Meld je af", af) if antwoord == Aanwezigheid.Antwoord.KOMT else ("Kom je toch?", aan),
        "programma": [(klok(regel.begint_op), regel.onderdeel.titel) for regel in b.programma.regels],
        "programma_eind": klok(b.programma.eindigt_op),
        "pagina": page_link(b),
        "preheader": f"{tijden}, {plek}.",
        "is_voorbereider": b.is_voorbereider(persoon),
    }
    return context | _EXTRA.get(naam, lambda b, p: {})(b, persoon)


def _vastgesteld(b, persoon):
    return {"samen_met": _samen_met(b, persoon) if b.is_voorbereider(persoon) else ""}


def _programma(b, persoon):
    """A file opens after logging in; a link is what somebody put there."""
    return {
        "materialen": [
            (m.titel, m.url if m.is_link else settings.BASE_URL + m.url, m.waar or m.soort) for m in read_materialen(b)
        ]
    }


def _verplaatst(b, persoon):
    """What it was before the last change of time or place, as far as that changed."""
    wijziging = b.wijzigingen.filter(sequence=b.sequence).order_by("versie").first()
    oud = wijziging.oud if wijziging else {}
    eerst = []
    if {"begint_op", "eindigt_op"} & oud.keys():
        begin, eind = (_moment(oud.get(veld), getattr(b, veld)) for veld in ("begint_op", "eindigt_op"))
        eerst.append(f"{dag(begin)}, {tijdvak(begin, eind)}")
    if {"vorm", "locatie", "adres", "plaats"} & oud.keys():
        was = type(b)(**{veld: oud.get(veld, getattr(b, veld)) for veld in ("vorm", "locatie", "adres", "plaats")})
        eerst.append(was.waar or ("nog geen plek" if was.heeft_plek else "online"))
    return {
        "eerst": "; ".join(eerst),
        "nieuwe_dag": b.dag_sinds == b.vast_sinds,
    }


def _afgelast(b, persoon):
    return {"kop_afgelast": f"{dag(b.begint_op).capitalize()}\ngaat niet door", "fase": 0, "links": []}


def _voorbereiders(b, persoon):
    vorige = b.vorige()
    return {
        "samen_met": _samen_met(b, persoon),
        "vorige": vorige if vorige and vorige.terugblik else None,
        "vorige_dag": dag(vorige.begint_op) if vorige else "",
        "afspraken": show_afspraken(read_open_eerder(b), persoon),
        "afspraken_url": list_link(b.netwerk),
    }


_EXTRA = {
    "vastgesteld": _vastgesteld,
    "verplaatst": _verplaatst,
    "afgelast": _afgelast,
    "programma": _programma,
    "voorbereiders": _voorbereiders,
}


def _moment(timestamp, nu):
    return nu if timestamp is None else datetime.fromtimestamp(timestamp, UTC)


def _samen_met(b, persoon):
    """«Noor Eijsink en Yusuf Aydemir»: who else prepares, else the facilitators."""
    anderen = list(b.voorbereiders_nu().exclude(pk=persoon.pk))
    anderen = anderen or list(b.netwerk.facilitators().exclude(pk=persoon.pk).order_by("naam"))
    return opsomming([ander.naam for ander in anderen])


def opsomming(namen) -> str:
    """«Noor, Joost en Yusuf»"""
    return " en ".join(filter(None, [", ".join(namen[:-1]), *namen[-1:]]))
