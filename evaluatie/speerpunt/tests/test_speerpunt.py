"""The group chooses one subject; the next round says whether it moved."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bijeenkomsten.models import Afspraak, Programmaonderdeel
from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie.models import Speerpunt
from evaluatie.services import close_meting
from evaluatie.speerpunt import services
from evaluatie.speerpunt.hefbomen import DOELEN, find_beweging, find_werkvormen
from evaluatie.tests.factories import answer_ronde, make_gesloten_ronde, make_netwerk, make_ronde, make_ronde_keuzes
from evaluatie.uitslag import get_uitslag
from evaluatie.uitslag.verloop import read_verloop
from evaluatie.vragenlijst.bron import get_shipped
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from werkvormen.inhoud.soorten import DOELEN as BEKEND
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


def ronde(netwerk, waarden, maanden=1, **velden):
    return make_gesloten_ronde(waarden, netwerk=netwerk, now=nu() - timedelta(days=30 * maanden), **velden)


def kies(meting, dimensie="e", wat="Ieder vraagt de directeur om tijd.", versie=0, afspraak=False):
    by = meting.netwerk.facilitators().get()
    return services.choose_speerpunt(meting, dimensie=dimensie, wat=wat, versie=versie, afspraak=afspraak, by=by)


def url(meting, naam="speerpunt"):
    return reverse(f"evaluatie:{naam}", args=[meting.netwerk.slug, meting.pk])


def beweging(meting):
    gekozen = {speerpunt.meting_id: speerpunt for speerpunt in Speerpunt.objects.all()}
    return find_beweging(read_verloop(meting, get_uitslag(meting)), gekozen)


def test_a_facilitator_chooses_and_every_member_sees_it(client):
    netwerk = make_netwerk(6)
    meting = ronde(netwerk, [3] * 6)
    BijeenkomstFactory(netwerk=netwerk, gehouden=True)
    client.force_login(netwerk.facilitators().get())

    assert "Kies samen één onderwerp" in client.get(meting.get_absolute_url()).content.decode()
    response = client.post(
        url(meting), {"dimensie": "e", "wat": "Ieder vraagt om tijd.", "afspraak": "on", "versie": 0}
    )

    assert response.url == meting.get_absolute_url()
    speerpunt = Speerpunt.objects.get()
    assert (speerpunt.dimensie, speerpunt.naam, speerpunt.versie) == ("e", "Ruimte en steun", 1)
    assert speerpunt.afspraak.tekst == "Ieder vraagt om tijd."
    client.force_login(netwerk.deelnemers().first())
    tekst = client.get(meting.get_absolute_url()).content.decode()
    assert "Hier werken jullie aan: Ruimte en steun" in tekst
    assert "Pas dit aan" not in tekst
    assert client.get(url(meting)).status_code == 403


def test_wrong_input_stays_and_says_what_is_wrong(client):
    meting = ronde(make_netwerk(6), [3] * 6)
    client.force_login(meting.netwerk.facilitators().get())

    response = client.post(url(meting), {"dimensie": "zz", "wat": "x" * 301, "versie": 0})

    tekst = response.content.decode()
    assert response.status_code == 422
    assert "Kies één van deze onderwerpen." in tekst
    assert "nu zijn het er 301" in tekst
    assert "x" * 301 in tekst
    assert not Speerpunt.objects.exists()


def test_two_facilitators_at_once(client):
    meting = ronde(make_netwerk(6, facilitators=1), [3] * 6)
    client.force_login(meting.netwerk.facilitators().get())
    kies(meting, "a", "Een helder doel.")

    response = client.post(url(meting), {"dimensie": "e", "wat": "Om tijd vragen.", "versie": 0})

    tekst = response.content.decode()
    assert response.status_code == 409
    assert "legde intussen iets anders vast: Een helder doel." in tekst
    assert "Om tijd vragen." in tekst
    assert Speerpunt.objects.get().dimensie == "a"
    assert client.post(url(meting), {"dimensie": "e", "wat": "Om tijd vragen.", "versie": 1}).status_code == 302
    assert Speerpunt.objects.get().dimensie == "e"


def test_a_name_that_is_gone_and_a_choice_that_was_taken_away():
    meting = ronde(make_netwerk(6), [3] * 6)
    speerpunt = kies(meting)
    Speerpunt.objects.update(door=None)

    with pytest.raises(services.SpeerpuntConflict, match=r"^Iemand legde intussen"):
        kies(meting)
    speerpunt.delete()
    with pytest.raises(DomainError, match="weggehaald"):
        kies(meting, versie=1)


def test_nothing_to_choose_without_a_result(client):
    te_weinig = ronde(make_netwerk(6), [3] * 3)

    with pytest.raises(DomainError, match="geen uitslag"):
        kies(te_weinig)
    with pytest.raises(DomainError, match="geen uitslag"):
        kies(ronde(make_netwerk(6), [3] * 6), "zz")
    client.force_login(te_weinig.netwerk.facilitators().get())
    assert client.get(url(te_weinig)).status_code == 404


def test_an_afspraak_is_made_once_and_needs_a_meeting():
    netwerk = make_netwerk(6)
    meting = ronde(netwerk, [3] * 6)

    with pytest.raises(DomainError, match="nog geen bijeenkomst"):
        kies(meting, afspraak=True)
    assert not Speerpunt.objects.exists()
    straks = BijeenkomstFactory(netwerk=netwerk)
    kies(meting, afspraak=True)
    kies(meting, wat="Anders.", versie=1, afspraak=True)
    assert Afspraak.objects.get().bijeenkomst == straks


def test_the_conversation_goes_into_the_next_draaiboek_once(client):
    netwerk = make_netwerk(6)
    meting = ronde(netwerk, [3] * 6)
    client.force_login(netwerk.facilitators().get())

    assert "nog geen bijeenkomst" in client.post(url(meting, "plan_gesprek"), follow=True).content.decode()
    BijeenkomstFactory(netwerk=netwerk)
    assert "Het staat in het draaiboek." in client.post(url(meting, "plan_gesprek"), follow=True).content.decode()
    assert "Het stond al" in client.post(url(meting, "plan_gesprek"), follow=True).content.decode()
    onderdeel = Programmaonderdeel.objects.get(titel=services.BESPREKEN)
    assert onderdeel.minuten == 15


def test_a_full_draaiboek_says_so(client, monkeypatch):
    netwerk = make_netwerk(6)
    meting = ronde(netwerk, [3] * 6)
    BijeenkomstFactory(netwerk=netwerk)
    monkeypatch.setattr("bijeenkomsten.draaiboek.services.onderdelen.MEESTE", 0)
    client.force_login(netwerk.facilitators().get())

    assert "Er staan al veertig" in client.post(url(meting, "plan_gesprek"), follow=True).content.decode()


@pytest.mark.parametrize(
    ("waarde", "zin", "bewoog"),
    [
        (4, "Dit ging omhoog: van 3,0 naar 4,0.", 1.0),
        (2, "Dit ging omlaag: van 3,0 naar 2,0.", -1.0),
        (3, "Dit bleef ongeveer gelijk: van 3,0 naar 3,0.", 0.0),
    ],
)
def test_the_next_round_says_whether_it_moved(waarde, zin, bewoog):
    netwerk = make_netwerk(6)
    kies(ronde(netwerk, [3] * 6, 6))

    gevonden = beweging(ronde(netwerk, [waarde] * 6))

    assert (gevonden.zin, gevonden.bewoog, gevonden.speerpunt.naam) == (zin, bewoog, "Ruimte en steun")


def test_no_movement_of_a_grof_round():
    netwerk = make_netwerk(6)
    kies(ronde(netwerk, [3] * 6, 6))
    DeelnameFactory(netwerk=netwerk)

    gevonden = beweging(ronde(netwerk, [4] * 7))

    assert gevonden.bewoog is None
    assert "daarom tonen we nu alleen een balk" in gevonden.zin


def test_no_movement_of_another_group_or_of_too_few_opinions():
    netwerk, ander = make_netwerk(6), make_netwerk(6)
    kies(ronde(netwerk, [3] * 6, 6))
    kies(ronde(ander, [3] * 6, 6))
    DeelnameFactory.create_batch(9, netwerk=netwerk)
    assert "zijn te anders" in beweging(ronde(netwerk, [4] * 15)).zin

    meting = make_ronde(ander, now=nu() - timedelta(days=20))
    answer_ronde(meting, [make_ronde_keuzes(meting, 4, bar_16=0, bar_17=0)] * 3 + [4] * 3)
    assert "Te weinig mensen" in beweging(close_meting(meting, now=meting.sluit_op)).zin


def test_no_movement_without_a_lever_or_without_a_round_before():
    netwerk = make_netwerk(6)
    eerste = ronde(netwerk, [3] * 6, 6)

    assert beweging(eerste) is None
    assert find_beweging(None, {}) is None
    assert beweging(ronde(netwerk, [4] * 6)) is None


def test_werkvormen_for_a_subject():
    netwerk = make_netwerk(6)
    past = WerkvormFactory(kaart={"doelen": ["vertrouwen", "kennismaken"]})
    WerkvormFactory(kaart={"doelen": ["maken"]})

    assert find_werkvormen(netwerk, "barometer", "c") == [past]
    assert find_werkvormen(netwerk, "barometer", "zz") == find_werkvormen(netwerk, "spreker", "a") == []


@pytest.mark.parametrize("code", DOELEN)
def test_every_subject_has_doelen_that_exist(code):
    assert set(DOELEN[code]) == {groep.code for groep in get_shipped(code).dimensies}
    assert {doel for doelen in DOELEN[code].values() for doel in doelen} <= set(BEKEND)


def test_a_subject_that_is_no_longer_known_has_no_name():
    speerpunt = kies(ronde(make_netwerk(6), [3] * 6))
    speerpunt.dimensie = "weg"

    assert speerpunt.naam == ""
    assert str(speerpunt) == f"speerpunt van meting {speerpunt.meting_id}"


def test_a_subject_that_this_round_did_not_ask():
    netwerk = make_netwerk(6)
    kies(ronde(netwerk, [3] * 6, 6))
    Speerpunt.objects.update(dimensie="weg")

    gevonden = beweging(ronde(netwerk, [4] * 6))

    assert gevonden.bewoog is None
    assert "Deze keer vroegen we er niet naar." in gevonden.zin


def test_the_form_offers_an_afspraak_until_there_is_one(client):
    meting = ronde(make_netwerk(6), [3] * 6)
    client.force_login(meting.netwerk.facilitators().get())
    post = {"dimensie": "e", "wat": "Om tijd vragen.", "afspraak": "on", "versie": 0}

    response = client.post(url(meting), post)
    assert response.status_code == 422
    assert "Er is nog geen bijeenkomst om deze afspraak bij te zetten." in response.content.decode()
    BijeenkomstFactory(netwerk=meting.netwerk)
    assert client.post(url(meting), post).status_code == 302
    assert 'name="afspraak"' not in client.get(url(meting)).content.decode()
