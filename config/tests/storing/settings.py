"""Everything as in production, except that the clock ticks faster: what waits a minute there waits a second here."""

import os

from config.settings import *  # noqa: F403 - the product as it is, that is the point
from config.settings import CELERY_BEAT_SCHEDULE, LIMIETEN

# One second, so a claim ends after twelve seconds instead of two minutes; longer where a test holds a worker still.
EMAIL_TIMEOUT = int(os.environ.get("STORING_EMAIL_TIMEOUT", "1"))
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": entry["schedule"] / 60} if isinstance(entry["schedule"], int) else entry
    for name, entry in CELERY_BEAT_SCHEDULE.items()
}
# Two who save without pause stand for a whole country.
LIMIETEN = {**LIMIETEN, "bijeenkomsten:create": []}
