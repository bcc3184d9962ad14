"""Why the academie calls a netwerk in its year. Importing this registers them; each asks the database once."""

from django.db.models import Count, Exists, F, Min, OuterRef, Subquery

from kern.templatetags.kern import meervoud
from kern.tijd import dag, lokale_dag
from subsidie.besluit.models import Besluit, Voorwaarde
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.criteria import list_te_zien
from subsidie.lopend.looptijd import with_looptijd
from subsidie.lopend.mijlpalen import HALVERWEGE, STARTGESPREK, find_mijlpaal
from subsidie.lopend.models import Nakoming, Startgesprek, Tussenbericht
from subsidie.redenen import reden


def _list_lopend(aanvragen):
    return {aanvraag.pk: aanvraag for aanvraag in aanvragen if aanvraag.status in IN_JAAR}


@reden("voorwaarde", "Een voorwaarde is te laat")
def voorwaarde_te_laat(aanvragen, moment):
    """What the netwerk reported waits for the academie, so that is no reason."""
    gemeld = Nakoming.objects.filter(voorwaarde=OuterRef("pk")).exclude(uitkomst=Nakoming.Uitkomst.TERUG)
    rows = Voorwaarde.objects.filter(
        ~Exists(gemeld), besluit__in=Besluit.objects.verteld(), besluit__aanvraag__in=list(_list_lopend(aanvragen)),
        voor__lt=lokale_dag(moment),
    )  # fmt: skip
    rows = rows.values(pk_=F("besluit__aanvraag")).annotate(aantal=Count("pk"), eerst=Min("voor")).order_by()
    return {
        rij["pk_"]: f"{meervoud(rij['aantal'], 'voorwaarde,voorwaarden')} te laat, sinds {dag(rij['eerst'])}."
        for rij in rows
    }


def _list_besluiten(aanvragen, **velden):
    """[(aanvraag, its decision)] of what is in its year, with ``velden`` on the decision. One query."""
    bekend = _list_lopend(aanvragen)
    rows = with_looptijd(Besluit.objects.verteld().filter(aanvraag__in=list(bekend))).annotate(**velden)
    return [(bekend[besluit.aanvraag_id], besluit) for besluit in rows.defer("motivering", "criteria")]


@reden("halverwege", "Halverwege")
def halverwege(aanvragen, moment):
    """The netwerk asks for help and nobody took that up, or it said nothing while its day is past."""
    laatste = Tussenbericht.objects.filter(aanvraag=OuterRef("aanvraag")).order_by("-op", "-pk")
    velden = {naam: Subquery(laatste.values(naam)[:1]) for naam in ("keuze", "gezien_op")}
    velden["gestuurd_op"] = Subquery(laatste.values("op")[:1])
    zinnen = {}
    for aanvraag, besluit in _list_besluiten(aanvragen, **velden):
        rij = find_mijlpaal(aanvraag, besluit, HALVERWEGE)
        if besluit.keuze == Tussenbericht.Keuze.GOED or besluit.gezien_op:
            continue
        if besluit.keuze:
            wat = "wil bellen" if besluit.keuze == Tussenbericht.Keuze.BELLEN else "loopt ergens tegenaan"
            zinnen[aanvraag.pk] = f"Het netwerk {wat}, sinds {dag(besluit.gestuurd_op)}."
        elif rij and rij.dag < lokale_dag(moment):
            zinnen[aanvraag.pk] = f"Het bericht van halverwege was nodig op {dag(rij.dag)}."
    return zinnen


@reden("startgesprek", "Nog geen startgesprek")
def startgesprek(aanvragen, moment):
    gesprek = Exists(Startgesprek.objects.filter(aanvraag=OuterRef("aanvraag")))
    zinnen = {}
    for aanvraag, besluit in _list_besluiten(aanvragen, gesproken=gesprek):
        rij = find_mijlpaal(aanvraag, besluit, STARTGESPREK)
        if rij and not besluit.gesproken and rij.dag < lokale_dag(moment):
            zinnen[aanvraag.pk] = f"Het startgesprek was nodig op {dag(rij.dag)}."
    return zinnen


@reden("criteria", "Een criterium vraagt aandacht")
def criteria(aanvragen, moment):
    """Only what the netwerk had its days for."""
    zinnen = {}
    te_zien = list_te_zien(aanvragen, lokale_dag(moment))
    for aanvraag in aanvragen:
        if rijen := te_zien.get(aanvraag.pk):
            eerste = aanvraag.regelingversie.regeling.per_code[rijen[0].code]
            meer = f", en {meervoud(len(rijen) - 1, 'ander criterium ook,andere criteria ook')}" if rijen[1:] else ""
            zinnen[aanvraag.pk] = f"«{eerste.naam}» vraagt aandacht sinds {dag(rijen[0].sinds)}{meer}."
    return zinnen
