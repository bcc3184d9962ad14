"""What people do with the kompas, and the nightly round that measures all running netwerken."""

from datetime import datetime, timedelta

from django.db import transaction

from fasen.kompas.beeld import read_beeld
from fasen.kompas.models import BEWIJS_MAX, ZIN_MAX, Kompasmaand, Kompasreactie, Kompasstand
from fasen.kompas.signaal import Peiling, Signaal, Staat, meet
from fasen.kompas.trends import count_valkuilen
from fasen.models import load_routes
from kern.errors import DomainError
from kern.forms import clean_line
from kern.log import log
from kern.tijd import lokale_dag, nu
from netwerken.models import Netwerk
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

LATER = timedelta(days=14)
ZIN_MIN = 5
LOPEND = (Netwerk.Status.IN_OPRICHTING, Netwerk.Status.WERVING, Netwerk.Status.GESTART, Netwerk.Status.AFRONDEN)
PER_KEER = 200  # netwerken measured together: bounds what the nightly round holds in memory
Soort = Kompasreactie.Soort


@transaction.atomic
def snooze(netwerk: Netwerk, signaal: Signaal, *, na_bijeenkomst: bool = False, by: Persoon) -> Kompasreactie:
    """Lay a pitfall aside for two weeks, or until the next meeting is over.

    Raises DomainError when it does not show any more, or when no meeting is planned to wait for.
    """
    netwerk, beeld, bevinding = _read(netwerk, signaal)
    tot = beeld.volgende_bijeenkomst if na_bijeenkomst else beeld.nu + LATER
    if tot is None:
        raise DomainError("Er staat geen bijeenkomst in de agenda om op te wachten.")
    return _reageer(netwerk, Soort.LATER, by, beeld.nu, signaal=signaal.code, bewijs=bevinding.uitkomst.bewijs, tot=tot)


@transaction.atomic
def dispute(netwerk: Netwerk, signaal: Signaal, *, zin: str = "", by: Persoon) -> Kompasreactie:
    """Say that a pitfall is not one here, with a sentence why if one likes. It stays away until the facts change."""
    netwerk, beeld, bevinding = _read(netwerk, signaal)
    zin = _clean_zin(zin)
    return _reageer(
        netwerk, Soort.KLOPT_NIET, by, beeld.nu, signaal=signaal.code, bewijs=bevinding.uitkomst.bewijs, zin=zin
    )


@transaction.atomic
def restore(netwerk: Netwerk, signaal: Signaal, *, by: Persoon) -> None:
    """Show again what was laid aside. Not laid aside: nothing to do."""
    netwerk = lock_netwerk(netwerk)
    if Kompasreactie.objects.geldig().filter(netwerk=netwerk, signaal=signaal.code).update(vervallen_op=nu()):
        log(netwerk, "fasen.kompas.restored", actor=by, signaal=signaal.code)


@transaction.atomic
def decline_voorstel(netwerk: Netwerk, fase: str, *, zin: str, by: Persoon) -> Kompasreactie:
    """Not yet to the next fase, with the reason. No new proposal for a month, unless the facts change.

    ``fase``: the one the user saw the netwerk in. Raises DomainError when nothing is proposed there any more, or
    without a reason.
    """
    netwerk = lock_netwerk(netwerk)
    zin = _clean_zin(zin)
    if len(zin) < ZIN_MIN:
        raise DomainError("Schrijf in een paar woorden waarom jullie nog even blijven.")
    beeld = read_beeld(netwerk)
    uitgang = beeld.uitgang
    if uitgang is None or uitgang.fase.slug != fase or not uitgang.is_klaar:
        raise DomainError("Het kompas stelt dit niet meer voor. Er hoeft niets te gebeuren.")
    return _reageer(netwerk, Soort.NOG_NIET, by, beeld.nu, fase=fase, bewijs=uitgang.bewijs, zin=zin)


