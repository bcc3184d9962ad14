"""What a contract asks of somebody, for the netwerkbrief: to agree, to join the talk, to look at it again."""

from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from berichten.acties import Actie
from kern.tijd import lokale_dag
from netwerken.contract.mails import contract_links, page_of
from netwerken.contract.models import Contractreactie
from netwerken.contract.stand import annotate_contract, read_vraagt
from netwerken.models import Deelname, Netwerk

VERS = timedelta(days=7)  # so long a reaction is news: the netwerkbrief goes every week


def ask_contract(persoon, now: datetime):
    """Of every netwerk this person takes an active part in: what its contract waits for."""
    actief = Deelname.objects.actief().filter(persoon=persoon)
    begeleid = set(actief.filter(rol=Deelname.Rol.FACILITATOR).values_list("netwerk", flat=True))
    rows = annotate_contract(Netwerk.objects.filter(pk__in=actief.values("netwerk"), contract__isnull=False), persoon)
    for netwerk in rows.annotate(reacties=_count_reacties(persoon, now - VERS)).order_by("pk"):
        if vraagt := read_vraagt(netwerk):
            if vraagt.akkoord:
                yield _ask_akkoord(netwerk, persoon, vraagt.versie)
            if vraagt.is_open and netwerk.reacties:
                yield _ask_meepraten(netwerk)
            if netwerk.pk in begeleid:
                yield from _ask_facilitator(netwerk, vraagt, now)


def _count_reacties(persoon, sinds):
    """What others said about the version that is written now."""
    rows = Contractreactie.objects.filter(
        vraag__contract__netwerk=OuterRef("pk"), ronde=OuterRef("contract__ronde"), created_at__gt=sinds
    ).exclude(persoon=persoon)
    aantal = rows.order_by().values("vraag__contract").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(aantal, output_field=IntegerField()), 0)


def _ask_akkoord(netwerk, persoon, versie):
    ja, nee = contract_links(versie, persoon)
    return Actie(
        titel="Ga je akkoord met jullie contract?", knop="Lees en ga akkoord", url=ja, anders=("Nog niet, want…", nee),
        tekst="Het kost drie minuten.", netwerk=netwerk.naam, onderwerp="netwerk",
    )  # fmt: skip


def tel_reacties(aantal: int) -> str:
    """«3 nieuwe reacties»"""
    return "1 nieuwe reactie" if aantal == 1 else f"{aantal} nieuwe reacties"


def _ask_meepraten(netwerk):
    return Actie(
        titel="Jullie praten over het contract", knop="Lees en praat mee", url=page_of(netwerk),
        tekst=f"{tel_reacties(netwerk.reacties)} deze week.", netwerk=netwerk.naam, onderwerp="netwerk",
    )  # fmt: skip


def _ask_facilitator(netwerk, vraagt, now):
    gedeeld = {
        "url": page_of(netwerk), "knop": "Bekijk het contract", "netwerk": netwerk.naam,
        "onderwerp": "netwerk",
    }  # fmt: skip
    if vraagt.gesprek:
        yield Actie(titel="Nog niet iedereen is akkoord met het contract", tekst="Lees wat er nog schuurt.", **gedeeld)
    if vraagt.is_herzien(lokale_dag(now)):
        yield Actie(titel="Kloppen jullie afspraken nog?", tekst="De dag om ernaar te kijken is er.", **gedeeld)
