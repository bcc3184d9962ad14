"""The floor: a bare Django project with the same session, the same login and the same database.

Its middleware is what ``django-admin startproject`` writes down, so the ratio shows what we added ourselves. The same
apps are installed, because models point at each other; a request to the floor meets none of them.
"""

from config.settings import *  # noqa: F403 - database, cache, session and key are exactly those of the product

INSTALLED_APPS = ["bench.floor_apps.AccountConfig" if app == "allauth.account" else app for app in INSTALLED_APPS]  # noqa: F405 - from the settings above
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
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [BASE_DIR / "bench"]}]  # noqa: F405 - from the settings above
