"""The product as it is served, with limits that one machine playing everybody does not reach; it still counts."""

from dataclasses import replace

from config.settings import *  # noqa: F403 - all the rest is measured as it is


def _room(limieten):
    return [replace(limiet, aantal=10**9) for limiet in limieten]


LIMIETEN = {naam: _room(limieten) for naam, limieten in LIMIETEN.items()}  # noqa: F405 - from the settings above
LIMIETEN_OVERIG, LIMIETEN_ZOEKEN = _room(LIMIETEN_OVERIG), _room(LIMIETEN_ZOEKEN)  # noqa: F405 - from the settings above
