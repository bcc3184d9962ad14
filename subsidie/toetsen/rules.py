"""Who reads what the criteria say of a netwerk: who guides it, and whose netwerk it is."""

import rules

from netwerken.rules import is_begeleider_of, is_eigenaar_of

rules.add_perm("subsidie.view_criteria", is_begeleider_of | is_eigenaar_of)
