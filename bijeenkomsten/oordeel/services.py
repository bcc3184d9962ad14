"""Looking back on the werkvormen of a meeting, and from there to the figures that everybody may see at a werkvorm."""

from datetime import datetime, timedelta

from django.db import transaction

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.oordeel.gemengd import Bijdrage, choose_genoeg
from bijeenkomsten.oordeel.models import Oordeel
from bijeenkomsten.oordeel.tikken import TIKKEN, Tik
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from netwerken.models import Deelname
from werkvormen.models import Ervaring, Werkvorm
from werkvormen.services import add_ervaring

BEZINKT = timedelta(days=7)  # so long after the meeting what was tapped may still change


@transaction.atomic
def save_tik(bijeenkomst: Bijeenkomst, tik: Tik, *, by) -> Oordeel:
    """One of the two taps. A second one in the same place replaces the first.

    Raises DomainError for a meeting that is not over or was cancelled, for a werkvorm that was not in it, and for
    what nobody can choose.
    """
    if tik.veld not in TIKKEN or tik.waarde not in TIKKEN[tik.veld].values:
        raise DomainError("Kies een van de antwoorden.")
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast or not bijeenkomst.is_over:
        raise DomainError("Terugkijken op de werkvormen kan als de bijeenkomst geweest is.")
    gebruikt = Werkvorm.objects.filter(pk=tik.werkvorm, onderdelen__bijeenkomst=bijeenkomst)
    if not gebruikt.exists():
        raise DomainError("Deze werkvorm staat niet meer in het draaiboek van deze bijeenkomst.")
    oordeel, _ = Oordeel.objects.update_or_create(
        bijeenkomst=bijeenkomst, werkvorm_id=tik.werkvorm, defaults={tik.veld: tik.waarde}
    )
    log(bijeenkomst, "bijeenkomsten.oordeel.given", actor=by, werkvorm=tik.werkvorm, veld=tik.veld)
    return oordeel


@transaction.atomic
def count_oordelen(*, now: datetime | None = None) -> int:
    """Add what facilitators said to the figures, where together it is enough. Twice is once. Returns how many uses."""
    rows = Oordeel.objects.af().filter(geteld=False, bijeenkomst__eindigt_op__lte=(now or nu()) - BEZINKT)
    rows = lock_rows(rows).select_related("bijeenkomst").order_by("pk")
    genoeg = choose_genoeg([_make_bijdrage(rij) for rij in rows], rol=Deelname.Rol.FACILITATOR)
    for werkvorm, bijdragen in genoeg.items():
        add_ervaring(werkvorm, [b.cijfers for b in bijdragen], netwerken=len({b.netwerk for b in bijdragen}))
    geteld = [b.pk for bijdragen in genoeg.values() for b in bijdragen]
    Oordeel.objects.filter(pk__in=geteld).update(geteld=True)
    return len(geteld)


def _make_bijdrage(oordeel):
    doel, nog_eens = oordeel.doel == Oordeel.Doel.JA, oordeel.nog_eens == Oordeel.NogEens.NOG_EENS
    return Bijdrage(
        oordeel.pk,
        oordeel.werkvorm_id,
        oordeel.bijeenkomst.netwerk_id,
        {Ervaring.Vraag.DOEL: (int(doel), 1), Ervaring.Vraag.NOG_EENS: (int(nog_eens), 1)},
    )
