"""Who may do what with a werkvorm. ``Werkvorm.objects.visible_to`` is the same policy for many rows.

``create_werkvorm`` and ``review_werkvormen`` are about nobody's werkvorm in particular; all others about one.
"""

import rules

from kern.prepared import prepared
from netwerken.models import Deelname
from netwerken.rollen import FACILITATOR
from netwerken.rules import is_academie


@prepared
def _find_rollen(persoon):
    return Deelname.objects.lid().filter(persoon=persoon, rol=FACILITATOR).order_by().values_list("pk", flat=True)[:1]


@rules.predicate
def is_facilitator(user):
    """Guides a netwerk, whichever. Asked once per request: who it is, is remembered on the user."""
    if not hasattr(user, "_is_facilitator"):
        user._is_facilitator = bool(_find_rollen(user.pk))
    return user._is_facilitator


@rules.predicate
def is_gepubliceerd(user, werkvorm):
    return werkvorm is not None and werkvorm.is_gepubliceerd


@rules.predicate
def is_eigenaar_van(user, werkvorm):
    return werkvorm is not None and werkvorm.eigenaar_id == user.pk


@rules.predicate
def is_medefacilitator(user, werkvorm):
    """Guides a netwerk together with who wrote it."""
    return werkvorm is not None and werkvorm.is_of_medefacilitator_of(user)


@rules.predicate
def is_eigen(user, werkvorm):
    return werkvorm is not None and werkvorm.is_eigen


@rules.predicate
def is_aangeboden(user, werkvorm):
    return werkvorm is not None and werkvorm.is_aangeboden


@rules.predicate
def is_ingetrokken(user, werkvorm):
    return werkvorm is not None and werkvorm.is_ingetrokken


@rules.predicate
def gebruikt(user, werkvorm):
    """Has it in the draaiboek of a netwerk they take part in."""
    return werkvorm is not None and werkvorm.is_used_by(user)


rules.add_perm(
    "werkvormen.view_werkvorm",
    is_gepubliceerd | is_eigenaar_van | (is_academie & ~is_eigen) | is_medefacilitator | (is_ingetrokken & gebruikt),
)
rules.add_perm("werkvormen.create_werkvorm", is_facilitator | is_academie)
rules.add_perm("werkvormen.change_werkvorm", is_eigenaar_van & is_eigen)
rules.add_perm("werkvormen.edit_werkvorm", is_academie & ~is_eigen)
rules.add_perm("werkvormen.delete_werkvorm", is_eigenaar_van & is_eigen)
rules.add_perm("werkvormen.offer_werkvorm", is_eigenaar_van & is_eigen)
rules.add_perm("werkvormen.take_back_werkvorm", is_eigenaar_van & is_aangeboden)
rules.add_perm("werkvormen.review_werkvormen", is_academie)
rules.add_perm("werkvormen.publish_werkvorm", is_academie & (is_aangeboden | is_ingetrokken))
rules.add_perm("werkvormen.send_back_werkvorm", is_academie & is_aangeboden)
rules.add_perm("werkvormen.withdraw_werkvorm", is_academie & is_gepubliceerd)
