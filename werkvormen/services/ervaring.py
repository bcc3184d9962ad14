"""What others experience: figures that higher rooms hand in, already with enough netwerken together."""

from collections import Counter

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from kern.locks import lock_rows
from werkvormen.models import MIN_GEBRUIKT, MIN_NETWERKEN, Ervaring, Werkvorm


@transaction.atomic
def add_ervaring(werkvorm: int, bijdragen: list[dict[str, tuple[int, int]]], *, netwerken: int) -> None:
    """Add what came out of some uses to the figures of the werkvorm with this pk.

    ``bijdragen``: per use, per question «ja» and out of how many. ``netwerken``: from how many different ones they are.
    Raises ValueError below the threshold: what is added can be read from the figures before and after.
    """
    if len(bijdragen) < MIN_GEBRUIKT or netwerken < MIN_NETWERKEN:
        raise ValueError("Too few uses or netwerken to show figures of.")
    lock_rows(Werkvorm.objects).get(pk=werkvorm)
    ja, aantal, gebruikt = Counter(), Counter(), Counter()
    for bijdrage in bijdragen:
        for vraag, (zo_veel, van) in bijdrage.items():
            ja[vraag] += zo_veel
            aantal[vraag] += van
            gebruikt[vraag] += 1
    for vraag in gebruikt:
        erbij = {"ja": ja[vraag], "aantal": aantal[vraag], "gebruikt": gebruikt[vraag]}
        ervaring, nieuw = Ervaring.objects.get_or_create(
            werkvorm_id=werkvorm, vraag=vraag, defaults=erbij | {"netwerken": netwerken}
        )
        if not nieuw:
            anders = {veld: F(veld) + waarde for veld, waarde in erbij.items()}
            Ervaring.objects.filter(pk=ervaring.pk).update(**anders, netwerken=Greatest(F("netwerken"), netwerken))
