"""How often somebody may do something. The table is in config/limieten.py; this is the counting.

A limit counts in fixed stretches of time, in the cache: two quick operations, exact under many at once. What is
counted is stored under a keyed hash, so that the cache holds no addresses. Without Redis every process counts by
itself (kern/cache.py): the limit becomes wider, never absent.
"""

import ipaddress
import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from kern.foutpaginas import too_many

logger = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Limiet:
    """At most ``aantal`` times in ``seconden``, counted per ``per``.

    ``per``: "ip" (the address of the computer, or of a whole school), "persoon" (who is signed in, else the ip),
    "token" (the link that was followed), the name of a form field such as "email", or two of these: "ip+email".
    """

    aantal: int
    seconden: int
    per: str


def client_ip(request) -> str:
    """The address of the visitor. Of X-Forwarded-For only the part that our own proxies wrote counts."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    for candidate in (passed[-proxies:][:1] if proxies else []) + [request.META.get("REMOTE_ADDR", "")]:
        try:
            address = ipaddress.ip_address(candidate)
        except ValueError:
            continue
        return str(getattr(address, "ipv4_mapped", None) or address)
    return "0.0.0.0"  # noqa: S104 - no address to listen on: a web server on a socket that tells nothing


def wait_for(request, naam: str, limieten, token: str = "") -> int:
    """Count this request for the limits of ``naam``. 0 when it may go on, else the seconds until it may."""
    return max((_count(naam, limiet, _who(request, limiet, token)) for limiet in limieten), default=0)


def _who(request, limiet, token):
    parts = [_part(request, part, token) for part in limiet.per.split("+")]
    return "|".join(parts) if all(parts) else ""


def _part(request, part, token):
    if part == "token":
        return token
    if part == "persoon" and request.user.is_authenticated:
        return f"persoon {request.user.pk}"
    if part in ("ip", "persoon"):
        return _neighbourhood(client_ip(request))
    return request.POST.get(part, "").strip().lower()[:320]


def _neighbourhood(ip):
    """Whoever has IPv6 has a whole street of addresses, so count the street."""
    if ":" not in ip:
        return ip
    return str(ipaddress.ip_network((ip, 64), strict=False))


def _count(naam, limiet, who):
    if not who:
        return 0
    now = time.time()
    stretch = int(now // limiet.seconden)
    what = salted_hmac("kern.limieten", f"{naam}|{limiet}|{stretch}|{who}").hexdigest()
    key = f"limiet:{what}"
    cache.add(key, 0, limiet.seconden)
    try:
        counted = cache.incr(key)
    except ValueError:  # it ended between these two lines
        return 0
    if counted <= limiet.aantal:
        return 0
    if counted == limiet.aantal + 1:
        logger.warning("limit reached: %s per %s", naam, limiet.per)
    return max(1, int((stretch + 1) * limiet.seconden - now) + 1)


def _only_searches(request, naam):
    """A form with a search in it that was sent for the results. Such a form does nothing else then."""
    q = request.POST.get("q", "") if naam in settings.LIMIETEN_ZOEKEN_APART else ""
    return q not in ("", request.POST.get("gezocht", ""))


class LimietMiddleware:
    """Holds back who posts too often, or searches too often, before the view begins."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        naam = request.resolver_match.view_name
        searches = "q" in request.GET if request.method in SAFE else _only_searches(request, naam)
        if searches and naam not in settings.LIMIETEN_ZOEKEN_APART:
            naam, limieten = "zoeken", settings.LIMIETEN_ZOEKEN
        elif searches:
            limieten = settings.LIMIETEN_ZOEKEN_APART[naam]
        elif request.method not in SAFE:
            limieten = settings.LIMIETEN.get(naam, settings.LIMIETEN_OVERIG)
        else:
            return None
        seconds = wait_for(request, naam, limieten, view_kwargs.get("token", ""))
        return too_many(request, seconds) if seconds else None
