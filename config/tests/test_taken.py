"""docs/taken.md tells of every task what happens when it runs twice or not at all."""

from django.conf import settings

from config.celery import app


def test_every_task_is_explained():
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if not name.startswith("celery.")}
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    text = (settings.BASE_DIR / "docs/taken.md").read_text()

    assert scheduled <= ours
    assert {name for name in ours if f"| `{name}` |" not in text} == set()
