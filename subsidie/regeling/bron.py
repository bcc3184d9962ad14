"""Where a regeling comes from: the files that ship with the product, or the row of a version a round used."""

import json
from functools import cache, lru_cache
from pathlib import Path

from django.apps import apps

from subsidie.regeling.document import Regeling, fingerprint, parse

MAP = Path(__file__).resolve().parent / "inhoud"


@cache
def _read_shipped() -> dict[tuple[str, int], Regeling]:
    regelingen = (parse(json.loads(pad.read_text(encoding="utf-8"))) for pad in sorted(MAP.glob("*.json")))
    return {(regeling.code, regeling.versie): regeling for regeling in regelingen}


@cache
def _by_fingerprint() -> dict[str, Regeling]:
    return {fingerprint(regeling): regeling for regeling in _read_shipped().values()}


def get_shipped(code: str, versie: int | None = None) -> Regeling | None:
    """One version of a regeling that ships with the product, or its newest; None when there is no such one."""
    if versie is None:
        versie = max((nummer for eigen, nummer in _read_shipped() if eigen == code), default=0)
    return _read_shipped().get((code, versie))


def list_shipped() -> tuple[Regeling, ...]:
    """The newest version of each."""
    return tuple(get_shipped(code) for code in sorted({code for code, _ in _read_shipped()}))


def get_regeling(vingerafdruk: str) -> Regeling:
    """The regeling with this fingerprint. The same for ever, so every process reads a row once."""
    return _by_fingerprint().get(vingerafdruk) or _read_row(vingerafdruk)


@lru_cache(maxsize=128)
def _read_row(vingerafdruk):
    rows = apps.get_model("subsidie", "Regelingversie").objects
    return parse(rows.values_list("inhoud", flat=True).get(pk=vingerafdruk))
