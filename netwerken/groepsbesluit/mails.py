"""The mails about somebody new: the question, one reminder, a word to who guides, and the outcome to the group.

A reminder says that somebody had not answered. So, as in evaluatie, reminders are loose mails: the log of the netwerk
shows no number and no names of them, and their rows go once they left. Whether somebody answered is looked at once,
when they are made. The applicant hears from the mails about the own place (netwerken/mails.py), never from these.
"""

from datetime import datetime, timedelta

from django.conf import settings

from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import cancel_verzendingen, plan_verzending, queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.tijd import dag, werkochtend_voor
from netwerken.groepsbesluit.models import Groepsbesluit

VRAAG, HERINNERING, BERAAD, UITKOMST = (
    f"netwerken.groepsbesluit_{wat}" for wat in ("vraag", "herinnering", "beraad", "uitkomst")
)
JA, NEE = "gja", "gbz"  # of the one-touch links
HERINNER_VOOR = 2  # days before the last one
GESLOTEN = SlaOver("De vraag is gesloten.")
WEG = SlaOver("Doet niet meer mee aan het netwerk.")
Status = Groepsbesluit.Status


def answer_links(besluit_pk: int, persoon_pk: int) -> tuple[str, str]:
    """«Akkoord» and «Ik heb een bezwaar». What counts is what is chosen on the page, not which link was opened."""
    return tuple(link(code, besluit_pk, persoon_pk) for code in (JA, NEE))


def page_of(besluit) -> str:
    return settings.BASE_URL + besluit.get_absolute_url()


def ask(besluit: Groepsbesluit, personen) -> None:
    """The question to everybody who may answer, in an order that tells nothing."""
    for persoon in personen:
        _queue(VRAAG, besluit, persoon)


def plan_herinnering(besluit: Groepsbesluit, op: datetime | None = None) -> None:
    """One reminder, two working days before the last day; a prolonged question reminds at once."""
    plan_verzending(
        soort=HERINNERING, sleutel=f"{HERINNERING}:{besluit.pk}:{besluit.laatste_dag}",
        op=op or max(werkochtend_voor(besluit.laatste_dag, dagen=HERINNER_VOOR), besluit.opent_op + timedelta(days=1)),
        context=besluit.netwerk.context, aanleiding=besluit.aanleiding, titel="Herinnering: wie mag erbij?",
        omschrijving="Alleen naar wie nog niet antwoordde.",
    )  # fmt: skip


def tell_facilitators(besluit: Groepsbesluit) -> None:
    for persoon in besluit.netwerk.facilitators().exclude(pk=besluit.deelname.persoon_id).order_by("pk"):
        _queue(BERAAD, besluit, persoon, besluit.status)


def tell_group(besluit: Groepsbesluit) -> None:
    """To who was in the group when it was asked, but not to the one it is about."""
    for persoon in find_groep(besluit).order_by("pk"):
        _queue(UITKOMST, besluit, persoon)


def find_groep(besluit: Groepsbesluit):
    """The active members, in any role, who were there when the question was asked; never the one it is about."""
    leden = besluit.netwerk.deelnames.actief().filter(begonnen_op__lte=besluit.gevraagd_dag)
    return besluit.netwerk.leden().filter(deelnames__in=leden).exclude(pk=besluit.deelname.persoon_id).distinct()


def _queue(soort, besluit, persoon, *meer):
    queue_bericht(
        soort=soort, sleutel=":".join(map(str, (soort, besluit.pk, persoon.pk, *meer))), aan=persoon,
        context=besluit.netwerk.context, aanleiding=besluit.aanleiding,
    )  # fmt: skip


def cancel(besluit: Groepsbesluit) -> None:
    """What still had to leave stays home; no reminder is left to tell who had not answered."""
    forget_reminders(besluit)
    cancel_verzendingen(besluit.aanleiding, "Hierover is besloten.", voorgoed=True)


def forget_reminders(besluit: Groepsbesluit | None = None) -> None:
    """Without ``besluit``: the rows of all that left. With: also those that still wait."""
    rows = Bericht.objects.filter(soort=HERINNERING)
    if besluit is None:
        rows = rows.exclude(status=Bericht.Status.GEPLAND)
    else:
        rows = rows.filter(aanleiding=besluit.aanleiding)
    rows.delete()


def _read(bericht_of_verzending) -> Groepsbesluit | None:
    pk = bericht_of_verzending.aanleiding.rpartition(":")[2]
    return Groepsbesluit.objects.with_persoon().filter(pk=pk).first()


def _takes_part(besluit, persoon_pk):
    return besluit.netwerk.leden().filter(pk=persoon_pk).exists()


def _vraag(bericht):
    """The same for everybody asked: it does not look whether somebody answered."""
    besluit = _read(bericht)
    if besluit is None or not besluit.can_answer():
        return GESLOTEN
    if not _takes_part(besluit, bericht.aan_id):
        return WEG
    return make_vraag(besluit, answer_links(besluit.pk, bericht.aan_id), herinnering=bericht.soort == HERINNERING)


