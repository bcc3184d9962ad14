"""Who writes, signs, reads and settles."""

import rules

from subsidie.aanvragen.rules import is_academie_of, is_indiener_of, is_schrijver_of
from subsidie.verantwoording.bevoegd import find_bezwaar


@rules.predicate
def may_settle(user, aanvraag):
    return aanvraag is not None and not find_bezwaar(user, aanvraag)


rules.add_perm("subsidie.write_verantwoording", is_schrijver_of)
rules.add_perm("subsidie.sign_verantwoording", is_indiener_of)
rules.add_perm("subsidie.read_verantwoording", is_schrijver_of | is_academie_of)
rules.add_perm("subsidie.settle_verantwoording", may_settle)
