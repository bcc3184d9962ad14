from datetime import timedelta

import pytest

from kern.sessies import SessionStore
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def make_session(**inhoud):
    session = SessionStore()
    session.update(inhoud)
    session.save()
    return session


def test_session_is_found_by_one_query(django_assert_num_queries):
    key = make_session(kleur="groen").session_key

    with django_assert_num_queries(1):
        assert SessionStore(key)["kleur"] == "groen"


def test_session_shows_what_was_written_in_between():
    session = make_session(kleur="groen")
    assert SessionStore(session.session_key)["kleur"] == "groen"

    session["kleur"] = "amber"
    session.save()

    assert SessionStore(session.session_key)["kleur"] == "amber"


def test_session_that_is_over_is_empty_and_its_key_is_not_used_again():
    session = make_session(kleur="groen")
    session.model.objects.update(expire_date=nu() - timedelta(seconds=1))

    later = SessionStore(session.session_key)

    assert dict(later.items()) == {}
    assert later.session_key is None


def test_nobody_chooses_a_key():
    gekozen = SessionStore("0123456789abcdef0123456789abcdef")
    gekozen["kleur"] = "groen"
    gekozen.save()

    assert gekozen.session_key != "0123456789abcdef0123456789abcdef"
    assert SessionStore("0123456789abcdef0123456789abcdef").get("kleur") is None
