from urllib.parse import urlencode

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from personen import herbevestigen, tweede_stap


def _go(request, url):
    """A fragment cannot show another page: htmx has to take the whole window there."""
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


class TweedeStapMiddleware:
    """Who must sign in with two steps and took one, reaches nothing but the pages to take the other.

    Closed unless listed: an address that somebody adds later is closed by itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        name = request.resolver_match.view_name
        if not settings.SECOND_FACTOR_REQUIRED or name in settings.SECOND_FACTOR_OPEN:
            return None
        if not request.user.is_authenticated or not tweede_stap.is_required_for(request.user):
            return None
        if tweede_stap.took_two_steps(request):
            return None
        if name in settings.SECOND_FACTOR_AS_ANYONE:
            request.user = AnonymousUser()
            return None
        volgende = {"next": request.get_full_path()} if request.method == "GET" and not request.htmx else {}
        url = reverse("personen:second_factor")
        return _go(request, f"{url}?{urlencode(volgende)}" if volgende else url)


class HerbevestigMiddleware:
    """Sends somebody to «is it you?» and back. Nothing was done yet; a form under way is offered again afterwards."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        volgende = request.get_full_path()
        if request.method == "POST":
            if herbevestigen.keep_post(request):
                volgende = reverse("personen:resume")
            messages.warning(request, "Er is nog niets bewaard. Laat eerst zien dat jij het bent.")
        return _go(request, herbevestigen.get_url(request, volgende))
