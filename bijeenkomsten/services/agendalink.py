from bijeenkomsten.models import Agendalink, make_token
from kern.log import log


def make_agendalink(persoon) -> Agendalink:
    """A new secret address for this person's calendar; the old one stops working at once."""
    link, _ = Agendalink.objects.update_or_create(persoon=persoon, defaults={"token": make_token()})
    log(persoon, "bijeenkomsten.agendalink.made", actor=persoon)
    return link


def stop_agendalink(persoon) -> None:
    """The address stops working. Stopping twice is fine."""
    verwijderd, _ = Agendalink.objects.filter(persoon=persoon).delete()
    if verwijderd:
        log(persoon, "bijeenkomsten.agendalink.stopped", actor=persoon)
