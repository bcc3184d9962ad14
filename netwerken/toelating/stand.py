"""What a netwerk chose about letting people in, and what it means for one person."""

from netwerken.models import Deelname, Netwerk
from netwerken.toelating.models import Toelating


def find_toelating(netwerk: Netwerk) -> Toelating:
    """The row, or one with the defaults that is not saved."""
    return getattr(netwerk, "toelating", None) or Toelating(netwerk=netwerk)


def is_school_vol(deelname: Deelname) -> bool:
    """Are there as many deelnemers of this person's school as the netwerk wants? Without a school: never."""
    meeste, school = find_toelating(deelname.netwerk).meeste_per_school, deelname.persoon.organisatie_id
    if not meeste or not school or deelname.rol != Deelname.Rol.DEELNEMER:
        return False
    bezet = deelname.netwerk.deelnames.bezet().exclude(persoon=deelname.persoon_id)
    return bezet.filter(persoon__organisatie=school).count() >= meeste


def explain_school_vol(deelname: Deelname) -> str:
    """For a facilitator."""
    meeste = find_toelating(deelname.netwerk).meeste_per_school
    wie = "doet al 1 mens mee" if meeste == 1 else f"doen al {meeste} mensen mee"
    return f"Van {deelname.persoon.organisatie.naam} {wie}. Meer willen jullie er niet van één school."
