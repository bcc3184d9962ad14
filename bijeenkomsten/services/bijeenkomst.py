from django.db import transaction

from bijeenkomsten import mails, planning
from bijeenkomsten.models import LANGST, Aanwezigheid, Bijeenkomst, Wijziging
from bijeenkomsten.samenvoegen import dump, merge, stand
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import dag, lokale_dag, nu
from netwerken.models import Netwerk
from netwerken.services.locks import lock_netwerk, lock_netwerk_of

# What calendars and members must hear about at once when it changes.
VAST = frozenset({"begint_op", "eindigt_op", "vorm", "locatie", "adres", "plaats", "online_link"})
WANNEER = frozenset({"begint_op", "eindigt_op"})


@transaction.atomic
def plan_bijeenkomst(netwerk, waarden: dict, *, by) -> Bijeenkomst:
    """A new meeting. Every member gets the invitation with a calendar part after commit, later mails are planned.

    ``waarden``: fields of Bijeenkomst and ``voorbereiders`` (ids). Raises DomainError for a moment that has passed,
    or a netwerk that has ended.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is beëindigd. Er komen geen bijeenkomsten meer bij.")
    velden = {veld: waarde for veld, waarde in waarden.items() if veld != "voorbereiders"}
    _check_wanneer(velden["begint_op"], velden["eindigt_op"], begin_changed=True)
    _check_pauze(netwerk, velden["begint_op"])
    moment = nu()
    bijeenkomst = Bijeenkomst(netwerk=netwerk, gewijzigd_door=by, vast_sinds=moment, dag_sinds=moment, **velden)
    bijeenkomst.save()
    bijeenkomst.voorbereiders.set(waarden.get("voorbereiders", []))
    log(bijeenkomst, "bijeenkomsten.bijeenkomst.planned", actor=by, begint_op=bijeenkomst.begint_op.isoformat())
    planning.reschedule(bijeenkomst)
    return bijeenkomst


@transaction.atomic
def update_bijeenkomst(
    bijeenkomst: Bijeenkomst, waarden: dict, *, by, versie: int, gezien: int | None = None, keuzes: dict | None = None
) -> Bijeenkomst:
    """Write what ``by`` changed, starting from ``versie``.

    Another time or place raises SEQUENCE, mails every member and moves all that is still to come; on another
    day everybody is asked anew whether they come. Nothing changed is not an error and leaves no trace.
    Raises WijzigingConflict when somebody else saved meanwhile (see ``samenvoegen``), DomainError for a
    meeting that was cancelled, or that would move and took place or belongs to a netwerk that was stopped.
    """
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Je kunt haar niet meer veranderen.")
    waarden = merge(bijeenkomst, waarden, versie=versie, gezien=gezien, keuzes=keuzes)
    huidig = stand(bijeenkomst)
    waarden = {veld: waarde for veld, waarde in waarden.items() if dump(waarde) != huidig[veld]}
    if not waarden:
        return bijeenkomst
    oud = {veld: huidig[veld] for veld in waarden}
    nieuwe_dag = _write(bijeenkomst, waarden, by=by)
    Wijziging.objects.create(
        bijeenkomst=bijeenkomst, versie=bijeenkomst.versie, sequence=bijeenkomst.sequence, door=by, oud=oud
    )
    log(bijeenkomst, "bijeenkomsten.bijeenkomst.changed", actor=by, velden=sorted(waarden), nieuwe_dag=nieuwe_dag)
    if nieuwe_dag:
        bijeenkomst.aanwezigheden.update(
            antwoord=Aanwezigheid.Antwoord.ONBEKEND, reden="", afgemeld_op=None, updated_at=nu()
        )
    if VAST & waarden.keys():
        planning.reschedule(bijeenkomst)
    if "voorbereiders" in waarden:
        mails.tell_new_voorbereiders(bijeenkomst, set(waarden["voorbereiders"]) - set(oud["voorbereiders"]))
    return bijeenkomst


def _write(bijeenkomst, waarden, *, by):
    """Set and save; True when the meeting is now on another day."""
    oude_dag, begin_changed = bijeenkomst.datum, "begint_op" in waarden
    if WANNEER & waarden.keys():
        if not bijeenkomst.is_gepland:
            raise DomainError("Deze bijeenkomst is al geweest. De dag en de tijd liggen vast.")
        if bijeenkomst.netwerk.status == Netwerk.Status.GESTOPT:
            raise DomainError("Dit netwerk is gestopt. Er komen geen bijeenkomsten meer.")
        begin, eind = (waarden.get(veld, getattr(bijeenkomst, veld)) for veld in ("begint_op", "eindigt_op"))
        _check_wanneer(begin, eind, begin_changed=begin_changed)
        _check_pauze(bijeenkomst.netwerk, begin)
    for veld in waarden.keys() - {"voorbereiders"}:
        setattr(bijeenkomst, veld, waarden[veld])
    if "voorbereiders" in waarden:
        bijeenkomst.voorbereiders.set(waarden["voorbereiders"])
    nieuwe_dag = bijeenkomst.datum != oude_dag
    if VAST & waarden.keys() and bijeenkomst.is_gepland and not bijeenkomst.is_begonnen:
        bijeenkomst.sequence += 1
        bijeenkomst.vast_sinds = nu()
        bijeenkomst.dag_sinds = bijeenkomst.vast_sinds if nieuwe_dag else bijeenkomst.dag_sinds
    bijeenkomst.versie += 1
    bijeenkomst.gewijzigd_door = by
    bijeenkomst.save()
    return nieuwe_dag


@transaction.atomic
def cancel_bijeenkomst(bijeenkomst: Bijeenkomst, *, reden: str, by) -> Bijeenkomst:
    """gepland → afgelast. Members hear it at once (iTIP CANCEL); everything still to come lapses.

    Cancelling twice is quiet. Raises DomainError when the attendance list shows that it took place. A meeting
    whose day has passed without attendance list may be cancelled too; then nobody gets a mail any more.
    """
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        return bijeenkomst
    if bijeenkomst.is_gehouden:
        raise DomainError("Deze bijeenkomst is gehouden. Je kunt haar niet meer afgelasten.")
    bijeenkomst.status, bijeenkomst.reden_afgelast = Bijeenkomst.Status.AFGELAST, reden
    bijeenkomst.sequence += 1
    bijeenkomst.versie += 1
    bijeenkomst.vast_sinds, bijeenkomst.gewijzigd_door = nu(), by
    bijeenkomst.save()
    log(bijeenkomst, "bijeenkomsten.bijeenkomst.cancelled", actor=by)
    planning.reschedule(bijeenkomst)
    return bijeenkomst


def cancel_all(netwerk, by) -> None:
    """The netwerk stopped: every meeting still to come is off, and everybody's calendar hears it."""
    gepland = Bijeenkomst.objects.filter(netwerk=netwerk, status=Bijeenkomst.Status.GEPLAND, begint_op__gt=nu())
    for bijeenkomst in gepland.order_by("begint_op", "pk"):
        cancel_bijeenkomst(bijeenkomst, reden="Het netwerk is gestopt.", by=by)


