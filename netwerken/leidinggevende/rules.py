"""Who may do what around a leidinggevende. The card itself is only for the deelnemer, unless that person shares it."""

import rules

from netwerken.rules import is_academie, is_deelnemer_of, is_facilitator_of

rules.add_perm("netwerken.ask_leidinggevende", is_deelnemer_of)
rules.add_perm("netwerken.view_toezeggingen", is_facilitator_of)
rules.add_perm("netwerken.count_toezeggingen", is_facilitator_of | is_academie)
