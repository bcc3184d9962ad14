"""kill -9 on a web process in the middle of saving."""

import os
import signal
import threading

import pytest
import requests

from config.tests.storing.groep import until

pytestmark = pytest.mark.storing


def test_killed_halfway_a_post_leaves_nothing_half_saved(wereld):
    """The meeting is inserted, its messages are not yet; then the process is gone and the transaction with it."""
    web = wereld.start_web()
    visitor = wereld.visitor().sign_in()
    answers = []

    def plan():
        try:
            answers.append(visitor.plan("klein", "Storing gedood").status_code)
        except requests.ConnectionError:
            answers.append("line dropped")

    post = threading.Thread(target=plan)
    with wereld.blocked("TRUE", table="berichten_verzending", event="INSERT"):
        post.start()
        wereld.wait_until_blocked()
        before = web.children()
        for child in before:
            os.kill(child, signal.SIGKILL)
        post.join(30)

    assert answers == ["line dropped"]
    wereld.assert_nothing_half_saved(0)
    until(lambda: len(web.children()) == 2 and not set(before) & set(web.children()), about="new processes")
    again = until(lambda: try_to_plan(visitor), about="the site answers again")
    assert again == 302
    wereld.assert_nothing_half_saved(1)


def try_to_plan(visitor):
    try:
        return visitor.plan("klein", "Storing daarna").status_code
    except requests.ConnectionError:
        return None
