import pytest
from django.conf import settings

from evaluatie.models import Meting
from evaluatie.tasks import close_due_task
from evaluatie.tests.factories import answer_all, make_meting

pytestmark = pytest.mark.django_db


def test_close_due_task_is_in_the_schedule_and_closes(time_machine):
    meting = make_meting(aanwezig=5)
    answer_all(meting, [4] * 5)
    time_machine.move_to(meting.sluit_op)

    for _ in range(2):
        close_due_task.delay()

    assert close_due_task.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert Meting.objects.get().ingevuld == 5
