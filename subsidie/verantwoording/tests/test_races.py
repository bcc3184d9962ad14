"""Two people at once, on PostgreSQL."""

from datetime import timedelta

import pytest

from kern.tests.races import together
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.lopend.looptijd import find_besluit, read_periode
from subsidie.lopend.services import decide_wijziging
from subsidie.lopend.tests.factories import BEDRAG, WijzigingFactory, add_penvoerder, make_staf
from subsidie.models import Ondertekening, Verantwoording
from subsidie.verantwoording.services import give_back, read_concept, save_velden, settle, sign
from subsidie.verantwoording.tests.factories import VRAAG, make_getekend, make_lopend, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_who_begin_to_write_keep_both():
    aanvraag = make_lopend()

    together(
        lambda: save_velden(aanvraag, {"verhaal.opbrengst": "Van een."}, gezien={}, by=None),
        lambda: save_velden(aanvraag, {"verhaal.anders": "Van twee."}, gezien={}, by=None),
    )

    assert Verantwoording.objects.get().invoer == {"verhaal.opbrengst": "Van een.", "verhaal.anders": "Van twee."}


def test_two_who_sign_sign_once():
    aanvraag = make_lopend()
    een, twee = add_penvoerder(aanvraag), add_penvoerder(aanvraag)
    write(aanvraag, een)
    gezien = make_afdruk(read_concept(aanvraag))

    uitkomsten = together(lambda: sign(aanvraag, gezien=gezien, by=een), lambda: sign(aanvraag, gezien=gezien, by=twee))

    assert sorted(isinstance(uitkomst, Ondertekening) for uitkomst in uitkomsten) == [False, True]
    assert aanvraag.spoor.filter(stap="verantwoorden").count() == 1


def test_what_is_written_while_somebody_signs_is_in_it_or_refused():
    """Never kept and not signed."""
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    write(aanvraag, penvoerder)
    gezien = make_afdruk(read_concept(aanvraag))

    getekend, bewaard = together(
        lambda: sign(aanvraag, gezien=gezien, by=penvoerder),
        lambda: save_velden(aanvraag, {"verhaal.anders": "Net op tijd."}, gezien={}, by=None),
    )

    assert isinstance(getekend, Exception) != isinstance(bewaard, Exception)
    assert ("verhaal.anders" in Verantwoording.objects.get().invoer) == (not isinstance(bewaard, Exception))


def test_what_is_signed_is_not_made_longer_meanwhile():
    """Signed over the old days, or longer and not signed yet: never both."""
    aanvraag = make_lopend(dagen=400)
    penvoerder, staf = add_penvoerder(aanvraag), make_staf()
    was = read_periode(aanvraag, find_besluit(aanvraag)).laatste
    langer = WijzigingFactory(
        aanvraag=aanvraag, soort="looptijd", laatste_dag=was + timedelta(days=60), laatste_dag_was=was
    )
    write(aanvraag, penvoerder)
    gezien = make_afdruk(read_concept(aanvraag))

    getekend, beantwoord = together(
        lambda: sign(aanvraag, gezien=gezien, by=penvoerder),
        lambda: decide_wijziging(langer, "toegekend", "Mag.", by=staf),
    )

    assert isinstance(getekend, Exception) != isinstance(beantwoord, Exception)
    assert Ondertekening.objects.exists() == isinstance(beantwoord, Exception)


def test_one_settles_and_one_gives_back():
    aanvraag, _ = make_getekend()
    een, twee = make_staf(), make_staf()

    together(lambda: settle(aanvraag, BEDRAG, "", by=een), lambda: give_back(aanvraag, VRAAG, by=twee))

    rij = Verantwoording.objects.get()
    aanvraag.refresh_from_db()
    assert (aanvraag.status == "vastgesteld") == (rij.bedrag is not None)
    assert (aanvraag.status == "lopend") == bool(rij.ondertekeningen.get().vraag)
    assert aanvraag.spoor.filter(stap__in=["vaststellen", "teruggeven"]).count() == 1
