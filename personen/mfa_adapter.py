"""How allauth's second step behaves here: secrets are encrypted, and the last step stays when it is required."""

import base64
import logging
from functools import lru_cache
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from kern.templatetags.vormgeving import apparaat
from personen import tweede_stap

logger = logging.getLogger(__name__)
NAAM_MAX = 60


@lru_cache
def _fernet(*secrets):
    """Keys of our own out of Django's, so that a secret in the database is worth nothing without the environment."""
    keys = [HKDF(SHA256(), 32, salt=None, info=b"leernetwerken.tweede-stap").derive(text.encode()) for text in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Voor jouw rol zijn twee stappen verplicht en dit is je enige tweede stap. "
        "Voeg eerst een andere toe. Daarna kun je deze weghalen.",
        "cannot_generate_recovery_codes": "Maak eerst een passkey of stel een app in.",
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in je app en typ die.",
        "unverified_email": "Bevestig eerst je mailadres. Daarna kun je een tweede stap instellen.",
    }

    def encrypt(self, text):
        return _fernet(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            fernet = _fernet(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
            return fernet.decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Another DJANGO_SECRET_KEY than it was written with. No code may match, and the pages must still work,
            # because there its owner makes a new one.
            logger.error("personen.secret.unreadable")
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator):
        persoon = authenticator.user
        return not tweede_stap.is_required_for(persoon) or (
            tweede_stap.get_steps(persoon).exclude(pk=authenticator.pk).exists()
        )

    def generate_authenticator_name(self, user, type):
        return apparaat(context.request.headers.get("User-Agent", ""))[:NAAM_MAX]

    def get_public_key_credential_rp_entity(self):
        """The host people type. The Host header is up to who asks; a passkey is for this site only."""
        return {"id": urlsplit(settings.BASE_URL).hostname, "name": "Leernetwerken"}

    def get_totp_issuer(self):
        return "Leernetwerken"
