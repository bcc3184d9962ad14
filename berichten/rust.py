"""Groups that rest: what is planned for them waits, and nothing is asked of anybody on their behalf.

Higher rooms say which ones, in ``AppConfig.ready()`` (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable

_CONTEXTEN: list[Callable[[], Iterable[str]]] = []
_NAMEN: list[Callable[[object], Iterable[str]]] = []


def register(contexten: Callable[[], Iterable[str]], namen: Callable[[object], Iterable[str]]) -> None:
    """``contexten``: () → every context that rests. ``namen``: (persoon) → the names of the ones of this person.

    Registering twice is once.
    """
    if contexten not in _CONTEXTEN:
        _CONTEXTEN.append(contexten)
        _NAMEN.append(namen)


def resting() -> set[str]:
    """The contexts of which no planned message leaves now."""
    return {context for bron in _CONTEXTEN for context in bron()}


def resting_of(persoon) -> set[str]:
    """The names of the groups of this person of which nothing is asked now."""
    return {naam for bron in _NAMEN for naam in bron(persoon)}
