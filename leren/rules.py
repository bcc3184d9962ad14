"""Who reads what somebody wants to learn. ``Leervraag.objects.visible_to`` is the same policy for many rows.

The academie and beheer have no permission here: a leervraag is content.
"""

import rules

from netwerken.rules import is_deelnemer_of, is_facilitator_of, is_lid_of

rules.add_perm("leren.view_leren", is_lid_of)
rules.add_perm("leren.view_leervragen", is_facilitator_of)
rules.add_perm("leren.change_leervraag", is_deelnemer_of)
