"""Until when the mails of an evaluation are of use, and what an open evaluation asks of somebody.

The netwerkbrief knows what a reminder knows: that this person has not answered yet. It keeps nothing of it.
"""

from datetime import datetime, timedelta

from berichten.acties import Actie
from berichten.handelingen import link
from bijeenkomsten.models import Bijeenkomst
from evaluatie.models import Genodigde
from evaluatie.noemen import noem_duur, noem_vraag
from evaluatie.post import find_opent_op, find_sluit_op
from kern.tijd import dag

TERUGBLIK = timedelta(days=21)  # later than this nobody wants to read what they missed


def _pk(bericht) -> int:
    return int(bericht.aanleiding.rsplit(":", 1)[1])


def before_closing(bericht) -> datetime | None:
    """A question is of use as long as somebody can answer it."""
    return find_sluit_op(bericht)


def before_opening(bericht) -> datetime | None:
    """That a round comes is of use as long as it can be moved or skipped."""
    return find_opent_op(bericht)


def before_forgotten(bericht) -> datetime | None:
    """What somebody missed is of use while the others still remember it."""
    einde = Bijeenkomst.objects.filter(pk=_pk(bericht)).values_list("eindigt_op", flat=True).first()
    return einde and einde + TERUGBLIK


def _noem_hoe(meting):
    return "vertrouwelijk, met je naam erbij" if meting.is_vertrouwelijk else "anoniem"


def ask_evaluatie(persoon, now: datetime):
    """Open evaluations this person was asked about and did not answer."""
    for genodigde in Genodigde.objects.to_do(persoon, now=now):
        meting = genodigde.meting
        yield Actie(
            titel=noem_vraag(meting), knop="Vul de vragen in",
            url=link("ev", meting.pk, persoon.pk), voor=meting.sluit_op,
            tekst=f"Dat duurt {noem_duur(meting)} en is {_noem_hoe(meting)}. Het kan tot {dag(meting.sluit_op)}.",
            netwerk=meting.netwerk.naam, onderwerp="evaluatie",
        )  # fmt: skip
