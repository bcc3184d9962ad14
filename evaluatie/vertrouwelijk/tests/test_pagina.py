"""The link of a vertrouwelijke ronde: what it promises, what it keeps, changing and taking back."""

import pytest
from django.db import IntegrityError
from django.test import Client

from berichten.handelingen import link
from evaluatie import services
from evaluatie.models import VertrouwelijkAntwoord
from evaluatie.rondes import services as rondes
from evaluatie.tests.factories import make_netwerk, make_ronde
from evaluatie.vertrouwelijk.pagina import describe_lezers, join_names
from evaluatie.vertrouwelijk.tests.factories import GEHEIM, make_klein, make_ronde_met_naam, make_verteld
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def meting():
    netwerk = make_klein(3)
    netwerk.facilitators().update(naam="Noor <b>Bos</b>")
    return make_ronde_met_naam(netwerk)


@pytest.fixture
def persoon(meting):
    return meting.genodigden.select_related("persoon").first().persoon


def ev(meting, persoon):
    return link("ev", meting.pk, persoon.pk).replace("http://testserver", "")


def send(meting, persoon, **velden):
    return Client().post(ev(meting, persoon), velden or {"t-slot-1": GEHEIM})


def test_it_says_who_reads_it_before_the_first_question(meting, persoon):
    pagina = text(Client().get(ev(meting, persoon)))

    belofte = "Je naam staat bij je antwoord. Alleen Noor &lt;b&gt;Bos&lt;/b&gt; leest het."
    assert belofte in pagina
    assert pagina.index(belofte) < pagina.index("<textarea")
    assert "niet anoniem" in pagina
    assert "Je antwoord is anoniem" not in pagina
    assert "tussen de andere antwoorden" not in pagina
    assert "Alleen tonen aan de facilitator" not in pagina
    assert "Verstuurd is verstuurd" not in pagina
    assert "Daarna kun je niets wijzigen" not in pagina
    assert pagina.count("<textarea") == 3
    assert 'type="radio"' not in pagina


def test_telling_changing_and_taking_back(meting, persoon):
    gedaan = text(send(meting, persoon))
    assert "Dank je, het is doorgegeven" in gedaan
    assert "Alleen Noor &lt;b&gt;Bos&lt;/b&gt; leest het, na het sluiten op" in gedaan

    terug = text(Client().get(ev(meting, persoon)))
    assert "Dit gaf je al door" in terug
    assert "Ik ben &lt;b&gt;moe&lt;/b&gt; van" in terug
    assert "data-van-server" not in terug
    send(meting, persoon, **{"t-slot-1": "", "t-slot-2": "Anders."})
    assert [(a.vraag, a.tekst) for a in meting.verteld.all()] == [("slot-2", "Anders.")]

    weg = text(send(meting, persoon, terug="1"))
    assert "Je antwoorden zijn weg" in weg
    assert "Toch iets vertellen" in weg
    assert not VertrouwelijkAntwoord.objects.exists()
    response = send(meting, persoon, terug="1")
    assert response.status_code == 422
    assert "Er staat niets meer van jou" in text(response)


def test_nothing_written(meting, persoon):
    response = send(meting, persoon, **{"t-slot-1": "  "})

    assert response.status_code == 422
    assert "Schrijf bij minstens één vraag iets." in text(response)


def test_too_long_is_told_at_the_field_and_nothing_is_lost(meting, persoon):
    response = send(meting, persoon, **{"t-slot-1": "a" * 10_000, "t-slot-2": "Blijft <b>staan</b>."})

    assert response.status_code == 422
    assert "Dit is te lang" in text(response)
    assert "Blijft &lt;b&gt;staan&lt;/b&gt;." in text(response)
    assert "data-van-server" in text(response)
    assert not meting.verteld.exists()


def test_the_database_fails(meting, persoon, monkeypatch, caplog):
    def fail(rows):
        raise IntegrityError(f"Failing row contains ({next(rows).tekst})")

    monkeypatch.setattr(VertrouwelijkAntwoord.objects, "bulk_create", fail)

    response = send(meting, persoon)

    assert response.status_code == 422
    assert "Er is niets bewaard. Wat je invulde, staat er nog." in text(response)
    assert "moe" not in caplog.text
    assert persoon.naam not in caplog.text


