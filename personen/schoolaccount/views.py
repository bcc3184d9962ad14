from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from personen.schoolaccount import eerste_keer, services
from personen.schoolaccount.forms import CodeForm, EersteKeerForm
from personen.schoolaccount.geweigerd import Geweigerd, Reden
from personen.schoolaccount.provider import SchoolaccountAdapter


def _get_provider(request, aanbieder):
    try:
        return get_adapter(request).get_provider(request, aanbieder)
    except SocialApp.DoesNotExist:
        raise Http404 from None


@login_not_required
@never_cache
@require_POST
def start(request, aanbieder):
    """To the provider, by a page of ours: a redirect of a form would need a hole in the content security policy."""
    provider = _get_provider(request, aanbieder)
    if request.POST.get("process") == "connect":
        return _start_link(request, provider)
    return _go(request, provider)


@reauthentication_required(app="allauth.socialaccount")
def _start_link(request, provider):
    return _go(request, provider)


def _go(request, provider):
    try:
        response = provider.redirect_from_request(request)
    except Geweigerd as error:
        return render_authentication_error(request, provider, exception=error)
    return render(request, "socialaccount/naar.html", {"aanbieder": provider.name, "url": response.url})


class _Terug(OAuth2CallbackView):
    """allauth's own, which hands on what only the state knows: the nonce, and whose session it was."""

    def _get_state(self, request, provider):
        state, response = super()._get_state(request, provider)
        if state is None:
            return state, response
        self.adapter.nonce = state.get("nonce", "")
        if state["process"] == "connect" and state.get("persoon") != request.user.pk:
            raise Geweigerd(Reden.VERLOPEN, "somebody else is signed in now")
        return state, None


@login_not_required
@never_cache
@require_safe
def terug(request, aanbieder):
    """Back from the provider. Only a browser that went there, and has not been back yet, gets any further."""
    provider = _get_provider(request, aanbieder)
    try:
        if request.GET.get("iss", provider.issuer) != provider.issuer:
            raise Geweigerd(Reden.ANTWOORD, "answer of another issuer")
        return _Terug.adapter_view(SchoolaccountAdapter(request, aanbieder))(request)
    except Geweigerd as error:  # allauth catches most itself, but not while it asks for the addresses
        return render_authentication_error(request, provider, exception=error)


def _nothing_here(request):
    return redirect(settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "account_login")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def nieuw(request):
    """A name and an address; then the code."""
    eerste = eerste_keer.get(request)
    if eerste is None or request.user.is_authenticated:
        return _nothing_here(request)
    voorstel = eerste_keer.get_voorstel(eerste)
    initial = {"naam": eerste.naam, "email": eerste.email, "werkt_hier": True}
    form = EersteKeerForm(request.POST or None, voorstel=voorstel, initial=initial)
    if request.method == "POST" and form.is_valid():
        eerste.naam, eerste.email = form.cleaned_data["naam"], form.cleaned_data["email"]
        eerste.organisatie = voorstel.pk if form.cleaned_data.get("werkt_hier") else None
        try:
            eerste_keer.send_code(request, eerste)
        except DomainError as error:
            form.add_error("email", str(error))
        else:
            return redirect("personen:schoolaccount_code")
    context = {"form": form, "eerste": eerste, "voorstel": voorstel}
    return render(request, "socialaccount/nieuw.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def code(request):
    """The code from the mail; with it the account comes into being."""
    eerste = eerste_keer.get(request)
    if eerste is None or not eerste.code or request.user.is_authenticated:
        return _nothing_here(request)
    if request.POST.get("action") == "resend":
        return _resend(request, eerste)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if eerste_keer.check_code(request, eerste, form.cleaned_data["code"]):
                return eerste_keer.finish(request, eerste)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("account_login")
        if not eerste_keer.is_code_alive(eerste):
            messages.error(request, "Deze code werkt niet meer. Vraag hieronder een nieuwe.")
            return redirect("personen:schoolaccount_nieuw")
        form.add_error("code", "Deze code klopt niet. Kijk nog eens in de mail.")
    context = {"verify_form": form, "eerste": eerste, "can_resend": True}
    return render(request, "socialaccount/code.html", context, status=422 if form.errors else 200)


def _resend(request, eerste):
    try:
        eerste_keer.send_code(request, eerste)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Er gaat een nieuwe code naar je toe.")
    return redirect("personen:schoolaccount_code")


@require_safe
def koppelingen(request):
    """The identities somebody signs in with."""
    accounts = SocialAccount.objects.filter(user=request.user).order_by("pk")
    regels = [(account, services.aanbieder_van(account)) for account in accounts]
    return render(request, "socialaccount/koppelingen.html", {"regels": regels})


@require_POST
@reauthentication_required(app="allauth.socialaccount")
def ontkoppel(request, pk):
    try:
        if services.unlink(request.user, pk):
            messages.success(request, "Dit schoolaccount is ontkoppeld. Je logt er niet meer mee in.")
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("personen:schoolaccount")
