"""What the kompas of the demo counted in the months before this one; this month the nightly round counts itself."""

from fasen.kompas.models import Kompasmaand
from fasen.kompas.trends import last_months
from kern.tijd import lokale_dag

# pitfall: in how many of seven netwerken, five months ago until last month
VERLOOP = {
    "VK-12": (5, 5, 4, 4, 3),
    "VK-45": (4, 3, 4, 3, 3),
    "VK-02": (1, 2, 2, 3, 4),
    "VK-17": (3, 3, 2, 3, 2),
    "VK-27": (2, 3, 3, 2, 2),
    "VK-14": (1, 1, 2, 1, 1),
}
NETWERKEN = 7


def load(now):
    maanden = last_months(lokale_dag(now))[:-1]
    Kompasmaand.objects.bulk_create(
        [
            Kompasmaand(maand=maand, sector="vo", valkuil=valkuil, aandacht=aandacht, bekend=NETWERKEN)
            for valkuil, verloop in VERLOOP.items()
            for maand, aandacht in zip(maanden, verloop, strict=True)
        ],
        ignore_conflicts=True,
    )


def remove():
    """The rows of the demo: nothing else has these numbers of that many netwerken."""
    for valkuil, verloop in VERLOOP.items():
        Kompasmaand.objects.filter(sector="vo", valkuil=valkuil, bekend=NETWERKEN, aandacht__in=verloop).delete()
