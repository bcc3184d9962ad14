"""Reading what somebody wrote as their function. It recognises; it never says that somebody is not."""

import re

# What somebody is called who leads a school, a part of it or an organisation of schools; whole words only.
_TITELS = (
    "rector", "conrector", "prorector", "directeur", "adjunct directeur", "directrice", "adjunct", "directielid",
    "bestuurder", "schoolbestuurder", "bestuursvoorzitter", "lid cvb", "voorzitter cvb", "college van bestuur",
    "schoolleider", "teamleider", "teamleidster", "afdelingsleider", "afdelingshoofd", "sectorleider",
    "sectordirecteur", "locatieleider", "locatiedirecteur", "vestigingsleider", "vestigingsdirecteur",
    "clusterdirecteur", "onderbouwleider", "bovenbouwleider", "bouwleider", "bouwcoördinator", "domeinleider",
    "opleidingsmanager", "onderwijsmanager", "teammanager", "afdelingsmanager", "leidinggevende", "schoolmanager",
    "schoolhoofd", "hoofd der school", "unitleider", "unitdirecteur", "kernteamleider", "algemeen directeur",
    "regiodirecteur",
)  # fmt: skip
# Around such a word, these make it something else: «assistent van de rector».
_ANDERS = (
    "assistent", "assistente", "secretaresse", "secretaris", "secretariaat", "medewerker", "adviseur", "oud",
    "voormalig", "gepensioneerd", "ondersteuner", "aspirant", "kandidaat", "trainee", "stagiair",
)  # fmt: skip


def _make_pattern(woorden):
    return re.compile(rf"\b(?:{'|'.join(woorden)})\b")


_TITEL, _ANDER = _make_pattern(_TITELS), _make_pattern(_ANDERS)


def is_leidinggevende(functie: str) -> bool | None:
    """True when this is a common title of somebody who leads; None for everything else: then a person looks."""
    woorden = " ".join(re.findall(r"\w+", functie.casefold()))
    return True if _TITEL.search(woorden) and not _ANDER.search(woorden) else None
