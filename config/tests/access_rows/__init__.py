"""The rows of the access table, a file per room; test_access_table.py explains the words and knocks on the doors.

A new file here is read by itself.
"""

from importlib import import_module
from pkgutil import iter_modules

from config.tests.access_rows.words import LOGIN_NO, Row

__all__ = ["LOGIN_NO", "ROWS", "Row"]

ROWS = {}
for _module in sorted(module.name for module in iter_modules(__path__)):
    for _row in getattr(import_module(f"{__name__}.{_module}"), "ROWS", ()):
        if _row.name in ROWS:
            raise ValueError(f"Two rows for {_row.name}")
        ROWS[_row.name] = _row
