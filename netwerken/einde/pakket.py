"""Files to take along: for the group what may be kept together, for one person what this person wrote."""

import io
import json
import zipfile

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from kern.export import make_csv
from netwerken.einde.soorten import EXPORTEREN, Stuk, alle_soorten

LEES = """Dit is wat het netwerk “{naam}” meegeeft.

Elk bestand is een lijst die je opent met Excel. Er staat alleen in wat de groep
samen maakte of wat iemand met de groep deelde. Intakes, gesprekken met leiding-
gevenden, redenen en losse antwoorden zitten er niet in: die zijn van één persoon.
"""


def make_pakket(netwerk, keuzes: dict[str, str]) -> bytes:
    """A ZIP with a list per kind that was chosen to go along; the page of the netwerk always does."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("lees-mij.txt", LEES.format(naam=netwerk.naam))
        for soort in alle_soorten():
            if soort.lijst and (keuzes.get(soort.code) == EXPORTEREN or soort.code == "netwerk"):
                zip_.writestr(f"{soort.code}.csv", make_csv(soort.lijst(netwerk)))
    return uit.getvalue()


def read_eigen(netwerk, persoon) -> list[tuple[object, list[Stuk]]]:
    """Of each kind what this person wrote, without the kinds of which there is nothing."""
    alles = [(soort, list(soort.toon(netwerk, persoon))) for soort in alle_soorten() if soort.toon]
    return [(soort, stukken) for soort, stukken in alles if stukken]


def make_eigen(netwerk, persoon) -> bytes:
    """The same as JSON, that other programs read too."""
    data = {
        "netwerk": netwerk.naam,
        "van": persoon.naam,
        "gegevens": [
            {"soort": soort.naam, "stukken": [{"kop": stuk.kop, "tekst": stuk.tekst} for stuk in stukken]}
            for soort, stukken in read_eigen(netwerk, persoon)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def send_file(data: bytes, naam: str, soort: str) -> HttpResponse:
    """A download that no cache keeps."""
    response = HttpResponse(data, content_type=soort)
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    patch_cache_control(response, private=True, no_store=True)
    return response
