"""Making a contract: writing together, settling a version, agreeing. Everything waits on the row of the netwerk."""

from datetime import date, timedelta

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.tijd import lokale_dag, nu
from netwerken.contract import mails
from netwerken.contract.inhoud import VRAGEN
from netwerken.contract.models import Akkoord, Contract, Contractreactie, Contractversie, Contractvraag
from netwerken.contract.stand import VOORBIJ, find_laatste, find_reden, make_stand_code, read_wacht
from netwerken.models import Deelname, Netwerk
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

MEEST_VRAGEN = 20
MEEST_REACTIES = 200  # of one question in one version
UITERLIJK = timedelta(days=3 * 366)
DICHT = "Deze versie is al vastgelegd. Vraag de facilitator om een nieuwe versie te beginnen."


class ContractConflict(EditConflict):
    """Somebody else changed the text of ``vraag`` since the member opened it; ``vraag`` is what is there now."""

    def __init__(self, vraag):
        self.vraag = vraag
        super().__init__("Iemand anders veranderde deze tekst intussen. Lees wat er nu staat.")


@transaction.atomic
def begin_contract(netwerk: Netwerk, *, by: Persoon) -> Contract:
    """The first draft, with the questions of the set and no text yet. Beginning twice gives the same draft.

    Raises DomainError when the netwerk is over. Source: 002 F2.
    """
    netwerk = _lock(netwerk)
    contract, is_nieuw = Contract.objects.get_or_create(netwerk=netwerk)
    if is_nieuw:
        Contractvraag.objects.bulk_create(
            Contractvraag(contract=contract, code=vraag.code, volgorde=i, vraag=vraag.vraag)
            for i, vraag in enumerate(VRAGEN, start=1)
        )
        log(contract, "netwerken.contract.begun", actor=by)
    return contract


@transaction.atomic
def begin_ronde(contract: Contract, *, by: Persoon) -> Contract:
    """A new version, that starts from the texts of the last. As long as one is being written it is that one.

    What was settled stays in force until the next is, when it was ratified; else nobody needs to sign it any more.
    Raises DomainError when the netwerk is over.
    """
    contract = _lock_contract(contract)
    if not contract.is_open:
        contract.is_open, contract.ronde = True, contract.ronde + 1
        contract.save(update_fields=["is_open", "ronde", "updated_at"])
        laatste = find_laatste(contract.netwerk)
        if laatste.bekrachtigd_op is None:
            mails.stop_mails(laatste, "De groep werkt aan een nieuwe versie.")
        log(contract, "netwerken.contract.reopened", actor=by, ronde=contract.ronde)
    return contract


@transaction.atomic
def propose_tekst(vraag: Contractvraag, tekst: str, *, versie: int, by: Persoon) -> Contractvraag:
    """Write what the group would answer to this question. ``versie``: of the text this member began with.

    Raises ContractConflict when somebody else changed it since, DomainError when this version was settled.
    """
    vraag = _lock_vraag(vraag)
    if vraag.tekst == tekst:
        return vraag
    if vraag.versie != versie:
        raise ContractConflict(vraag)
    vraag.tekst, vraag.versie, vraag.gewijzigd_door = tekst, vraag.versie + 1, by
    vraag.save(update_fields=["tekst", "versie", "gewijzigd_door", "updated_at"])
    log(vraag, "netwerken.contract.proposed", actor=by, versie=vraag.versie)
    return vraag


@transaction.atomic
def add_vraag(contract: Contract, vraag: str, *, by: Persoon) -> Contractvraag:
    """A question of the group itself, at the end. The same words twice are one question.

    Raises DomainError when this version was settled, or for more than ``MEEST_VRAGEN``.
    """
    contract = _lock_open(contract)
    vragen = list(contract.vragen.all())
    if al := next((rij for rij in vragen if rij.vraag.casefold() == vraag.casefold()), None):
        return al
    if len(vragen) >= MEEST_VRAGEN:
        raise DomainError(f"Er staan al {MEEST_VRAGEN} vragen. Een contract dat kort is, wordt gelezen.")
    volgorde = max((rij.volgorde for rij in vragen), default=0) + 1
    nieuw = Contractvraag.objects.create(contract=contract, volgorde=volgorde, vraag=vraag, gewijzigd_door=by)
    log(nieuw, "netwerken.contract.asked", actor=by)
    return nieuw


