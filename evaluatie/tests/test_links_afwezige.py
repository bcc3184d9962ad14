"""The question to who was not there."""

import pytest
from django.test import Client

from evaluatie import services
from evaluatie.models import Gemist
from evaluatie.tests.factories import make_bijeenkomst, make_meting
from evaluatie.tests.test_links import body, mis
from kern.models import Logregel
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meting():
    return make_meting(aanwezig=6, afwezig=1, dagen=-3)


@pytest.fixture
def telefoon():
    """A phone: no session, no cookies, and CSRF checks on."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def afwezige(meting):
    return meting.genodigden.get(soort="afwezig").persoon


def test_absentee_reads_who_will_read_it(telefoon, meting, afwezige):
    facilitator = meting.netwerk.facilitators().get()

    tekst = body(telefoon.get(mis(meting.bijeenkomst, afwezige)))

    assert "Wat heb je nodig om er de volgende keer bij te zijn?" in tekst
    assert f"{facilitator.naam} leest wat je schrijft, met je naam erbij." in tekst
    assert "Dit is vertrouwelijk, niet anoniem" in tekst


def test_absentee_answers_and_changes_it(telefoon, meting, afwezige):
    url = mis(meting.bijeenkomst, afwezige)
    assert "het is doorgegeven" in body(telefoon.post(url, {"tekst": "Een vaste dag."}))

    assert "Een vaste dag.</textarea>" in telefoon.get(url).content.decode()
    telefoon.post(url, {"tekst": "Een ander tijdstip."})
    assert list(Gemist.objects.values_list("persoon", "tekst")) == [(afwezige.pk, "Een ander tijdstip.")]
    assert not Logregel.objects.filter(actie__contains="gemist").exists()


@pytest.mark.parametrize(("tekst", "fout"), [("", "Schrijf op wat"), ("\x00 ", "ull"), ("x" * 1001, "te lang")])
def test_absentee_answer_refused(telefoon, meting, afwezige, tekst, fout):
    response = telefoon.post(mis(meting.bijeenkomst, afwezige), {"tekst": tekst})

    assert response.status_code == 422
    assert fout in body(response)
    assert not Gemist.objects.exists()


def test_absentee_link_works_without_a_round(telefoon):
    bijeenkomst = make_bijeenkomst(aanwezig=3, afwezig=1)
    afwezige = services.who_is_asked(bijeenkomst)[1][0]

    assert "Ik was er wel" not in body(telefoon.get(mis(bijeenkomst, afwezige)))
    assert telefoon.post(mis(bijeenkomst, afwezige), {"tekst": "Vervoer."}).status_code == 200


def test_absentee_link_is_gone_for_who_left_or_when_nothing_happened(telefoon, meting, afwezige):
    weg = DeelnameFactory(netwerk=meting.netwerk, uitgestapt=True).persoon
    straks = make_bijeenkomst(gehouden=False, dagen=10, netwerk=meting.netwerk, facilitators=0)
    afgelast = make_bijeenkomst(gehouden=False, dagen=-10, afgelast=True, netwerk=meting.netwerk, facilitators=0)

    for url in (mis(meting.bijeenkomst, weg), mis(straks, afwezige), mis(afgelast, afwezige)):
        assert telefoon.get(url).status_code == 410
    assert telefoon.get(mis(meting.bijeenkomst, PersoonFactory())).status_code == 410
