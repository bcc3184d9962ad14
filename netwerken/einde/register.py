"""What the rest of the product hears of a pause and an end; called once, from ``NetwerkenConfig.ready()``."""

from berichten import rust
from netwerken.einde import eigen, gegevens, mails
from netwerken.einde.gevolgen import register_gevolgen, register_open
from netwerken.einde.klok import stop_clock
from netwerken.models import Netwerk
from netwerken.services.hooks import ON_RESTART


def register() -> None:
    mails.register()
    rust.register(find_rustend, find_rustend_of)
    register_gevolgen(eigen.tell_gevolgen)
    register_open(eigen.list_open)
    gegevens.register()
    if stop_clock not in ON_RESTART:
        ON_RESTART.append(stop_clock)


def find_rustend():
    """The contexts of all that pause."""
    return [netwerk.context for netwerk in Netwerk.objects.filter(gepauzeerd_tot__isnull=False).only("pk")]


def find_rustend_of(persoon):
    """The names of what this person takes part in and pauses."""
    return Netwerk.objects.of_lid(persoon).filter(gepauzeerd_tot__isnull=False).values_list("naam", flat=True)
