import pytest

from kern.log import log
from kern.models import Logregel


@pytest.fixture
def actor(django_user_model):
    return django_user_model.objects.create_user("actor@school.test", naam="Actor")


def test_log_keeps_who_what_and_facts(persoon, actor):
    log(persoon, "personen.persoon.tested", actor=actor, aantal=3)

    regel = Logregel.objects.get()
    assert (regel.actie, regel.actor, regel.object, regel.feiten) == (
        "personen.persoon.tested", actor, persoon, {"aantal": 3},
    )  # fmt: skip
    assert str(regel) == f"personen.persoon.tested ({persoon.pk})"


def test_log_by_the_clock_has_no_actor(persoon):
    assert log(persoon, "x").actor is None


def test_log_outlives_its_actor(persoon, actor):
    regel = log(persoon, "x", actor=actor)

    actor.delete()

    regel.refresh_from_db()
    assert regel.actor is None


def test_newest_line_comes_first(persoon):
    first, second = log(persoon, "a"), log(persoon, "b")

    assert list(Logregel.objects.all()) == [second, first]
