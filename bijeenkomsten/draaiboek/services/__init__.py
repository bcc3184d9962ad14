"""What happens to a draaiboek. One module per noun."""

from bijeenkomsten.draaiboek.services.bezig import show_bezig, stop_bezig
from bijeenkomsten.draaiboek.services.onderdelen import (
    MEESTE,
    OnderdeelConflict,
    OnderdeelWeg,
    add_onderdeel,
    add_werkvorm,
    delete_onderdeel,
    move_onderdeel,
    place_onderdeel,
    update_onderdeel,
)
from bijeenkomsten.draaiboek.services.sjablonen import (
    delete_sjabloon,
    load_blokken,
    load_eerdere,
    load_sjabloon,
    save_sjabloon,
)
from bijeenkomsten.draaiboek.services.stappen import BEWAARD, find_undo, redo_stap, undo_stap

__all__ = [
    "BEWAARD",
    "MEESTE",
    "OnderdeelConflict",
    "OnderdeelWeg",
    "add_onderdeel",
    "add_werkvorm",
    "delete_onderdeel",
    "delete_sjabloon",
    "find_undo",
    "load_blokken",
    "load_eerdere",
    "load_sjabloon",
    "move_onderdeel",
    "place_onderdeel",
    "redo_stap",
    "save_sjabloon",
    "show_bezig",
    "stop_bezig",
    "undo_stap",
    "update_onderdeel",
]
