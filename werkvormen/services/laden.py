"""The catalogue from its files into the database, as often as one likes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.db import transaction

from kern.log import log
from werkvormen.inhoud.soorten import Kaart
from werkvormen.models import Werkvorm
from werkvormen.services.kaarten import write_kaart


@dataclass
class Verslag:
    """What happened, by slug. ``bewerkt``, ``bezet`` and ``verdwenen`` are left for somebody to decide."""

    nieuw: list[str] = field(default_factory=list)
    bijgewerkt: list[str] = field(default_factory=list)
    gelijk: list[str] = field(default_factory=list)
    bewerkt: list[str] = field(default_factory=list)  # edited here since the file was loaded: the row stays
    bezet: list[str] = field(default_factory=list)  # the address or number is that of somebody's own werkvorm
    verdwenen: list[str] = field(default_factory=list)  # came from a file that is no longer there
    ingetrokken: list[str] = field(default_factory=list)


def fingerprint(data: dict) -> str:
    """Of a kaart as in a file: the same for the same texts, in whatever order the fields are."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def load_kaarten(kaarten: Iterable[Kaart], *, overschrijf: bool = False, trek_in: bool = False) -> Verslag:
    """Make every kaart of the files a row, and report what is not done.

    A row that was edited since it was loaded keeps its text, unless ``overschrijf``. A row whose file is gone stays,
    unless ``trek_in``: then it is withdrawn. What the academie withdrew stays so. Loading twice changes nothing.
    """
    verslag, kaarten = Verslag(), list(kaarten)
    rijen = {werkvorm.slug: werkvorm for werkvorm in Werkvorm.objects.prefetch_related("kenmerken")}
    codes = {werkvorm.code: werkvorm for werkvorm in rijen.values() if werkvorm.code}
    for kaart in kaarten:
        werkvorm = rijen.get(kaart.slug) or codes.get(kaart.code)
        getattr(verslag, _load(werkvorm, kaart, overschrijf)).append(kaart.slug)
    _withdraw_vanished(rijen.values(), {kaart.slug for kaart in kaarten}, verslag, trek_in)
    return verslag


def _load(werkvorm, kaart, overschrijf):
    """The name of the list of the Verslag it belongs in."""
    nu = fingerprint(json.loads(json.dumps(asdict(kaart))))
    if werkvorm is None:
        _write(Werkvorm(status=Werkvorm.Status.GEPUBLICEERD), kaart, nu)
        return "nieuw"
    if not werkvorm.geladen:
        return "bezet"
    staat = fingerprint(werkvorm.data)
    if staat == nu == werkvorm.geladen:
        return "gelijk"
    if staat not in (werkvorm.geladen, nu) and not overschrijf:
        return "bewerkt"
    _write(werkvorm, kaart, nu)
    return "bijgewerkt"


def _write(werkvorm, kaart, afdruk):
    nieuw = werkvorm.pk is None
    if not nieuw:
        werkvorm.versie += 1
    werkvorm.geladen = afdruk
    write_kaart(werkvorm, kaart)
    log(werkvorm, "werkvormen.werkvorm.loaded", nieuw=nieuw, versie=werkvorm.versie)


def _withdraw_vanished(rijen, slugs, verslag, trek_in):
    s = Werkvorm.Status
    for werkvorm in rijen:
        if not werkvorm.geladen or werkvorm.slug in slugs or werkvorm.status == s.INGETROKKEN:
            continue
        if not trek_in:
            verslag.verdwenen.append(werkvorm.slug)
            continue
        werkvorm.status = s.INGETROKKEN
        werkvorm.save(update_fields=["status", "updated_at"])
        log(werkvorm, "werkvormen.werkvorm.withdrawn", reden="bestand weg")
        verslag.ingetrokken.append(werkvorm.slug)
