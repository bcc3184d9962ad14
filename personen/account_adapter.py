from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from django.shortcuts import redirect

from personen import herbevestigen
from personen.schoolaccount import eerste_keer, hooks


class PersoonAccountAdapter(DefaultAccountAdapter):
    """What this room decides about signing in; berichten adds how mail leaves."""

    def save_user(self, request, user, form, commit=True):
        user.naam = form.cleaned_data["naam"]
        if hasattr(form, "fill_werkplek"):  # who comes from another sign-in fills it in later
            form.fill_werkplek(user)
        return super().save_user(request, user, form, commit)

    def post_login(self, request, user, *, signal_kwargs, **kwargs):
        """All steps of signing in are behind us. Only now may it have consequences, such as taking an invitation."""
        response = super().post_login(request, user, signal_kwargs=signal_kwargs, **kwargs)
        eerste_keer.forget(request)
        verder = hooks.find_next(request, signal_kwargs)
        return redirect(verder) if verder else response

    def get_reauthentication_methods(self, user):
        return herbevestigen.get_methods(user) if user.is_authenticated else []

    def is_reauthentication_required(self, *, app, **kwargs):
        """Our answer is the whole answer. allauth would ask its own question after a yes, and lets everyone through
        who has neither a password nor a second step: so a yes is said by raising what it would raise."""
        if not herbevestigen.is_fresh(self.request):
            raise ReauthenticationRequired
        return False
