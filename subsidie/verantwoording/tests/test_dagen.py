"""By when a netwerk must account for its year, and tell how it went on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import lokale_dag, nu
from subsidie.datums import find_datums
from subsidie.lopend.tests.factories import make_staf
from subsidie.models import Aanvraag
from subsidie.verantwoording.services import tell_vervolg
from subsidie.verantwoording.tests.factories import make_getekend, make_lopend, make_vast, write
from subsidie.verantwoording.tests.test_redenen import make_zonder_mijlpalen

pytestmark = pytest.mark.django_db
NAMEN = ("verantwoording", "verantwoording_vervolg")


def find(dagen=30):
    vandaag = lokale_dag(nu())
    rijen = find_datums(Aanvraag.objects.all(), vandaag, vandaag + timedelta(days=dagen))
    urls = {reverse(f"subsidie:{n}", args=[rij.aanvraag.sleutel]) for n in NAMEN for rij in rijen}
    return [rij for rij in rijen if rij.url in urls]


def test_until_it_is_signed_and_only_when_it_comes_near():
    aanvraag = make_lopend(dagen=420)
    make_lopend(dagen=390)
    make_lopend(dagen=430)  # past
    make_lopend(dagen=420, ronde=make_zonder_mijlpalen())
    make_getekend(dagen=420)

    [rij] = find()

    assert (rij.aanvraag, rij.dag) == (aanvraag, lokale_dag(nu()) + timedelta(days=5))
    assert rij.ontbreekt == "Er is nog niets ingevuld."
    write(aanvraag)
    assert find()[0].ontbreekt == "Ze is nog niet getekend."


def test_until_it_is_told_how_it_went_on():
    aanvraag, penvoerder = make_vast(make_staf(), dagen=750)
    assert [(rij.aanvraag, rij.dag) for rij in find()] == [(aanvraag, lokale_dag(nu()) + timedelta(days=10))]
    tell_vervolg(aanvraag, "ja", betaalt="De scholen.", bijeenkomsten=3, by=penvoerder)
    assert find() == []


def test_as_many_questions_for_one_as_for_three(django_assert_max_num_queries):
    make_lopend(dagen=420)
    for _ in range(2):
        make_vast(make_staf(), dagen=750)
        make_lopend(dagen=420)
    with django_assert_max_num_queries(12):
        assert len(find()) == 5
