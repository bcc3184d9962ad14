"""Who decides and who reads the letter."""

import rules

from subsidie.aanvragen.rules import is_academie_of, is_schrijver_of
from subsidie.besluit.bevoegd import find_bezwaar


@rules.predicate
def may_decide(user, aanvraag):
    return aanvraag is not None and not find_bezwaar(user, aanvraag)


@rules.predicate
def is_beslisser(user):
    return user.is_active and user.is_academie and user.is_beslisser


rules.add_perm("subsidie.decide_aanvraag", may_decide)
rules.add_perm("subsidie.tell_besluiten", is_beslisser)
rules.add_perm("subsidie.read_brief", is_schrijver_of | is_academie_of)
