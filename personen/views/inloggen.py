from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from personen import herbevestigen, tweede_stap

_WANTED = "tweede_stap_daarna"


@never_cache
@require_safe
def second_factor(request):
    """Why two steps, and how to set the second up; or, for who has one, asks for it. Then on to what was asked."""
    if wanted := get_next_redirect_url(request):
        request.session[_WANTED] = wanted
    if not tweede_stap.is_required_for(request.user) or tweede_stap.took_two_steps(request):
        return redirect(request.session.pop(_WANTED, "mfa_index"))
    if tweede_stap.get_steps(request.user).exists():
        return redirect(herbevestigen.get_url(request, request.path))
    return render(request, "personen/tweede_stap.html")


@never_cache
@require_safe
def resume(request):
    """«Is it you?» was answered while a form was under way: here it is again, one button away."""
    kept = herbevestigen.take_post(request)
    if kept is None:
        return redirect("personen:profile")
    return render(request, "personen/verder.html", {"pad": kept[0], "velden": kept[1]})


class ReauthenticateByCodeView(BaseReauthenticateView):
    """«Is it you?» for who has neither a password nor a second step: a button that mails a code, then the code."""

    template_name = "account/reauthenticate_by_code.html"
    form_class = ConfirmLoginCodeForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.code = herbevestigen.MailedCode.resume(request) if request.user.is_authenticated else None

    def post(self, request, *args, **kwargs):
        if "stuur" in request.POST or not self.code:
            return self._send()
        return super().post(request, *args, **kwargs)

    def _send(self):
        persoon = self.request.user
        if not ratelimit.consume(self.request, action="request_login_code", key=persoon.email):
            return ratelimit.respond_429(self.request)
        herbevestigen.MailedCode(self.request).send()
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"code": self.code.code if self.code else ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_verstuurd": bool(self.code)}

    def form_invalid(self, form):
        if self.code.record_invalid_attempt():
            return super().form_invalid(form)
        messages.error(self.request, "Dat was drie keer een verkeerde code. Vraag een nieuwe.")
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))

    def form_valid(self, form):
        self.code.finish()
        return super().form_valid(form)


reauthenticate_by_code = never_cache(ReauthenticateByCodeView.as_view())


def gone(request):
    """An address of allauth that we do not use."""
    raise Http404


@require_safe
def to_overview(request):
    return redirect("mfa_index")
