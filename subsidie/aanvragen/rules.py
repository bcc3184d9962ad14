"""Who may do what with an aanvraag. What the academie does with it is in the topics that do it."""

import rules

from netwerken.models import Deelname
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER
from netwerken.rules import is_beeindigd, is_begeleider_of, is_eigenaar_of, is_lid_of
from personen.models import VAN_ACADEMIE


def may_submit(user, netwerk) -> bool:
    """The penvoerder speaks for the netwerk; where there is none, the eigenaar does (003 §3.1 (2))."""
    rollen = netwerk.rollen_of(user)
    return PENVOERDER in rollen or EIGENAAR in rollen and not _has_penvoerder(netwerk)


def _has_penvoerder(netwerk):
    """One who can still sign in: else nobody could speak for the netwerk."""
    return Deelname.objects.lid().filter(netwerk=netwerk, rol=PENVOERDER, persoon__is_active=True).exists()


@rules.predicate
def is_indiener_of(user, aanvraag):
    return aanvraag is not None and may_submit(user, aanvraag.netwerk)


@rules.predicate
def is_schrijver_of(user, aanvraag):
    """Who guides the netwerk writes along."""
    return aanvraag is not None and bool({PENVOERDER, EIGENAAR, FACILITATOR} & set(aanvraag.netwerk.rollen_of(user)))


@rules.predicate
def is_academie_of(user, aanvraag):
    """Staff of the academie of this sector, once the aanvraag was handed in, and no part of the netwerk themselves."""
    return (
        aanvraag is not None
        and user.is_academie
        and aanvraag.ingediend_op is not None
        and aanvraag.regelingversie.sector in VAN_ACADEMIE.get(user.academie_sector, ())
        and not aanvraag.netwerk.is_betrokken(user)
    )


rules.add_perm("subsidie.begin_aanvraag", (is_begeleider_of | is_eigenaar_of) & ~is_beeindigd)
rules.add_perm("subsidie.know_aanvraag", is_lid_of | is_academie_of)  # that it exists
rules.add_perm("subsidie.view_stand", is_lid_of)  # where is it, how much in total
rules.add_perm("subsidie.view_aanvraag", is_schrijver_of | is_academie_of)
rules.add_perm("subsidie.change_aanvraag", is_schrijver_of)
rules.add_perm("subsidie.submit_aanvraag", is_indiener_of)
