"""The floor: a bare Django project with the same database and the same login.

Its middleware, its sessions and its way to find who is signed in are those that ``django-admin startproject`` gives, so
the ratio shows what we added ourselves. The same apps are installed, because models point at each other; a request to
the floor meets none of them.
"""

from config.settings import *  # noqa: F403 - database, cache and key are exactly those of the product

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
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "bench.floor"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [BASE_DIR / "bench"]}]  # noqa: F405 - from the settings above
