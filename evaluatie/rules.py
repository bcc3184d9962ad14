"""Who sees what of a meting. ``Meting.objects.visible_to`` is the same policy for many rows.

Answers are in nobody's reach: there is no permission for them. Only what was told by name in a vertrouwelijke ronde is
read, by the facilitators who were named beforehand. The academie sees that people took part and how many.
"""

import rules

from evaluatie.speerpunt.gesprek import prepares_gesprek
from netwerken.rules import is_academie, is_beeindigd, is_beheer, is_facilitator_of, is_lid_of, netwerk_of


@rules.predicate
def prepares_gesprek_of(user, obj):
    """Prepares the meeting at which the group talks about its result, and takes part."""
    return obj is not None and netwerk_of(obj).is_lid(user) and prepares_gesprek(netwerk_of(obj), user)


rules.add_perm("evaluatie.view_meting", is_lid_of | is_academie)
rules.add_perm("evaluatie.view_uitslag", is_lid_of)
rules.add_perm("evaluatie.view_alleen_facilitator", is_facilitator_of)
rules.add_perm("evaluatie.view_gemist", is_facilitator_of)
rules.add_perm("evaluatie.send_now", is_facilitator_of)
rules.add_perm("evaluatie.view_vragen", is_lid_of)
rules.add_perm("evaluatie.change_vragen", is_facilitator_of & ~is_beeindigd)
rules.add_perm("evaluatie.manage_lijsten", is_academie)
rules.add_perm("evaluatie.choose_speerpunt", ~is_beeindigd & (is_facilitator_of | prepares_gesprek_of))
rules.add_perm("evaluatie.view_beelden", is_academie | is_beheer)
rules.add_perm("evaluatie.plan_ronde", is_facilitator_of)
rules.add_perm("evaluatie.read_verteld", is_facilitator_of)  # and named beforehand: access.get_verteld
