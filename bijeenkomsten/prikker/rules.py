"""Who may do what with a date poll. Asking the group is for who plans and who prepares; choosing is for who plans."""

import rules

from bijeenkomsten.rules import is_planner_of
from netwerken.rules import is_beeindigd, is_lid_of, netwerk_of


@rules.predicate
def prepares_in(user, obj):
    """Prepares a meeting of this netwerk that is still to come, and takes part."""
    return obj is not None and netwerk_of(obj).is_lid(user) and netwerk_of(obj).bijeenkomsten.is_prepared_by(user)


@rules.predicate
def is_maker_of(user, prikker):
    return prikker is not None and prikker.gemaakt_door_id == user.pk and prikker.netwerk.is_lid(user)


@rules.predicate
def is_lopend(user, prikker):
    return prikker is not None and prikker.is_lopend


@rules.predicate
def neemt_antwoorden(user, prikker):
    return prikker is not None and prikker.neemt_antwoorden


is_vrager_of = is_planner_of | is_maker_of

rules.add_perm("bijeenkomsten.open_prikker", ~is_beeindigd & (is_planner_of | prepares_in))
rules.add_perm("bijeenkomsten.view_prikker", is_lid_of)
rules.add_perm("bijeenkomsten.answer_prikker", neemt_antwoorden & is_lid_of)
rules.add_perm("bijeenkomsten.change_prikker", is_lopend & is_vrager_of)
rules.add_perm("bijeenkomsten.view_prikantwoorden", is_vrager_of)
rules.add_perm("bijeenkomsten.choose_datum", ~is_beeindigd & is_planner_of)
