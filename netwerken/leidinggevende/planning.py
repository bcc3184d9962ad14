"""When a deelnemer is invited to involve the leidinggevende: after the start, halfway, and before the end.

Each moment follows from the looptijd alone, so planning may run as often as it likes: it moves what is still to come.
"""

from datetime import date, timedelta

from berichten.models import Verzending
from berichten.services import plan_verzending
from kern.tijd import dag, lokale_dag, nu, werkochtend_na
from netwerken.leidinggevende.models import Contactmoment
from netwerken.models import Deelname, Netwerk

START, HALVERWEGE, BORGING = "netwerken.leiding_start", "netwerken.leiding_halverwege", "netwerken.leiding_borging"
NA_DE_START = 3  # days; then the next working morning, so that it does not come together with the welcome
VOOR_HET_EIND = timedelta(days=91)  # three months
KAN_TOT = timedelta(days=60)  # so long after its moment a conversation is still asked for
_Soort = Contactmoment.Soort
SOORT_VAN = {START: _Soort.TOEZEGGING, HALVERWEGE: _Soort.HALVERWEGE, BORGING: _Soort.BORGING}


def find_halverwege(netwerk: Netwerk) -> date:
    """The day in the middle of the looptijd."""
    return netwerk.start_datum + (netwerk.eind_datum - netwerk.start_datum) // 2


def find_borging(netwerk: Netwerk) -> date:
    """Three months before the end; in a short looptijd later, so that the conversation halfway comes first."""
    halverwege = find_halverwege(netwerk)
    return max(netwerk.eind_datum - VOOR_HET_EIND, halverwege + (netwerk.eind_datum - halverwege) // 2)


def find_soorten(netwerk: Netwerk, vandaag: date, sinds: date | None) -> list[str]:
    """Which of the three belong to this day, for somebody who takes part since ``sinds``."""
    halverwege, borging = find_halverwege(netwerk), find_borging(netwerk)
    begonnen = sinds is not None and sinds + timedelta(days=NA_DE_START) <= vandaag
    soorten = [_Soort.TOEZEGGING] if begonnen and vandaag < halverwege else []
    if halverwege <= vandaag < min(halverwege + KAN_TOT, borging):
        soorten.append(_Soort.HALVERWEGE)
    return [*soorten, _Soort.BORGING] if borging <= vandaag < netwerk.eind_datum + KAN_TOT else soorten


def plan_looptijd(netwerk: Netwerk, velden=()) -> None:
    """The invitations that follow from the looptijd: plan them, or move those that are planned.

    ``velden``: what was changed about the netwerk; nothing when it is new.
    """
    if velden and not {"start_datum", "eind_datum"} & set(velden):
        return
    for soort, moment in ((HALVERWEGE, find_halverwege(netwerk)), (BORGING, find_borging(netwerk))):
        titel = "Tien minuten met je leidinggevende" if soort == HALVERWEGE else "Met je leidinggevende over borging"
        _plan(netwerk, soort, f"{soort}:{netwerk.pk}", werkochtend_na(moment, dagen=0), titel, verplaats=True)


def plan_start(deelname: Deelname) -> None:
    """One invitation for everybody who begins on the same day. Coming back after a pause is no beginning."""
    if deelname.rol != Deelname.Rol.DEELNEMER:
        return
    sinds = deelname.begonnen_op
    sleutel = f"{START}:{deelname.netwerk_id}:{sinds.isoformat()}"
    op = werkochtend_na(sinds, dagen=NA_DE_START)
    _plan(deelname.netwerk, START, sleutel, op, f"Vraag een toezegging: begonnen op {dag(sinds)}")


def _plan(netwerk, soort, sleutel, op, titel, *, verplaats=False):
    """What is past is not planned any more; what was planned moves along, if need be to a day that is past."""
    if op > nu() or verplaats and Verzending.objects.filter(sleutel=sleutel).exists():
        plan_verzending(
            soort=soort, sleutel=sleutel, op=op, context=netwerk.context, aanleiding=netwerk.context, titel=titel,
            omschrijving="Naar deelnemers die het hun leidinggevende nog niet vroegen.",
        )  # fmt: skip


def find_ontvangers(verzending: Verzending):
    """The deelnames that get this invitation: active, and not asked yet."""
    netwerk = Netwerk.objects.filter(pk=int(verzending.context.rsplit(":", 1)[1])).first()
    if netwerk is None or not is_on(netwerk, verzending.soort):
        return []
    soort = SOORT_VAN[verzending.soort]
    klaar = Contactmoment.objects.done().filter(soort=soort).values("deelname")
    rows = Deelname.objects.actief().filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER, persoon__is_active=True)
    if soort == _Soort.TOEZEGGING:
        rows = rows.filter(begonnen_op=date.fromisoformat(verzending.sleutel.rsplit(":", 1)[1]))
    return list(rows.exclude(pk__in=klaar).select_related("persoon").order_by("pk"))


def is_on(netwerk: Netwerk, soort: str) -> bool:
    """Conversations belong to a netwerk that runs, a toezegging to one that is not over."""
    loopt = {Netwerk.Status.GESTART, Netwerk.Status.AFRONDEN}
    return not netwerk.is_beeindigd if soort == START else netwerk.status in loopt


def is_time_for(netwerk: Netwerk, deelname: Deelname, *, now=None) -> list[str]:
    """``find_soorten`` at this moment, as far as the netwerk runs."""
    vandaag = lokale_dag(now or nu())
    van = {soort: mail for mail, soort in SOORT_VAN.items()}
    return [s for s in find_soorten(netwerk, vandaag, deelname.begonnen_op) if is_on(netwerk, van[s])]
