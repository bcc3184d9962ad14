"""Whose turn it is at the coming meeting of the demo: two prepare it, one passed, and who tries it is asked."""

from datetime import timedelta

from berichten.models import Bericht
from bijeenkomsten.models import Beurt
from bijeenkomsten.voorbereiders import mails
from bijeenkomsten.voorbereiders.stand import read_kandidaten
from bijeenkomsten.voorbereiders.volgorde import choose
from kern.tijd import werkochtend_voor
from overzicht.voorbeeld.mensen import DOMEIN


def load(netwerk, groep, now):
    """Nothing when no meeting is to come."""
    bijeenkomst = netwerk.bijeenkomsten.aankomend(now=now).filter(begint_op__gt=now).first()
    if bijeenkomst is None:
        return
    wie = next(p for p in groep["deelnemers"] if p.email == f"deelnemer@{DOMEIN}")
    kandidaten = [k for k in read_kandidaten(bijeenkomst) if k.persoon != wie]
    [eerst] = choose(kandidaten, 1, bijeenkomst.pk)
    op = werkochtend_voor(now, dagen=3)
    _ask(bijeenkomst, eerst.persoon, op=op, gepast=True)
    _ask(bijeenkomst, wie, op=op + timedelta(hours=28), gepast=False)


def _ask(bijeenkomst, persoon, *, op, gepast):
    """The question and its mail, as they were then."""
    beurt = Beurt.objects.create(bijeenkomst=bijeenkomst, persoon=persoon, gepast=gepast)
    Beurt.objects.filter(pk=beurt.pk).update(created_at=op, updated_at=op)
    aanleiding = mails.make_aanleiding(bijeenkomst)
    Bericht.objects.create(
        sleutel=f"{aanleiding}:persoon:{persoon.pk}:1", soort=mails.BEURT, aan=persoon, aanleiding=aanleiding,
        context=bijeenkomst.netwerk.context, op=op, probeer_op=op, status="verstuurd", verstuurd_op=op, pogingen=1,
        onderwerp="Bereid jij mee voor?",
    )  # fmt: skip
