"""What this room tells the kompas: the calendar, who comes, who prepares, and what is done together.

Importing registers.
"""

from bijeenkomsten.academie import getallen  # noqa: F401 - importing registers
from bijeenkomsten.signalen import agenda, komst, plan, samen, werk  # noqa: F401 - importing registers