def _read(netwerk, signaal):
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is afgelopen. Het kompas staat stil.")
    if netwerk.is_gepauzeerd:
        raise DomainError("Dit netwerk pauzeert. Het kompas staat stil.")
    beeld = read_beeld(netwerk)
    bevinding = beeld.find(signaal.code)
    if bevinding is None or not bevinding.is_aandacht:
        raise DomainError("Dit speelt niet meer. Je hoeft niets weg te leggen.")
    return netwerk, beeld, bevinding


def _clean_zin(zin):
    zin = clean_line(zin)
    if len(zin) > ZIN_MAX:
        raise DomainError(f"Houd het kort: hooguit {ZIN_MAX} tekens.")
    return zin


def _reageer(netwerk, soort, by, op, *, signaal="", fase="", **velden):
    """The netwerk is locked; what was said about the same thing before is replaced."""
    Kompasreactie.objects.geldig().filter(netwerk=netwerk, signaal=signaal, fase=fase).update(vervallen_op=op)
    log(netwerk, f"fasen.kompas.{soort.value}", actor=by, **({"signaal": signaal} if signaal else {"fase": fase}))
    return Kompasreactie.objects.create(
        netwerk=netwerk, soort=soort, signaal=signaal, fase=fase, door=by, op=op, **velden
    )


def store_standen(*, now: datetime | None = None) -> int:
    """Measure every running netwerk and note what changed. Twice is once. Returns how many rows were written."""
    now = now or nu()
    lopend = Netwerk.objects.niet_gepauzeerd().filter(status__in=LOPEND)
    ids = list(lopend.order_by("pk").values_list("pk", flat=True))
    delen = [ids[begin : begin + PER_KEER] for begin in range(0, len(ids), PER_KEER)]
    tellingen = {}
    aantal = sum(_store(Netwerk.objects.filter(pk__in=deel).order_by("pk"), now, tellingen) for deel in delen)
    _store_maand(tellingen, lokale_dag(now).replace(day=1))
    return aantal


@transaction.atomic
def _store_maand(tellingen, maand):
    """The numbers of this month as they are tonight, for trends; months that are over stay as they were."""
    Kompasmaand.objects.filter(maand=maand).delete()
    rows = [
        Kompasmaand(maand=maand, sector=sector, valkuil=valkuil, aandacht=aandacht, bekend=bekend)
        for (sector, valkuil), (aandacht, bekend) in sorted(tellingen.items())
    ]
    # Two rounds at once: who comes second finds the rows of the first and leaves them.
    Kompasmaand.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def _store(netwerken, now, tellingen):
    peiling = Peiling(load_routes(netwerken), now)
    gemeten = meet(peiling)
    count_valkuilen(peiling.netwerken, gemeten, tellingen)
    bekend = {(s.netwerk_id, s.signaal): s for s in Kompasstand.objects.filter(netwerk__in=peiling.ids)}
    nieuw, anders = [], []
    for pk, uitkomsten in gemeten.items():
        for code, uitkomst in uitkomsten.items():
            staat, bewijs = uitkomst.staat, uitkomst.bewijs[:BEWIJS_MAX]
            stand = bekend.pop((pk, code), None)
            if stand is None:
                nieuw.append(Kompasstand(netwerk_id=pk, signaal=code, staat=staat, bewijs=bewijs, sinds=now))
            elif (stand.staat, stand.bewijs) != (staat, bewijs):
                anders.append(_change(stand, staat, bewijs, now))
    # Two rounds at once: who comes second finds the rows of the first and leaves them.
    Kompasstand.objects.bulk_create(nieuw, ignore_conflicts=True)
    Kompasstand.objects.bulk_update(anders, ["staat", "vorige", "bewijs", "sinds"], batch_size=500)
    Kompasstand.objects.filter(pk__in=[stand.pk for stand in bekend.values()]).delete()
    return len(nieuw) + len(anders) + len(bekend)


def _change(stand: Kompasstand, staat: Staat, bewijs: str, now: datetime):
    if stand.staat != staat:
        stand.vorige, stand.staat, stand.sinds = stand.staat, staat, now
    stand.bewijs = bewijs
    return stand
