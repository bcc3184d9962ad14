"""When the academie should call about a verantwoording."""

from datetime import timedelta

import pytest

from kern.tijd import nu
from subsidie.lopend.tests.factories import geleden
from subsidie.models import Aanvraag, Regelingversie
from subsidie.redenen import list_redenen
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import dump, parse
from subsidie.tests.factories import AanvraagrondeFactory
from subsidie.verantwoording import redenen
from subsidie.verantwoording.tests.factories import make_getekend, make_lopend

pytestmark = pytest.mark.django_db
LAAT, WACHT = "verantwoording.laat", "verantwoording.wacht"


def find(moment=None):
    """{pk: the codes of this topic}"""
    rijen = list(Aanvraag.objects.with_ronde().order_by("pk"))
    redenen = list_redenen(rijen, moment or nu())
    eigen = {pk: [r.code for r in rij if r.code.startswith("verantwoording")] for pk, rij in redenen.items()}
    return {pk: codes for pk, codes in eigen.items() if codes}


def make_zonder_mijlpalen():
    """A round of a regeling that asks nothing after a grant."""
    inhoud = dump(get_shipped("vo-leernetwerken")) | {"code": "kaal", "mijlpalen": []}
    return AanvraagrondeFactory(regelingversie=Regelingversie.of(parse(inhoud)))


def test_late_from_the_day_after_it_was_due():
    aanvraag = make_lopend(dagen=425)
    assert find() == {}
    assert find(nu() + timedelta(days=1)) == {aanvraag.pk: [LAAT]}
    zin = list_redenen([aanvraag], nu() + timedelta(days=1))[aanvraag.pk]
    assert any(reden.zin.startswith("De verantwoording had op") for reden in zin)


def test_a_netwerk_that_waits_for_weeks():
    aanvraag, _ = make_getekend()
    assert find() == {}
    Aanvraag.objects.update(status_sinds=geleden(28))
    assert find() == {aanvraag.pk: [WACHT]}


def test_a_regeling_without_these_days_is_never_late():
    make_lopend(dagen=2000, ronde=make_zonder_mijlpalen())
    assert find() == {}


def test_as_many_questions_for_one_as_for_three(django_assert_num_queries):
    def ask():
        rijen = list(Aanvraag.objects.with_ronde())
        return [zoek(rijen, nu()) for zoek in (redenen.laat, redenen.wacht)]

    make_lopend(dagen=500)
    with django_assert_num_queries(2):
        ask()
    make_lopend(dagen=500)
    make_getekend()
    with django_assert_num_queries(2):
        assert [len(rij) for rij in ask()] == [2, 0]
