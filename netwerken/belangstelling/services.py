"""Saying what you want to learn about, and the netwerk that comes of it. Everything locks the thema first.

Nothing locks a thema and then a netwerk: making or joining a netwerk holds that lock when it comes here.
"""

import logging
from datetime import timedelta

from django.db import IntegrityError, transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import lokale_dag, nu
from netwerken.belangstelling import mails
from netwerken.belangstelling.models import BEWAAR, VRAAG_VOORAF, Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.regels import can_reach, find_groepen, is_alike, make_groep, make_sleutel
from netwerken.models import Deelname, Netwerk
from netwerken.services import sign_up
from netwerken.start import services as start
from netwerken.start.models import Startplan
from personen.models import Persoon

logger = logging.getLogger(__name__)
HOOGSTENS = 5  # themes one person waits for at a time
BEDENKTIJD = timedelta(days=30)  # so long somebody may take to write the start
Status, Stand = Thema.Status, Themavoorstel.Status
TE_LAAT = "Dit voorstel geldt niet meer. Kijk wat er nu staat."


def _lock(thema: Thema) -> Thema:
    """The row as it is now, locked; of a theme that was merged meanwhile, the one it became."""
    thema = lock_rows(Thema.objects).get(pk=thema.pk)
    while thema.opgegaan_in_id:
        thema = lock_rows(Thema.objects).get(pk=thema.opgegaan_in_id)
    return thema


def find_or_propose(naam: str, sector: str, *, by: Persoon, status: str = Status.VOORGESTELD) -> Thema:
    """The theme of this name, however it is written; a new one waits for the academie. Raises DomainError for signs."""
    sleutel = make_sleutel(naam)
    if not sleutel:
        raise DomainError("Schrijf het thema in woorden.")
    try:
        with transaction.atomic():
            thema, is_nieuw = Thema.objects.get_or_create(
                sleutel=sleutel, defaults={"naam": naam, "sector": sector, "status": status, "voorgesteld_door": by}
            )
    except IntegrityError:  # somebody wrote the same name in this very moment
        return Thema.objects.get(sleutel=sleutel)
    if is_nieuw:
        log(thema, "netwerken.thema.proposed", actor=by)
    return thema


@transaction.atomic
def join_thema(
    thema: Thema, persoon: Persoon, *, sector: str, regio: str, functie: str, waarom: str, wil_trekken: bool
) -> Belangstelling:
    """Wait for a netwerk about this theme, for a year from now. Twice is once: the last words count.

    Raises DomainError for a theme that the academie did not take over, and for a sixth theme at a time.
    """
    thema = _lock(thema)
    if thema.status == Status.AFGEWEZEN:
        raise DomainError(f"De academie nam dit thema niet over: {thema.reden} Kies een ander thema.")
    anders = Belangstelling.objects.filter(persoon=persoon).exclude(thema=thema)
    if anders.count() >= HOOGSTENS:
        raise DomainError(f"Je wacht al op {HOOGSTENS} thema’s. Haal er eerst een van je lijst.")
    belangstelling, is_nieuw = Belangstelling.objects.update_or_create(
        thema=thema,
        persoon=persoon,
        defaults={
            "sector": sector, "regio": regio, "functie": functie, "waarom": waarom, "wil_trekken": wil_trekken,
            "geldig_tot": lokale_dag(nu()) + BEWAAR, "nagevraagd_op": None,
        },
    )  # fmt: skip
    log(thema, "netwerken.thema.joined" if is_nieuw else "netwerken.thema.joined_again", actor=persoon)
    _review(thema)
    return belangstelling


@transaction.atomic
def leave_thema(thema: Thema, persoon: Persoon) -> None:
    """Off the list, and nothing of it is kept. Not on it: nothing to do."""
    thema = _lock(thema)
    if Belangstelling.objects.filter(thema=thema, persoon=persoon).delete()[0]:
        log(thema, "netwerken.thema.left", actor=persoon)
        _review(thema)


@transaction.atomic
def renew(belangstelling: Belangstelling) -> Belangstelling:
    """It still holds: another year from now."""
    belangstelling = lock_rows(Belangstelling.objects).get(pk=belangstelling.pk)
    belangstelling.geldig_tot, belangstelling.nagevraagd_op = lokale_dag(nu()) + BEWAAR, None
    belangstelling.save(update_fields=["geldig_tot", "nagevraagd_op", "updated_at"])
    return belangstelling


