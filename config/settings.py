"""One settings file for every environment; what differs comes from the environment (see .env.example)."""

from importlib import import_module
from pathlib import Path

from celery.schedules import crontab
from django.contrib.messages import constants as message_level

from config.aanmelden import *  # noqa: F403 - all settings of signing in, and nothing else, are in that module
from config.beveiliging import *  # noqa: F403 - the same for the address of the site and its protection
from config.env import env
from config.limieten import *  # noqa: F403 - and for how often somebody may do something
from config.logs import LOGGING  # noqa: F401 - a setting
from config.sso import *  # noqa: F403 - the same for schoolaccounts

BASE_DIR = Path(__file__).resolve().parent.parent

# --- These and LEERNETWERK_BASE_URL have no default: without them the start stops ----------------
SECRET_KEY = env.str("DJANGO_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("DJANGO_SECRET_KEY_FALLBACKS", default=[])  # earlier ones, after a change
DATABASES = {"default": env.db_url("DATABASE_URL")}

DEBUG = env.bool("DJANGO_DEBUG", default=False)
VAR_DIR = Path(env.str("LEERNETWERK_VAR_DIR", default=str(BASE_DIR / "var")))
VERSION = "1.0"

# --- Rooms, lowest last (docs/architectuur.md) --------------------------------------------------
INSTALLED_APPS = [
    "overzicht",
    "subsidie",
    "evaluatie",
    "leren",
    "bijeenkomsten",
    "werkvormen",
    "fasen",
    "netwerken",
    "berichten",
    "personen",
    "kern",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",  # reads every rules.py
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kern.middleware.HeadersMiddleware",
    "kern.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kern.tracing.RequestLogMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "kern.limieten.LimietMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "personen.middleware.HerbevestigMiddleware",  # inside allauth's, which would send people elsewhere
    "personen.middleware.TweedeStapMiddleware",
    "kern.middleware.RefusedFormMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["kern.templatetags.adres"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_TAGS = {message_level.ERROR: "error"}

# --- Database -----------------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue for at most 20 s instead of failing; readers never wait for a writer.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if not DATABASES["default"].get("DISABLE_SERVER_SIDE_CURSORS"):
        # A query that PostgreSQL was told once (kern/statement.py) is not thought out again for every other value.
        DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c plan_cache_mode=force_generic_plan"

# --- Redis, or nothing at all -------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
REDIS_TRANSPORT_OPTIONS = {
    # A killed worker's task returns after this time; the sweep in berichten recovers sooner.
    "visibility_timeout": 600,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,  # kombu waits forever for a broker that went silent without this
    "socket_keepalive": True,
    "health_check_interval": 30,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "kern.cache.ForgivingRedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "cache"}}
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_TRANSPORT_OPTIONS
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}}
    }
    CELERY_BROKER_URL = "map://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "wachtrij"),
        "data_folder_out": str(VAR_DIR / "wachtrij"),
        "control_folder": str(VAR_DIR / "wachtrij-bediening"),
        "polling_interval": 0.1,
    }

