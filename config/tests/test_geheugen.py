"""What every process carries is what every request needs; heavy packages come when somebody asks for them."""

import os
import subprocess
import sys

PROGRAM = """
import sys
import config.wsgi, config.celery
from django.urls import get_resolver
get_resolver().url_patterns
print(" ".join(sorted({"openpyxl", "sentry_sdk", "weasyprint"} & sys.modules.keys())))
"""


def test_a_process_starts_without_the_heavy_packages():
    env = {name: value for name, value in os.environ.items() if name != "SENTRY_DSN"}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)  # noqa: S603 - our own text

    assert done.stdout.split() == []
