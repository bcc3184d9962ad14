import pytest

from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from bijeenkomsten.tests.cast import text, url
from bijeenkomsten.tests.factories import (
    AanwezigheidFactory,
    BijeenkomstFactory,
)

pytestmark = pytest.mark.django_db


def test_answer_on_the_page_and_back_to_where_the_button_was(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    client.force_login(cast.deelnemer)

    assert client.post(url("antwoord", b) + "?terug=/mijn/", {"komt": "ja"}).url == "/mijn/"
    assert Aanwezigheid.objects.get().antwoord == "komt"
    assert (
        client.post(url("antwoord", b) + "?terug=https://kwaad.test/", {"komt": "nee", "reden": "Ziek"}).url
        == b.get_absolute_url()
    )
    assert Aanwezigheid.objects.get().reden == "Ziek"
    client.post(url("antwoord", b), {"komt": "misschien"})
    client.post(url("antwoord", b), {"komt": "ja", "reden": "x" * 400})
    assert Aanwezigheid.objects.get().antwoord == "komt_niet"


def test_answer_too_late_is_said_kindly(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    client.force_login(cast.deelnemer)

    response = client.post(url("antwoord", b), {"komt": "ja"}, follow=True)

    assert "Deze bijeenkomst is al geweest." in text(response)


def test_attendance_preselects_who_said_yes_then_what_was_saved(begeleider, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)

    def aan():
        inhoud = text(begeleider.get(url("aanwezigheid", b)))
        return [p.pk for p in (cast.deelnemer, cast.facilitator) if f'value="{p.pk}" checked' in inhoud]

    assert aan() == [cast.deelnemer.pk]
    begeleider.post(url("aanwezigheid", b), {"aanwezig": [cast.facilitator.pk]})
    assert aan() == [cast.facilitator.pk]
    assert Bijeenkomst.objects.get().status == "gehouden"


@pytest.mark.parametrize("wie", [[], ["999999"], ["kwaad"], ["1; drop table"]])
def test_attendance_refuses_rubbish_and_keeps_the_choice(begeleider, cast, wie):
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)

    response = begeleider.post(url("aanwezigheid", b), {"aanwezig": wie})

    assert response.status_code == 422
    assert not Aanwezigheid.objects.exists()


def test_answer_permission_before_after_and_for_whom(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    weg, buiten = cast.add(uitgestapt=True), cast.buitenstaander
    perm = "bijeenkomsten.answer_bijeenkomst"

    mag = [p.has_perm(perm, b) for p in (cast.deelnemer, cast.facilitator, weg, buiten)]
    over = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    afgelast = BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)

    assert mag == [True, True, False, False]
    assert [cast.deelnemer.has_perm(perm, x) for x in (over, afgelast, None)] == [False, False, False]
