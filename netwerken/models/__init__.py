from netwerken.models.deelname import Deelname, DeelnameQuerySet
from netwerken.models.netwerk import RESERVED_SLUGS, Netwerk, NetwerkQuerySet
from netwerken.models.uitnodiging import Uitnodiging, UitnodigingQuerySet

__all__ = [
    "RESERVED_SLUGS",
    "Deelname",
    "DeelnameQuerySet",
    "Netwerk",
    "NetwerkQuerySet",
    "Uitnodiging",
    "UitnodigingQuerySet",
]
