"""The public holidays of the Netherlands, by the ``holidays`` package."""

import sys
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec

_COUNTRIES = "holidays.countries"


def _import_netherlands():
    """Without the other 250 countries, which the package would import with it: 8 MB a process, within a request."""
    known = sys.modules.get(_COUNTRIES)
    if known is None:
        sys.modules[_COUNTRIES] = module_from_spec(find_spec(_COUNTRIES))  # the package, not executed
    try:
        from holidays.countries.netherlands import Netherlands  # noqa: PLC0415 - only now
    finally:
        if known is None:
            del sys.modules[_COUNTRIES]  # who wants another country, imports them all
    return Netherlands


_Netherlands = _import_netherlands()


@cache
def find_feestdagen(jaar: int) -> dict[date, str]:
    """Dutch name per day: the national holidays and Good Friday, when many schools are closed."""
    return dict(_Netherlands(years=jaar, language="nl"))