@transaction.atomic
def use_vraag(vraag: Contractvraag, *, doet_mee: bool, by: Persoon) -> Contractvraag:
    """Leave a question out of the contract, or put it back. Its text and what was said stay. Twice is quiet."""
    vraag = _lock_vraag(vraag)
    if vraag.doet_mee != doet_mee:
        vraag.doet_mee = doet_mee
        vraag.save(update_fields=["doet_mee", "updated_at"])
        log(vraag, "netwerken.contract.used" if doet_mee else "netwerken.contract.left_out", actor=by)
    return vraag


@transaction.atomic
def react(vraag: Contractvraag, tekst: str, *, by: Persoon) -> Contractreactie:
    """Say something about a question. The same words twice in a row by one person are one reaction.

    Raises DomainError when this version was settled, or for more than ``MEEST_REACTIES``.
    """
    vraag = _lock_vraag(vraag)
    reacties = vraag.reacties.filter(ronde=vraag.contract.ronde)
    laatste = reacties.last()
    if laatste and laatste.persoon_id == by.pk and laatste.tekst == tekst:
        return laatste
    if reacties.count() >= MEEST_REACTIES:
        raise DomainError("Hier is al veel gezegd. Praat er bij een bijeenkomst over verder.")
    reactie = Contractreactie.objects.create(vraag=vraag, ronde=vraag.contract.ronde, persoon=by, tekst=tekst)
    log(vraag, "netwerken.contract.reacted", actor=by)
    return reactie


@transaction.atomic
def withdraw_reactie(reactie: Contractreactie, *, by: Persoon) -> None:
    """Take back what one said, as long as the version is written. Twice is quiet."""
    vraag = _lock_vraag(reactie.vraag)
    if Contractreactie.objects.filter(pk=reactie.pk).delete()[0]:
        log(vraag, "netwerken.contract.unsaid", actor=by)


@transaction.atomic
def settle_versie(contract: Contract, herzien_op: date, *, gelezen: str, by: Persoon) -> Contractversie:
    """The draft becomes a numbered version that never changes, and every member is asked to agree.

    ``herzien_op``: the day on which the facilitators are reminded to look at it again, after today and within three
    years. ``gelezen``: ``make_stand_code`` of the draft that was on the page. Settling twice gives the same version.
    Raises DomainError when somebody changed the draft since, or a question has no text.
    """
    contract = _lock_contract(contract)
    vorige = find_laatste(contract.netwerk)
    if not contract.is_open and vorige:
        return vorige
    vragen = [vraag for vraag in contract.vragen.all() if vraag.doet_mee]
    _check_klaar(contract, vragen, herzien_op, gelezen)
    versie = Contractversie.objects.create(
        netwerk=contract.netwerk, nummer=contract.ronde, herzien_op=herzien_op, vastgelegd_door=by, vastgelegd_op=nu(),
        artikelen=[{"vraag": vraag.vraag, "tekst": vraag.tekst} for vraag in vragen],
    )  # fmt: skip
    contract.is_open, contract.laatste = False, versie
    contract.save(update_fields=["is_open", "laatste", "updated_at"])
    if vorige:
        mails.stop_mails(vorige, "Er is een nieuwere versie.")
    log(versie, "netwerken.contract.settled", actor=by, nummer=versie.nummer)
    mails.ask_leden(versie, behalve=by)
    mails.plan_herziening(versie)
    return versie


def _check_klaar(contract, vragen, herzien_op, gelezen):
    if gelezen != make_stand_code(contract, contract.vragen.all()):
        raise DomainError("Iemand veranderde intussen iets. Lees het nog eens door en leg het dan vast.")
    if not vragen:
        raise DomainError("Er staat nog geen enkele vraag in. Zet er minstens één terug.")
    if leeg := [vraag.vraag for vraag in vragen if not vraag.tekst]:
        raise DomainError(f"Hier staat nog niets: “{leeg[0]}” Schrijf er iets bij, of laat de vraag weg.")
    _check_herzien_op(herzien_op)


def _check_herzien_op(herzien_op):
    vandaag = lokale_dag(nu())
    if not vandaag < herzien_op <= vandaag + UITERLIJK:
        raise DomainError("Kies een dag na vandaag, binnen drie jaar.")


