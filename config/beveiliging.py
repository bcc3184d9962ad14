"""Where the site lives and how it protects itself. config/settings.py takes it all over (docs/veiligheid.md)."""

from csp.constants import NONCE, NONE, SELF

from config.aanmelden import ALLAUTH_TRUSTED_PROXY_COUNT
from config.env import env

# Where people find this site. Mails link to it, so a wrong value sends everyone to the wrong place.
BASE_URL = env.str("LEERNETWERK_BASE_URL").rstrip("/")
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=[BASE_URL.split("://")[-1].split(":")[0]])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
IS_HTTPS = BASE_URL.startswith("https://")

# Where somebody reports a hole: a mail address or a page. Empty: no /.well-known/security.txt.
SECURITY_CONTACT = env.str("LEERNETWERK_SECURITY_CONTACT", default="")

# --- The line ------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]

# --- Cookies -------------------------------------------------------------------------------------
# With this prefix a browser refuses the cookie unless it came over https, from this very host: no other site under
# the same domain can plant one. Lax, not Strict: who comes from a link in a mail is signed in.
_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessie"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kern.foutpaginas.csrf_failure"

# Addresses that search engines have no business with.
NOINDEX_PATHS = ("/accounts/", "/beheer/", "/d/", "/gezond/", "/mijn/")

# --- What a browser may do with our pages --------------------------------------------------------
SECURE_REFERRER_POLICY = "same-origin"  # kern.middleware is stricter where the address holds a token
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
        "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
    )
)  # fmt: skip
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # Not 'self' and not 'strict-dynamic': a tag that somebody smuggles in has no nonce, and what htmx swaps in
        # may not bring scripts of its own.
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": IS_HTTPS,
    }
}
