"""Model instances into PostgreSQL by COPY: ten times as fast as INSERT, and defaults of the models still count."""

import io
import json

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField
from django.utils import timezone

CHUNK = 20_000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy(model, instances):
    """Returns how many. Primary keys are given by the caller, so that others can point at them."""
    fields = [(field, field.attname) for field in model._meta.concrete_fields]
    columns = [field.column for field, _ in fields]
    now, total, lines = timezone.now(), 0, []
    for instance in instances:
        lines.append("\t".join(_value(field, getattr(instance, name), now) for field, name in fields))
        if len(lines) == CHUNK:
            total += _send(model, columns, lines)
            lines = []
    return total + _send(model, columns, lines)


def _value(field, value, now):
    if value is None and (getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)):
        value = now
    if value is None:
        return "\\N"
    if isinstance(field, JSONField):
        value = json.dumps(value)
    return value.translate(ESCAPES) if isinstance(value, str) else str(value)


def _send(model, columns, lines):
    if lines:
        with connection.cursor() as cursor:
            cursor.copy_from(io.StringIO("\n".join(lines) + "\n"), model._meta.db_table, columns=columns)
    return len(lines)


def reset_sequences(models):
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