def test_the_explanation_promises_no_anonymity(meting):
    url = link("an", meting.pk).replace("http://testserver", "")
    pagina = text(Client().get(url))

    assert "<h1>Dit is niet anoniem</h1>" in pagina
    assert "Alleen Noor &lt;b&gt;Bos&lt;/b&gt; leest het, met je naam erbij" in pagina
    assert "Zo blijf je anoniem" not in pagina
    assert Client().post(url).status_code == 422


def test_closed_with_and_without_words(meting, persoon):
    send(meting, persoon)
    ander = meting.genodigden.exclude(persoon=persoon).select_related("persoon").first().persoon
    meting = close(meting)

    pagina = text(Client().get(ev(meting, persoon)))
    assert "Dit vertelde je. Alleen Noor" in pagina
    assert "Ik ben &lt;b&gt;moe&lt;/b&gt;" in pagina
    leeg = text(Client().get(ev(meting, ander)))
    assert "Er staat niets van jou." in leeg
    assert "moe" not in leeg

    weg = text(send(meting, persoon, terug="1"))
    assert "Je antwoorden zijn weg" in weg
    assert "Toch iets vertellen" not in weg


def close(meting):
    type(meting).objects.filter(pk=meting.pk).update(
        opent_op=meting.opent_op.replace(year=2020), sluit_op=meting.sluit_op.replace(year=2020)
    )
    return services.close_meting(meting)


@pytest.mark.parametrize("tekst", ["Net te laat.", "x" * 2000])
def test_closed_while_somebody_typed(meting, persoon, tekst):
    send(meting, persoon)
    meting = close(meting)

    pagina = text(send(meting, persoon, **{"t-slot-2": tekst}))

    assert "Wat je nog had geschreven" in pagina
    assert tekst in pagina
    assert meting.verteld.count() == 1


def test_stopped(meting, persoon):
    send(meting, persoon)
    rondes.skip_by_hand(meting, "We praten liever.", by=None)

    assert "Deze ronde ging niet door" in text(Client().get(ev(meting, persoon)))


def test_somebody_else_and_a_closed_account_get_nothing(meting, persoon):
    send(meting, persoon)
    buiten = DeelnameFactory(netwerk=meting.netwerk).persoon
    assert Client().get(ev(meting, buiten)).status_code == 410
    pad = ev(meting, persoon)
    type(persoon).objects.filter(pk=persoon.pk).update(is_active=False)
    assert Client().get(pad).status_code == 410
    assert Client().post(pad, {"t-slot-1": "x"}).status_code == 410


def test_who_left_can_still_tell_and_take_back(meting, persoon):
    leave(meting.netwerk, persoon)

    assert send(meting, persoon).status_code == 200
    assert meting.verteld.count() == 1


def test_when_no_reader_is_left_the_page_says_so():
    netwerk = make_klein(2)
    meting = make_verteld(netwerk)
    oud = netwerk.facilitators().get()
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    leave(netwerk, oud)
    persoon = meting.verteld.first().persoon

    assert "Niemand leest het nog." in text(Client().get(ev(meting, persoon)))


def test_an_anonymous_round_still_promises_what_it_did():
    meting = make_ronde(make_netwerk(6))
    persoon = meting.genodigden.select_related("persoon").first().persoon
    pagina = text(Client().get(ev(meting, persoon)))

    assert "Je antwoord is anoniem" in pagina
    assert "niet anoniem" not in pagina
    assert "Alleen tonen aan de facilitator" in pagina
    assert "Verstuurd is verstuurd" in pagina


def test_names_in_a_sentence():
    assert [join_names(namen) for namen in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A en B", "A, B en C"]
    assert describe_lezers([]) == "Niemand leest het nog"


def test_few_queries(meting, persoon, django_assert_max_num_queries):
    send(meting, persoon)
    with django_assert_max_num_queries(9):
        Client().get(ev(meting, persoon))
