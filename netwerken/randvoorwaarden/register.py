"""What the rest of the product hears of the randvoorwaarden; called once, from ``NetwerkenConfig.ready()``."""

from netwerken.randvoorwaarden.services import decide_start
from netwerken.services import ON_START


def register() -> None:
    if decide_start not in ON_START:
        ON_START.append(decide_start)
