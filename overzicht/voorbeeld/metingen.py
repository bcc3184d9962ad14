"""The evaluations of the demo data: real rounds, opened and closed by their own services, with made-up counts."""

import random
import uuid

from evaluatie.models import Gemist, Genodigde, OpenAntwoord, Teller
from evaluatie.schema import make_schema
from evaluatie.services import close_meting, open_meting
from overzicht.voorbeeld.oordelen import count_taps

SCHRIJFT = 0.45  # so many of those who answer also write something
GEMIST = "Een datum die eerder vaststaat. Ons rooster is een halfjaar vooruit klaar."


def load_meting(bijeenkomst, verhaal, dag, rng, now):
    """Open the round at its real moment, count answers, close it when its time is over. None: too few people came."""
    schema = make_schema(bijeenkomst.eindigt_op)
    if bijeenkomst.is_afgelast or schema.vraag > now:
        return None
    meting = open_meting(bijeenkomst, now=schema.vraag)
    if meting is None:
        return None
    genodigden = list(meting.genodigden.aanwezig().select_related("persoon").order_by("persoon__email"))
    # Who tries the demo as deelnemer@ still has something to fill in.
    kandidaten = [g for g in genodigden if not g.persoon.email.startswith("deelnemer@")]
    aantal = min(len(kandidaten), round(len(genodigden) * dag.respons))
    gekozen = rng.sample(kandidaten, aantal)
    Genodigde.objects.filter(pk__in=[g.pk for g in gekozen]).update(ingevuld=True)
    _count_answers(meting, aantal, dag.cijfer, rng)
    count_taps(meting, aantal, random.Random(bijeenkomst.titel))  # noqa: S311 - the same every time, no secret
    _write_texts(meting, verhaal.nieuwe_vragen, aantal, rng)
    afwezig = meting.genodigden.filter(soort=Genodigde.Soort.AFWEZIG).order_by("persoon__email").first()
    if afwezig:
        Gemist.objects.create(bijeenkomst=bijeenkomst, persoon=afwezig.persoon, tekst=GEMIST)
    return close_meting(meting, now=now)


def _count_answers(meting, aantal, cijfer, rng):
    codes = [vraag.code for vraag in meting.document.geteld]
    tellers = {(t.vraag, t.waarde): t for t in meting.tellers.filter(vraag__in=codes)}
    for code in codes:
        verschuiving = rng.uniform(-0.5, 0.5)
        for _ in range(aantal):
            waarde = 0 if rng.random() < 0.04 else min(5, max(1, round(rng.gauss(cijfer + verschuiving, 0.75))))  # noqa: PLR2004
            tellers[code, waarde].aantal += 1
    Teller.objects.bulk_update(tellers.values(), ["aantal"])


def _write_texts(meting, nieuwe_vragen, aantal, rng):
    teksten = rng.sample(nieuwe_vragen, min(len(nieuwe_vragen), round(aantal * SCHRIJFT)))
    rows = [
        OpenAntwoord(
            uuid=uuid.UUID(int=rng.getrandbits(128), version=4), meting=meting,
            vraag=meting.document.open_vragen[0].code, tekst=tekst,
            alleen_facilitator=i == 0 and len(teksten) > 3,  # noqa: PLR2004 - now and then one for the facilitator only
        )
        for i, tekst in enumerate(teksten)
    ]  # fmt: skip
    OpenAntwoord.objects.bulk_create(sorted(rows, key=lambda row: row.uuid))
