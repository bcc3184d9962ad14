"""What a provider tells about somebody, reduced to the little we need. Entree and SURFconext use other names for it."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kern.forms import clean_line
from personen.schoolaccount.geweigerd import Geweigerd, Reden

# SocialAccount.uid holds 191 characters. No known subject needs more, or other characters than these.
SUBJECT = re.compile(r"[A-Za-z0-9._~@:/+=|!#-]{1,191}")
BRIN = re.compile(r"[0-9]{2}[A-Z]{2}([0-9]{2})?")
MAX_NAAM, MAX_ORGANISATIE, MAX_EMAIL = 120, 200, 254
WERKT_OP_SCHOOL = ("employee", "staff")
AFFILIATION = (
    "eduPersonAffiliation",
    "eduperson_affiliation",
    "edu_person_affiliations",
    "eduPersonScopedAffiliation",
    "eduperson_scoped_affiliation",
    "edu_person_scoped_affiliations",
)
BRIN_CLAIMS = ("nlEduPersonHomeOrganizationId", "nleduperson_home_organization_id")
ORGANISATIE = (
    "nlEduPersonHomeOrganization",
    "nleduperson_home_organization",
    "schac_home_organization",
    "schacHomeOrganization",
)
EMAIL = ("email", "mail")
NAAM = ("name",)
VOORNAAM, ACHTERNAAM = ("given_name", "givenName"), ("family_name", "sn")


@dataclass(frozen=True)
class Identiteit:
    """Somebody at a provider. ``naam`` and ``email`` are only suggestions for a form, never stored as they come."""

    sub: str
    affiliatie: str
    brin: str = ""
    organisatie: str = ""
    naam: str = ""
    email: str = ""

    @property
    def to_store(self) -> dict:
        """The only claims that are kept, beside issuer and subject."""
        return {"affiliatie": self.affiliatie, "brin": self.brin, "organisatie": self.organisatie}


def read(id_token: dict, userinfo: dict) -> Identiteit:
    """Who signed in. What the signed token says wins from what userinfo says.

    Raises Geweigerd for claims of the wrong kind, and for who does not work at a school.
    """
    if userinfo and userinfo.get("sub") != id_token["sub"]:
        raise Geweigerd(Reden.ANTWOORD, "userinfo of somebody else")
    if not SUBJECT.fullmatch(id_token["sub"]):
        raise Geweigerd(Reden.ANTWOORD, "subject")
    claims = userinfo | id_token
    voluit = _one(claims, NAAM) or f"{_one(claims, VOORNAAM)} {_one(claims, ACHTERNAAM)}"
    brin = _one(claims, BRIN_CLAIMS).upper()
    return Identiteit(
        sub=id_token["sub"],
        affiliatie=_read_affiliatie(claims),
        brin=brin if BRIN.fullmatch(brin) else "",
        organisatie=clean_line(_one(claims, ORGANISATIE))[:MAX_ORGANISATIE],
        naam=clean_line(voluit)[:MAX_NAAM],
        email=_read_email(claims),
    )


def _many(claims, names):
    """All values of the first claim there is; a school may send one text or a list of them."""
    for name in names:
        value = claims.get(name)
        if value is None or value == []:
            continue
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in values):
            raise Geweigerd(Reden.ANTWOORD, f"kind of {name}")
        return values
    return []


def _one(claims, names):
    """The value of a claim that can only say one thing; when it says more, nothing."""
    values = _many(claims, names)
    return values[0] if len(values) == 1 else ""


def _read_affiliatie(claims):
    """«employee» or «staff», also written «employee@school.nl». Who is both pupil and staff works there."""
    found = [value.partition("@")[0].strip().lower() for value in _many(claims, AFFILIATION)]
    for affiliatie in WERKT_OP_SCHOOL:
        if affiliatie in found:
            return affiliatie
    raise Geweigerd(Reden.LEERLING, "affiliation") if found else Geweigerd(Reden.ONBEKEND, "no affiliation")


def _read_email(claims):
    email = _one(claims, EMAIL).strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email if len(email) <= MAX_EMAIL else ""
