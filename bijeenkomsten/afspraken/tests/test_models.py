from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.models import Afspraak
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import lokale_dag, nu

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("velden", "constraint"),
    [
        ({"status": "klaar", "gesloten_op": nu()}, "afspraak_status_is_known"),
        ({"tekst": ""}, "afspraak_has_text"),
        ({"status": "vervallen", "gesloten_op": nu()}, "afspraak_vervallen_has_reason"),
        ({"reden_vervallen": "Zomaar."}, "afspraak_vervallen_has_reason"),
        ({"status": "gedaan"}, "afspraak_closed_has_moment"),
        ({"gesloten_op": nu()}, "afspraak_closed_has_moment"),
    ],
)
def test_database_refuses_what_cannot_be(velden, constraint):
    afspraak = AfspraakFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Afspraak.objects.filter(pk=afspraak.pk).update(**velden)


def test_sleutel_makes_one_row():
    afspraak = AfspraakFactory()

    with pytest.raises(IntegrityError, match="sleutel"), transaction.atomic():
        AfspraakFactory(sleutel=afspraak.sleutel)


def test_afspraak_outlives_its_meeting_and_its_block():
    afspraak = AfspraakFactory()

    afspraak.bijeenkomst.delete()
    afspraak.refresh_from_db()

    assert afspraak.bijeenkomst is None
    assert afspraak.netwerk.afspraken.open().get() == afspraak


def test_eerder_dan_knows_other_meetings_only():
    b = BijeenkomstFactory()
    eerder, later = (BijeenkomstFactory(netwerk=b.netwerk, dagen=dagen) for dagen in (-7, 70))
    van_eerder, los = AfspraakFactory(bijeenkomst=eerder), AfspraakFactory(bijeenkomst=None, netwerk=b.netwerk)
    AfspraakFactory(bijeenkomst=b)
    AfspraakFactory(bijeenkomst=later)
    AfspraakFactory()

    assert list(Afspraak.objects.eerder_dan(b.netwerk, b, b.begint_op)) == [van_eerder, los]


def test_op_volgorde_puts_what_has_no_day_last():
    zonder = AfspraakFactory()
    laat = AfspraakFactory(bijeenkomst=zonder.bijeenkomst, voor=date(2031, 2, 1))
    vroeg = AfspraakFactory(bijeenkomst=zonder.bijeenkomst, voor=date(2031, 1, 1))

    assert list(Afspraak.objects.op_volgorde()) == [vroeg, laat, zonder]


@pytest.mark.parametrize(("dagen", "te_laat"), [(-1, True), (0, False), (1, False)])
def test_is_te_laat_the_day_after(dagen, te_laat):
    afspraak = AfspraakFactory(voor=lokale_dag(nu()) + timedelta(days=dagen))

    assert afspraak.is_te_laat is te_laat


def test_done_is_never_late():
    assert not AfspraakFactory(gedaan=True, voor=date(2020, 1, 1)).is_te_laat
