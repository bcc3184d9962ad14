"""A leervraag is born from an intake or written by hand, sharpened, and answered. Each locks the netwerk or its row."""

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from leren.models import LANGST_VRAAG, Leervraag, Leervraagversie
from netwerken.models import Deelname, Intake, Netwerk
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

Soort = Leervraagversie.Soort
VRAAG, GEPROBEERD, DOEL = 3, 4, 5  # the questions of the intake


def make_from_intake(intake: Intake) -> None:
    """The first leervraag, when somebody wanted that and takes part; who is not in yet gets it on joining.

    Never over one that is there. The caller holds the lock on the intake.
    """
    deelname = intake.deelname
    if not (intake.is_verstuurd and intake.leervraag_delen and deelname.is_lid):
        return
    antwoorden = dict(intake.antwoorden.values_list("vraag", "tekst"))
    leervraag, is_nieuw = Leervraag.objects.get_or_create(
        netwerk=deelname.netwerk, persoon=deelname.persoon, defaults={"schooldoel": antwoorden.get(DOEL, "")}
    )
    if is_nieuw:
        _add_versie(leervraag, 1, Soort.INTAKE, *_split(antwoorden[VRAAG], antwoorden.get(GEPROBEERD, "")))
        log(leervraag, "leren.leervraag.made", actor=deelname.persoon)


def _split(vraag, geprobeerd):
    """A leervraag is one sentence or two; what does not fit goes before the rest."""
    if len(vraag) <= LANGST_VRAAG:
        return vraag, geprobeerd
    knip = vraag.rfind(" ", 0, LANGST_VRAAG - 1)
    knip = knip if knip > 0 else LANGST_VRAAG - 1
    return f"{vraag[:knip]}…", f"{vraag[knip:].strip()}\n\n{geprobeerd}".strip()[:2000]


def make_on_join(deelname: Deelname) -> None:
    """Somebody was admitted who had sent an intake before."""
    if deelname.rol == Deelname.Rol.DEELNEMER:
        intake = Intake.objects.filter(deelname=deelname).first()
        if intake:
            make_from_intake(intake)


@transaction.atomic
def write_leervraag(
    netwerk: Netwerk, persoon: Persoon, *, tekst: str, toelichting: str, schooldoel: str, soort: str, versie: int,
    competentie: str = "",
) -> Leervraag:  # fmt: skip
    """A new version. ``versie``: the number of the newest one on the screen, 0 when there was none.

    ``resultaat`` closes the leervraag, ``aangescherpt`` opens it (again). The same words again make no version;
    another competentie with the same words is kept without one.
    Raises EditConflict when another screen wrote a newer one, DomainError for a result of nothing.
    """
    netwerk = lock_netwerk(netwerk)
    leervraag = Leervraag.objects.filter(netwerk=netwerk, persoon=persoon).first()
    huidige = leervraag.versies.last() if leervraag else None
    nummer = huidige.nummer if huidige else 0
    zelfde_woorden = huidige and (huidige.tekst, huidige.toelichting, huidige.soort, leervraag.schooldoel) == (
        tekst, toelichting, soort, schooldoel,
    )  # fmt: skip
    if zelfde_woorden and leervraag.competentie == competentie:
        return leervraag
    if nummer != versie:
        raise EditConflict("Op een ander scherm is je leervraag intussen veranderd. Kijk wat er nu staat.")
    if soort == Soort.RESULTAAT and not huidige:
        raise DomainError("Schrijf eerst je leervraag op.")
    leervraag = leervraag or Leervraag(netwerk=netwerk, persoon=persoon)
    leervraag.schooldoel, leervraag.competentie = schooldoel, competentie
    leervraag.status = Leervraag.Status.KLAAR if soort == Soort.RESULTAAT else Leervraag.Status.LOPEND
    leervraag.save()
    if zelfde_woorden:
        log(leervraag, "leren.leervraag.competentie_chosen", actor=persoon)
        return leervraag
    _add_versie(leervraag, nummer + 1, soort, tekst, toelichting)
    log(leervraag, "leren.leervraag.written", actor=persoon, soort=soort, nummer=nummer + 1)
    return leervraag


def _add_versie(leervraag, nummer, soort, tekst, toelichting):
    Leervraagversie.objects.create(
        leervraag=leervraag, nummer=nummer, soort=soort, tekst=tekst, toelichting=toelichting
    )


@transaction.atomic
def choose_lezers(leervraag: Leervraag, leest: str, *, by: Persoon) -> Leervraag:
    """Who reads it from now on."""
    leervraag = lock_rows(Leervraag.objects).get(pk=leervraag.pk)
    if leervraag.leest != leest:
        leervraag.leest = Leervraag.Leest(leest)
        leervraag.save(update_fields=["leest", "updated_at"])
        log(leervraag, "leren.leervraag.readers_changed", actor=by, leest=leest)
    return leervraag
