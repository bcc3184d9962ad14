"""What this room counts itself for the stand of a netwerk."""

from fasen.stand import Telling, register_telling


def register():
    register_telling(Telling("deelnemers", "deelnemer", "deelnemers", lambda netwerk: netwerk.aantal_deelnemers))
    register_telling(Telling("scholen", "school", "scholen", lambda netwerk: netwerk.aantal_scholen))
