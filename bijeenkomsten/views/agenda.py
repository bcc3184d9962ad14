"""Somebody's own calendar: the page to make, copy, renew and stop it, and the file itself."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bijeenkomsten import ical, services
from bijeenkomsten.access import get_agendalink
from bijeenkomsten.models import Agendalink, Bijeenkomst


@never_cache
@require_safe
def agendalink(request):
    context = {
        "link": Agendalink.objects.filter(persoon=request.user).first(),
        "komend": Bijeenkomst.objects.for_persoon(request.user).aankomend().select_related("netwerk")[:5],
    }
    return render(request, "bijeenkomsten/agendalink.html", context)


@require_POST
def agendalink_make(request):
    services.make_agendalink(request.user)
    messages.success(request, "Je hebt een nieuwe agendalink. Een oude werkt niet meer.")
    return redirect("bijeenkomsten:agendalink")


@require_POST
def agendalink_stop(request):
    services.stop_agendalink(request.user)
    messages.success(request, "Je agendalink werkt niet meer.")
    return redirect("bijeenkomsten:agendalink")


@login_not_required  # calendars fetch it without logging in; the random token is the key
@require_safe
def feed(request, token):
    link = get_agendalink(token)
    data = ical.make_feed(Bijeenkomst.objects.for_feed(link.persoon))
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response)