# --- Celery -------------------------------------------------------------------------------------
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SOFT_TIME_LIMIT = 100  # seconds
CELERY_TASK_TIME_LIMIT = 120
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a broker that is away for a night is no reason to stop
# Saving must answer within a second when the broker is away: one quick retry, then the sweep does it.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
CELERY_BEAT_SCHEDULER = "config.celery:Planner"
CELERY_BEAT_SCHEDULE = {
    # every minute: expand what is due into mails per person, then send
    "carry_out_due": {"task": "berichten.carry_out_due", "schedule": 60, "options": {"expires": 50}},
    # every minute: proof of life of worker and planner for /gezond/
    "register_hartslag": {"task": "kern.register_hartslag", "schedule": 60, "options": {"expires": 50}},
    # every ten minutes: close evaluations that are over
    "close_due_metingen": {"task": "evaluatie.close_due", "schedule": 600, "options": {"expires": 500}},
    # every night at 3.40: forget who got a netwerkbrief in past weeks
    "forget_letters": {"task": "berichten.forget_letters", "schedule": crontab(hour=3, minute=40)},
    # every night at 3.30: throw away files that belong to nothing any more
    "remove_wezen": {"task": "bijeenkomsten.remove_wezen", "schedule": crontab(hour=3, minute=30)},
    # the same for files with an aanvraag
    "remove_bijlagen": {"task": "subsidie.remove_wezen", "schedule": crontab(hour=3, minute=35)},
    # every hour: what was not handed in before its round closed, does not take part
    "expire_concepten": {"task": "subsidie.expire_concepten", "schedule": crontab(minute=15)},
    # every night at 3.25: erase aanvragen that are over for seven years, and for two what was never handed in
    "erase_aanvragen": {"task": "subsidie.erase_aanvragen", "schedule": crontab(hour=3, minute=25)},
    # every night at 4.30: what must be done for an aanvraag in two weeks, in three days, or tomorrow
    "remind_datums": {"task": "subsidie.remind_datums", "schedule": crontab(hour=4, minute=30)},
    # every night at 4.35: granted aanvragen that can run do, and since when their criteria ask attention
    "follow_lopend": {"task": "subsidie.follow_lopend", "schedule": crontab(hour=4, minute=35)},
    # every night at 3.50: forget guests of a month ago who did not say that they may be kept
    "forget_gasten": {"task": "bijeenkomsten.forget_gasten", "schedule": crontab(hour=3, minute=50)},
    # every night at 4.10: forget the addresses of leidinggevenden, half a year after the end
    "close_groepsbesluiten": {
        "task": "netwerken.close_groepsbesluiten",
        "schedule": 600,
        "options": {"expires": 500},
    },
    "forget_leidinggevenden": {"task": "netwerken.forget_leidinggevenden", "schedule": crontab(hour=4, minute=10)},
    # every night at 4.15: the pause of a netwerk is over on the day its people chose
    "resume_due": {"task": "netwerken.resume_due", "schedule": crontab(hour=4, minute=15)},
    # every night at 4.20: who waits for a theme: ask once, erase after a year, see whether there are enough people
    "tend_themas": {"task": "netwerken.tend_themas", "schedule": crontab(hour=4, minute=20)},
    # every hour at 20 past: warn a month and a week ahead, then erase what was chosen of netwerken that are over
    "run_clock": {"task": "netwerken.run_clock", "schedule": crontab(minute=20), "options": {"expires": 3000}},
    # every night at 3.45: what facilitators and deelnemers said of werkvormen goes to the figures, where it is enough
    "count_oordelen": {"task": "bijeenkomsten.count_oordelen", "schedule": crontab(hour=3, minute=45)},
    "count_hielp": {"task": "evaluatie.count_hielp", "schedule": crontab(hour=3, minute=55)},
    # every night at 4.25: what all netwerken together answered, of a half year that is over
    "make_beelden": {"task": "evaluatie.make_beelden", "schedule": crontab(hour=4, minute=25)},
    # every night at 4.25: rounds of questions follow the dates of their netwerk
    "plan_rondes": {"task": "evaluatie.plan_rondes", "schedule": crontab(hour=4, minute=25)},
    # every night at 4.00: what was offered more than a week ago is in the next netwerkbrief of the academie
    "remind_academie": {"task": "werkvormen.remind_academie", "schedule": crontab(hour=4, minute=0)},
    # every night at 4.05: what the signalen of the kompas say of every running netwerk
    "measure_netwerken": {"task": "fasen.measure_netwerken", "schedule": crontab(hour=4, minute=5)},
    # every night at 3.20: throw away expired sessions
    "clear_sessions": {"task": "kern.clear_sessions", "schedule": crontab(hour=3, minute=20)},
}

# --- Mail ---------------------------------------------------------------------------------------
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:  # without a mail server mails become files that beheer reads at /beheer/berichten/
    EMAIL_BACKEND = "berichten.backends.MapBackend"
EMAIL_TIMEOUT = 10  # seconds; the lease of the outbox (berichten/services/delivery.py) counts on it
DEFAULT_FROM_EMAIL = env.str("LEERNETWERK_FROM_EMAIL", default="netwerk@leernetwerk.test")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The mail service tells about bounces and complaints at /post/terugmelding/ (berichten/terugmelding.py).
MAIL_WEBHOOK_SERVICE = env.str("MAIL_WEBHOOK_SERVICE", default="")
ANYMAIL = {"WEBHOOK_SECRET": env.str("MAIL_WEBHOOK_SECRET", default="")}

# --- Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- Files --------------------------------------------------------------------------------------
# What people uploaded. No address leads to it: a view asks who may see it (bijeenkomsten/materiaal).
BESTANDEN_DIR = Path(env.str("LEERNETWERK_BESTANDEN_DIR", default=str(VAR_DIR / "bestanden")))
UPLOAD_MAX_BYTES = 10 * 1024 * 1024 + 64 * 1024  # of all files in one request; the form tells the exact limit
FILE_UPLOAD_HANDLERS = [
    "kern.uploads.LimietUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Straight from the source tree, unbuilt: for `make start`. Otherwise `collectstatic` gives every file a name for ever.
WHITENOISE_USE_FINDERS = env.bool("LEERNETWERK_SOURCE_STATIC", default=DEBUG)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BESTANDEN_DIR, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Telling what happens -----------------------------------------------------------------------
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    # Loaded only where errors are sent: it would cost every process 6 MB.
    import_module("config.sentry").start(SENTRY_DSN, VERSION)

# --- Numbers of the domain ----------------------------------------------------------------------
EVALUATIE_MIN_ANTWOORDEN = 5  # fewer completed answers: nothing is shown (fewer and somebody might be recognised)
EVALUATIE_MIN_VERDELING = 10  # fewer: no distribution, only means
AANDACHT_PER_WEEK = 3  # mails a week to one person, beside what is necessary or urgent; the rest is in the netwerkbrief
# Off: mail also leaves in the evening, in weekends and holidays, and as much as there is. For trying things out.
RUSTTIJDEN = env.bool("LEERNETWERK_RUSTTIJDEN", default=True)