@transaction.atomic
def add_thema(naam: str, sector: str, *, by: Persoon) -> Thema:
    """The academie puts a theme in the list itself; one that somebody proposed, or was refused, is then shown too."""
    return publish_thema(find_or_propose(naam, sector, by=by), by=by)


@transaction.atomic
def publish_thema(thema: Thema, *, by: Persoon) -> Thema:
    """voorgesteld or afgewezen → zichtbaar: everybody can choose it. A merged one: what it became."""
    thema = _lock(thema)
    if not thema.is_zichtbaar:
        thema.status, thema.reden = Status.ZICHTBAAR, ""
        thema.save(update_fields=["status", "reden", "updated_at"])
        log(thema, "netwerken.thema.published", actor=by)
        _review(thema)
    return thema


@transaction.atomic
def reject_thema(thema: Thema, reden: str, *, by: Persoon) -> Thema:
    """→ afgewezen: nobody finds it any more, and who waited for it hears why. Raises DomainError without a reason.

    A theme about which somebody prepares a netwerk stays.
    """
    if not reden.strip():
        raise DomainError("Schrijf in een zin waarom niet. Wie het voorstelde, leest dat.")
    thema = _lock(thema)
    if thema.voorstellen.filter(status=Stand.BEZIG).exists():
        raise DomainError("Iemand bereidt een netwerk over dit thema voor. Vraag het voorstel eerst terug.")
    if thema.status != Status.AFGEWEZEN:
        thema.status, thema.reden = Status.AFGEWEZEN, reden
        thema.save(update_fields=["status", "reden", "updated_at"])
        regel = log(thema, "netwerken.thema.rejected", actor=by)
        for rij in thema.belangstellingen.actief().select_related("persoon").order_by("pk"):
            mails.tell_afgewezen(rij, regel)
        _review(thema)
    return thema


@transaction.atomic
def merge_themas(thema: Thema, doel: Thema, *, by: Persoon) -> Thema:
    """Everything of ``thema`` goes to ``doel``; who typed the old name comes there too. Returns ``doel``.

    Who waited for both waits once, until the later of the two days. Raises DomainError when ``doel`` is not in the
    list, is the same theme, or somebody prepares a netwerk about ``thema``.
    """
    rijen = {t.pk: t for t in lock_rows(Thema.objects).filter(pk__in=[thema.pk, doel.pk]).order_by("pk")}
    thema, doel = rijen[thema.pk], rijen[doel.pk]
    if thema == doel or not doel.is_zichtbaar:
        raise DomainError("Kies een ander thema, dat in de lijst staat.")
    if thema.opgegaan_in_id:
        raise DomainError("Dit thema is al samengevoegd.")
    if thema.voorstellen.filter(status=Stand.BEZIG).exists():
        raise DomainError("Iemand bereidt een netwerk over dit thema voor. Vraag het voorstel eerst terug.")
    daar = {rij.persoon_id: rij for rij in doel.belangstellingen.all()}
    for rij in thema.belangstellingen.order_by("pk"):
        if dubbel := daar.get(rij.persoon_id):
            if rij.geldig_tot > dubbel.geldig_tot:
                Belangstelling.objects.filter(pk=dubbel.pk).update(geldig_tot=rij.geldig_tot, nagevraagd_op=None)
            rij.delete()
        else:
            Belangstelling.objects.filter(pk=rij.pk).update(thema=doel)
    thema.voorstellen.lopend().update(status=Stand.VERVALLEN)
    thema.eerdere.update(opgegaan_in=doel)
    thema.status, thema.opgegaan_in, thema.reden = Status.SAMENGEVOEGD, doel, ""
    thema.save(update_fields=["status", "opgegaan_in", "reden", "updated_at"])
    log(thema, "netwerken.thema.merged", actor=by, doel=doel.pk)
    _review(doel)
    return doel


