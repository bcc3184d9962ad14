"""The pages for when something goes wrong. They tell what to do next and nothing about the inside.

Those for 400, 500 and 503 use no database and no person: what broke may be exactly that.
"""

import sys
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader

ONE_HOUR = 60  # minutes
SHOWN = 40  # fields; more is not something that a person typed
HIDDEN_WORDS = ("password", "wachtwoord", "code", "token")


def bad_request(request, exception=None):
    return _plain(request, "400.html", HTTPStatus.BAD_REQUEST)


def server_error(request):
    """503 when the database is what failed: away, restarting or on a full disk. That heals, so say when."""
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        response = _plain(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = "60"
        return response
    return _plain(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _plain(request, template, status):
    return HttpResponse(loader.render_to_string(template, {"request": request}), status=status)


def too_many(request, seconds=60):
    """``seconds``: until it may be tried again. Also said in words, because nobody reads a header."""
    context = {"wanneer": _in_words(seconds)}
    response = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    return response


def _in_words(seconds):
    minutes = -(-seconds // 60)
    if minutes <= 1:
        return "over een minuut"
    if minutes < ONE_HOUR:
        return f"over {minutes} minuten"
    hours = -(-minutes // 60)
    return "over een uur" if hours == 1 else f"over {hours} uur"


def csrf_failure(request, reason=""):
    """The form was open too long, or signing in changed the token. What was typed is on this page, ready to send again.

    Only for a form of our own: what another site sends must not get our token from a friendly button.
    """
    context = {}
    if _is_from_here(request):
        get_token(request)
        velden = _typed(request)
        getypt = [value for _, value in velden if " " in value.strip()]  # not the choices and the numbers
        context = {"velden": velden, "getypt": getypt, "adres": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


def _is_from_here(request):
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _typed(request):
    """(name, value) of what came along; empty when there is a secret in it or when it cannot be read."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, UnreadablePostError):
        return []
    names = [name.lower() for name, _ in fields if name != "csrfmiddlewaretoken"]
    if len(fields) > SHOWN or request.FILES or any(word in name for name in names for word in HIDDEN_WORDS):
        return []
    return [(name, value) for name, value in fields if name != "csrfmiddlewaretoken" and value]
