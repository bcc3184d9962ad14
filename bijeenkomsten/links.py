"""Addresses about a meeting that stand in mails and calendars."""

from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse

from berichten.handelingen import link

_signer = signing.Signer(sep="~", salt="bijeenkomsten.ics")


def answer_links(bijeenkomst, persoon) -> tuple[str, str]:
    """One touch: «Ik kom» and «Ik kan niet»."""
    return tuple(link(code, bijeenkomst.pk, persoon.pk) for code in ("aan", "af"))


def ics_link(bijeenkomst, persoon) -> str:
    """The calendar file of one meeting, from a mail and so without logging in. Only reading."""
    token = _signer.sign(f"{bijeenkomst.pk}.{persoon.pk}")
    return settings.BASE_URL + reverse("bijeenkomsten:ics_mail", args=[token])


def read_ics_token(token: str) -> tuple[int, int] | None:
    """Meeting and person of such an address; None when it was made up."""
    try:
        bijeenkomst, persoon = _signer.unsign(token).split(".")
        return int(bijeenkomst), int(persoon)
    except (signing.BadSignature, ValueError):
        return None


def page_link(bijeenkomst) -> str:
    return settings.BASE_URL + bijeenkomst.get_absolute_url()


def map_link(bijeenkomst) -> str:
    """Where it is on a map, or nothing without an address."""
    adres = ", ".join(filter(None, [bijeenkomst.adres, bijeenkomst.plaats])) or bijeenkomst.locatie
    if not (bijeenkomst.heeft_plek and adres):
        return ""
    return "https://www.openstreetmap.org/search?" + urlencode({"query": adres})