def _review(thema):
    """Is there a netwerk in it? The caller holds the lock. What somebody took up stays, whoever leaves the list."""
    rijen = thema.belangstellingen.vrij().select_related("persoon") if thema.is_zichtbaar else ()
    wensen = [rij.wens for rij in rijen]
    for voorstel in thema.voorstellen.lopend().order_by("pk"):
        groep = make_groep(wensen, voorstel.sector, voorstel.regio)
        if voorstel.status == Stand.BEZIG or groep.is_genoeg:
            wensen = [wens for wens in wensen if wens not in groep.wensen]
        else:
            voorstel.status = Stand.VERVALLEN
            log(voorstel, "netwerken.themavoorstel.lapsed")
        voorstel.mensen, voorstel.scholen = groep.mensen, groep.scholen
        voorstel.save(update_fields=["status", "mensen", "scholen", "updated_at"])
    for groep in find_groepen(wensen):
        voorstel = Themavoorstel.objects.create(
            thema=thema, sector=groep.sector, regio=groep.regio, mensen=groep.mensen, scholen=groep.scholen
        )
        log(voorstel, "netwerken.themavoorstel.made", mensen=groep.mensen, scholen=groep.scholen)
        for rij in find_groep(voorstel):
            if rij.wil_trekken:
                mails.ask_trekker(voorstel, rij.persoon)


def find_groep(voorstel: Themavoorstel) -> list[Belangstelling]:
    """Who the netwerk would be for: of that sector, and able to get there."""
    rijen = voorstel.thema.belangstellingen.vrij().filter(sector=voorstel.sector).order_by("pk")
    return [r for r in rijen.select_related("persoon__organisatie") if can_reach(r.regio, voorstel.regio)]


def _lock_voorstel(voorstel):
    thema = _lock(voorstel.thema)
    voorstel = Themavoorstel.objects.select_related("trekker").get(pk=voorstel.pk)
    voorstel.thema = thema
    return voorstel


@transaction.atomic
def begin_voorstel(voorstel: Themavoorstel, *, by: Persoon) -> Themavoorstel:
    """open → bezig: this person writes the start of the netwerk. Twice is once.

    Raises DomainError when somebody else was first, or when it does not hold any more.
    """
    voorstel = _lock_voorstel(voorstel)
    if voorstel.status == Stand.BEZIG and voorstel.trekker_id == by.pk:
        return voorstel
    if voorstel.status == Stand.BEZIG and voorstel.trekker_id:
        raise DomainError("Iemand anders was je net voor en begint dit netwerk. Is het er, dan krijg je een mail.")
    return _take(voorstel, by, by)


@transaction.atomic
def write_start(voorstel: Themavoorstel, *, by: Persoon) -> Startplan:
    """Take up a voorstel and begin the plan of the netwerk, filled with what is known. Twice gives the same plan.

    Raises DomainError as ``begin_voorstel`` does, and when this person prepares too many netwerken.
    """
    voorstel = begin_voorstel(voorstel, by=by)
    basis = f"thema:{voorstel.pk}"
    if plan := Startplan.objects.open_of(by).filter(basis=basis).first():
        return plan
    bekend = {"thema": voorstel.thema.naam, "sector": voorstel.sector, "regio": voorstel.regio}
    return start.begin(by, basis=basis, antwoorden=bekend)


@transaction.atomic
def assign_voorstel(voorstel: Themavoorstel, persoon: Persoon, *, by: Persoon) -> Themavoorstel:
    """The academie asks one of the people who wait to begin the netwerk; that person hears it by mail."""
    voorstel = _lock_voorstel(voorstel)
    if voorstel.status == Stand.BEZIG and voorstel.trekker_id:
        raise DomainError(f"{voorstel.trekker.naam} is al begonnen met dit netwerk.")
    if persoon.pk not in {rij.persoon_id for rij in find_groep(voorstel)}:
        raise DomainError("Kies iemand die op dit thema wacht.")
    voorstel = _take(voorstel, persoon, by)
    mails.ask_trekker(voorstel, persoon)
    return voorstel


def _take(voorstel, trekker, by):
    if not voorstel.is_vrij:
        raise DomainError(TE_LAAT)
    voorstel.status, voorstel.trekker, voorstel.begonnen_op = Stand.BEZIG, trekker, nu()
    voorstel.save(update_fields=["status", "trekker", "begonnen_op", "updated_at"])
    log(voorstel, "netwerken.themavoorstel.taken", actor=by)
    return voorstel


@transaction.atomic
def give_back(voorstel: Themavoorstel, *, by: Persoon | None = None) -> Themavoorstel:
    """bezig → open, or vervallen when there are too few people now. ``by=None``: nothing came of it in a month."""
    voorstel = _lock_voorstel(voorstel)
    if voorstel.status == Stand.BEZIG:
        voorstel.status, voorstel.trekker, voorstel.begonnen_op = Stand.OPEN, None, None
        voorstel.save(update_fields=["status", "trekker", "begonnen_op", "updated_at"])
        log(voorstel, "netwerken.themavoorstel.given_back", actor=by)
        _review(voorstel.thema)
    return voorstel


