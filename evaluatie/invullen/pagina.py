"""What somebody sees and sends who answers, whatever gives them the right: a link of their own, or a code in a room."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import DatabaseError
from django.utils.crypto import salted_hmac

from berichten.handelingen import Pagina, Resultaat, link
from evaluatie import services
from evaluatie.forms import AntwoordForm, text_name
from evaluatie.invullen.tekenen import draw_lege_vragen, draw_vragen, has_parts, list_fouten
from evaluatie.models import Meting
from evaluatie.vragenlijst.woorden import describe
from evaluatie.werkvormen import read_keuzes
from kern.adres import reverse
from kern.errors import DomainError
from kern.forms import clean_text
from kern.prepared import prepared
from kern.tijd import dag, klok, nu

logger = logging.getLogger(__name__)

GESLOTEN = "Deze evaluatie is gesloten."
TITEL_GESLOTEN = "Deze evaluatie is gesloten"
CONCEPT_BLIJFT = timedelta(days=14)  # on the device of who did not send it


@prepared
def _read_meting(pk):
    return Meting.objects.select_related("bijeenkomst", "netwerk").with_gevraagd().filter(pk=pk)


def find_meting(pk):
    """The round, None when it is gone or never took place like that."""
    meting = next(iter(_read_meting(pk)), None)
    return None if meting is None or meting.is_overtaken else meting


def make_concept_key(ref) -> str:
    """What the device calls a draft: the same for every link to these questions, and it tells nobody whose it is."""
    return salted_hmac("evaluatie.concept", f"{ref[0]}.{ref[1]}", algorithm="sha256").hexdigest()[:32]


def make_kicker(meting):
    wanneer = dag(meting.bijeenkomst.begint_op) if meting.bijeenkomst_id else meting.naam
    return f"{meting.netwerk.naam}, {wanneer}"


def make_over(ref, meting, titel, tekst, teksten=()):
    return Pagina(
        titel=titel,
        tekst=tekst,
        kicker=make_kicker(meting),
        template="evaluatie/invullen/over.html",
        wie_ziet="Alleen jij.",
        context={
            "meting": meting,
            "uitslag_op": dag(meting.sluit_op),
            "is_gesloten": not meting.is_open(),
            "concept": make_concept_key(ref),
            "teksten": teksten,
        },
    )


def make_te_laat(ref, post):
    """The round closed while somebody was typing: nothing counts any more, and the words are theirs to keep."""
    meting = find_meting(ref[0])
    if meting is None:
        raise DomainError(GESLOTEN)
    getypt = ((vraag, clean_text(post.get(text_name(vraag.code)))) for vraag in meting.document.open_vragen)
    tekst = "De tijd was om voordat je verstuurde. Wat je koos, telt niet mee en hebben we niet bewaard."
    return make_over(ref, meting, TITEL_GESLOTEN, tekst, [(vraag, tekst) for vraag, tekst in getypt if tekst])


def make_vragen_pagina(ref, meting, form=None, *, mislukt=False):
    """The questions, with what was filled in and what is wrong. At most as many queries as ``meting`` needs."""
    gevraagd, genoeg = meting.aantal_gevraagd, settings.EVALUATIE_MIN_ANTWOORDEN
    document = meting.document
    voor, na = draw_vragen(document, form) if form else draw_lege_vragen(meting.vragenlijst_id)
    return Pagina(
        titel=document.titel,
        kicker=make_kicker(meting),
        template="evaluatie/invullen/invullen.html",
        form=form,
        wie_ziet=_wie_ziet(meting, gevraagd >= genoeg),
        context={
            "meting": meting,
            "inleiding": document.inleiding,
            "omvang": describe(document),
            "met_delen": has_parts(document),
            "delen": range(1, len(document.groepen) + 1),
            "is_kort": len(document.vragen) == 1,
            "voor": voor,
            "na": na,
            # Asked by the template: whoever sends an answer does not wait for it.
            "werkvormen": partial(_read_werkvormen, meting, form),
            "fouten": list_fouten(document, form) if form else (),
            "mislukt": mislukt,
            "gevraagd": gevraagd,
            "min_antwoorden": genoeg,
            "min_verdeling": settings.EVALUATIE_MIN_VERDELING,
            "genoeg_gevraagd": gevraagd >= genoeg,
            "kan_verdeling": gevraagd >= settings.EVALUATIE_MIN_VERDELING,
            "anoniem_url": link("an", meting.pk),
            "concept": make_concept_key(ref),
            "concept_tot": int(min(meting.sluit_op, nu() + CONCEPT_BLIJFT).timestamp() * 1000),
            "later_url": reverse("overzicht:netwerk", args=[meting.netwerk.slug]),
        },
    )


def _read_werkvormen(meting, form=None):
    getikt = set(form.hielp) if form else ()
    return [(keuze, keuze.code in getikt) for keuze in read_keuzes(meting)]


def _wie_ziet(meting, genoeg):
    academie = "De academie ziet alleen hoeveel mensen meededen."
    if not genoeg:
        return f"Niemand ziet de antwoorden. {academie}"
    return (
        f"Iedereen in het netwerk ziet op {dag(meting.sluit_op)} de uitslag, als er genoeg antwoorden zijn. {academie}"
    )


def take_answer(ref, meting, post, *, check: Callable, geef: Callable) -> Resultaat | Pagina:
    """Give what was sent to ``geef(keuzes=, teksten=, hielp=)``, or ask again with what is wrong.

    ``check()`` raises what ``geef`` would raise about who asks, before judging the answers.
    """
    form = AntwoordForm(meting.document, post)
    if not form.is_valid():
        check()
        return make_vragen_pagina(ref, meting, form)
    try:
        geef(keuzes=form.keuzes, teksten=form.teksten, hielp=form.hielp)
    except services.GeslotenError:  # while it waited for another answer
        return make_te_laat(ref, post)
    except DatabaseError as error:
        # The message of the database may quote the row, and the traceback would stand beside this person's address.
        logger.error("an answer could not be saved: %s", type(error).__name__)
        return make_vragen_pagina(ref, meting, form, mislukt=True)
    return _bedankt(ref, meting)


def _bedankt(ref, meting):
    op = f"{dag(meting.sluit_op)} om {klok(meting.sluit_op)} uur"
    return Resultaat(
        titel="Dank je, je antwoord is binnen",
        tekst=f"Straks zien jullie samen de uitslag op het scherm. Lukt dat niet, dan sluit de evaluatie op {op}."
        if meting.in_zaal
        else f"De evaluatie sluit op {op}. Daarna krijg je een mail met de uitslag, of waarom die er niet is.",
        links=((f"Naar {meting.netwerk.naam}", meting.netwerk.get_absolute_url()),),
        template="evaluatie/invullen/gedaan.html",
        context={"concept": make_concept_key(ref)},
    )
