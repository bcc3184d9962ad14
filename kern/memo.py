"""Remember what a pure function gave: the same arguments, the same text, for as long as the process lives.

Only for what depends on nothing but its arguments, so no write can make it untrue, and only for arguments that are
public. Under DEBUG nothing is remembered: whoever edits a template wants to see it.
"""

from functools import lru_cache, wraps

from django.conf import settings


def memo(function=None, *, size=512):
    if function is None:
        return lambda decorated: memo(decorated, size=size)
    remembered = lru_cache(maxsize=size)(function)

    @wraps(function)
    def call(*args):
        return function(*args) if settings.DEBUG else remembered(*args)

    return call
