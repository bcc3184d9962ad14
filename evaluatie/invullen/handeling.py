"""The link ``ev``: the questions of one round for one person, without login.

It can also say «ik was er niet» or «ik was er wel»; that is a POST too, and only before answering. ``an`` is the page
that explains how one stays anonymous; its link names no person.
"""

from datetime import timedelta
from functools import partial

from berichten.handelingen import Handeling, Pagina, Resultaat, link, register_handeling
from evaluatie import services
from evaluatie.invullen.anoniem import make_uitleg
from evaluatie.invullen.pagina import (
    TITEL_GESLOTEN,
    find_meting,
    make_kicker,
    make_over,
    make_te_laat,
    make_vragen_pagina,
    take_answer,
)
from evaluatie.models import Genodigde
from evaluatie.vertrouwelijk import pagina as vertrouwelijk
from kern.errors import DomainError
from kern.prepared import prepared

GELDIG = timedelta(days=90)


@prepared
def _find_genodigde(meting, persoon):
    rows = Genodigde.objects.select_related("persoon", "meting__bijeenkomst", "meting__netwerk")
    return rows.filter(meting=meting, persoon=persoon, persoon__is_active=True)


def toon_vragen(ref):
    meting = find_meting(ref[0])
    if meting is None or meting.is_vertrouwelijk:
        return meting and vertrouwelijk.toon(ref, meting)
    if not meting.is_open():
        return make_over(ref, meting, TITEL_GESLOTEN, "Bedankt als je meedeed. Er kan niets meer bij.")
    genodigde = next(iter(_find_genodigde(meting.pk, ref[1])), None)
    if genodigde is None:
        return None
    if genodigde.ingevuld:
        tekst = "Je antwoord is binnen. We weten niet welk antwoord van jou is, dus wijzigen kan niet."
        return make_over(ref, meting, "Je hebt al meegedaan", tekst)
    if genodigde.soort == Genodigde.Soort.AFWEZIG:
        return _toch_erbij(meting, genodigde)
    return make_vragen_pagina(ref, meting)


def _toch_erbij(meting, genodigde):
    return Pagina(
        titel="Was je er toch bij?",
        tekst="Volgens de lijst was je er deze keer niet. Was je er wel, dan kun je de vragen invullen.",
        knop="Ik was erbij",
        kicker=make_kicker(meting),
        template="evaluatie/invullen/toch_erbij.html",
        wie_ziet="Niemand ziet dat je dit aanpast.",
        context={"mis_url": link("mis", meting.bijeenkomst_id, genodigde.persoon_id)},
    )


def doe_vragen(ref, post):
    genodigde = next(iter(_find_genodigde(*ref)), None)
    meting = genodigde.meting if genodigde else find_meting(ref[0])
    if meting and meting.is_vertrouwelijk:
        return vertrouwelijk.doe(ref, post, meting)
    if genodigde is None or not genodigde.meting.is_open():
        return make_te_laat(ref, post)
    persoon = genodigde.persoon
    if post.get("soort") in (Genodigde.Soort.AANWEZIG, Genodigde.Soort.AFWEZIG):
        services.switch_soort(meting, persoon, post["soort"])
        terug = ("ev", meting.pk) if post["soort"] == Genodigde.Soort.AANWEZIG else ("mis", meting.bijeenkomst_id)
        return Resultaat(titel="", redirect=link(*terug, persoon.pk))
    return take_answer(
        ref, meting, post,
        check=partial(services.check_can_answer, meting, persoon), geef=partial(services.answer, meting, persoon),
    )  # fmt: skip


def toon_anoniem(ref):
    meting = find_meting(ref[0])
    if meting is None:
        return None
    if meting.is_vertrouwelijk:
        return vertrouwelijk.toon_uitleg(meting)
    uitleg = make_uitleg(meting.aantal_gevraagd, meting=meting)
    return Pagina(
        titel="Zo blijf je anoniem",
        kicker=make_kicker(meting),
        template="evaluatie/invullen/anoniem_los.html",
        wie_ziet="Deze uitleg is voor iedereen die de vragen krijgt.",
        context={"uitleg": uitleg},
    )


def doe_anoniem(ref, post):
    raise DomainError("Op deze pagina valt niets te versturen.")


def register():
    register_handeling(Handeling(code="ev", max_age=GELDIG, toon=toon_vragen, doe=doe_vragen))
    register_handeling(Handeling(code="an", max_age=GELDIG, toon=toon_anoniem, doe=doe_anoniem))
