"""Who has an interest in an aanvraag: they do not judge it, decide on it or settle it.

Looked up before anybody is assigned, and again on every page.
"""

from collections.abc import Iterable
from enum import StrEnum

from netwerken.models import Deelname
from netwerken.rollen import FACILITATOR
from personen.models import VAN_ACADEMIE, Organisatie, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.models import Belangverklaring


class Belang(StrEnum):
    NETWERK = "netwerk"
    BESTUUR = "bestuur"
    VERKLAARD = "verklaard"


NETWERK = "hoort of hoorde bij dit netwerk"
BESTUUR = "werkt bij een bestuur dat aan dit netwerk meedoet"
VERKLAARD = "zei een belang te hebben"
WOORDEN = {Belang.NETWERK: NETWERK, Belang.BESTUUR: BESTUUR, Belang.VERKLAARD: VERKLAARD}
GEEN = "is geen beoordelaar van deze academie"


def find_beoordelaars(aanvraag: Aanvraag):
    """Everybody who judges for the academie of this sector."""
    academies = [code for code, sectoren in VAN_ACADEMIE.items() if aanvraag.regelingversie.sector in sectoren]
    rows = Persoon.objects.filter(is_active=True, platformrol=Persoon.Platformrol.ACADEMIE, is_beoordelaar=True)
    return rows.filter(academie_sector__in=academies).select_related("organisatie__deel_van__deel_van")


def find_belangen(aanvraag: Aanvraag, personen: Iterable[Persoon]) -> dict[int, Belang]:
    """Who of these people has an interest in it. The one rule, for judging, deciding and everything after.

    Taking part counts in every role, also long ago and on the waiting list. A bestuur counts of everybody who takes
    part now, except who comes from outside to guide.
    """
    personen = list(personen)
    rows = Deelname.objects.filter(netwerk=aanvraag.netwerk_id, persoon__in=personen)
    van_netwerk = set(rows.values_list("persoon", flat=True))
    rows = Belangverklaring.objects.filter(aanvraag=aanvraag, persoon__in=personen)
    verklaard = set(rows.values_list("persoon", flat=True))
    besturen = find_besturen(aanvraag) if any(persoon.organisatie_id for persoon in personen) else set()
    belangen = {}
    for persoon in personen:
        if persoon.pk in van_netwerk:
            belangen[persoon.pk] = Belang.NETWERK
        elif persoon.organisatie_id and top_of(persoon.organisatie) in besturen:
            belangen[persoon.pk] = Belang.BESTUUR
        elif persoon.pk in verklaard:
            belangen[persoon.pk] = Belang.VERKLAARD
    return belangen


def find_belang(aanvraag: Aanvraag, personen: Iterable[Persoon]) -> dict[int, str]:
    """Per person who may not judge it: why not, in words that fit after a name."""
    personen = list(personen)
    redenen = {pk: WOORDEN[belang] for pk, belang in find_belangen(aanvraag, personen).items()}
    mag = set(find_beoordelaars(aanvraag).filter(pk__in=[p.pk for p in personen]).values_list("pk", flat=True))
    return redenen | {p.pk: GEEN for p in personen if p.pk not in redenen and p.pk not in mag}


def find_besturen(aanvraag: Aanvraag) -> set[int]:
    """The besturen of everybody who takes part now."""
    rows = Deelname.objects.betrokken().filter(netwerk=aanvraag.netwerk_id).exclude(rol=FACILITATOR)
    organisaties = Organisatie.objects.filter(pk__in=rows.values("persoon__organisatie"))
    return {top_of(organisatie) for organisatie in organisaties.select_related("deel_van__deel_van")}


def top_of(organisatie: Organisatie) -> int:
    """Its bestuur; an organisation without one stands for itself."""
    bestuur = organisatie.bestuur
    return bestuur.pk if bestuur else organisatie.pk