def connect_netwerk(netwerk: Netwerk) -> None:
    """ON_CREATE: who took up a voorstel made a netwerk about its theme. Everybody who waits is invited to apply."""
    sleutel = make_sleutel(netwerk.thema)
    rows = Themavoorstel.objects.filter(status=Stand.BEZIG, trekker=netwerk.gewijzigd_door).select_related("thema")
    voorstel = next((v for v in rows if sleutel and is_alike(v.thema.sleutel, sleutel)), None)
    if voorstel is None:
        return
    voorstel = _lock_voorstel(voorstel)
    if voorstel.status != Stand.BEZIG or voorstel.trekker_id != netwerk.gewijzigd_door_id:
        return
    groep = find_groep(voorstel)
    voorstel.status, voorstel.netwerk = Stand.BEGONNEN, netwerk
    voorstel.mensen, voorstel.scholen = len(groep), make_groep([r.wens for r in groep], *_plek(voorstel)).scholen
    voorstel.save(update_fields=["status", "netwerk", "mensen", "scholen", "updated_at"])
    log(voorstel, "netwerken.themavoorstel.begun", actor=voorstel.trekker)
    for rij in groep:
        if rij.persoon_id == voorstel.trekker_id:
            rij.delete()  # guides it now
        else:
            Belangstelling.objects.filter(pk=rij.pk).update(netwerk=netwerk)
            mails.invite_to_apply(rij, netwerk)
    _review(voorstel.thema)


def _plek(voorstel):
    return voorstel.sector, voorstel.regio


@transaction.atomic
def apply(belangstelling: Belangstelling) -> Deelname:
    """Somebody from the list asks to take part in the netwerk that came of it; it need not be public yet.

    Raises DomainError when it is over. Who takes part is off the list (``forget_joined``).
    """
    netwerk = belangstelling.netwerk
    if netwerk is None or netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Je staat nog op de lijst.")
    return sign_up(netwerk, belangstelling.persoon, op_voordracht=True)


@transaction.atomic
def wait_on(belangstelling: Belangstelling) -> Belangstelling:
    """Not this netwerk: this person waits for another one about the theme."""
    thema = _lock(belangstelling.thema)
    Belangstelling.objects.filter(pk=belangstelling.pk).update(netwerk=None)
    _review(thema)
    return belangstelling


def forget_joined(deelname: Deelname) -> None:
    """ON_JOIN: who takes part in the netwerk of a theme does not wait for it any more."""
    Belangstelling.objects.filter(persoon=deelname.persoon, netwerk=deelname.netwerk).delete()


def tend_themas() -> int:
    """The nightly round: ask what still holds, erase what is over, take back what nothing came of, look again.

    Twice is once, late catches up. A theme that fails does not stop the others. Returns how many rows were erased.
    """
    vandaag = lokale_dag(nu())
    _ask_what_holds(vandaag)
    over = Belangstelling.objects.filter(geldig_tot__lt=vandaag).delete()[0]
    for voorstel in Themavoorstel.objects.filter(status=Stand.BEZIG, begonnen_op__lt=nu() - BEDENKTIJD).order_by("pk"):
        give_back(voorstel)
    for thema in Thema.objects.zichtbaar().order_by("pk"):
        try:
            with transaction.atomic():
                _review(_lock(thema))
        except Exception:
            logger.exception("thema %s was not looked at", thema.pk)
    leeg = Thema.objects.filter(status__in=[Status.VOORGESTELD, Status.AFGEWEZEN], belangstellingen__isnull=True)
    leeg.filter(updated_at__lt=nu() - BEDENKTIJD, eerdere__isnull=True).delete()
    return over


@transaction.atomic
def _ask_what_holds(vandaag):
    rijen = Belangstelling.objects.actief().filter(nagevraagd_op__isnull=True, geldig_tot__gte=vandaag)
    for rij in rijen.filter(geldig_tot__lte=vandaag + VRAAG_VOORAF).select_related("persoon").order_by("pk"):
        Belangstelling.objects.filter(pk=rij.pk).update(nagevraagd_op=nu())
        mails.ask_if_it_holds(rij)
