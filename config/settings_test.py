"""The settings of the suite: fast hashing, mail in memory, tasks at once. Everything else is the real thing."""

import os
from pathlib import Path

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))  # pytest-xdist
os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-tests-and-nowhere-else-0123456789abcdef")
os.environ.setdefault("DATABASE_URL", "sqlite:///var/test-default.sqlite3")
os.environ.setdefault("LEERNETWERK_BASE_URL", "http://localhost:8000")
os.environ.setdefault("LEERNETWERK_VAR_DIR", f"var/test/{WORKER}")  # not the mails and the queue of `make start`

from config.settings import *  # noqa: E402, F403 - the one place that takes all settings over
from config.settings import CACHES, DATABASES, REDIS_URL, STATIC_ROOT, STORAGES  # noqa: E402

DEBUG = False
SECOND_FACTOR_REQUIRED = False  # tests of it switch it on
RUSTTIJDEN = False  # the suite runs at any hour; the tests about quiet times switch them on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = CELERY_TASK_EAGER_PROPAGATES = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # in memory a second thread fails at once: "table is locked"
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("LEERNETWERK_TEST_DB", "var/test.sqlite3")}
elif template := os.environ.get("LEERNETWERK_TEST_TEMPLATE"):  # migrated once, and copied for every run and worker
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}
if REDIS_URL:  # a cache each, because tests empty it; a broker each, because a worker takes whatever it finds there
    CACHES["default"]["LOCATION"] = f"{REDIS_URL}?db={WORKER + 1}"
    CELERY_BROKER_URL = f"{REDIS_URL}/{WORKER + 9}"
