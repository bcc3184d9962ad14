"""What an open round is called where it asks something of somebody: on a card, in a list, in the netwerkbrief."""

from evaluatie.models import Meting
from kern.tijd import dag


def noem_vraag(meting: Meting) -> str:
    """The question as a title: about the meeting, or the title of the questionnaire."""
    if meting.bijeenkomst_id:
        return f"Hoe was de bijeenkomst van {dag(meting.bijeenkomst.begint_op, met_jaar=False)}?"
    return meting.document.titel


def noem_minuten(meting: Meting) -> int:
    return 1 if meting.bijeenkomst_id else meting.document.minuten


def noem_duur(meting: Meting) -> str:
    """«een minuut», «ongeveer 7 minuten»"""
    minuten = noem_minuten(meting)
    return "een minuut" if minuten == 1 else f"ongeveer {minuten} minuten"
