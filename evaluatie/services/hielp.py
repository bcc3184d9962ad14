"""What helped, from the counters of one round to the figures of everybody."""

from django.db import transaction

from bijeenkomsten.oordeel.gebruikt import read_gebruikt
from bijeenkomsten.oordeel.gemengd import Bijdrage, choose_genoeg
from evaluatie.models import Meting, Teller, Werkvormtelling
from evaluatie.werkvormen import CODE, GETIKT, make_code, read_keuzes
from kern.locks import lock_rows
from werkvormen.models import Ervaring
from werkvormen.services import add_ervaring


def create_tellers(meting: Meting) -> None:
    """Something to tap for every werkvorm of the draaiboek, all of them there before the first answer."""
    Teller.objects.bulk_create(
        Teller(meting=meting, vraag=make_code(gebruikt.pk), waarde=GETIKT)
        for gebruikt in read_gebruikt(meting.bijeenkomst)
    )


def keep_hielp(meting: Meting, ingevuld: int) -> None:
    """A round closed with enough answers: keep per werkvorm how many tapped it, and drop its counter."""
    bestaat = {keuze.code for keuze in read_keuzes(meting)}
    tellers = meting.tellers.filter(vraag__startswith=CODE)
    Werkvormtelling.objects.bulk_create(
        Werkvormtelling(
            meting=meting, werkvorm_id=int(teller.vraag.removeprefix(CODE)), hielp=teller.aantal, aantal=ingevuld
        )
        for teller in tellers.order_by("pk")
        if teller.vraag in bestaat
    )  # fmt: skip
    tellers.delete()


@transaction.atomic
def count_hielp() -> int:
    """Add what deelnemers tapped to the figures, where together it is enough. Twice is once. Returns how many uses."""
    rows = lock_rows(Werkvormtelling.objects.filter(geteld=False)).select_related("meting")
    genoeg = choose_genoeg([_make_bijdrage(rij) for rij in rows.order_by("pk")])
    for werkvorm, bijdragen in genoeg.items():
        add_ervaring(werkvorm, [b.cijfers for b in bijdragen], netwerken=len({b.netwerk for b in bijdragen}))
    geteld = [b.pk for bijdragen in genoeg.values() for b in bijdragen]
    Werkvormtelling.objects.filter(pk__in=geteld).update(geteld=True)
    return len(geteld)


def _make_bijdrage(rij):
    return Bijdrage(rij.pk, rij.werkvorm_id, rij.meting.netwerk_id, {Ervaring.Vraag.HIELP: (rij.hielp, rij.aantal)})
