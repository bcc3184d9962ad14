"""The catalogue as reviewable files: one JSON file per kaart in ``kaarten/``, read and checked by ``soorten``.

The same shape is what a werkvorm is exported as and imported from; ``docs/werkvormen.md`` describes it.
"""

import json
from pathlib import Path

from werkvormen.inhoud.soorten import Kaart, KaartError, make_kaart

KAARTEN = Path(__file__).parent / "kaarten"


def read_kaarten(folder=KAARTEN) -> list[Kaart]:
    """Every kaart of the folder, in the order of the names of the files. Raises KaartError that names the file."""
    return [_read(path) for path in sorted(Path(folder).glob("*.json"))]


def _read(path):
    try:
        kaart = make_kaart(json.loads(path.read_text(encoding="utf-8")))
    except (KaartError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise KaartError(path.name, str(error)) from error
    if kaart.slug != path.stem:
        raise KaartError(path.name, f"Het bestand heet anders dan het adres: {kaart.slug}.")
    return kaart
