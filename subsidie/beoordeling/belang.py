"""Who may not judge an aanvraag, and why: looked up before anybody is assigned, and again on every page."""

from collections.abc import Iterable

from netwerken.models import Deelname
from netwerken.rollen import FACILITATOR
from personen.models import VAN_ACADEMIE, Organisatie, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.models import Belangverklaring

NETWERK = "hoort of hoorde bij dit netwerk"
BESTUUR = "werkt bij een bestuur dat aan dit netwerk meedoet"
VERKLAARD = "zei een belang te hebben"
GEEN = "is geen beoordelaar van deze academie"


def find_beoordelaars(aanvraag: Aanvraag):
    """Everybody who judges for the academie of this sector."""
    academies = [code for code, sectoren in VAN_ACADEMIE.items() if aanvraag.regelingversie.sector in sectoren]
    rows = Persoon.objects.filter(is_active=True, platformrol=Persoon.Platformrol.ACADEMIE, is_beoordelaar=True)
    return rows.filter(academie_sector__in=academies).select_related("organisatie__deel_van__deel_van")


def find_belang(aanvraag: Aanvraag, personen: Iterable[Persoon]) -> dict[int, str]:
    """Per person who may not judge it: why not, in words that fit after a name.

    Taking part counts in every role, also long ago and on the waiting list. A bestuur counts of everybody who takes
    part now, except who comes from outside to guide.
    """
    personen = list(personen)
    van_netwerk = set(Deelname.objects.filter(netwerk=aanvraag.netwerk_id).values_list("persoon", flat=True))
    verklaard = set(Belangverklaring.objects.filter(aanvraag=aanvraag).values_list("persoon", flat=True))
    besturen = find_besturen(aanvraag)
    mag = set(find_beoordelaars(aanvraag).filter(pk__in=[p.pk for p in personen]).values_list("pk", flat=True))
    redenen = {}
    for persoon in personen:
        if persoon.pk in van_netwerk:
            redenen[persoon.pk] = NETWERK
        elif persoon.organisatie_id and top_of(persoon.organisatie) in besturen:
            redenen[persoon.pk] = BESTUUR
        elif persoon.pk in verklaard:
            redenen[persoon.pk] = VERKLAARD
        elif persoon.pk not in mag:
            redenen[persoon.pk] = GEEN
    return redenen


def find_besturen(aanvraag: Aanvraag) -> set[int]:
    """The besturen of everybody who takes part now."""
    rows = Deelname.objects.betrokken().filter(netwerk=aanvraag.netwerk_id).exclude(rol=FACILITATOR)
    organisaties = Organisatie.objects.filter(pk__in=rows.values("persoon__organisatie"))
    return {top_of(organisatie) for organisatie in organisaties.select_related("deel_van__deel_van")}


def top_of(organisatie: Organisatie) -> int:
    """Its bestuur; an organisation without one stands for itself."""
    bestuur = organisatie.bestuur
    return bestuur.pk if bestuur else organisatie.pk
