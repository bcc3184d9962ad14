"""Beat keeps nothing on disk and begins with everything once."""

from datetime import UTC, datetime

import pytest
from celery.beat import Service
from django.conf import settings

from config.celery import Planner, app


def test_everything_is_due_at_the_start():
    planner = Planner(app)

    assert planner.schedule.keys() == settings.CELERY_BEAT_SCHEDULE.keys()
    assert {name: entry.is_due()[0] for name, entry in planner.schedule.items()} == dict.fromkeys(
        planner.schedule, True
    )


def test_what_was_done_waits_for_its_time():
    planner = Planner(app)
    entry = planner.schedule["close_due_metingen"]

    due, seconds = planner.reserve(entry).is_due()

    assert not due
    assert seconds == pytest.approx(600, abs=5)
    assert entry.last_run_at == datetime(2000, 1, 1, tzinfo=UTC)


def test_beat_uses_it_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    planner = Service(app, scheduler_cls=app.conf.beat_scheduler).get_scheduler()
    planner.close()

    assert type(planner) is Planner
    assert list(tmp_path.iterdir()) == []
