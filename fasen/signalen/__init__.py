"""What this room and netwerken tell the kompas: about the group, the goal, the people at the door, and the route.

Importing registers. ``netwerken`` lies below ``fasen`` and cannot register itself.
"""

from fasen.signalen import deur, doel, groep, route, vooraf  # noqa: F401 - importing registers
