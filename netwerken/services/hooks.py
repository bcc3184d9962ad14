"""What higher rooms want to do when something happens to a netwerk: they add a function in ``AppConfig.ready()``.

Each is called inside the transaction of the service, with the object as it now is (docs/architectuur.md).
"""

from collections.abc import Callable

ON_CREATE: list[Callable] = []  # (netwerk): a netwerk was made
ON_CHANGE: list[Callable] = []  # (netwerk, velden): these fields of a netwerk were changed
ON_JOIN: list[Callable] = []  # (deelname): somebody became active, in any role
ON_STOP: list[Callable] = []  # (netwerk, by): a netwerk was stopped before its time
ON_INTAKE: list[Callable] = []  # (intake): somebody sent it, and said whether a leervraag may come of it
ON_LEAVE: list[Callable] = []  # (netwerk, persoon, by): somebody who took part stopped, in every role
ON_PAUSE: list[Callable] = []  # (netwerk, persoon, by): a deelnemer pauses
ON_DEELNAME: list[Callable] = []  # (deelname, van): its status was written; ``van``: the one before, or ""
ON_START: list[Callable] = []  # (netwerk, reden, by): it is about to begin for the first time; may raise DomainError
ON_REST: list[Callable] = []  # (netwerk, afgelasten, by): the whole netwerk pauses; may raise DomainError
ON_RESUME: list[Callable] = []  # (netwerk, by): the pause of the netwerk is over; by is None when its day came
ON_KLOK: list[Callable] = []  # (netwerk): it ended and the clock of its data runs, or runs to another day
ON_RESTART: list[Callable] = []  # (netwerk, by): it goes on after an end
