from allauth.account.auth_backends import AuthenticationBackend

from kern.prepared import prepared
from personen.models import Persoon


@prepared
def _find(pk):
    return Persoon.objects.filter(pk=pk)


class Backend(AuthenticationBackend):
    """allauth's, with a prepared query for who is signed in: every page asks it."""

    def get_user(self, user_id):
        persoon = next(iter(_find(user_id)), None)
        return persoon if persoon and self.user_can_authenticate(persoon) else None
