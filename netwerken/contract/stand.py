"""How a contract stands: the newest version, who agreed, who did not say anything yet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from netwerken.contract.models import Akkoord, Contract, Contractreactie, Contractversie
from netwerken.models import Deelname, Netwerk
from personen.models import Persoon

VOORBIJ = "Dit netwerk is voorbij. Het contract blijft staan zoals het was."
NIEUWER = "Er is intussen een nieuwere versie. Lees die eerst."


@dataclass(frozen=True)
class Stand:
    """One version and the people: who agreed, who did not yet and why, who still has to answer.

    Only who takes part now is in it; somebody with a pause is in it once they answered.
    """

    versie: Contractversie
    akkoord: list[Akkoord]
    bezwaren: list[Akkoord]
    wacht: list[Persoon]

    @property
    def aantal(self):
        return len(self.akkoord) + len(self.bezwaren) + len(self.wacht)

    def of(self, persoon) -> Akkoord | None:
        """What this person said."""
        return next((rij for rij in self.akkoord + self.bezwaren if rij.persoon_id == persoon.pk), None)


@dataclass(frozen=True)
class Vraagt:
    """What a contract waits for, as one member sees it. ``bezwaren``: how many said «nog niet»."""

    is_open: bool
    versie: int | None
    bekrachtigd_op: datetime | None
    herzien_op: date | None
    ik_antwoordde: bool
    bezwaren: int

    @property
    def akkoord(self):
        """This member still has to say something."""
        return self.versie is not None and not self.ik_antwoordde and (bool(self.bekrachtigd_op) or not self.is_open)

    @property
    def gesprek(self):
        """A version is on the table, and somebody is not there yet."""
        return bool(self.bezwaren) and self.bekrachtigd_op is None and not self.is_open

    def is_herzien(self, vandaag: date):
        """The day to look at it again has come."""
        return self.versie is not None and not self.is_open and self.herzien_op <= vandaag


VELDEN = {
    "contract_open": "contract__is_open",
    "contract_versie": "contract__laatste",
    "contract_bekrachtigd": "contract__laatste__bekrachtigd_op",
    "contract_herzien": "contract__laatste__herzien_op",
}


def annotate_contract(netwerken, persoon):
    """Adds to a queryset of netwerken what ``read_vraagt`` reads. ``persoon``: a key, or the place for one."""
    actief = Deelname.objects.actief().filter(netwerk=OuterRef("versie__netwerk"), persoon=OuterRef("persoon"))
    niet = Akkoord.objects.filter(Exists(actief), versie=OuterRef("contract__laatste"), is_akkoord=False)
    aantal = niet.order_by().values("versie").annotate(n=Count("pk")).values("n")
    return netwerken.annotate(
        **{naam: F(veld) for naam, veld in VELDEN.items()},
        contract_zei=Exists(Akkoord.objects.filter(versie=OuterRef("contract__laatste"), persoon=persoon)),
        contract_bezwaren=Coalesce(Subquery(aantal, output_field=IntegerField()), 0),
    )


def read_vraagt(netwerk: Netwerk) -> Vraagt | None:
    """Of a row of ``annotate_contract``; None without a contract, or when the netwerk is over."""
    if netwerk.contract_open is None or netwerk.is_beeindigd:
        return None
    return Vraagt(
        *(getattr(netwerk, naam) for naam in VELDEN),
        ik_antwoordde=netwerk.contract_zei,
        bezwaren=netwerk.contract_bezwaren,
    )


def find_laatste(netwerk: Netwerk) -> Contractversie | None:
    """The newest version, with its netwerk on it."""
    versie = Contractversie.objects.filter(netwerk=netwerk).first()
    if versie:
        versie.netwerk = netwerk
    return versie


def read_stand(versie: Contractversie) -> Stand:
    """Two queries."""
    leden = {persoon.pk: persoon for persoon in versie.netwerk.leden().order_by("naam", "pk")}
    mee = versie.netwerk.deelnames.lid().values("persoon")
    rijen = versie.akkoorden.filter(persoon__in=mee).select_related("persoon").order_by("persoon__naam", "pk")
    gezegd = list(rijen)
    antwoordde = {rij.persoon_id for rij in gezegd}
    return Stand(
        versie=versie,
        akkoord=[rij for rij in gezegd if rij.is_akkoord],
        bezwaren=[rij for rij in gezegd if not rij.is_akkoord],
        wacht=[persoon for pk, persoon in leden.items() if pk not in antwoordde],
    )


def find_reden(versie: Contractversie) -> str:
    """Why nobody can sign this version (any more), or nothing."""
    netwerk = versie.netwerk
    if netwerk.is_beeindigd:
        return VOORBIJ
    if netwerk.contractversies.filter(nummer__gt=versie.nummer).exists():
        return NIEUWER
    if versie.bekrachtigd_op is None and Contract.objects.filter(netwerk=netwerk, is_open=True).exists():
        return "De groep werkt aan een nieuwe versie. Daarover hoor je later."
    return ""


def read_wacht(versie: Contractversie) -> bool:
    """Is there an active member who did not agree?"""
    mee = versie.akkoorden.filter(is_akkoord=True).values("persoon")
    return versie.netwerk.leden().exclude(pk__in=mee).exists()


def read_vragen(contract: Contract):
    """The questions of the draft with what was said about them in this version, in order."""
    reacties = Contractreactie.objects.filter(ronde=contract.ronde).select_related("persoon")
    rows = contract.vragen.select_related("gewijzigd_door").prefetch_related(Prefetch("reacties", reacties))
    vragen = list(rows)
    for vraag in vragen:
        vraag.contract = contract
    return vragen


def make_stand_code(contract: Contract, vragen) -> str:
    """Another text as soon as anything in the draft changed."""
    return "-".join([str(contract.ronde), *(f"{v.pk}.{v.versie}{'' if v.doet_mee else 'x'}" for v in vragen)])
