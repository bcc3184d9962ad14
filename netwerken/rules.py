"""Who may do what with a netwerk. ``Netwerk.objects.visible_to`` is the same policy for many rows.

The predicates take anything that is a netwerk or has one as ``.netwerk``, so higher rooms can use them.
"""

import rules

from netwerken.rollen import DEELNEMER, EIGENAAR, FACILITATOR, PENVOERDER


def netwerk_of(obj):
    return getattr(obj, "netwerk", obj)


@rules.predicate
def is_lid_of(user, obj):
    return obj is not None and netwerk_of(obj).is_lid(user)


@rules.predicate
def is_betrokken_bij(user, obj):
    return obj is not None and netwerk_of(obj).is_betrokken(user)


@rules.predicate
def is_deelnemer_of(user, obj):
    return obj is not None and DEELNEMER in netwerk_of(obj).rollen_of(user)


@rules.predicate
def is_facilitator_of(user, obj):
    return obj is not None and FACILITATOR in netwerk_of(obj).rollen_of(user)


@rules.predicate
def is_penvoerder_of(user, obj):
    return obj is not None and PENVOERDER in netwerk_of(obj).rollen_of(user)


@rules.predicate
def is_eigenaar_of(user, obj):
    return obj is not None and EIGENAAR in netwerk_of(obj).rollen_of(user)


@rules.predicate
def is_openbaar(user, obj):
    return obj is not None and netwerk_of(obj).is_openbaar


@rules.predicate
def is_beeindigd(user, obj):
    return obj is not None and netwerk_of(obj).is_beeindigd


@rules.predicate
def is_academie(user):
    return user.is_authenticated and user.is_academie


@rules.predicate
def is_beheer(user):
    return user.is_authenticated and user.is_beheer


@rules.predicate
def is_intake_of(user, obj):
    """Is it the intake this person wrote?"""
    return getattr(obj, "deelname", None) is not None and obj.deelname.persoon_id == user.pk


@rules.predicate
def is_deelname_of(user, obj):
    """Is it this person's own part?"""
    return getattr(obj, "persoon_id", None) == user.pk


@rules.predicate
def is_ingelogd(user):
    return user.is_authenticated


@rules.predicate
def begeleidt_ergens(user):
    """Guides any netwerk now."""
    return user.is_authenticated and user.deelnames.filter(rol=FACILITATOR, status="actief").exists()


is_begeleider_of = is_facilitator_of | is_penvoerder_of

rules.add_perm("netwerken.create_netwerk", is_ingelogd)
rules.add_perm("netwerken.manage_themas", is_academie)
rules.add_perm("netwerken.view_netwerk", is_openbaar | is_betrokken_bij | is_academie | is_beheer)
rules.add_perm("netwerken.view_binnenkant", is_lid_of)
rules.add_perm("netwerken.change_netwerk", is_begeleider_of | is_eigenaar_of)
rules.add_perm("netwerken.manage_deelnames", is_begeleider_of)
rules.add_perm("netwerken.manage_berichten", is_begeleider_of)
rules.add_perm("netwerken.view_reden_einde", is_facilitator_of)
rules.add_perm("netwerken.export_deelnames", is_facilitator_of)
rules.add_perm("netwerken.settle_gegevens", is_facilitator_of)
rules.add_perm("netwerken.nominate", is_lid_of)
rules.add_perm("netwerken.lead_intake", is_facilitator_of)
rules.add_perm("netwerken.change_toelating", (is_facilitator_of | is_eigenaar_of) & ~is_beeindigd)
rules.add_perm("netwerken.ask_groep", is_facilitator_of & ~is_beeindigd)
rules.add_perm("netwerken.view_groepsbesluit", is_lid_of)
rules.add_perm("netwerken.view_intake", is_facilitator_of | is_intake_of)
rules.add_perm("netwerken.view_contract", is_lid_of)
rules.add_perm("netwerken.begin_contract", (is_deelnemer_of | is_facilitator_of) & ~is_beeindigd)
rules.add_perm("netwerken.write_contract", is_lid_of & ~is_beeindigd)
rules.add_perm("netwerken.settle_contract", is_facilitator_of & ~is_beeindigd)
rules.add_perm("netwerken.sign_contract", is_lid_of & ~is_beeindigd)
rules.add_perm("netwerken.view_randvoorwaarden", is_lid_of | is_academie)
rules.add_perm("netwerken.read_randvoorwaarden", is_begeleider_of)
rules.add_perm("netwerken.change_randvoorwaarden", is_begeleider_of & ~is_beeindigd)
rules.add_perm("netwerken.view_taken", is_lid_of)
rules.add_perm("netwerken.take_taak", is_lid_of & ~is_beeindigd)
rules.add_perm("netwerken.divide_taken", is_facilitator_of & ~is_beeindigd)
rules.add_perm("netwerken.hand_over", is_facilitator_of & ~is_beeindigd)
rules.add_perm("netwerken.change_begeleiding", (is_deelname_of & is_facilitator_of | is_eigenaar_of) & ~is_beeindigd)
rules.add_perm("netwerken.use_begeleidershulp", is_academie | begeleidt_ergens)
rules.add_perm("netwerken.link_mentoren", is_academie)
