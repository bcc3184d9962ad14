"""allauth's pages with a passkey, where its own answer would leave people somewhere else than they were."""

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import views
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from kern.locks import lock_rows
from personen.models import Persoon


def _again(view, form, url):
    """Back to the page with the button: a passkey is asked for anew each time."""
    for error in form.errors.get("credential", []):
        messages.error(view.request, error)
    return HttpResponseRedirect(passthrough_next_redirect_url(view.request, url, REDIRECT_FIELD_NAME))


class AddView(views.AddWebAuthnView):
    def get_context_data(self, **kwargs):
        """Ask for a key that can stand alone: it knows its owner, who must open it with a finger, a face or a code."""
        context = super(views.AddWebAuthnView, self).get_context_data(**kwargs)
        return context | {"js_data": {"creation_options": auth.begin_registration(self.request.user, True)}}


class LoginView(views.LoginWebAuthnView):
    def form_invalid(self, form):
        return _again(self, form, reverse("account_login"))


class ReauthenticateView(views.ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        return _again(self, form, self.request.path)


class RemoveView(views.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        with transaction.atomic():
            # Two keys that go at the same moment must not both think that the other stays.
            list(lock_rows(Persoon.objects).filter(pk=self.request.user.pk))
            if not get_adapter().can_delete_authenticator(self.object):
                form.add_error(None, get_adapter().error_messages["cannot_delete_authenticator"])
                return self.form_invalid(form)
            return super().form_valid(form)


add = AddView.as_view()
login = LoginView.as_view()
reauthenticate = ReauthenticateView.as_view()
remove = RemoveView.as_view()
