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
How the values get into the SQL, and that PostgreSQL remembers the query too, is in ``kern/statement.py``.
"""

import re
from datetime import date
from functools import wraps
from inspect import signature

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models, router
from django.db.models.query import FlatValuesListIterable, ValuesListIterable, get_related_populators

from kern.statement import HOLE, Value, make_statement

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")


class Placeholder(models.Expression):
    """One argument, as long as it has no value."""

    def __init__(self, name, is_list=False):
        super().__init__()
        self.name, self.is_list = name, is_list

    def as_sql(self, compiler, connection):
        return (f"({HOLE})" if self.is_list else "%s"), [Value(self.name, self.is_list)]


class _Prepared:
    """One queryset, compiled for one kind of database."""

    def __init__(self, build, names, many, using):
        queryset = build(*(Placeholder(name, name in many) for name in names))
        if queryset._prefetch_related_lookups:
            raise ImproperlyConfigured(f"{build.__qualname__}: prefetch_related cannot be prepared")
        compiler = queryset.query.get_compiler(using)
        sql, params = compiler.as_sql()
        for value in params:
            if isinstance(value, date) or isinstance(value, str) and _MOMENT.match(value):
                raise ImproperlyConfigured(f"{build.__qualname__}: {value} would be frozen; make it an argument")
        self.using = using
        self.statement = make_statement(connections[using], build.__name__, sql, params)
        self.converters = list(compiler.get_converters([column for column, *_ in compiler.select]).items())
        self.make = _find_maker(queryset, compiler, using)

    def rows(self, values):
        connection = connections[self.using]
        sql, params = self.statement.fill(connection, values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found = cursor.fetchall()
        return self.make([self._convert(row, connection) for row in found] if self.converters else found)

    def _convert(self, row, connection):
        """From what the database says to what a field says, such as JSON; on PostgreSQL few fields need it."""
        row = list(row)
        for place, (converters, column) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        return tuple(row)


def _find_maker(queryset, compiler, using):
    """What makes of the rows that which the caller of the queryset would get."""
    if compiler.has_extra_select:
        raise ImproperlyConfigured("distinct() on something else than what it is ordered by cannot be prepared")
    if queryset._iterable_class is FlatValuesListIterable:
        return lambda rows: [row[0] for row in rows]
    if queryset._iterable_class is ValuesListIterable:
        return list
    return _InstanceMaker(compiler, using)


class _InstanceMaker:
    """Instances of the model; as django.db.models.query.ModelIterable, which finds all of this anew for every query."""

    def __init__(self, compiler, using):
        places = compiler.klass_info["select_fields"]
        self.model, self.begin, self.end = compiler.klass_info["model"], places[0], places[-1] + 1
        self.names = [column.target.attname for column, *_ in compiler.select[self.begin : self.end]]
        self.related = get_related_populators(compiler.klass_info, compiler.select, using)
        self.annotations = compiler.annotation_col_map.items()
        self.using = using

    def __call__(self, rows):
        return [self._make(row) for row in rows]

    def _make(self, row):
        instance = self.model.from_db(self.using, self.names, row[self.begin : self.end])
        for related in self.related:
            related.populate(row, instance)
        for name, place in self.annotations:
            setattr(instance, name, row[place])
        return instance


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
