"""What beat runs beside the minutes: every job of its schedule, so that a new one is in the year without asking."""

from functools import cache

from django.conf import settings

from config.celery import app

# The engine looks for these at every minute at which there is something to do.
BY_THE_MINUTE = frozenset({"carry_out_due", "close_due_metingen"})
LEFT_OUT = {
    "register_hartslag": "tells /gezond/ that the planner is there; nobody hears of it",
    "remove_bijlagen": "throws away files; nobody in the year keeps any",
    "remove_wezen": "throws away files; nobody in the year keeps any",
}
LAST = "plan_rondes"  # the oracle does the same right before it


def nightly(has_rounds=True) -> list[str]:
    """Once a night, also what beat runs more often: it works with days, and finds what is due the next time."""
    without = BY_THE_MINUTE | LEFT_OUT.keys() | (set() if has_rounds else {LAST})
    return sorted(
        (name for name in settings.CELERY_BEAT_SCHEDULE if name not in without), key=lambda name: name == LAST
    )


@cache
def load_tasks():
    """Once: every time it checks all models anew, which takes longer than all jobs of a night."""
    app.loader.import_default_modules()


def run(name):
    """As the worker does, at once."""
    load_tasks()
    app.tasks[settings.CELERY_BEAT_SCHEDULE[name]["task"]]()
