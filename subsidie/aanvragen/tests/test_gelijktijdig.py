"""Two people of one netwerk at the same moment, in real transactions: nothing is half done, and nothing is lost."""

import pytest
from django.db import transaction

from kern.errors import DomainError
from kern.tests.races import meanwhile, together
from kern.tijd import nu
from netwerken.services.locks import lock_netwerk
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen import services
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.aanvragen.tests.factories import ConceptFactory, RondeFactory
from subsidie.models import Aanvraag, Inzending
from subsidie.spoor.services import find_break
from subsidie.toestand import Status

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def refused(results):
    return [result for result in results if isinstance(result, DomainError)]


def test_two_who_begin_get_the_same_aanvraag():
    netwerk, ronde = NetwerkFactory(sector="vo"), RondeFactory()
    een, ander = PersoonFactory.create_batch(2)

    results = together(*(lambda by=by: services.begin(netwerk, ronde, by=by) for by in (een, ander)))

    assert len({aanvraag.pk for aanvraag in results}) == 1
    assert [regel.stap for regel in Aanvraag.objects.get().spoor.all()] == ["beginnen"]


def test_two_netwerken_that_begin_get_a_number_each():
    ronde, by = RondeFactory(), PersoonFactory()
    netwerken = NetwerkFactory.create_batch(2, sector="vo")

    results = together(*(lambda netwerk=netwerk: services.begin(netwerk, ronde, by=by) for netwerk in netwerken))

    assert sorted(aanvraag.nummer for aanvraag in results) == [1, 2]


def save(aanvraag, code, waarde):
    gezien = {code: make_afdruk(aanvraag.antwoorden.get(code))}
    by = PersoonFactory()
    return lambda: services.save_velden(aanvraag, {code: waarde}, gezien=gezien, by=by)


def test_two_who_answer_different_questions_both_keep_their_answer():
    aanvraag = ConceptFactory()

    een, ander = together(save(aanvraag, "waarom.vraag", "Van een"), save(aanvraag, "wie.aantal", 9))

    assert (een.botst, ander.botst) == ({}, {})
    aanvraag.refresh_from_db()
    assert (aanvraag.antwoorden["waarom.vraag"], aanvraag.antwoorden["wie.aantal"]) == ("Van een", 9)


def test_two_who_answer_the_same_question_see_it():
    aanvraag = ConceptFactory()

    results = together(save(aanvraag, "waarom.vraag", "Van een"), save(aanvraag, "waarom.vraag", "Van ander"))

    aanvraag.refresh_from_db()
    blijft = aanvraag.antwoorden["waarom.vraag"]
    assert blijft in ("Van een", "Van ander")
    assert sorted((rij.botst for rij in results), key=len) == [{}, {"waarom.vraag": blijft}]


def hand_in(aanvraag):
    by, gezien = PersoonFactory(), make_afdruk(aanvraag.antwoorden)
    return lambda: services.submit(aanvraag, gezien=gezien, aangekomen=nu(), by=by)


def test_handed_in_twice_is_one_inzending():
    aanvraag = ConceptFactory()

    results = together(hand_in(aanvraag), hand_in(aanvraag))

    assert len(refused(results)) == 1
    assert (Inzending.objects.count(), find_break(aanvraag)) == (1, None)


def test_handing_in_and_withdrawing_follow_each_other():
    """Both orders exist: withdrawn after it was handed in, or withdrawn first, and then it cannot be handed in."""
    aanvraag, by = ConceptFactory(), PersoonFactory()

    results = together(hand_in(aanvraag), lambda: services.withdraw(aanvraag, "Toch niet", by=by))

    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.INGETROKKEN
    ingediend = not refused(results)
    assert (Inzending.objects.exists(), aanvraag.ingediend_op is not None) == (ingediend, ingediend)
    assert find_break(aanvraag) is None


def test_withdrawing_waits_for_nobody_who_holds_the_netwerk():
    """Who hands in locks the netwerk and then the aanvraag. Withdrawing locks the aanvraag only; if the key of that row
    to its netwerk had to wait as well, the two would wait for each other.
    """
    aanvraag, by = ConceptFactory(), PersoonFactory()

    with transaction.atomic():
        lock_netwerk(aanvraag.netwerk)
        meanwhile(lambda: services.withdraw(aanvraag, "Toch niet", by=by))

    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.INGETROKKEN


def test_what_is_written_while_it_is_handed_in_is_in_it_or_refused():
    """Never handed in with another text than was read back."""
    aanvraag = ConceptFactory()

    ingediend, bewaard = together(hand_in(aanvraag), save(aanvraag, "waarom.vraag", "Nog snel"))

    aanvraag.refresh_from_db()
    assert isinstance(ingediend, DomainError) != isinstance(bewaard, DomainError)
    if isinstance(bewaard, DomainError):
        assert ingediend.antwoorden == aanvraag.antwoorden
    else:
        assert (aanvraag.status, aanvraag.antwoorden["waarom.vraag"]) == (Status.CONCEPT, "Nog snel")
