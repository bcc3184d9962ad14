from http import HTTPStatus

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware as NonceCSPMiddleware
from django.conf import settings
from django.utils.cache import patch_cache_control


class HeadersMiddleware:
    """What every answer says about itself, also an error and a file. Django's own middleware says the rest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # A mail is shown in a box of its own, for which even our own picture comes from elsewhere.
        is_static = request.path.startswith(settings.STATIC_URL) or request.path == "/favicon.ico"
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        # Mail programs show pictures from here; nothing else of ours belongs in the page of another site.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_static else "same-origin")
        if not is_static:
            _keep_to_yourself(request, response)
            _keep_out_of_search(request, response)
        return response


def _keep_to_yourself(request, response):
    """Who is signed in leaves no page behind for the next one at this computer, not even for the back button.

    Nobody's page is shared between people either: every form on it holds somebody's token.
    """
    if "Cache-Control" not in response.headers:
        signed_in = settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}
        patch_cache_control(response, private=True, **({"no_store": True} if signed_in else {"no_cache": True}))
    if _holds_token(request):  # other sites see only where it came from, and so does our own log
        response.headers["Referrer-Policy"] = "strict-origin"


def _keep_out_of_search(request, response):
    """Search engines show the public pages and nothing else."""
    match = request.resolver_match
    is_public = match and not _holds_token(request) and not request.path.startswith(settings.NOINDEX_PATHS)
    if not is_public or response.status_code != HTTPStatus.OK:
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")


def _holds_token(request):
    match = request.resolver_match
    return bool(match and {"token", "key"} & set(match.kwargs))


class CSPMiddleware(NonceCSPMiddleware):
    """The policy of the settings. A page without scripts says that it has none."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        match = request.resolver_match
        if match and match.app_name == "admin":  # Django's own pages, whose script tags have no nonce
            parts.replace = {"script-src": [SELF], **(parts.replace or {})}
        elif not parts.nonce:
            parts.replace = {"script-src": [NONE], **(parts.replace or {})}
        return parts


class RefusedFormMiddleware:
    """A page that shows a form again because the input was wrong says so in its status too.

    Our own views do this themselves; allauth's answer 200.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        context = response.context_data or {}
        forms = (context.get("form"), context.get("webauthn_form"))  # allauth's names
        refused = any(getattr(form, "errors", None) for form in forms)
        if request.method == "POST" and response.status_code == HTTPStatus.OK and refused:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
