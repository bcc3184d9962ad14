"""Why somebody did not get in with a schoolaccount. The reason is a word for the page and for the log."""

from enum import StrEnum

from allauth.socialaccount.providers.base import ProviderException


class Reden(StrEnum):
    ANTWOORD = "antwoord"  # the provider said something that cannot be true
    ONBEREIKBAAR = "onbereikbaar"  # it did not answer, not in time, or not with an answer
    VERLOPEN = "verlopen"  # this browser did not ask for it, or too long ago
    LEERLING = "leerling"  # signed in, but not as somebody who works at a school
    ONBEKEND = "onbekend"  # signed in, but the school does not say as what


class Geweigerd(ProviderException):  # noqa: N818 - what happened; allauth turns its base class into a page
    def __init__(self, reden: Reden, detail: str):
        """``detail`` goes to the log: a fixed word that says which check failed, never something that came in."""
        super().__init__(f"{reden}: {detail}")
        self.reden, self.detail = reden, detail
