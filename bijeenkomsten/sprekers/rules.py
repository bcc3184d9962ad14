"""Who may do what with guests. Asking one is for who makes the meeting; a question for the guest for every member."""

import rules

from bijeenkomsten.rules import is_afgelast, is_planner_of, is_voorbereider_of, neemt_antwoorden
from netwerken.rules import is_lid_of

rules.add_perm("bijeenkomsten.change_gasten", ~is_afgelast & (is_planner_of | is_voorbereider_of))
rules.add_perm("bijeenkomsten.add_sprekersvraag", neemt_antwoorden & is_lid_of)
rules.add_perm("bijeenkomsten.change_gastenlijst", is_planner_of)
