"""What happens to a werkvorm. One module per topic; the other rooms import from here."""

from werkvormen.services.aanbod import remind_academie
from werkvormen.services.concepten import MEESTE_CONCEPTEN, delete_concept, finish_concept, save_concept
from werkvormen.services.eigen import (
    change_werkvorm,
    create_werkvorm,
    create_werkvormen,
    delete_werkvorm,
    make_slug,
    offer_werkvorm,
    publish_werkvorm,
    send_back_werkvorm,
    take_back_werkvorm,
    withdraw_werkvorm,
)
from werkvormen.services.ervaring import add_ervaring
from werkvormen.services.favorieten import keep_favorite
from werkvormen.services.kaarten import write_kaart
from werkvormen.services.laden import Verslag, fingerprint, load_kaarten

__all__ = [
    "MEESTE_CONCEPTEN",
    "Verslag",
    "add_ervaring",
    "change_werkvorm",
    "create_werkvorm",
    "create_werkvormen",
    "delete_concept",
    "delete_werkvorm",
    "fingerprint",
    "finish_concept",
    "keep_favorite",
    "load_kaarten",
    "make_slug",
    "offer_werkvorm",
    "publish_werkvorm",
    "remind_academie",
    "save_concept",
    "send_back_werkvorm",
    "take_back_werkvorm",
    "withdraw_werkvorm",
    "write_kaart",
]
