"""Who sees what of a meting. ``Meting.objects.visible_to`` is the same policy for many rows.

Answers are in nobody's reach: there is no permission for them. The academie sees that people took part and how many.
"""

import rules

from netwerken.rules import is_academie, is_facilitator_of, is_lid_of

rules.add_perm("evaluatie.view_meting", is_lid_of | is_academie)
rules.add_perm("evaluatie.view_uitslag", is_lid_of)
rules.add_perm("evaluatie.view_alleen_facilitator", is_facilitator_of)
rules.add_perm("evaluatie.view_gemist", is_facilitator_of)
rules.add_perm("evaluatie.send_now", is_facilitator_of)
