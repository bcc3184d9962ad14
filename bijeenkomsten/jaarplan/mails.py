"""One mail about all meetings of a year plan, with one calendar file. Who joins later gets it too.

What happens to one of the meetings afterwards is told by the mails of that meeting: calendars know it by the same UID.
"""

from datetime import timedelta

from django.conf import settings

from berichten.services import plan_verzending
from berichten.soorten import Ics, Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from bijeenkomsten import ical
from bijeenkomsten.aandacht import JAARPLAN, SPOED
from bijeenkomsten.jaarplan.models import Jaarplan
from bijeenkomsten.links import answer_links, page_link
from bijeenkomsten.mails import tell_person
from bijeenkomsten.models import Bijeenkomst
from kern.adres import reverse
from kern.prepared import prepared
from kern.tijd import dag, nu, tijdvak
from netwerken.models import Deelname

GETALLEN = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht")


def plan_mail(jaarplan) -> None:
    """To everybody, now."""
    plan_verzending(
        soort=JAARPLAN, sleutel=_sleutel(jaarplan), op=jaarplan.created_at, titel="Alle bijeenkomsten van het jaarplan",
        omschrijving="Naar iedereen in het netwerk.", context=jaarplan.netwerk.context, aanleiding=jaarplan.aanleiding,
    )  # fmt: skip


def tell_new_lid(deelname) -> None:
    """Who joins hears of all meetings of the plan at once, as long as one of them is as it was planned."""
    komend = Bijeenkomst.objects.aankomend().filter(sequence=0, begint_op__gt=nu(), jaarplan__isnull=False)
    plannen = komend.filter(netwerk=deelname.netwerk).order_by().values("jaarplan")
    for jaarplan in Jaarplan.objects.filter(pk__in=plannen).select_related("netwerk").order_by("pk"):
        tell_person(jaarplan, deelname.persoon, JAARPLAN, _sleutel(jaarplan))


def _sleutel(jaarplan):
    return f"{jaarplan.aanleiding}:uitnodiging"


def _read(aanleiding) -> list[Bijeenkomst]:
    """The meetings of the plan that are still to come, as they are now."""
    return [b for b in _find_gepland(int(aanleiding.rsplit(":", 1)[1])) if not b.is_begonnen]


@prepared
def _find_gepland(jaarplan):
    rows = Bijeenkomst.objects.filter(jaarplan=jaarplan).exclude(status=Bijeenkomst.Status.AFGELAST)
    return rows.select_related("netwerk").order_by("begint_op", "pk")


@prepared
def _find_lid(netwerk, persoon):
    actief = Deelname.objects.actief().filter(netwerk=netwerk, persoon=persoon, persoon__is_active=True)
    return actief.order_by().values_list("pk", flat=True)


def _ontvangers(verzending):
    komend = _read(verzending.aanleiding)
    return [Ontvanger(persoon=lid) for lid in komend[0].netwerk.leden().order_by("pk")] if komend else []


def _inhoud(bericht):
    komend = _read(bericht.aanleiding or bericht.verzending.aanleiding)
    if not komend:
        return SlaOver("Van dit jaarplan komt geen bijeenkomst meer.")
    netwerk = komend[0].netwerk
    if not _find_lid(netwerk.pk, bericht.aan_id):
        return SlaOver("Doet niet meer mee aan het netwerk.")
    aantal = f"{GETALLEN[len(komend)]} {'bijeenkomst' if len(komend) == 1 else 'bijeenkomsten'}"
    lijst = settings.BASE_URL + reverse("bijeenkomsten:list", args=[netwerk.slug])
    return Inhoud(
        onderwerp=f"Zet in je agenda: {aantal} van {netwerk.naam}",
        template="email/bijeenkomsten/jaarplan",
        context={
            "netwerk": netwerk,
            "kop": f"{aantal.capitalize()}\nin je agenda",
            "dagen": [_make_dag(b, bericht.aan) for b in komend],
            "knoppen": [("Bekijk de bijeenkomsten", lijst)],
            "agenda_url": settings.BASE_URL + reverse("bijeenkomsten:agendalink"),
        },
        afzender=netwerk.naam,
        preheader=f"De eerste is {dag(komend[0].begint_op)}. Alle dagen zitten als agendabestand bij deze mail.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}.",
        lees=("Bekijk de bijeenkomsten", lijst),
        ics=Ics("PUBLISH", ical.make_bestand(komend)),
    )


def _make_dag(b, persoon):
    _, af = answer_links(b, persoon)
    return {
        "dag": dag(b.begint_op), "tijden": tijdvak(b.begint_op, b.eindigt_op), "titel": b.titel, "waar": b.waar_kort,
        "pagina": page_link(b), "af": af,
    }  # fmt: skip


def _is_spoed(bericht, now):
    """The first of them is soon."""
    return any(now <= b.begint_op <= now + SPOED for b in _read(bericht.aanleiding))


def _before_first(bericht):
    return min((b.begint_op for b in _read(bericht.aanleiding)), default=None)


def register() -> None:
    register_soort(
        Soort(
            JAARPLAN, "Alle bijeenkomsten van een jaarplan", _inhoud, _ontvangers, onderwerp="",
            houdbaar=timedelta(days=7), dringend=_is_spoed, uiterlijk=_before_first, aanloop=timedelta(days=14),
        )
    )  # fmt: skip
