"""A looptijd that was made longer: the account is about more days, and is due later."""

from datetime import timedelta

import pytest

from kern.tijd import lokale_dag, nu
from subsidie.lopend.looptijd import find_besluit, read_periode
from subsidie.lopend.tests.factories import WijzigingFactory
from subsidie.models import Aanvraag
from subsidie.redenen import list_redenen
from subsidie.verantwoording.periode import VERVOLG, find_voor, read_vervolg
from subsidie.verantwoording.services import Onvolledig
from subsidie.verantwoording.tests.factories import hold, make_lopend, sign_now, write
from subsidie.verantwoording.tests.test_dagen import find
from subsidie.verantwoording.tests.test_redenen import make_zonder_mijlpalen

pytestmark = pytest.mark.django_db


def make_langer(dagen=420, erbij=60, **velden):
    """A contribution that began so many days ago and runs so many days longer."""
    aanvraag = make_lopend(dagen=dagen, **velden)
    was = read_periode(aanvraag, find_besluit(aanvraag)).laatste
    WijzigingFactory(
        aanvraag=aanvraag, soort="looptijd", laatste_dag=was + timedelta(days=erbij), laatste_dag_was=was,
        uitkomst="toegekend", reden="Mag.", besloten_op=nu(),
    )  # fmt: skip
    return aanvraag, was + timedelta(days=erbij)


def list_codes(aanvraag):
    return [rij.code for rij in list_redenen([aanvraag], nu()).get(aanvraag.pk, [])]


def test_it_is_due_as_many_days_later_and_not_late_before():
    gewoon = make_lopend(dagen=430)
    aanvraag, laatste = make_langer(dagen=430, erbij=20)
    vandaag = lokale_dag(nu())

    assert "verantwoording.laat" in list_codes(gewoon)
    assert "verantwoording.laat" not in list_codes(aanvraag)
    assert [(rij.aanvraag, rij.dag) for rij in find()] == [(aanvraag, vandaag + timedelta(days=15))]
    vervolg = read_vervolg(read_periode(aanvraag, find_besluit(aanvraag)))
    assert vervolg.van == laatste + timedelta(days=1)
    assert find_voor(aanvraag, find_besluit(aanvraag), VERVOLG) == vandaag + timedelta(days=760 - 430 + 20)


def test_it_cannot_be_signed_before_the_new_last_day_is_over():
    aanvraag, _ = make_langer(dagen=400, erbij=60)
    write(aanvraag)
    with pytest.raises(Onvolledig) as fout:
        sign_now(aanvraag)
    assert [mist.tekst for mist in fout.value.mist] == ["Het jaar is nog niet om. Tekenen kan als het voorbij is."]


def test_what_happened_in_the_longer_time_counts():
    for maak, aantal in ((make_lopend, 1), (lambda **velden: make_langer(erbij=30, **velden)[0], 2)):
        aanvraag = maak(dagen=400)
        for dagen in (-100, -10):
            hold(aanvraag.netwerk, dagen=dagen)
        write(aanvraag)
        regel = sign_now(aanvraag).inhoud["tellingen"][0]
        assert (regel["code"], regel["waarde"]) == ("bijeenkomsten", aantal)


def test_a_regeling_without_these_days_has_only_another_last_day():
    aanvraag, laatste = make_langer(dagen=420, ronde=make_zonder_mijlpalen())
    besluit = find_besluit(aanvraag)
    assert (read_periode(aanvraag, besluit).laatste, find_voor(aanvraag, besluit)) == (laatste, None)
    assert find() == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_questions_for_one_as_for_three(aantal, django_assert_num_queries):
    for _ in range(aantal):
        make_langer(dagen=470)
    rows = list(Aanvraag.objects.with_ronde())
    list_redenen(rows, nu())
    with django_assert_num_queries(5):
        list_redenen(rows, nu())
