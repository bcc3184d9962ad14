"""The rules of every topic: django-rules reads this one."""

from subsidie.aanvragen import rules as aanvragen  # noqa: F401 - they add their permissions
from subsidie.beoordeling import rules as beoordeling  # noqa: F401
from subsidie.besluit import rules as besluit  # noqa: F401
from subsidie.lopend import rules as lopend  # noqa: F401
from subsidie.regeling import rules as regeling  # noqa: F401
from subsidie.toetsen import rules as toetsen  # noqa: F401
from subsidie.verantwoording import rules as verantwoording  # noqa: F401
