"""Who may do what with a meeting. ``Bijeenkomst.objects.visible_to`` is the same policy for many rows.

``plan_bijeenkomst`` asks about a netwerk, ``change_`` and ``close_afspraak`` about an afspraak, all others about a
meeting. Roles and states are separate predicates.
"""

import rules

from netwerken.rules import is_beeindigd, is_facilitator_of, is_lid_of, is_penvoerder_of


@rules.predicate
def is_voorbereider_of(user, bijeenkomst):
    """Prepares this one meeting, and still takes part."""
    return bijeenkomst is not None and bijeenkomst.is_voorbereider(user) and bijeenkomst.netwerk.is_lid(user)


@rules.predicate
def is_gepland(user, bijeenkomst):
    return bijeenkomst is not None and bijeenkomst.is_gepland


@rules.predicate
def is_afgelast(user, bijeenkomst):
    return bijeenkomst is not None and bijeenkomst.is_afgelast


@rules.predicate
def neemt_antwoorden(user, bijeenkomst):
    return bijeenkomst is not None and bijeenkomst.neemt_antwoorden


@rules.predicate
def is_over(user, bijeenkomst):
    return bijeenkomst is not None and bijeenkomst.is_over


@rules.predicate
def is_begonnen(user, bijeenkomst):
    return bijeenkomst is not None and bijeenkomst.is_begonnen


@rules.predicate
def is_van_ieder_of_van(user, afspraak):
    """Promised by this person, or by everybody together."""
    return afspraak is not None and afspraak.wie_id in {user.pk, None}


@rules.predicate
def bereidt_afspraak_voor(user, afspraak):
    """Prepares the meeting at which it was agreed, or one still to come at which it will be looked back on."""
    return afspraak is not None and afspraak.is_van_voorbereider(user) and afspraak.netwerk.is_lid(user)


is_planner_of = is_facilitator_of | is_penvoerder_of

rules.add_perm("bijeenkomsten.view_bijeenkomst", is_lid_of)
rules.add_perm("bijeenkomsten.plan_bijeenkomst", ~is_beeindigd & is_planner_of)
rules.add_perm("bijeenkomsten.change_bijeenkomst", ~is_afgelast & is_planner_of)
rules.add_perm("bijeenkomsten.move_bijeenkomst", is_gepland & is_planner_of)
rules.add_perm("bijeenkomsten.ask_voorbereiders", is_gepland & ~is_begonnen & is_planner_of)
rules.add_perm("bijeenkomsten.cancel_bijeenkomst", is_gepland & is_planner_of)
rules.add_perm("bijeenkomsten.change_programma", ~is_afgelast & (is_planner_of | is_voorbereider_of))
rules.add_perm("bijeenkomsten.change_voorbereiding", ~is_afgelast & (is_planner_of | is_voorbereider_of))
rules.add_perm("bijeenkomsten.change_terugblik", is_begonnen & ~is_afgelast & (is_planner_of | is_voorbereider_of))
rules.add_perm("bijeenkomsten.register_aanwezigheid", is_begonnen & ~is_afgelast & is_planner_of)
rules.add_perm("bijeenkomsten.answer_bijeenkomst", neemt_antwoorden & is_lid_of)
rules.add_perm("bijeenkomsten.view_redenen", is_facilitator_of)
rules.add_perm("bijeenkomsten.change_materiaal", ~is_afgelast & (is_planner_of | is_voorbereider_of))
# What was agreed is written down by who makes the draaiboek; who promised it ticks it off.
rules.add_perm("bijeenkomsten.add_afspraak", ~is_afgelast & (is_planner_of | is_voorbereider_of))
rules.add_perm("bijeenkomsten.change_afspraak", is_planner_of | bereidt_afspraak_voor)
rules.add_perm(
    "bijeenkomsten.close_afspraak", is_planner_of | (is_van_ieder_of_van & is_lid_of) | bereidt_afspraak_voor
)
rules.add_perm("bijeenkomsten.rate_werkvormen", is_over & ~is_afgelast & is_facilitator_of)
