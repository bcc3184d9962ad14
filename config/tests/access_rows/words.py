"""What a row of the access table says, and the words it says it with."""

from collections.abc import Callable
from dataclasses import dataclass

# One word each for:  anoniem buitenstaander deelnemer facilitator penvoerder academie beheer
PUBLIC = "ok ok ok ok ok ok ok"
GUEST = "ok go go go go go go"  # signing in: for who is not
PERSONAL = "in ok ok ok ok ok ok"  # everyone sees their own
# In a public network one may know of the inside (403), of its meetings one may not (404).
MEMBERS = "in 403 ok ok ok 403 403"
GUIDES = "in 403 403 ok ok 403 403"
FACILITATOR = "in 403 403 ok 403 403 403"
DEELNEMER = "in 403 ok 403 403 403 403"  # about one's own part as deelnemer
MEMBERS_INSIDE = "in 404 ok ok ok 404 404"
GUIDES_INSIDE = "in 404 403 ok ok 404 404"
MEMBERS_BUT_PENVOERDER = "in 403 ok ok 403 403 403"
NOT_FOUND = "404 404 404 404 404 404 404"
WRITERS = "in 403 403 ok 403 ok 403"  # who guides a network, and the academie
WRITER_OF_IT = "in 404 404 ok 404 404 404"  # not offered, of the facilitator
REVIEWERS = "in 404 404 403 404 ok 404"  # what is offered
WITHDRAWERS = "in 403 403 403 403 ok 403"
BEHEER = "404 404 404 404 404 404 ok"
NO = "405 405 405 405 405 405 405"  # an address without this method
INTAKE = "in 404 ok 404 404 404 404"  # the deelnemer has one
NOTHING = "in 404 404 404 404 404 404"  # theirs alone, and they have none
ACADEMIE = "in 403 403 403 403 ok 403"
OUTSIDER = "in ok 404 404 404 404 404"  # their own
NOBODY = "in 403 403 403 403 403 403"  # not before one's own advice is filed
SUBMITTERS = "in 404 403 403 ok 404 404"  # who speaks for a network
ACADEMIE_LATER = "in 403 403 403 403 404 403"  # what is not granted yet
# Of what was granted the academie knows, and what a netwerk writes about it is not for the academie.
OWN_GUIDES = "in 404 403 ok ok 403 404"
OWN_SUBMITTERS = "in 404 403 403 ok 403 404"
GUIDES_AND_ACADEMIE = "in 404 403 ok ok ok 404"
OWN_GUIDES_GO = "in 404 403 go go 403 404"  # nothing to do there now
OWN_GUIDES_LATE = "in 404 403 409 409 403 404"  # it is signed
LOGIN_NO = "in 405 405 405 405 405 405"


@dataclass
class Row:
    name: str
    get: str
    post: str
    kwargs: Callable = lambda world: {}
