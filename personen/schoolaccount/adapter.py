"""Where allauth asks what to do with somebody who came back from a provider."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render

from kern.errors import DomainError
from personen.schoolaccount import eerste_keer, services, web
from personen.schoolaccount.geweigerd import Geweigerd, Reden

logger = logging.getLogger(__name__)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None):
        """The providers of the environment, found by name or by issuer. The table of allauth is not read."""
        apps = [
            SocialApp(provider="openid_connect", **app)
            for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        ]
        names = [(app.provider_id, app.settings["server_url"].rstrip("/")) for app in apps]
        return [app for app, known in zip(apps, names, strict=True) if provider is None or provider in known]

    def get_requests_session(self):
        return web.VoorzichtigeSessie()

    def pre_social_login(self, request, sociallogin):
        """Three roads: link, sign in with a known identity (allauth does that), or get to know a new one."""
        sociallogin.token = None  # not for the session either
        if sociallogin.state["process"] == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(self._link(request, sociallogin))
        if sociallogin.is_existing:
            return
        if request.user.is_authenticated:
            messages.info(request, "Je bent al ingelogd. Hier kun je je schoolaccount koppelen.")
            raise ImmediateHttpResponse(redirect("personen:schoolaccount"))
        eerste_keer.begin(request, sociallogin)
        raise ImmediateHttpResponse(redirect("personen:schoolaccount_nieuw"))

    @staticmethod
    def _link(request, sociallogin):
        try:
            is_new = services.link(request.user, sociallogin.account)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            naam = sociallogin.provider.name
            messages.success(
                request,
                f"Je schoolaccount is gekoppeld. Je kunt voortaan inloggen met {naam}."
                if is_new
                else "Dit schoolaccount was al gekoppeld.",
            )
        return redirect("personen:schoolaccount")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Every way in which it did not work ends in a page of our own; the log gets words, never what came in."""
        state = (extra_context or {}).get("state")
        # Some providers forget the state when somebody cancels. Nothing happened, so that is no reason to be strict.
        if error == AuthError.CANCELLED or (not state and request.GET.get("error") == "access_denied"):
            messages.info(request, f"Je bent gestopt met inloggen bij {provider.name}. Er is niets veranderd.")
            terug = "personen:schoolaccount" if request.user.is_authenticated else "account_login"
            raise ImmediateHttpResponse(redirect((state or {}).get("next") or terug))
        if not isinstance(exception, Geweigerd):
            reden = Reden.ANTWOORD if state else Reden.VERLOPEN
            exception = Geweigerd(reden, "error at provider" if state else "state")
        logger.warning("schoolaccount %s refused: %s", provider.slug, exception)
        context = {"aanbieder": provider.name, "reden": exception.reden}
        raise ImmediateHttpResponse(render(request, "socialaccount/niet_gelukt.html", context, status=403))
