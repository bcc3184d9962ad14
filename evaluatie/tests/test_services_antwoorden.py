from datetime import timedelta

import pytest

from bijeenkomsten.models import Bijeenkomst
from evaluatie import services
from evaluatie.models import Gemist, Genodigde, Meting, OpenAntwoord
from evaluatie.services import AlIngevuldError
from evaluatie.tests.factories import answer_all, make_bijeenkomst, make_keuzes, make_meting, make_teksten
from kern.errors import DomainError
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meting():
    return make_meting(aanwezig=6, afwezig=1)


@pytest.fixture
def deelnemer(meting):
    return meting.genodigden.aanwezig().first().persoon


def tel(meting, vraag="ev1-1"):
    return dict(meting.tellers.filter(vraag=vraag).values_list("waarde", "aantal"))


def give(meting, persoon, waarde=4, **velden):
    teksten = make_teksten(velden.pop("tekst", ""), velden.pop("alleen_facilitator", False))
    services.answer(
        meting, persoon, **({"keuzes": make_keuzes(waarde), "teksten": teksten, "now": meting.opent_op} | velden)
    )


def test_answer_counts_every_choice_once(meting, deelnemer):
    give(meting, deelnemer, keuzes=make_keuzes(4, ev1_5=0, ev2_1=2))

    assert tel(meting) == {0: 0, 1: 0, 2: 0, 3: 0, 4: 1, 5: 0}
    assert tel(meting, "ev1-5") == {0: 1, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0}
    assert tel(meting, "ev2-1") == {0: 0, 1: 0, 2: 1, 3: 0, 4: 0, 5: 0}
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 8
    assert list(Genodigde.objects.filter(ingevuld=True).values_list("persoon", flat=True)) == [deelnemer.pk]


def test_answers_add_up(meting):
    answer_all(meting, [1, 4, 4, 5])

    assert tel(meting) == {0: 0, 1: 1, 2: 0, 3: 0, 4: 2, 5: 1}


def test_answer_keeps_the_text_apart(meting, deelnemer):
    give(meting, deelnemer, tekst="Hoe nu verder?", alleen_facilitator=True)

    antwoord = OpenAntwoord.objects.get()
    assert (antwoord.tekst, antwoord.vraag, antwoord.alleen_facilitator) == ("Hoe nu verder?", "ev2-3", True)


def test_answer_without_text_makes_no_row(meting, deelnemer):
    give(meting, deelnemer)

    assert not OpenAntwoord.objects.exists()


def test_answering_twice_fails_loudly(meting, deelnemer):
    give(meting, deelnemer, tekst="eerste")

    with pytest.raises(AlIngevuldError, match="al binnen"):
        give(meting, deelnemer, 1, tekst="tweede")
    assert tel(meting) == {0: 0, 1: 0, 2: 0, 3: 0, 4: 1, 5: 0}
    assert OpenAntwoord.objects.get().tekst == "eerste"


def test_answers_of_other_metingen_stay_untouched(meting, deelnemer):
    ander = make_meting()
    answer_all(ander, [2], ["van de anderen"])

    give(meting, deelnemer, tekst="van ons")

    assert tel(ander) == {0: 0, 1: 0, 2: 1, 3: 0, 4: 0, 5: 0}
    assert ander.open_antwoorden.get().tekst == "van de anderen"
    assert ander.genodigden.filter(ingevuld=True).count() == 1


@pytest.mark.parametrize("keuzes", [{}, {"ev1-1": 4}, make_keuzes(6), make_keuzes(-1), make_keuzes(4) | {"x": 1}])
def test_answer_refuses_what_is_not_one_value_for_every_question(meting, deelnemer, keuzes):
    with pytest.raises(DomainError, match="Kies bij elke vraag"):
        give(meting, deelnemer, keuzes=keuzes)
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 0


@pytest.mark.parametrize("delta", [timedelta(0), timedelta(days=40)])
def test_answer_refused_after_closing_hour_even_when_nobody_closed_yet(meting, deelnemer, delta):
    with pytest.raises(DomainError, match="gesloten"):
        give(meting, deelnemer, now=meting.sluit_op + delta)


def test_answer_accepted_in_the_last_second(meting, deelnemer):
    give(meting, deelnemer, now=meting.sluit_op - timedelta(seconds=1))

    assert tel(meting)[4] == 1


def test_answer_refused_before_opening(meting, deelnemer):
    with pytest.raises(DomainError, match="gesloten"):
        give(meting, deelnemer, now=meting.opent_op - timedelta(seconds=1))


def test_answer_refused_for_others(meting):
    with pytest.raises(DomainError, match="niet voor jou"):
        give(meting, PersoonFactory())
    with pytest.raises(DomainError, match="wie erbij was"):
        give(meting, meting.genodigden.get(soort="afwezig").persoon)
    with pytest.raises(DomainError, match="niet voor jou"):
        give(meting, meting.netwerk.facilitators().get())


def test_answer_refused_when_the_meeting_was_moved(meting, deelnemer):
    later = meting.opent_op + timedelta(hours=1)
    Bijeenkomst.objects.update(begint_op=later - timedelta(hours=2), eindigt_op=later)

    with pytest.raises(DomainError, match="gesloten"):
        give(meting, deelnemer, now=meting.opent_op + timedelta(hours=2))


def test_answer_refused_when_the_meting_is_gone(meting, deelnemer):
    Meting.objects.all().delete()

    with pytest.raises(DomainError, match="gesloten"):
        give(meting, deelnemer)


def test_switch_both_ways(meting, deelnemer):
    services.switch_soort(meting, deelnemer, "afwezig", now=meting.opent_op)
    assert meting.genodigden.get(persoon=deelnemer).soort == "afwezig"
    assert meting.genodigden.aanwezig().count() == 5

    services.switch_soort(meting, deelnemer, "aanwezig", now=meting.opent_op)
    give(meting, deelnemer)
    assert tel(meting)[4] == 1


def test_switch_refused_after_answering_and_after_closing(meting, deelnemer):
    give(meting, deelnemer)

    with pytest.raises(AlIngevuldError):
        services.switch_soort(meting, deelnemer, "afwezig", now=meting.opent_op)
    with pytest.raises(DomainError, match="gesloten"):
        services.switch_soort(meting, deelnemer, "afwezig", now=meting.sluit_op)


def test_save_gemist_keeps_the_last_text():
    bijeenkomst = make_bijeenkomst()
    persoon = PersoonFactory()

    services.save_gemist(bijeenkomst, persoon, "Een vaste dag.")
    services.save_gemist(bijeenkomst, persoon, "Een andere dag.")

    assert list(Gemist.objects.values_list("persoon", "tekst")) == [(persoon.pk, "Een andere dag.")]


def test_a_text_to_another_question_is_refused(meting, deelnemer):
    with pytest.raises(DomainError, match="hoort er niet bij"):
        services.answer(
            meting, deelnemer, keuzes=make_keuzes(4), teksten=make_teksten("Hoi", vraag="ev1-1"), now=meting.opent_op
        )
    assert not meting.genodigden.filter(ingevuld=True).exists()


def test_check_can_answer_tells_when_it_is_closed(meting, deelnemer):
    services.close_meting(meting, now=meting.sluit_op)

    with pytest.raises(services.GeslotenError):
        services.check_can_answer(Meting.objects.get(pk=meting.pk), deelnemer)
