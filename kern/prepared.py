"""Querysets that are built and compiled once per process, and from then on only given other values.

Building a queryset with a few filters and counts costs Django several times what the database needs to answer it. On
pages that everybody opens all day the queryset is written once, as always, in a function::

    @prepared
    def _leden(netwerk):
        return Deelname.objects.lid().filter(netwerk=netwerk).order_by("pk")

    _leden(netwerk.pk)  # a list, by one query

The function runs once, with a placeholder for each argument. It may only hand them to ``filter`` and the like: what it
reads itself, such as the clock, would be frozen for as long as the process lives, and is refused where it shows.
An argument named in ``many`` stands for a list: ``@prepared(many=["netwerken"])``, ``filter(netwerk__in=netwerken)``.
``prefetch_related`` is not for here: its queries are built anew every time.
"""

import copy
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from inspect import signature

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models, router

_HOLE = "\x00"  # stands in the SQL where a list will come
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class _Value:
    """Where, among the parameters, the value of an argument goes."""

    name: str


class Placeholder(models.Expression):
    """One argument, as long as it has no value."""

    def __init__(self, name, is_list=False):
        super().__init__()
        self.name, self.is_list = name, is_list

    def as_sql(self, compiler, connection):
        return (f"({_HOLE})" if self.is_list else "%s"), [_Value(self.name)]


class _Prepared:
    """One queryset, compiled for one kind of database."""

    def __init__(self, build, names, many, using):
        queryset = build(*(Placeholder(name, name in many) for name in names))
        if queryset._prefetch_related_lookups:
            raise ImproperlyConfigured(f"{build.__qualname__}: prefetch_related cannot be prepared")
        self.queryset, self.many, self.using = queryset, many, using
        self.compiler = queryset.query.get_compiler(using)
        sql, self.params = self.compiler.as_sql()
        self.pieces = sql.split(_HOLE)
        for value in self.params:
            if isinstance(value, date) or isinstance(value, str) and _MOMENT.match(value):
                raise ImproperlyConfigured(f"{build.__qualname__}: {value} would be frozen; make it an argument")

    def rows(self, values):
        sql, params = self._fill(values)
        compiler = copy.copy(self.compiler)
        compiler.connection, compiler.as_sql = connections[self.using], lambda *args, **kwargs: (sql, params)
        query = copy.copy(self.queryset.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        return list(self.queryset._iterable_class(_Answer(self.queryset, query, self.using)))

    def _fill(self, values):
        adapt = connections[self.using].ops
        params, sql = [], self.pieces[0]
        rest = iter(self.pieces[1:])
        for param in self.params:
            if not isinstance(param, _Value):
                params.append(param)
            elif param.name in self.many:
                chosen = [_adapt(value, adapt) for value in values[param.name]]
                sql += (", ".join(["%s"] * len(chosen)) or "NULL") + next(rest)
                params.extend(chosen)
            else:
                params.append(_adapt(values[param.name], adapt))
        return sql, tuple(params)


class _Answer:
    """What Django's iterables want to know of a queryset."""

    def __init__(self, queryset, query, using):
        self.model, self.query, self.db = queryset.model, query, using
        self._fields, self._known_related_objects = queryset._fields, {}


def _adapt(value, ops):
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return ops.adapt_datefield_value(value)
    return value


def prepared(build=None, *, many=(), names=None):
    """Decorate a function that makes a queryset out of its arguments; calling it then gives the rows as a list.

    ``names``: of the arguments, for a function that takes any number of them.
    """
    if build is None:
        return lambda function: prepared(function, many=many, names=names)
    names, compiled = list(signature(build).parameters) if names is None else names, {}

    @wraps(build)
    def rows(*args):
        using = router.db_for_read(models.Model)
        key = (using, connections[using].vendor)
        if key not in compiled:
            compiled[key] = _Prepared(build, names, frozenset(many), using)
        return compiled[key].rows(dict(zip(names, args, strict=True)))

    return rows


def fill_related(instance, name, rows):
    """Let ``instance.<name>.all()`` be these rows, as ``prefetch_related`` does."""
    queryset = getattr(instance, name).none()
    queryset._result_cache, queryset._prefetch_done = list(rows), True
    instance._prefetched_objects_cache = getattr(instance, "_prefetched_objects_cache", {}) | {name: queryset}
