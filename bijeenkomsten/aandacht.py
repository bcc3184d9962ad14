"""How urgent the mails about a meeting are, until when they are of use, and what a meeting asks of somebody."""

from datetime import UTC, datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q

from berichten.acties import Actie
from berichten.models import Bericht
from bijeenkomsten.jaarplan.models import make_aanleiding
from bijeenkomsten.links import answer_links, page_link
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst, Wijziging
from kern.tijd import dag, nu, tijdvak
from netwerken.models import Deelname

SPOED = timedelta(hours=48)  # a change this close to the meeting goes in the evening and the weekend too
OP_TIJD = timedelta(days=1)  # a programme is of no use any more the day before
VRAAG_VANAF = timedelta(days=28)
VOORBEREIDEN_VANAF = timedelta(days=21)
# The kinds that tell when and where it is.
VERTELT = ("bijeenkomsten.vastgesteld", "bijeenkomsten.verplaatst")
JAARPLAN = "bijeenkomsten.jaarplan"


def _pk(bericht) -> int:
    return int(bericht.aanleiding.rsplit(":", 1)[1])


def _moments(bericht) -> list[datetime]:
    """When somebody may set out for this meeting: its beginning, and the ones that nobody was told are off.

    Told is what left before the last change: that others heard of it helps nobody whose own mail had to be tried again.
    """
    pk = _pk(bericht)
    b = Bijeenkomst.objects.filter(pk=pk).only("begint_op", "vast_sinds", "jaarplan").first()
    if b is None:
        return []
    verteld = Q(aanleiding=bericht.aanleiding, soort__in=VERTELT)
    if b.jaarplan_id:
        verteld |= Q(aanleiding=make_aanleiding(b.jaarplan_id), soort=JAARPLAN)
    sinds = Bericht.objects.filter(verteld, verstuurd_op__lt=b.vast_sinds).aggregate(op=Max("verstuurd_op"))["op"]
    oud = Wijziging.objects.filter(bijeenkomst=pk, op__gt=sinds).values_list("oud", flat=True) if sinds else []
    eerder = [datetime.fromtimestamp(w["begint_op"], UTC) for w in oud if w.get("begint_op") is not None]
    return [b.begint_op, *eerder]


def is_spoed(bericht, now: datetime) -> bool:
    """Is this news about a meeting that begins, or was to begin, within 48 hours?"""
    return any(now <= moment <= now + SPOED for moment in _moments(bericht))


def before_setting_out(bericht) -> datetime | None:
    """News about time and place must be there before the first moment at which somebody would go."""
    now = nu()
    return min((moment for moment in _moments(bericht) if moment > now), default=None)


def before_begin(bericht) -> datetime | None:
    """What one reads on the way is of use until the meeting begins."""
    return Bijeenkomst.objects.filter(pk=_pk(bericht)).values_list("begint_op", flat=True).first()


def before_last_day(bericht) -> datetime | None:
    """What asks preparation must be there a day ahead."""
    begin = before_begin(bericht)
    return begin and begin - OP_TIJD


def _aankomend(persoon, now, deelnames, tot):
    van_wie = deelnames.filter(persoon=persoon, netwerk=OuterRef("netwerk"))
    rows = Bijeenkomst.objects.aankomend(now=now).filter(Exists(van_wie), begint_op__gt=now, begint_op__lt=tot)
    return rows.select_related("netwerk")


def ask_komst(persoon, now: datetime):
    """Coming meetings about which this deelnemer said nothing yet."""
    deelnemers = Deelname.objects.actief().filter(rol=Deelname.Rol.DEELNEMER)
    gezegd = Aanwezigheid.objects.filter(bijeenkomst=OuterRef("pk"), persoon=persoon).exclude(
        antwoord=Aanwezigheid.Antwoord.ONBEKEND
    )
    for b in _aankomend(persoon, now, deelnemers, now + VRAAG_VANAF).exclude(Exists(gezegd)):
        ja, nee = answer_links(b, persoon)
        yield Actie(
            titel=f"Kom je op {dag(b.begint_op)}?", knop="Ik kom", url=ja, anders=("Ik kan niet", nee),
            voor=b.begint_op, tekst=f"{tijdvak(b.begint_op, b.eindigt_op)}, {b.waar_kort}", netwerk=b.netwerk.naam,
            onderwerp="bijeenkomsten",
        )  # fmt: skip


def ask_voorbereiden(persoon, now: datetime):
    """Meetings this person prepares and that have no programme yet."""
    rows = _aankomend(persoon, now, Deelname.objects.lid(), now + VOORBEREIDEN_VANAF)
    for b in rows.filter(voorbereiders=persoon).annotate(blokken=Count("onderdelen")).filter(blokken=0):
        yield Actie(
            titel=f"Bereid {dag(b.begint_op)} mee voor", knop="Open het programma", url=f"{page_link(b)}draaiboek/",
            voor=b.begint_op, tekst="Er is nog geen programma.", netwerk=b.netwerk.naam, onderwerp="bijeenkomsten",
        )  # fmt: skip
