"""One query of ``kern.prepared``: how the values of this time get into its SQL.

PostgreSQL is told each query once per connection (PREPARE) and from then on gets only the values (EXECUTE). Thinking
out how to answer costs it three times what answering does. Behind a pooler that gives every transaction another
connection this cannot work; Django has a setting for that, DISABLE_SERVER_SIDE_CURSORS, and it goes for this too.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from weakref import WeakKeyDictionary

from django.db import models

HOLE = "\x00"  # stands in the SQL where a list will come
LARGEST = 2**63 - 1  # that a column can hold; a longer number, in an address that somebody made up, finds nothing
_numbers = count(1)
_known = WeakKeyDictionary()  # per connection of PostgreSQL the names it was told


@dataclass(frozen=True)
class Value:
    """Where, among the parameters, the value of an argument goes."""

    name: str
    is_list: bool = False

    def get(self, values, ops):
        value = values[self.name]
        return [_adapt(item, ops) for item in value] if self.is_list else _adapt(value, ops)


def _adapt(value, ops):
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return ops.adapt_datefield_value(value)
    if type(value) is int:
        return max(-LARGEST, min(value, LARGEST))
    return value


def make_statement(connection, name, sql, params):
    """``name``: for the logs of PostgreSQL. ``params``: what is always the same, and a ``Value`` for what is not."""
    remembers = connection.vendor == "postgresql" and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    return _Remembered(name, sql, params) if remembers else _Whole(sql, params)


class _Whole:
    """The SQL, sent whole each time."""

    def __init__(self, sql, params):
        self.pieces, self.params = sql.split(HOLE), params

    def fill(self, connection, values):
        filled, sql, rest = [], self.pieces[0], iter(self.pieces[1:])
        for param in self.params:
            value = param.get(values, connection.ops) if isinstance(param, Value) else param
            if isinstance(param, Value) and param.is_list:
                sql += (", ".join(["%s"] * len(value)) or "NULL") + next(rest)
                filled.extend(value)
            else:
                filled.append(value)
        return sql, tuple(filled)


class _Remembered:
    """The SQL by its name."""

    def __init__(self, name, sql, params):
        self.name = f"p{next(_numbers)}_" + re.sub(r"\W", "", name)
        self.values = [param for param in params if isinstance(param, Value)]
        # What is always the same stays in the SQL, for PostgreSQL chooses by it which index it can use.
        self.constants = [param for param in params if not isinstance(param, Value)]
        params, places = iter(params), count(1)

        def write(found):
            is_value = found[0] == "%s" and isinstance(next(params), Value)
            return f"${next(places)}" if is_value else found[0]

        # A list is one value here: its length does not make it another query.
        self.sql = re.sub("%%|%s", write, sql.replace(f"IN ({HOLE})", "= ANY (%s)"))
        self.call = f"EXECUTE {self.name}" + (f"({', '.join(['%s'] * len(self.values))})" if self.values else "")

    def fill(self, connection, values):
        connection.close_if_health_check_failed()  # Django does so when it asks, and that would be too late
        connection.ensure_connection()
        known = _known.setdefault(connection.connection, set())
        if self.name not in known:
            self._tell(connection)
            known.add(self.name)
        return self.call, tuple(value.get(values, connection.ops) for value in self.values)

    def _tell(self, connection):
        """Past Django's list of queries: it is not one of the page, but of the connection."""
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {self.name} AS {self.sql}", self.constants)
