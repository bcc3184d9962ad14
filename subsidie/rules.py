"""The rules of every topic: django-rules reads this one."""

from subsidie.aanvragen import rules  # noqa: F401 - it adds its permissions
from subsidie.toetsen import rules as toetsen  # noqa: F401
