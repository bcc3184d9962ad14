"""A worker that is asked to stop finishes what it has in its hands, and leaves the rest to others at once.

Without this it goes on for as long as a task may take, and whoever runs it loses patience and kills it.
"""

import mmap

# One byte that the children of a prefork worker share with their parent. Without a lock: who is killed while
# holding one would stop all the others.
_asked = mmap.mmap(-1, 1)


def ask() -> None:
    """From now on ``is_asked`` says yes, in every process forked from this one after the import."""
    _asked[0] = 1


def is_asked() -> bool:
    return _asked[0] == 1


def forget() -> None:
    """Start anew."""
    _asked[0] = 0
