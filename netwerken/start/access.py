"""The only door to a plan: of the person who is preparing it, and of nobody else."""

from django.http import Http404

from netwerken.access import check_perm
from netwerken.models import Deelname, Netwerk, Startplan
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER


def get_plan(user, sleutel) -> Startplan:
    """404 for everybody else. A plan that was made into a netwerk keeps it in ``netwerk``."""
    check_perm(user, "netwerken.create_netwerk")
    plan = Startplan.objects.select_related("netwerk").filter(sleutel=sleutel, persoon=user).first()
    if plan is None:
        raise Http404
    return plan


def find_eerdere(user):
    """The netwerken of which this person may take the recipe: which they guide or own, or did until it was finished."""
    mijn = Deelname.objects.filter(
        persoon=user, rol__in=[EIGENAAR, FACILITATOR, PENVOERDER], status__in=[*Deelname.LID, Deelname.Status.AFGEROND]
    )
    return list(Netwerk.objects.filter(pk__in=mijn.values("netwerk")).order_by("naam", "pk"))


def get_eerder(user, slug: str) -> Netwerk:
    """404 for a netwerk this person does not guide or own: who may not copy it need not know of it."""
    netwerk = next((rij for rij in find_eerdere(user) if rij.slug == slug), None)
    if netwerk is None:
        raise Http404
    return netwerk