def make_vraag(besluit, links, *, herinnering) -> Inhoud:
    netwerk, persoon = besluit.netwerk, besluit.persoon
    onderwerp = f"Mag {persoon.naam} bij {netwerk.naam}?"
    return Inhoud(
        onderwerp=f"Nog even: {onderwerp[0].lower()}{onderwerp[1:]}" if herinnering else onderwerp,
        template="email/netwerken/groepsbesluit_vraag",
        context={
            "persoon": persoon, "besluit": besluit, "netwerk": netwerk, "herinnering": herinnering,
            "tot": dag(besluit.laatste_dag), "titel": "Wie mag\nerbij?",
            "knoppen": [("Akkoord", links[0]), ("Ik heb een bezwaar", links[1])],
        },
        afzender=netwerk.naam,
        preheader="Eén tik. Je hoeft niet in te loggen.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}. Stuur hem niet door: de knoppen zijn van jou.",
        lees=("Lees wie het is en antwoord", links[0]),
    )  # fmt: skip


def _herinnering_ontvangers(verzending):
    """Mails to who has not answered, loose from the Verzending; returns nobody, so the log knows nobody."""
    besluit = _read(verzending)
    if besluit is None or not besluit.can_answer():
        verzending.reden = "De groep hoefde niet meer te antwoorden."
        return []
    leden = besluit.netwerk.leden()
    for stem in besluit.stemmen.filter(geantwoord=False, persoon__in=leden).select_related("persoon").order_by("?"):
        queue_bericht(
            soort=HERINNERING, sleutel=f"{verzending.sleutel}:persoon:{stem.persoon_id}", aan=stem.persoon,
            op=verzending.op, aanleiding=besluit.aanleiding,
        )  # fmt: skip
    verzending.reden = "Alleen aan wie nog niet antwoordde. Hoeveel mensen dat waren, bewaren we niet."
    return []


def _herinnering_voorbeeld(verzending):
    besluit = _read(verzending)
    if besluit is None or not besluit.is_lopend:
        return GESLOTEN.reden
    return make_vraag(besluit, [f"{settings.BASE_URL}/d/…/"] * 2, herinnering=True)


def _beraad(bericht):
    besluit = _read(bericht)
    if besluit is None or besluit.status not in Groepsbesluit.WACHT:
        return SlaOver("Hierover is al besloten.")
    netwerk = besluit.netwerk
    return Inhoud(
        onderwerp=f"{besluit.persoon.naam} en {netwerk.naam}: jij bent aan zet",
        template="email/netwerken/groepsbesluit_beraad",
        context={
            "persoon": besluit.persoon, "besluit": besluit, "netwerk": netwerk,
            "knoppen": [("Kijk hoe het staat", page_of(besluit))],
        },
        afzender=netwerk.naam,
        preheader="De vraag aan de groep is gesloten.",
        reden=f"Je krijgt deze mail omdat je {netwerk.naam} begeleidt.",
    )  # fmt: skip


def _uitkomst(bericht):
    besluit = _read(bericht)
    if besluit is None or besluit.is_lopend:
        return SlaOver("Er is intussen iets veranderd.")
    if not _takes_part(besluit, bericht.aan_id):
        return WEG
    netwerk, persoon = besluit.netwerk, besluit.persoon
    mag = besluit.status == Status.TOEGELATEN
    return Inhoud(
        onderwerp=f"{persoon.naam} mag bij {netwerk.naam}" if mag else f"{persoon.naam} komt niet bij {netwerk.naam}",
        template="email/netwerken/groepsbesluit_uitkomst",
        context={
            "persoon": persoon, "besluit": besluit, "netwerk": netwerk, "mag": mag,
            "wacht": besluit.deelname.status == "wachtlijst",
            "knoppen": [("Bekijk het besluit", page_of(besluit))],
        },
        afzender=netwerk.naam,
        preheader="Wat er uit de vraag aan de groep kwam.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}.",
    )  # fmt: skip


def _before_closing(bericht):
    """A question is of use as long as somebody can answer it."""
    besluit = _read(bericht)
    return besluit and besluit.sluit_op


def register() -> None:
    for soort in (
        Soort(
            code=VRAAG, naam="Vraag aan de groep", inhoud=_vraag, houdbaar=timedelta(days=7), bewerkbaar=False,
            uiterlijk=_before_closing, aanloop=timedelta(days=3), is_vraag=True,
        ),
        Soort(
            code=HERINNERING, naam="Herinnering aan de vraag aan de groep", inhoud=_vraag,
            ontvangers=_herinnering_ontvangers, voorbeeld=_herinnering_voorbeeld, houdbaar=timedelta(days=1),
            namen_in_log=False, bewerkbaar=False, uiterlijk=_before_closing, aanloop=timedelta(days=1), is_vraag=True,
            telt=False,
        ),
        Soort(
            code=BERAAD, naam="Besluit na de vraag aan de groep", inhoud=_beraad, houdbaar=timedelta(days=14),
            bewerkbaar=False,
        ),
        Soort(
            code=UITKOMST, naam="Uitkomst van de vraag aan de groep", inhoud=_uitkomst, houdbaar=timedelta(days=14),
            bewerkbaar=False,
        ),
    ):  # fmt: skip
        register_soort(soort)
