"""The links of an evaluation, each in a file of its own: ``invullen.handeling`` and ``gemist``.

Here is how a page of this site gets somebody to the questions that this person can still answer.
"""

from berichten.handelingen import link
from evaluatie import gemist
from evaluatie.invullen import handeling
from evaluatie.models import Genodigde, Meting
from kern.prepared import prepared
from kern.tijd import nu


def get_eigen_link(persoon, netwerk, meting=None) -> str:
    """The way to the questions this person can still answer, for that person's own page only."""
    return find_eigen(persoon, netwerk, meting)[0]


def find_eigen(persoon, netwerk, meting=None) -> tuple[str, bool]:
    """The same, and whether the answer will carry a name."""
    for pk, soort in _find_te_doen(persoon.pk, netwerk.pk, nu()):
        if meting is None or pk == meting.pk:
            return link("ev", pk, persoon.pk), soort == Meting.Soort.VERTROUWELIJK
    return "", False


@prepared
def _find_te_doen(persoon, netwerk, now):
    rows = Genodigde.objects.to_do(persoon, now=now).filter(meting__netwerk=netwerk)
    return rows.select_related(None).values_list("meting", "meting__soort")


def register():
    handeling.register()
    gemist.register()
