"""The link ``zc``: the questions behind one code. The same page as a link of one's own, but nobody knows whose."""

from datetime import timedelta
from functools import partial

from berichten.handelingen import Handeling, Pagina, register_handeling
from evaluatie.invullen.pagina import (
    TITEL_GESLOTEN,
    find_meting,
    make_over,
    make_te_laat,
    make_vragen_pagina,
    take_answer,
)
from evaluatie.services import AlIngevuldError
from evaluatie.services.antwoorden import answer_in_zaal, get_zaalcode
from evaluatie.zaal.adres import CODE

GELDIG = timedelta(days=30)


def toon(ref) -> Pagina | None:
    meting = find_meting(ref[0])
    if meting is None or not meting.in_zaal:
        return None
    if not meting.is_open():
        return make_over(ref, meting, TITEL_GESLOTEN, "Bedankt als je meedeed. Er kan niets meer bij.")
    try:
        get_zaalcode(meting, ref[1])
    except AlIngevuldError:
        return make_over(ref, meting, "Je antwoord is binnen", "Elke plek werkt één keer. Wijzigen kan niet.")
    return make_vragen_pagina(ref, meting)


def doe(ref, post):
    meting = find_meting(ref[0])
    if meting is None or not meting.is_open():
        return make_te_laat(ref, post)
    return take_answer(
        ref, meting, post, check=partial(get_zaalcode, meting, ref[1]), geef=partial(answer_in_zaal, meting, ref[1])
    )


def register():
    register_handeling(Handeling(code=CODE, max_age=GELDIG, toon=toon, doe=doe))
