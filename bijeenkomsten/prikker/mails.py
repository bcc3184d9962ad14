"""The mails of a date poll: one to everybody when it opens, and at most two to who has not answered.

Nothing goes once the poll is over: chosen, taken back, or past its last day. Who joins meanwhile is asked too.
"""

from datetime import timedelta

from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import cancel_verzendingen, plan_verzending
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from bijeenkomsten.mails import tell_person
from bijeenkomsten.prikker.models import Prikantwoord, Prikker
from bijeenkomsten.prikker.momenten import make_momenten
from bijeenkomsten.prikker.stand import find_datums
from kern.prepared import prepared
from kern.tijd import dag, tijdvak
from netwerken.models import Deelname

OPEN, HERINNERING = "bijeenkomsten.prikker", "bijeenkomsten.prikker_herinnering"
CODE = "prik"  # of the one-touch link
OVER = {"gekozen": "De dag is al gekozen.", "ingetrokken": "De datumprikker is ingetrokken."}
NIET_NODIG = "Door een wijziging niet meer nodig."


def answer_link(prikker, persoon) -> str:
    """The page with all days, without logging in."""
    return link(CODE, prikker.pk, persoon.pk)


# --- What is planned ----------------------------------------------------------------------------


def plan_mails(prikker) -> None:
    """Plan or move what still has to go; may be asked again after every change of the last day."""
    gepland = [
        (OPEN, _open_sleutel(prikker), prikker.created_at, "Datumprikker", "Naar iedereen in het netwerk."),
        *(
            (
                HERINNERING, f"{prikker.aanleiding}:herinnering:{op:%Y%m%d}", op, "Herinnering aan de datumprikker",
                "Alleen naar wie nog niet antwoordde.",
            )
            for op in make_momenten(prikker.created_at, prikker.sluit_dag)
        ),
    ]  # fmt: skip
    sleutels = tuple(sleutel for _, sleutel, *_ in gepland)
    los = Bericht.objects.filter(aanleiding=prikker.aanleiding, verzending=None).values_list("sleutel", flat=True)
    cancel_verzendingen(prikker.aanleiding, NIET_NODIG, behalve=(*sleutels, *los))
    for soort, sleutel, op, titel, omschrijving in gepland:
        plan_verzending(
            soort=soort, sleutel=sleutel, op=op, titel=f"{titel}: {prikker.titel}", omschrijving=omschrijving,
            context=prikker.netwerk.context, aanleiding=prikker.aanleiding,
        )  # fmt: skip


def stop_mails(prikker) -> None:
    """It is over: what has not left yet will not leave."""
    cancel_verzendingen(prikker.aanleiding, OVER[prikker.status])


def tell_new_lid(deelname) -> None:
    """Who joins or comes back is asked for every poll that takes answers."""
    for prikker in Prikker.objects.open().filter(netwerk=deelname.netwerk).select_related("netwerk").order_by("pk"):
        tell_person(prikker, deelname.persoon, OPEN, _open_sleutel(prikker))


def _open_sleutel(prikker):
    return f"{prikker.aanleiding}:open"


# --- Who gets it, and what it says --------------------------------------------------------------


@prepared
def _find_prikker(pk):
    return Prikker.objects.select_related("netwerk").filter(pk=pk)


def _read(aanleiding):
    return next(iter(_find_prikker(int(aanleiding.rsplit(":", 1)[1]))), None)


@prepared
def _find_gezegd(prikker, persoon):
    return Prikantwoord.objects.filter(datum__prikker=prikker, persoon=persoon).values_list("pk", flat=True)[:1]


@prepared
def _find_lid(netwerk, persoon):
    actief = Deelname.objects.actief().filter(netwerk=netwerk, persoon=persoon, persoon__is_active=True)
    return actief.order_by().values_list("pk", flat=True)


def _who_has_not_answered(verzending):
    prikker = _read(verzending.aanleiding)
    if prikker is None or not prikker.neemt_antwoorden:
        return []
    gezegd = Prikantwoord.objects.filter(datum__prikker=prikker).values("persoon")
    return [Ontvanger(persoon=lid) for lid in prikker.netwerk.leden().exclude(pk__in=gezegd).order_by("pk")]


def _why_not(prikker, bericht):
    """Why this mail need not go any more, or nothing."""
    if prikker is None:
        return "Deze datumprikker bestaat niet meer."
    if not prikker.neemt_antwoorden:
        return OVER.get(prikker.status, "De datumprikker is gesloten.")
    if bericht.aan and not _find_lid(prikker.netwerk_id, bericht.aan_id):
        return "Doet niet meer mee aan het netwerk."
    if bericht.aan and _find_gezegd(prikker.pk, bericht.aan_id):
        return "Heeft al geantwoord."
    return ""


def _inhoud(is_herinnering):
    def inhoud(bericht):
        prikker = _read(bericht.aanleiding or bericht.verzending.aanleiding)
        if reden := _why_not(prikker, bericht):
            return SlaOver(reden)
        datums = [datum for datum in find_datums(prikker) if not datum.is_geweest]
        tot = dag(prikker.sluit_dag)
        return Inhoud(
            onderwerp=f"Kun je nog zeggen welke dag je kunt? {prikker.titel}"
            if is_herinnering
            else f"Welke dag kun jij? {prikker.titel}",
            template="email/bijeenkomsten/prikker",
            context={
                "prikker": prikker,
                "waar": prikker.waar_kort,
                "dagen": [(dag(d.begint_op), tijdvak(d.begint_op, d.eindigt_op)) for d in datums],
                "knoppen": [("Zeg wanneer je kunt", answer_link(prikker, bericht.aan))],
                "tot": tot,
                "is_herinnering": is_herinnering,
            },
            afzender=prikker.netwerk.naam,
            preheader=f"{len(datums)} dagen om uit te kiezen, tot en met {tot}. Zonder in te loggen.",
            reden=f"Je krijgt deze mail omdat je meedoet aan {prikker.netwerk.naam}.",
            lees=("Zeg wanneer je kunt", answer_link(prikker, bericht.aan)),
        )

    return inhoud


def _before_closing(bericht):
    prikker = _read(bericht.aanleiding)
    return prikker and prikker.sluit_op


def register() -> None:
    gedeeld = {"onderwerp": "bijeenkomsten", "uiterlijk": _before_closing, "is_vraag": True}
    register_soort(
        Soort(
            OPEN, "Datumprikker", _inhoud(is_herinnering=False), _who_has_not_answered,
            houdbaar=timedelta(days=7), aanloop=timedelta(days=3), **gedeeld,
        )
    )  # fmt: skip
    register_soort(
        Soort(
            HERINNERING, "Herinnering aan de datumprikker", _inhoud(is_herinnering=True), _who_has_not_answered,
            houdbaar=timedelta(days=1), aanloop=timedelta(days=1), **gedeeld,
        )
    )  # fmt: skip
