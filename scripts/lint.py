"""The checks that need nothing but the code."""

import secrets
from pathlib import Path

from scripts.stappen import step

# As on a real server: every warning of Django's deployment check counts.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DJANGO_SECRET_KEY": secrets.token_urlsafe(60),
    "DJANGO_DEBUG": "off",
    "DATABASE_URL": "postgres://leernetwerken@db.invalid/leernetwerken",
    "REDIS_URL": "redis://redis.invalid:6379",
    "EMAIL_URL": "smtp+tls://user:password@mail.invalid:587",
    "LEERNETWERK_BASE_URL": "https://leernetwerken.example",
}


def lint():
    templates = sorted(path for path in Path("templates").rglob("*.html"))
    step("ruff: code", ["ruff", "check", "."])
    step("ruff: opmaak", ["ruff", "format", "--check", "."])
    step("djade: opmaak van templates", ["djade", "--target-version", "5.2", "--check", *templates])
    step("import-linter: richting tussen kamers", ["lint-imports", "--no-cache"])
    check = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    step("Django: instellingen voor productie", check, PRODUCTION)


if __name__ == "__main__":
    lint()
