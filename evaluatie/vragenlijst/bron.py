"""Where a questionnaire comes from: the files that ship with the product, or a row of the database."""

import json
from functools import cache, lru_cache
from pathlib import Path

from django.apps import apps

from evaluatie.vragenlijst.document import Document, fingerprint, parse

MAP = Path(__file__).resolve().parent.parent / "inhoud"

BIJEENKOMST = "bijeenkomst"
NULMETING = "nulmeting"
BAROMETER = "barometer"
ZELFEVALUATIE = "zelfevaluatie"
EINDMETING = "eindmeting"
NAMETING = "nameting"
SPREKER = "spreker"
LEERVORMEN = "leervormen"
QUIZ = "quiz"


@cache
def _read_shipped() -> dict[tuple[str, int], Document]:
    documenten = (parse(json.loads(pad.read_text(encoding="utf-8"))) for pad in sorted(MAP.glob("*.json")))
    return {(document.code, document.versie): document for document in documenten}


@cache
def _by_fingerprint() -> dict[str, Document]:
    return {fingerprint(document): document for document in _read_shipped().values()}


@cache
def get_shipped(code: str) -> Document:
    """The newest version of a questionnaire that ships with the product. Raises KeyError for an unknown code."""
    return _read_shipped()[code, max((versie for eigen, versie in _read_shipped() if eigen == code), default=0)]


def get_version(code: str, versie: int) -> Document | None:
    """One version of a questionnaire that ships with the product; None when there is no such version."""
    return _read_shipped().get((code, versie))


def list_shipped() -> tuple[Document, ...]:
    """The newest version of each."""
    return tuple(get_shipped(code) for code in sorted({code for code, _ in _read_shipped()}))


def get_document(vingerafdruk: str) -> Document:
    """The questions with this fingerprint. The same for ever, so every process reads a row once."""
    return _by_fingerprint().get(vingerafdruk) or _read_row(vingerafdruk)


@lru_cache(maxsize=512)
def _read_row(vingerafdruk):
    rows = apps.get_model("evaluatie", "Vragenlijst").objects
    return parse(rows.values_list("inhoud", flat=True).get(pk=vingerafdruk))
