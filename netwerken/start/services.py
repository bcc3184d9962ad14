"""Preparing a netwerk and making it: kept step by step, made once."""

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk
from netwerken.services import create_netwerk
from netwerken.services.locks import lock_netwerk
from netwerken.start.antwoorden import STANDAARD, clean_antwoorden, make_afdruk
from netwerken.start.inhoud import AFSPRAKEN, KERN, STAPPEN
from netwerken.start.models import Startplan, Startversie
from personen.models import Persoon

MEEST = 10  # plans that one person may have open
ROLLEN = {  # which roles come with «Ik ben …»; facilitator is always one of them
    "eigenaar": [Deelname.Rol.EIGENAAR],
    "facilitator": [],
    "penvoerder": [Deelname.Rol.PENVOERDER],
    "deelnemer": [Deelname.Rol.EIGENAAR, Deelname.Rol.DEELNEMER],
}


class StartConflict(EditConflict):
    """Another tab changed the same answers; ``plan`` is what is kept now."""

    def __init__(self, plan):
        self.plan = plan
        super().__init__("In een ander tabblad heb je dit ook veranderd. Kijk wat er moet staan en bewaar nog eens.")


@transaction.atomic
def begin(by: Persoon, *, basis: str = "", antwoorden: dict | None = None) -> Startplan:
    """A new plan of ``by``, with what is filled in already. Nothing of it is a netwerk yet.

    ``basis``: where the answers come from, such as ``sjabloon:thema`` or ``thema:12``. ``antwoorden``: by code of the
    question; what does not fit the question set is left out. With a basis only the five questions of ``KERN`` come
    first. Raises DomainError when ``by`` has ten open plans.
    """
    lock_rows(Persoon.objects).get(pk=by.pk)  # two tabs that begin at once are counted one by one
    if Startplan.objects.open_of(by).count() >= MEEST:
        raise DomainError(f"Je hebt al {MEEST} netwerken in voorbereiding. Maak er een af, of gooi er een weg.")
    gevuld = clean_antwoorden(STANDAARD | (antwoorden or {}))
    stap = KERN.code if basis else STAPPEN[0].code
    plan = Startplan.objects.create(persoon=by, basis=basis, stap=stap, antwoorden=gevuld)
    log(plan, "netwerken.startplan.begun", actor=by, basis=basis.partition(":")[0])
    return plan


@transaction.atomic
def save_stap(plan: Startplan, codes: list[str], waarden: dict, *, stap: str, gezien: str) -> Startplan:
    """Keep the answers of one screen (``codes``); what is not in ``waarden`` becomes empty.

    ``gezien``: the print of these answers when the screen was opened. Raises StartConflict when another tab changed
    them meanwhile to something else, DomainError when the netwerk is made already.
    """
    plan = _lock(plan)
    schoon = clean_antwoorden({code: waarden[code] for code in codes if code in waarden})
    is_zelfde = make_afdruk(plan.antwoorden, codes) == make_afdruk(schoon)
    if not is_zelfde and make_afdruk(plan.antwoorden, codes) != gezien:
        raise StartConflict(plan)
    blijft = {code: waarde for code, waarde in plan.antwoorden.items() if code not in codes}
    plan.antwoorden, plan.stap = blijft | schoon, stap
    plan.save(update_fields=["antwoorden", "stap", "updated_at"])
    return plan


@transaction.atomic
def keep_kalender(plan: Startplan, kalender: dict, *, van: str) -> Startplan:
    """The mails as they would go, of the answers with print ``van``; nothing of them is planned."""
    plan = _lock(plan)
    plan.kalender, plan.kalender_van = kalender, van
    plan.save(update_fields=["kalender", "kalender_van", "updated_at"])
    return plan


@transaction.atomic
def remove(plan: Startplan, *, by: Persoon) -> None:
    """Throw the plan away, with all answers. Doing it twice is harmless."""
    log(plan, "netwerken.startplan.removed", actor=by)
    Startplan.objects.filter(pk=plan.pk, netwerk__isnull=True).delete()


@transaction.atomic
def make_netwerk(plan: Startplan, velden: dict, *, gezien: str, by: Persoon) -> Netwerk:
    """The netwerk of a plan, with its startafspraken; the plan is empty after that. Twice gives the same netwerk.

    ``velden``: the columns of the netwerk, checked by the caller from the answers with print ``gezien``. Raises
    StartConflict when the answers are not those any more.
    """
    plan = lock_rows(Startplan.objects).get(pk=plan.pk)
    if plan.netwerk_id:
        return plan.netwerk
    if make_afdruk(plan.antwoorden) != gezien:
        raise StartConflict(plan)
    antwoorden = plan.antwoorden
    rollen, status = ROLLEN[antwoorden.get("ik_ben", "eigenaar")], antwoorden.get("begin", "in_oprichting")
    netwerk = create_netwerk(by=by, rollen=rollen, status=status, **velden)
    codes = [*(vraag.code for vraag in AFSPRAKEN), "ritme"]
    afspraken = {code: antwoorden[code] for code in codes if code in antwoorden}
    Startversie.objects.create(netwerk=netwerk, nummer=1, antwoorden=afspraken, door=by, op=nu())
    plan.netwerk, plan.antwoorden, plan.kalender = netwerk, {}, {}
    plan.save(update_fields=["netwerk", "antwoorden", "kalender", "updated_at"])
    return netwerk


@transaction.atomic
def save_versie(netwerk: Netwerk, waarden: dict, *, nummer: int, by: Persoon) -> Startversie | None:
    """New startafspraken; what was agreed before stays to be read. Saving the same again makes no version.

    ``nummer``: the version the facilitator changed, 0 when there was none. Raises EditConflict when somebody else saved
    one meanwhile, DomainError when the netwerk is over.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Het startdocument verandert niet meer.")
    laatste = netwerk.startversies.first()
    bewaard = laatste.antwoorden if laatste else {}
    schoon = clean_antwoorden(waarden | ({"ritme": bewaard["ritme"]} if "ritme" in bewaard else {}))
    if schoon == bewaard:
        return laatste
    if (laatste.nummer if laatste else 0) != nummer:
        raise EditConflict("Iemand anders heeft het startdocument intussen veranderd. Lees eerst wat er nu staat.")
    versie = Startversie.objects.create(netwerk=netwerk, nummer=nummer + 1, antwoorden=schoon, door=by, op=nu())
    log(netwerk, "netwerken.startdocument.saved", actor=by, nummer=versie.nummer)
    return versie


def _lock(plan):
    plan = lock_rows(Startplan.objects).get(pk=plan.pk)
    if plan.netwerk_id:
        raise DomainError("Van dit plan is al een netwerk gemaakt.")
    return plan
