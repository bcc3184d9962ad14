from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired

from personen import herbevestigen


class PersoonAccountAdapter(DefaultAccountAdapter):
    """What this room decides about signing in; berichten adds how mail leaves."""

    def save_user(self, request, user, form, commit=True):
        user.naam = form.cleaned_data["naam"]
        if hasattr(form, "fill_werkplek"):  # who comes from another sign-in fills it in later
            form.fill_werkplek(user)
        return super().save_user(request, user, form, commit)

    def get_reauthentication_methods(self, user):
        return herbevestigen.get_methods(user) if user.is_authenticated else []

    def is_reauthentication_required(self, *, app, **kwargs):
        """Our answer is the whole answer. allauth would ask its own question after a yes, and lets everyone through
        who has neither a password nor a second step: so a yes is said by raising what it would raise."""
        if not herbevestigen.is_fresh(self.request):
            raise ReauthenticationRequired
        return False
