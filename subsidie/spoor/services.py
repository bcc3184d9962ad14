"""The track of an aanvraag: written once, with every step, and never changed."""

import hashlib
import json
from datetime import UTC

from django.db import transaction

from kern.tijd import nu
from subsidie.aanvragen.models import Aanvraag
from subsidie.spoor.models import Spoorregel
from subsidie.toestand import Rol


def _hash(regel: Spoorregel) -> str:
    inhoud = [
        regel.aanvraag_id, regel.nummer, regel.stap, regel.rol, regel.door_id,
        regel.op.astimezone(UTC).isoformat(),  # as the database gives it back
        regel.feiten, regel.vorige,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def write(aanvraag: Aanvraag, stap: str, rol: Rol, *, by=None, **feiten) -> Spoorregel:
    """Add one line: ``by`` (a Persoon, or None for the clock) took ``stap`` as ``rol``. ``feiten``: no texts, no names.

    Callers hold the lock of the aanvraag, so that lines follow each other.
    """
    laatste = aanvraag.spoor.order_by("-nummer").first()
    regel = Spoorregel(
        aanvraag=aanvraag, nummer=laatste.nummer + 1 if laatste else 1, stap=str(stap), rol=str(rol),
        door_id=by.pk if by else None, op=nu(), feiten=feiten, vorige=laatste.hash if laatste else "",
    )  # fmt: skip
    regel.hash = _hash(regel)
    regel.save(force_insert=True)
    return regel


def find_break(aanvraag: Aanvraag) -> int | None:
    """The number of the first line that is not as it was written, or that is missing; None when the track is whole."""
    vorige = ""
    for nummer, regel in enumerate(aanvraag.spoor.order_by("nummer"), start=1):
        if regel.nummer != nummer or regel.vorige != vorige or regel.hash != _hash(regel):
            return nummer
        vorige = regel.hash
    return None
