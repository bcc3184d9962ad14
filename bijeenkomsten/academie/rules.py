"""Who asks the academie to a meeting, and who answers. The academie sees when and where, never what is inside."""

import rules

from bijeenkomsten.rules import is_begonnen, is_gepland, is_planner_of
from netwerken.rules import is_academie

rules.add_perm("bijeenkomsten.invite_academie", is_gepland & ~is_begonnen & is_planner_of)
rules.add_perm("bijeenkomsten.answer_uitnodiging", is_academie)
