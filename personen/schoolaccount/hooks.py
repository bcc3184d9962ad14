"""What higher rooms do when somebody signed in with a schoolaccount for a purpose: they add a function in ``ready()``.

Each gets (request, doel) and returns where to go, or None when the purpose is not theirs (docs/architectuur.md).
"""

from collections.abc import Callable

ON_SIGNED_IN: list[Callable] = []


def find_next(request, signal_kwargs) -> str | None:
    """Carry out the purpose of the sign-in that just succeeded, if it had one."""
    sociallogin = (signal_kwargs or {}).get("sociallogin")
    data = (sociallogin.state.get("data") if sociallogin else signal_kwargs) or {}
    doel = data.get("doel")
    return next(filter(None, (hook(request, doel) for hook in ON_SIGNED_IN)), None) if doel else None
