"""allauth's OpenID Connect provider, with the checks that it leaves out.

allauth does the state, PKCE and the exchange of the code.
"""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import get_random_string

from personen.models import Persoon
from personen.schoolaccount import claims, idtoken, web
from personen.schoolaccount.geweigerd import Geweigerd, Reden

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
MAX_DOEL = 300


class SchoolaccountAdapter(OpenIDConnectOAuth2Adapter):
    """Talks to one provider during one request. ``nonce`` is set by the view that received the answer."""

    nonce = ""

    @property
    def openid_config(self):
        """The discovery document, of the issuer we were told about and with only its own addresses."""
        if not hasattr(self, "_openid_config"):
            issuer = self.get_provider().issuer
            if not web.is_safe(issuer):
                raise Geweigerd(Reden.ONBEREIKBAAR, "issuer is not https")
            found = self._get(f"{issuer}/.well-known/openid-configuration")
            if found.get("issuer") != issuer:
                raise Geweigerd(Reden.ANTWOORD, "discovery of another issuer")
            for name in ENDPOINTS:
                if web.origin(found.get(name)) != web.origin(issuer):
                    raise Geweigerd(Reden.ANTWOORD, f"{name} elsewhere")
            self._openid_config = found
        return self._openid_config

    @staticmethod
    def _get(url, **headers):
        with web.VoorzichtigeSessie() as session:
            return session.get(url, headers=headers).json()

    @property
    def basic_auth(self):
        """In the form when they take that: an id with a colon in it breaks the header."""
        return "client_secret_post" not in (self.openid_config.get("token_endpoint_auth_methods_supported") or [])

    def get_callback_url(self, request, app):
        return settings.BASE_URL + reverse("personen:schoolaccount_terug", args=[self.provider_id])

    def parse_token(self, data):
        if not isinstance(data["access_token"], str):
            raise Geweigerd(Reden.ANTWOORD, "kind of access_token")
        return SocialToken(token=data["access_token"])

    def complete_login(self, request, app, token, **kwargs):
        provider = self.get_provider()
        id_token = idtoken.verify(
            kwargs["response"].get("id_token"),
            jwks=self._get(self.openid_config["jwks_uri"]),
            issuer=provider.issuer,
            client_id=app.client_id,
            nonce=self.nonce,
        )
        userinfo = self._get(self.openid_config["userinfo_endpoint"], Authorization=f"Bearer {token.token}")
        return provider.sociallogin_from_identiteit(claims.read(id_token, userinfo))


class SchoolaccountProvider(OpenIDConnectProvider):
    oauth2_adapter_class = SchoolaccountAdapter
    pkce_enabled_default = True

    @property
    def issuer(self):
        return self.app.settings["server_url"].rstrip("/")

    @property
    def sub_id(self):
        """What SocialAccount.provider holds. With ``uid`` it is unique: an identity is issuer and subject."""
        return self.issuer

    @property
    def slug(self):
        return self.app.provider_id

    def serialize(self):
        return {"id": self.app.provider_id}

    def get_default_scope(self):
        return ["openid", "profile", "email"]

    def get_redirect_from_request_kwargs(self, request):
        """Why somebody goes there: to sign in or to link. Nothing else can be asked for from outside.

        The purpose (``doel``) is a signed token, such as that of an invitation; a higher room knows what it means.
        """
        is_link = request.POST.get("process") == "connect" and request.user.is_authenticated
        return {
            "process": "connect" if is_link else "login",
            "next_url": get_next_redirect_url(request),
            "data": {"doel": request.POST.get("doel", "")[:MAX_DOEL]},
            "persoon": request.user.pk,
        }

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        nonce = get_random_string(32)
        return super().redirect(request, process, next_url, data, auth_params={"nonce": nonce}, nonce=nonce, **kwargs)

    def sociallogin_from_identiteit(self, identiteit):
        account = SocialAccount(provider=self.sub_id, uid=identiteit.sub, extra_data=identiteit.to_store)
        login = SocialLogin(provider=self, account=account, user=Persoon())
        login.identiteit = identiteit
        return login
