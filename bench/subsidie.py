"""The aanvragen of the world of ``data.py``: one of every four netwerken asks for a contribution."""

from datetime import timedelta
from uuid import UUID

from subsidie.models import Aanvraag, Aanvraagronde, Besluit, Inzending, Regelingversie
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import dump, fingerprint

AANVRAGEN_PER = 4  # netwerken of which one asks for a contribution
VO = get_shipped("vo-leernetwerken")
REGELING = Regelingversie(
    pk=fingerprint(VO), code=VO.code, versie=VO.versie, naam=VO.naam, sector=VO.sector, inhoud=dump(VO)
)
ANTWOORDEN = {
    f"begroting.1.{post}.{kolom}": bedrag
    for post in ("procesbegeleiding", "sprekers", "locatie")
    for kolom, bedrag in (("bijdrage", 260_000), ("eigen", 60_000), ("uren", 40))
} | {f"waarom.vraag-{n}": "Onze scholen willen van elkaar leren, en dat lukt zo. " * 6 for n in range(12)}
GEVRAAGD = 780_000
# Where those are that wait for somebody; as many were granted.
STANDEN = ("ingediend", "in_beoordeling", "in_beoordeling", "advies_klaar", "aanvulling")


def make_regelingversies(world):
    yield REGELING


def make_rondes(world):
    """Three years of two rounds; the last is open."""
    for n in range(1, 7):
        opent = world.now - timedelta(days=180 * (6 - n) + 20)
        sluit = opent + timedelta(days=40)
        yield Aanvraagronde(
            pk=n, naam=f"Ronde {n}", regelingversie=REGELING, opent_op=opent, sluit_op=sluit,
            advies_voor=sluit.date() + timedelta(days=30), besluit_voor=sluit.date() + timedelta(days=45),
            budget=200_000_000,
        )  # fmt: skip


def _aanvragen(world):
    """(key, netwerk, status): half of them wait for a decision."""
    for n in range(1, world.netwerken // AANVRAGEN_PER + 1):
        yield n, n * AANVRAGEN_PER, STANDEN[n // 2 % len(STANDEN)] if n % 2 else "toegekend"


def make_aanvragen(world):
    for n, netwerk, status in _aanvragen(world):
        ronde = 6 if n % 2 else 1 + n // 2 % 5
        yield Aanvraag(
            pk=n, sleutel=UUID(int=n), ronde_id=ronde, regelingversie=REGELING, netwerk_id=netwerk, nummer=n,
            status=status, antwoorden=ANTWOORDEN, ingediend_op=world.now, status_sinds=world.now, gevraagd=GEVRAAGD,
            akkoord_op=world.now, akkoord_versie="1",
        )  # fmt: skip


def make_inzendingen(world):
    for n, _, _ in _aanvragen(world):
        yield Inzending(pk=n, aanvraag_id=n, nummer=1, op=world.now, antwoorden=ANTWOORDEN, criteria={})


def make_besluiten(world):
    for n, _, status in _aanvragen(world):
        if status == "toegekend":
            yield Besluit(
                pk=n, aanvraag_id=n, inzending_id=n, uitkomst="toegekend", bedrag=GEVRAAGD, motivering="Goed plan.",
                criteria=[], op=world.now, verteld_op=world.now,
            )  # fmt: skip


ORDER = [
    (Regelingversie, make_regelingversies), (Aanvraagronde, make_rondes), (Aanvraag, make_aanvragen),
    (Inzending, make_inzendingen), (Besluit, make_besluiten),
]  # fmt: skip