def lock(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """The meeting as it is in the database now, for this transaction alone; its netwerk first, as everybody does."""
    netwerk = lock_netwerk_of(bijeenkomst)
    bijeenkomst = lock_rows(Bijeenkomst.objects).get(pk=bijeenkomst.pk)
    bijeenkomst.netwerk = netwerk
    return bijeenkomst


def _check_pauze(netwerk, begin):
    if netwerk.is_gepauzeerd and lokale_dag(begin) < netwerk.gepauzeerd_tot:
        raise DomainError(f"Het netwerk pauzeert tot {dag(netwerk.gepauzeerd_tot)}. Kies een dag vanaf dan.")


def _check_wanneer(begin, eind, *, begin_changed):
    if begin_changed and begin <= nu():
        is_vandaag = lokale_dag(begin) == lokale_dag(nu())
        raise DomainError(
            "Dit tijdstip is al geweest. Kies een later tijdstip."
            if is_vandaag
            else "Deze dag is al geweest. Kies een dag na vandaag."
        )
    seconden = eind.timestamp() - begin.timestamp()  # real time: two local times differ on the clock only
    if seconden <= 0:
        raise DomainError("Het einde ligt niet na het begin. Kies een later tijdstip om te eindigen.")
    if seconden > LANGST.total_seconds():
        raise DomainError("Een bijeenkomst duurt hooguit 26 uur. Maak er twee bijeenkomsten van.")