@transaction.atomic
def keep_versie(contract: Contract, herzien_op: date, *, by: Persoon) -> Contractversie:
    """They looked at it again and it still holds: the next look is on ``herzien_op``. The rules stay as they are.

    Raises DomainError when nothing was settled yet, a new version is written, or the day is not within three years.
    """
    contract = _lock_contract(contract)
    versie = find_laatste(contract.netwerk)
    if contract.is_open or versie is None:
        raise DomainError("Jullie werken al aan een nieuwe versie. Kies de dag als die klaar is.")
    _check_herzien_op(herzien_op)
    if versie.herzien_op != herzien_op:
        versie.herzien_op = herzien_op
        versie.save(update_fields=["herzien_op"])
        log(versie, "netwerken.contract.kept", actor=by)
        mails.plan_herziening(versie)
    return versie


@transaction.atomic
def agree(versie: Contractversie, persoon: Persoon) -> Contractversie:
    """This member agrees; also who said «nog niet» before. Twice is quiet. The last one ratifies the version.

    Raises DomainError when the person no longer takes part, or when another version is on the table.
    """
    versie = _lock_signable(versie, persoon)
    akkoord, is_nieuw = Akkoord.objects.get_or_create(
        versie=versie, persoon=persoon, defaults={"is_akkoord": True}
    )  # fmt: skip
    if is_nieuw or not akkoord.is_akkoord:
        akkoord.is_akkoord, akkoord.bezwaar = True, ""
        akkoord.save(update_fields=["is_akkoord", "bezwaar", "updated_at"])
        log(versie, "netwerken.contract.agreed", actor=persoon)
    return _ratify(versie)


@transaction.atomic
def object_to(versie: Contractversie, persoon: Persoon, bezwaar: str) -> Contractversie:
    """«Nog niet, want…»: only the group reads why. Raises DomainError as ``agree`` does, and when it was ratified

    with this person's akkoord: then a new version is the way.
    """
    versie = _lock_signable(versie, persoon)
    akkoord = Akkoord.objects.filter(versie=versie, persoon=persoon).first()
    if akkoord and akkoord.is_akkoord and versie.bekrachtigd_op:
        raise DomainError("Jullie zijn het hier al over eens. Vraag de facilitator om een nieuwe versie te beginnen.")
    if not bezwaar:
        raise DomainError("Schrijf in een zin wat er nog anders moet.")
    Akkoord.objects.update_or_create(
        versie=versie, persoon=persoon, defaults={"is_akkoord": False, "bezwaar": bezwaar}
    )  # fmt: skip
    log(versie, "netwerken.contract.objected", actor=persoon)
    return versie


def greet_new_lid(deelname: Deelname) -> None:
    """Who joins is asked to sign the contract the group has, once."""
    versie = find_laatste(deelname.netwerk)
    if versie and not find_reden(versie) and not versie.akkoorden.filter(persoon=deelname.persoon).exists():
        mails.ask_lid(versie, deelname.persoon)


def forget_lid(netwerk: Netwerk, persoon: Persoon, by: Persoon | None) -> None:
    """Who left or pauses does not count: the version may be ratified without them. The caller holds the lock."""
    versie = find_laatste(netwerk)
    if versie and not find_reden(versie):
        _ratify(versie)


def _ratify(versie):
    if versie.bekrachtigd_op is None and versie.akkoorden.exists() and not read_wacht(versie):
        versie.bekrachtigd_op = nu()
        versie.save(update_fields=["bekrachtigd_op"])
        log(versie, "netwerken.contract.ratified", nummer=versie.nummer)
        mails.tell_bekrachtigd(versie)
    return versie


def _lock(netwerk):
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError(VOORBIJ)
    return netwerk


def _lock_contract(contract):
    netwerk = _lock(contract.netwerk)
    contract = Contract.objects.get(pk=contract.pk)
    contract.netwerk = netwerk
    return contract


def _lock_open(contract):
    contract = _lock_contract(contract)
    if not contract.is_open:
        raise DomainError(DICHT)
    return contract


def _lock_vraag(vraag):
    contract = _lock_open(vraag.contract)
    vraag = Contractvraag.objects.get(pk=vraag.pk)
    vraag.contract = contract
    return vraag


def _lock_signable(versie, persoon):
    netwerk = _lock(versie.netwerk)
    versie = Contractversie.objects.get(pk=versie.pk)
    versie.netwerk = netwerk
    if not netwerk.deelnames.lid().filter(persoon=persoon).exists():
        raise DomainError("Je doet niet meer mee aan dit netwerk.")
    if reden := find_reden(versie):
        raise DomainError(reden)
    return versie
