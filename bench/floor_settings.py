"""The floor: a bare Django project with the same session, the same login and the same database.

Its middleware is what ``django-admin startproject`` writes down, so the ratio shows what we added ourselves.
"""

from config.settings import *  # noqa: F403 - database, cache, session and key are exactly those of the product

INSTALLED_APPS = ["personen", "kern"]
INSTALLED_APPS += [f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "bench.floor"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [BASE_DIR / "bench"]}]  # noqa: F405
