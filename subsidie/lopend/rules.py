"""Who reads the running year, and who of the academie acts on it."""

import rules

from subsidie.aanvragen.rules import is_schrijver_of
from subsidie.lopend.bevoegd import find_bezwaar


@rules.predicate
def may_follow(user, aanvraag):
    return aanvraag is not None and not find_bezwaar(user, aanvraag)


rules.add_perm("subsidie.view_jaar", is_schrijver_of)
rules.add_perm("subsidie.follow_jaar", may_follow)
