"""The environment: one variable, one setting, and .env.example tells the truth."""

import re
from collections import Counter

from config.tests.house import ROOT, python_files

SETTINGS = "\n".join(path.read_text() for path in sorted((ROOT / "config").glob("*.py")))


def test_env_example_lists_exactly_what_the_settings_read():
    read = re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", SETTINGS)
    listed = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(set(read)) == sorted(listed)


def test_every_variable_in_env_example_has_no_value():
    values = re.findall(r"^[A-Z_]+=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert set(values) == {""}


def test_no_variable_feeds_two_settings():
    assigned = Counter(re.findall(r"^\w[^\n]* = .*env\.\w+\(\s*\"([A-Z_]+)\"", SETTINGS, re.MULTILINE))

    assert [name for name, times in assigned.items() if times > 1] == []


def test_nothing_else_reads_the_environment():
    readers = {
        str(path.relative_to(ROOT)) for path in python_files() if re.search(r"os\.(environ|getenv)", path.read_text())
    }

    assert readers == {f"config/{name}.py" for name in ("asgi", "celery", "settings_test", "wsgi")}
