"""What is paid in parts. No database."""

from collections.abc import Sequence

from subsidie.regeling.document import HEEL, Betaling


def split_bedrag(bedrag: int, betalingen: Sequence[Betaling]) -> list[int]:
    """Eurocents per part; the last part is what is left, so that together they are the whole."""
    delen = [bedrag * betaling.procent // HEEL for betaling in betalingen[:-1]]
    return [*delen, bedrag - sum(delen)]
