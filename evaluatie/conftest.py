"""The clock, the worker and the mailbox of the tests about mails."""

import pytest

from berichten.services import carry_out_due
from evaluatie.services import close_due


@pytest.fixture
def at(time_machine, mailoutbox):
    """Go to a moment, let the worker look, and get the new mails."""

    def go(wanneer):
        time_machine.move_to(wanneer, tick=False)
        before = len(mailoutbox)
        carry_out_due()
        close_due()
        return mailoutbox[before:]

    return go
