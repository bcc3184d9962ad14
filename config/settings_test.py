"""The settings of the suite: fast hashing, mail in memory, tasks at once. Everything else is the real thing."""

import os

os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-tests-and-nowhere-else-0123456789abcdef")
os.environ.setdefault("DATABASE_URL", "sqlite:///var/test-default.sqlite3")
os.environ.setdefault("LEERNETWERK_BASE_URL", "http://localhost:8000")

from config.settings import *  # noqa: E402, F403 - the one place that takes all settings over
from config.settings import CACHES, DATABASES, REDIS_URL, STORAGES  # noqa: E402

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = CELERY_TASK_EAGER_PROPAGATES = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
if not REDIS_URL:  # in-memory SQLite fails threads at once with "table is locked": use a file
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("LEERNETWERK_TEST_DB", "var/test.sqlite3")}
CACHES["default"].setdefault("KEY_PREFIX", "test")
