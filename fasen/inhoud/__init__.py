"""What the five fasen are about: the guide that pages, mails and the route read.

The texts live in the JSON files beside this module. They are read once, at import, and a mistake in them
(a missing part, the same entry twice) stops the start: better there than on somebody's screen.
``id`` and ``bron`` say where an entry comes from; they are data, never shown as a sentence.
"""

import json
from pathlib import Path

from fasen.inhoud.soorten import Fase, Hulpmiddel, InElkeFase, Punt, Tip, Tipgroep, Valkuil, Vraag, Werkvormhint

SEIZOENEN = ("zaaien", "cultiveren", "oogsten")
_MAP = Path(__file__).parent


def _read(name):
    return json.loads((_MAP / name).read_text(encoding="utf-8"))


def _lists(data):
    return {
        "vragen": tuple(Vraag(**row) for row in data.pop("vragen")),
        "tipgroepen": tuple(
            Tipgroep(kop=groep["kop"], tips=tuple(Tip(**row) for row in groep["tips"])) for groep in data.pop("tips")
        ),
        "valkuilen": tuple(Valkuil(**row) for row in data.pop("valkuilen")),
    }


def _fase(data):
    return Fase(
        **_lists(data),
        seizoenen=tuple(data.pop("seizoenen")),
        herkenbaar=tuple(data.pop("herkenbaar")),
        verder=tuple(Punt(**row) for row in data.pop("verder")),
        hints=tuple(Werkvormhint(**row) for row in data.pop("hints")),
        hulpmiddelen=tuple(Hulpmiddel(**row) for row in data.pop("hulpmiddelen")),
        vooraf=tuple(Punt(**row) for row in data.pop("vooraf", ())),
        **data,
    )


def _check(fasen, in_elke_fase):
    if [fase.nummer for fase in fasen] != [1, 2, 3, 4, 5]:
        raise ValueError("The fasen must be numbered 1 to 5.")
    entries = [entry for part in (*fasen, in_elke_fase) for entry in part.entries]
    ids = [entry.id for entry in entries]
    if double := {i for i in ids if ids.count(i) > 1}:
        raise ValueError(f"Placed twice: {sorted(double)}")
    for fase in fasen:
        if not fase.seizoenen or not set(fase.seizoenen) <= set(SEIZOENEN):
            raise ValueError(f"Unknown seizoen in {fase.slug}: {fase.seizoenen}")
        for name in ("herkenbaar", "verder", "vragen", "tipgroepen", "valkuilen", "hints", "hulpmiddelen"):
            if not getattr(fase, name):
                raise ValueError(f"{fase.slug} has no {name}")


FASEN = tuple(_fase(_read(path.name)) for path in sorted(_MAP.glob("[1-5]-*.json")))
IN_ELKE_FASE = InElkeFase(**_lists(_read("elke-fase.json")))
_check(FASEN, IN_ELKE_FASE)

FASE_CHOICES = [(fase.slug, fase.naam) for fase in FASEN]
_BY_SLUG = {fase.slug: fase for fase in FASEN}


def find_fase(slug) -> Fase | None:
    """The fase with this slug, or None."""
    return _BY_SLUG.get(slug)
