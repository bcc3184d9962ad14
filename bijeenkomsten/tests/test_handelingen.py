from datetime import timedelta

import pytest
import time_machine

from berichten.handelingen import link
from bijeenkomsten import services
from bijeenkomsten.draaiboek import services as draaiboek
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from bijeenkomsten.samenvoegen import WijzigingConflict
from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from kern.models import Logregel
from kern.tests.races import together
from personen.tests.factories import PersoonFactory


@pytest.fixture
def bijeenkomst(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk)


def path(code, b, persoon):
    return link(code, b.pk, persoon.pk).removeprefix("http://localhost:8000")


def text(response):
    return response.content.decode()


def test_get_shows_one_button_and_changes_nothing(client, cast, bijeenkomst):
    for code in ("aan", "af"):
        response = client.get(path(code, bijeenkomst, cast.deelnemer))
        assert response.status_code == 200
        assert text(response).count('type="submit"') == 1

    assert not Aanwezigheid.objects.exists()
    assert not Logregel.objects.exists()


def test_one_touch_without_login_and_back_again(client, cast, bijeenkomst):
    response = client.post(path("aan", bijeenkomst, cast.deelnemer))
    assert "Fijn, je komt" in text(response)
    assert path("af", bijeenkomst, cast.deelnemer).split("~")[0] in text(response)

    response = client.post(path("af", bijeenkomst, cast.deelnemer), {"reden": "Ziek <b>kind</b>"})
    assert "Je bent afgemeld voor" in text(response)
    assert "Ziek" not in text(response)
    rij = Aanwezigheid.objects.get()
    assert (rij.antwoord, rij.reden) == ("komt_niet", "Ziek <b>kind</b>")


def test_touching_twice_is_once(client, cast, bijeenkomst):
    for _ in range(2):
        assert client.post(path("aan", bijeenkomst, cast.deelnemer)).status_code == 200

    assert Aanwezigheid.objects.count() == 1
    assert Logregel.objects.filter(actie="bijeenkomsten.antwoord.given").count() == 1


def test_page_says_what_was_answered_before(client, cast, bijeenkomst):
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=cast.deelnemer, komt=True)

    assert "Je hebt al gezegd dat je komt." in text(client.get(path("aan", bijeenkomst, cast.deelnemer)))
    assert "Je bent al afgemeld." not in text(client.get(path("af", bijeenkomst, cast.deelnemer)))


def test_too_long_a_reason_is_asked_again(client, cast, bijeenkomst):
    response = client.post(path("af", bijeenkomst, cast.deelnemer), {"reden": "x" * 301})

    assert response.status_code == 422
    assert "error-summary" in text(response)
    assert "x" * 301 in text(response)
    assert not Aanwezigheid.objects.exists()


@pytest.mark.parametrize(
    ("traits", "titel"),
    [
        ({"afgelast": True}, "Deze bijeenkomst gaat niet door"),
        ({"geweest": True}, "Deze bijeenkomst is al geweest"),
    ],
)
@pytest.mark.parametrize("code", ["aan", "af"])
def test_over_or_cancelled_is_told_kindly(client, cast, traits, titel, code):
    b = BijeenkomstFactory(netwerk=cast.netwerk, **traits)

    assert titel in text(client.get(path(code, b, cast.deelnemer)))
    response = client.post(path(code, b, cast.deelnemer))

    assert response.status_code == 422
    assert 'type="submit"' not in text(response)
    assert not Aanwezigheid.objects.exists()


@pytest.mark.parametrize("wie", ["buitenstaander", "uitgestapt", "inactief"])
def test_link_of_who_does_not_take_part_says_nothing(client, cast, bijeenkomst, wie):
    persoon = {
        "buitenstaander": PersoonFactory,
        "uitgestapt": lambda: cast.add(uitgestapt=True),
        "inactief": lambda: cast.add(persoon__is_active=False),
    }[wie]()

    for doe in (client.get, client.post):
        response = doe(path("aan", bijeenkomst, persoon))
        assert response.status_code == 410
        assert "Deze link werkt niet meer" in text(response)
        assert bijeenkomst.locatie not in text(response)
    assert not Aanwezigheid.objects.exists()


@pytest.mark.parametrize("ref", [(), (1,), (1, 2, 3), (999999, 999999)])
def test_made_up_references_are_gone(client, cast, ref):
    assert client.get(link("aan", *ref).removeprefix("http://localhost:8000")).status_code == 410


def test_link_lives_longer_than_a_school_year_but_not_for_ever(client, cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, dagen=800)
    adres = path("aan", b, cast.deelnemer)

    with time_machine.travel(b.begint_op - timedelta(days=800 - 390), tick=False):
        assert client.get(adres).status_code == 200
    with time_machine.travel(b.begint_op - timedelta(days=800 - 420), tick=False):
        assert client.get(adres).status_code == 410


# --- two at once --------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_double_touch_at_the_same_moment_is_one_answer():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    together(*[lambda: services.save_antwoord(b, cast.deelnemer, komt=True)] * 4)

    assert Aanwezigheid.objects.get().antwoord == "komt"
    assert Logregel.objects.filter(actie="bijeenkomsten.antwoord.given").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_editors_at_the_same_moment_one_has_to_choose():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    uitkomst = together(
        *[
            lambda t=t: services.update_bijeenkomst(b, {"titel": t}, by=cast.facilitator, versie=1)
            for t in ("van de een", "van de ander")
        ]
    )

    assert sorted(type(u).__name__ for u in uitkomst) == ["Bijeenkomst", "WijzigingConflict"]
    assert Bijeenkomst.objects.get().versie == 2
    conflict = next(u for u in uitkomst if isinstance(u, WijzigingConflict))
    assert conflict.botsingen[0].hun == Bijeenkomst.objects.get().titel


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_moving_items_at_the_same_moment_keeps_every_item_once():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    items = [ProgrammaonderdeelFactory(bijeenkomst=b) for _ in range(4)]

    together(*[lambda o=o: draaiboek.move_onderdeel(o, omhoog=True, by=cast.facilitator) for o in items])

    assert sorted(b.onderdelen.values_list("pk", flat=True)) == sorted(o.pk for o in items)
    assert b.onderdelen.values("volgorde").distinct().count() == 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_answer_and_attendance_list_at_the_same_moment():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    with time_machine.travel(b.begint_op + timedelta(minutes=10), tick=True):
        together(
            lambda: services.save_antwoord(b, cast.deelnemer, komt=True),
            lambda: services.register_aanwezigheid(b, {cast.deelnemer.pk}, by=cast.facilitator),
        )

    assert Aanwezigheid.objects.get(persoon=cast.deelnemer).aanwezig is True
    assert Aanwezigheid.objects.count() == 2
