"""What happens to a netwerk itself: made, changed, published, moved to another status."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from berichten import services as berichten
from berichten.models import Verzending
from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.models import Logregel
from netwerken.models import RESERVED_SLUGS, Deelname, Netwerk
from netwerken.services import deelnames, uitnodigingen
from netwerken.services.hooks import ON_CHANGE, ON_CREATE, ON_RESTART, ON_START, ON_STOP
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

Status = Netwerk.Status


class NetwerkConflict(EditConflict):
    """Somebody else changed the same ``velden`` since the user opened the form; ``netwerk`` is what is there now."""

    def __init__(self, netwerk, velden):
        self.netwerk, self.velden = netwerk, velden
        super().__init__("Iemand anders heeft intussen hetzelfde veranderd. Kies wat er moet staan.")


def make_slug(naam: str) -> str:
    """A free address for this name, never a reserved word."""
    basis = slugify(naam)[:70].strip("-") or "netwerk"
    if basis in RESERVED_SLUGS:
        basis = f"{basis}-netwerk"
    bezet = set(Netwerk.objects.filter(slug__startswith=basis).values_list("slug", flat=True))
    kandidaten = (f"{basis}-{n}" if n > 1 else basis for n in range(1, len(bezet) + 2))
    return next(slug for slug in kandidaten if slug not in bezet)


def create_netwerk(*, by: Persoon, rollen: list[str], status: str = Status.IN_OPRICHTING, **velden) -> Netwerk:
    """A new netwerk, not public yet. ``by`` gets the ``rollen``; facilitator is always one of them."""
    while True:
        slug = make_slug(velden["naam"])
        try:
            return _create(by, rollen, Netwerk(**velden, slug=slug, status=status))
        except IntegrityError:
            if not Netwerk.objects.filter(slug=slug).exists():
                raise  # another promise was broken, not the address that somebody took in this very moment


@transaction.atomic
def _create(by, rollen, netwerk):
    netwerk.gewijzigd_door = by
    netwerk.save()
    log(netwerk, "netwerken.netwerk.created", actor=by)
    for rol in {Deelname.Rol.FACILITATOR, *rollen}:
        deelnames.activate(Deelname(netwerk=netwerk, persoon=by, rol=rol), by=by, welkom=False)
    for hook in ON_CREATE:
        hook(netwerk)
    return netwerk


@transaction.atomic
def update_netwerk(netwerk: Netwerk, values: dict, *, versie: int, by: Persoon) -> Netwerk:
    """Write the changed ``values``. Fields only the other editor touched stay as that editor left them.

    Raises NetwerkConflict when both changed the same field since ``versie``, DomainError when the group is
    larger than the new maximum or when together they made a pair that can not be. A raised maximum or an opened
    group lets the first of the wachtlijst in.
    """
    netwerk = lock_netwerk(netwerk)
    van_ander = _changed_since(netwerk, versie)
    botst = [veld for veld in values if veld in van_ander and getattr(netwerk, veld) != values[veld]]
    if botst:
        raise NetwerkConflict(netwerk, botst)
    bezet = netwerk.deelnames.bezet().count()
    if values.get("max_deelnemers", bezet) < bezet:
        raise DomainError(f"Er doen al {bezet} mensen mee. Kies {bezet} of meer als grootste aantal.")
    gewijzigd = [veld for veld, waarde in values.items() if getattr(netwerk, veld) != waarde]
    if not gewijzigd:
        return netwerk
    for veld in gewijzigd:
        setattr(netwerk, veld, values[veld])
    _check_fits_together(netwerk)
    netwerk.versie, netwerk.gewijzigd_door = netwerk.versie + 1, by
    netwerk.save(update_fields=[*gewijzigd, "versie", "gewijzigd_door", "updated_at"])
    log(netwerk, "netwerken.netwerk.updated", actor=by, velden=gewijzigd, versie=netwerk.versie)
    if {"max_deelnemers", "toegang"} & set(gewijzigd):
        deelnames.fill_places(netwerk)
    for hook in ON_CHANGE:
        hook(netwerk, gewijzigd)
    return netwerk


def _check_fits_together(netwerk):
    """Two editors can each change one half of a pair; every form was right, and together they are not."""
    if netwerk.min_deelnemers > netwerk.max_deelnemers:
        raise DomainError("Iemand anders veranderde de groepsgrootte. De kleinste groep is nu groter dan de grootste.")
    if netwerk.start_datum > netwerk.eind_datum:
        raise DomainError("Iemand anders veranderde de looptijd. Het netwerk eindigt nu voor het begint.")


def _changed_since(netwerk, versie):
    """The names of the fields that were saved after ``versie``; the log knows names, never contents."""
    if netwerk.versie == versie:
        return set()
    versie = versie if versie < netwerk.versie else 0  # a version that never was: compare with everything
    regels = Logregel.objects.filter(
        actie="netwerken.netwerk.updated", object_id=str(netwerk.pk), feiten__versie__gt=versie
    )
    return {veld for velden in regels.values_list("feiten__velden", flat=True) for veld in velden}


@transaction.atomic
def publish_netwerk(netwerk: Netwerk, *, by: Persoon) -> Netwerk:
    """Everybody can find it. Raises DomainError as long as a stranger could not understand it."""
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_openbaar:
        return netwerk
    if not netwerk.omschrijving.strip():
        raise DomainError("Schrijf eerst een omschrijving. Daaraan zien mensen of het netwerk bij hen past.")
    return _set_openbaar(netwerk, True, "netwerken.netwerk.published", by)


@transaction.atomic
def unpublish_netwerk(netwerk: Netwerk, *, by: Persoon) -> Netwerk:
    """Out of the public list; who takes part or waits still sees it."""
    netwerk = lock_netwerk(netwerk)
    return _set_openbaar(netwerk, False, "netwerken.netwerk.unpublished", by) if netwerk.is_openbaar else netwerk


def _set_openbaar(netwerk, is_openbaar, action, by):
    netwerk.is_openbaar = is_openbaar
    netwerk.save(update_fields=["is_openbaar", "updated_at"])
    log(netwerk, action, actor=by)
    return netwerk


def start_oprichting(netwerk: Netwerk, *, by: Persoon) -> Netwerk:
    """idee → in_oprichting."""
    return _move(netwerk, Status.IN_OPRICHTING, {Status.IDEE}, by)


def start_werving(netwerk: Netwerk, *, by: Persoon) -> Netwerk:
    """idee or in_oprichting → werving. A public netwerk now takes applications."""
    return _move(netwerk, Status.WERVING, {Status.IDEE, Status.IN_OPRICHTING}, by)


@transaction.atomic
def start_netwerk(netwerk: Netwerk, *, reden: str = "", by: Persoon) -> Netwerk:
    """in_oprichting or werving → gestart; also the way back from afronden and from every end.

    Raises DomainError for a first start with fewer people than the smallest group and without a ``reden``; a reason is
    kept, for everybody to read. Topics may ask for one too (``ON_START``), such as when not everything is in order.
    """
    netwerk = lock_netwerk(netwerk)
    velden = {"reden_afsluiting": ""}
    if netwerk.status in {Status.IN_OPRICHTING, Status.WERVING}:
        te_klein = too_small(netwerk)
        if te_klein and not reden.strip():
            raise DomainError(te_klein)
        velden["reden_kleine_start"] = reden if te_klein else ""
        for hook in ON_START:
            hook(netwerk, reden, by)
    if netwerk.is_beeindigd:
        for hook in ON_RESTART:
            hook(netwerk, by)
    weer = {Status.AFRONDEN, Status.AFGEROND, Status.ZELFSTANDIG, Status.GESTOPT}
    return _move(netwerk, Status.GESTART, {Status.IN_OPRICHTING, Status.WERVING} | weer, by, **velden)


def too_small(netwerk: Netwerk) -> str:
    """What to say when the group is smaller than its people thought it must be; empty when it is not."""
    aantal, minste = netwerk.deelnames.bezet().count(), netwerk.min_deelnemers
    if aantal >= minste:
        return ""
    wie = "Er doet nog niemand mee" if not aantal else f"Er {'doet' if aantal == 1 else 'doen'} pas {aantal} mee"
    return f"{wie}, en de kleinste groep is {minste}. Wil je toch beginnen? Schrijf dan waarom dat goed gaat."


def start_afronden(netwerk: Netwerk, *, by: Persoon) -> Netwerk:
    """gestart → afronden."""
    return _move(netwerk, Status.AFRONDEN, {Status.GESTART}, by)


@transaction.atomic
def close_netwerk(netwerk: Netwerk, uitkomst: str, *, reden: str = "", by: Persoon) -> Netwerk:
    """To afgerond or zelfstandig (from gestart or afronden), or to gestopt (from every open status, with a reason).

    Who still waited hears no, open invitations are withdrawn. After gestopt no automatic message leaves any more, but
    for the news that what was planned is off (``ON_STOP``).
    """
    open_statussen = {s for s in Status if s not in {Status.AFGEROND, Status.ZELFSTANDIG, Status.GESTOPT}}
    if uitkomst == Status.GESTOPT:
        if not reden.strip():
            raise DomainError("Schrijf in een zin waarom het netwerk stopt.")
        netwerk = _move(netwerk, Status.GESTOPT, open_statussen, by, reden_afsluiting=reden)
    elif uitkomst in {Status.AFGEROND, Status.ZELFSTANDIG}:
        netwerk = _move(netwerk, uitkomst, {Status.GESTART, Status.AFRONDEN}, by, reden_afsluiting=reden)
    else:
        raise DomainError("Kies hoe het netwerk eindigt.")
    if uitkomst == Status.GESTOPT:  # first, or the mails of the next lines would lapse with the others
        _cancel_messages(netwerk)
        for hook in ON_STOP:
            hook(netwerk, by)
    deelnames.decline_all(netwerk, by=by)
    uitnodigingen.withdraw_all(netwerk, by=by)
    return netwerk


def _cancel_messages(netwerk):
    over = [Verzending.Status.UITGEVOERD, Verzending.Status.VERVALLEN]
    komend = Verzending.objects.in_context(netwerk.context).exclude(status__in=over).exclude(aanleiding="")
    for aanleiding in set(komend.values_list("aanleiding", flat=True)):
        berichten.cancel_verzendingen(aanleiding, "Het netwerk is gestopt.", voorgoed=True)


@transaction.atomic
def _move(netwerk, status, van, by, **velden):
    netwerk = lock_netwerk(netwerk)
    if netwerk.status == status:
        return netwerk
    if netwerk.status not in van:
        raise DomainError(f"Dit kan niet meer: het netwerk is nu “{netwerk.get_status_display()}”.")
    oud = netwerk.status
    netwerk.status = status
    if netwerk.is_beeindigd:
        velden |= {"gepauzeerd_tot": None, "reden_pauze": ""}
    for veld, waarde in velden.items():
        setattr(netwerk, veld, waarde)
    netwerk.save(update_fields=["status", *velden, "updated_at"])
    log(netwerk, f"netwerken.netwerk.{status}", actor=by, van=oud)
    return netwerk
