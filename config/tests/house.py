"""Where the code of the house is, for tests that read it."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = [app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()]


def python_files(*folders):
    """Every Python file that runs for users: not the tests, not what Django generated."""
    for folder in folders or [*ROOMS, "config"]:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts):
                yield path


def views():
    """The files with views: ``views.py``, or the package it grew into."""
    return [path for path in python_files(*ROOMS) if path.stem == "views" or path.parent.name == "views"]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def nodes(path):
    return ast.walk(ast.parse(path.read_text()))


def place(path, line):
    return f"{path.relative_to(ROOT)}:{line}"
