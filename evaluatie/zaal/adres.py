"""The address behind the QR code on the screen: for one round, the same for everybody in the room."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from evaluatie.models import Meting

CODE = "zc"  # of the link that goes with one Zaalcode
GELDIG = timedelta(days=30)  # longer than any round is open
_signer = TimestampSigner(sep="~", salt="evaluatie.zaal")


def make_adres(meting: Meting) -> str:
    return settings.BASE_URL + reverse("evaluatie:zaal", args=[_signer.sign(str(meting.pk))])


def find_zaal(token: str) -> Meting | None:
    """The round of an address that is not forged or too old."""
    try:
        pk = int(_signer.unsign(token, max_age=GELDIG))
    except (BadSignature, ValueError):
        return None
    return Meting.objects.select_related("bijeenkomst", "netwerk").filter(pk=pk, in_zaal=True).first()
