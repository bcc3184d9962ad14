"""Django's sessions in the database, found by a prepared query: reading one is the first thing every page does."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from kern.prepared import prepared
from kern.tijd import nu


@prepared
def _find(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        session = next(iter(_find(self.session_key, nu())), None)
        if session is None:
            self._session_key = None  # as Django does: nobody may choose a key
        return session
