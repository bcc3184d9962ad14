"""What the academie may do. Who judges one aanvraag is a row, not a role: ``Toewijzing.objects.open_for``."""

import rules

from netwerken.rules import is_academie
from subsidie.aanvragen.rules import is_academie_of

rules.add_perm("subsidie.review_aanvragen", is_academie)
rules.add_perm("subsidie.handle_aanvraag", is_academie_of)
