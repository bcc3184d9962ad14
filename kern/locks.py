"""One row after the other: how everybody locks."""


def lock_rows(rows, *, skip_locked: bool = False):
    """``rows`` (a manager or queryset), locked until the transaction ends; rows that are joined stay free.

    Somebody else may meanwhile point at a locked row with a key of his own (FOR NO KEY UPDATE). PostgreSQL checks such
    keys at the end of a transaction; if that had to wait for the lock, two who follow one order of locks could still
    wait for each other. ``skip_locked``: leave out what somebody else has. SQLite has one writer and no locks of rows.
    """
    return rows.select_for_update(of=("self",), no_key=True, skip_locked=skip_locked)
