"""Which school holidays a municipality has. Some provinces are divided, and so are a few municipalities."""

import json
import re
from functools import cache
from pathlib import Path

from personen.models import Provincie, Vakantieregio

_FILE = Path(__file__).resolve().parent / "vakantieregios.json"
_PROVINCIES = {label.casefold(): value for value, label in Provincie.choices if value != Provincie.LANDELIJK}
_PROVINCIES |= {"friesland": "fryslan", "fryslan": "fryslan"}


@cache
def _table():
    return json.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _gemeenten():
    """(province, municipality) → region; empty for a municipality that is divided itself."""
    table = _table()
    known = {(p, _key(g)): regio for p, rows in table["gemeenten"].items() for g, regio in rows.items()}
    return known | {(p, _key(g)): "" for p, names in table["verdeeld"].items() for g in names}


def _key(gemeente):
    return re.sub(r"\(.*\)|[^\w]+", " ", gemeente.casefold()).strip()


def provincie(text: str) -> str:
    """«Noord-Brabant» as we store it; empty for what is no Dutch province."""
    return _PROVINCIES.get(text.casefold(), "")


def vakantieregio(kolom: str, provincie: str, gemeente: str) -> str:
    """What the file says, or else what the regulation says of the municipality; empty when that is not certain."""
    words = kolom.casefold().split()
    if words and words[-1] in Vakantieregio.values:
        return words[-1]
    if not gemeente:  # the province alone decides only when no municipality in it differs
        divided = {p for p, _ in _gemeenten()}
        return "" if provincie in divided else _table()["provincies"].get(provincie, "")
    found = _gemeenten().get((provincie, _key(gemeente)))
    return _table()["provincies"].get(provincie, "") if found is None else found
