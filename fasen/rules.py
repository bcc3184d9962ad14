"""Who may see and move along the route of a netwerk. The log with the reasons stays inside the group."""

import rules

from netwerken.rules import is_academie, is_beeindigd, is_begeleider_of, is_eigenaar_of, is_lid_of

rules.add_perm("fasen.view_fasen", is_lid_of)
rules.add_perm("fasen.move_fase", ~is_beeindigd & (is_begeleider_of | is_eigenaar_of))
rules.add_perm("fasen.change_gids", ~is_beeindigd & is_begeleider_of)
rules.add_perm("fasen.view_kompas", is_lid_of)
rules.add_perm("fasen.change_kompas", ~is_beeindigd & is_begeleider_of)
rules.add_perm("fasen.view_trends", is_academie)
