"""Who reads what of the track: never more than they may know, on the page and in the export."""

import pytest
from django.urls import reverse

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen.services import take_step
from subsidie.beoordeling import services
from subsidie.beoordeling.tests.factories import file, judge, make_aanvraag, make_toewijzing
from subsidie.besluit.services import take_back, tell
from subsidie.besluit.tests.factories import besluit, make_beslisser, make_klaar
from subsidie.models import Belangverklaring
from subsidie.spoor.services import write
from subsidie.spoor.tests.test_spoor import tamper
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import Rol, Stap
from subsidie.verloop.pagina import read_for_academie, read_for_netwerk

pytestmark = pytest.mark.django_db


def lees(client, aanvraag, persoon):
    """Everything this person gets: the page and the list for Excel."""
    client.force_login(persoon)
    pagina = client.get(reverse("subsidie:academie_verloop", args=[aanvraag.sleutel]))
    lijst = client.get(reverse("subsidie:academie_verloop_export", args=[aanvraag.sleutel, "csv"]))
    assert (pagina.status_code, lijst.status_code) == (200, 200)
    return pagina.content.decode() + lijst.content.decode()


@pytest.fixture
def twee():
    """Two beoordelaars; the first filed."""
    aanvraag = make_aanvraag()
    een, ander = (make_toewijzing(aanvraag, PersoonFactory(beoordelaar=True, naam=naam)) for naam in ("Een", "Ander"))
    file(een)
    return aanvraag, een, ander


OORDEEL, ADVIES = "Bewaarde een of meer oordelen.", "Diende een advies in."


def test_another_reads_nothing_before_their_own_advice(client, twee):
    aanvraag, een, ander = twee
    for persoon in (ander.persoon, PersoonFactory(academie=True), make_beslisser()):
        gelezen = lees(client, aanvraag, persoon)
        assert OORDEEL not in gelezen
        assert ADVIES not in gelezen

    assert ADVIES in lees(client, aanvraag, een.persoon)
    judge(ander)
    zelf = lees(client, aanvraag, ander.persoon)
    assert (zelf.count(OORDEEL), ADVIES in zelf) == (2, False)  # on the page and in the list: only one's own


def test_after_their_own_advice_they_read_each_other(client, twee):
    aanvraag, een, ander = twee
    file(ander)
    services.say(aanvraag, "Zullen we bellen?", by=een.persoon)
    for persoon in (een.persoon, ander.persoon, make_beslisser()):
        gelezen = lees(client, aanvraag, persoon)
        assert gelezen.count(ADVIES) == 4
        assert "Zei iets in de bespreking." in gelezen
        assert "Zullen we bellen?" not in gelezen
    gewoon = lees(client, aanvraag, PersoonFactory(academie=True))
    assert ADVIES not in gewoon
    assert "Alle adviezen zijn binnen." in gewoon


def test_an_interest_closes_it_again(twee):
    aanvraag, _, ander = twee
    file(ander)
    beslisser = make_beslisser()
    assert ADVIES in {regel.zin for regel in read_for_academie(aanvraag, beslisser)}
    Belangverklaring.objects.create(aanvraag=aanvraag, persoon=beslisser, op=aanvraag.created_at)
    assert ADVIES not in {regel.zin for regel in read_for_academie(aanvraag, beslisser)}


def test_verdicts_kept_one_after_another_are_one_line(twee):
    aanvraag, een, _ = twee
    zinnen = [regel.zin for regel in read_for_academie(aanvraag, een.persoon)]
    assert zinnen == [ADVIES, OORDEEL]


def test_who_asked_is_not_told_to_others(client, twee):
    aanvraag, _, ander = twee
    take_step(aanvraag, Stap.VRAGEN, Rol.BEOORDELAAR, by=ander.persoon, vragen=1)
    staf = PersoonFactory(academie=True)
    assert [regel.wie for regel in read_for_academie(aanvraag, staf)] == ["Een beoordelaar"]
    assert read_for_academie(aanvraag, ander.persoon)[0].wie == "Ander"


def test_names_and_roles_for_the_academie():
    aanvraag, staf = AanvraagFactory(binnen="ingediend"), PersoonFactory(academie=True, naam="Sam")
    write(aanvraag, "toegewezen", Rol.ACADEMIE, by=staf, persoon=staf.pk)
    weg = PersoonFactory()
    write(aanvraag, Stap.COMPLEET, Rol.ACADEMIE, by=weg)
    weg.delete()
    write(aanvraag, Stap.ADVISEREN, Rol.SYSTEEM)

    assert [(regel.zin, regel.wie, regel.rol) for regel in read_for_academie(aanvraag, staf)] == [
        ("Alle adviezen zijn binnen.", "Ging vanzelf", ""),
        ("De aanvraag is compleet.", "Iemand van wie het account weg is", "academie"),
        ("Sam beoordeelt deze aanvraag.", "Sam", "academie"),
    ]


@pytest.fixture
def schrijver():
    def make(aanvraag):
        return DeelnameFactory(netwerk=aanvraag.netwerk, rol="penvoerder", persoon__naam="Penny").persoon

    return make


def as_netwerk(client, aanvraag, persoon):
    client.force_login(persoon)
    return client.get(reverse("subsidie:verloop", args=[aanvraag.sleutel]))


def test_the_netwerk_reads_its_own_steps_and_never_who_judged(client, twee, schrijver):
    aanvraag, een, ander = twee
    penny = schrijver(aanvraag)
    write(aanvraag, "akkoord", Rol.INDIENER, by=penny, versie="1")
    services.lapse_assignment(ander, services.TERUGGENOMEN, by=een.persoon)
    gelezen = as_netwerk(client, aanvraag, penny).content.decode()
    assert "Jullie gaan akkoord met meekijken." in gelezen
    for naam in (een.persoon.naam, ander.persoon.naam, "oordeel", "advies in", "beoordeelt niet meer"):
        assert f">{naam}" not in gelezen
    assert [(regel.zin, regel.wie) for regel in read_for_netwerk(aanvraag)] == [
        ("Jullie gaan akkoord met meekijken.", "Penny")
    ]


def test_a_decision_is_there_once_it_is_told(client, schrijver):
    aanvraag, beslisser = make_klaar(), make_beslisser(naam="Bes")
    besluit(aanvraag, by=beslisser)
    take_back(aanvraag, by=beslisser)
    rij = besluit(aanvraag, by=beslisser)
    assert read_for_netwerk(aanvraag) == []
    assert "besluit" not in as_netwerk(client, aanvraag, schrijver(aanvraag)).content.decode().split("<main")[1]

    tell([rij], by=beslisser)
    assert [(regel.zin, regel.wie) for regel in read_for_netwerk(aanvraag)] == [
        ("De aanvraag is toegekend.", "De academie")
    ]
    assert [regel.zin for regel in read_for_academie(aanvraag, beslisser)] == [
        "De aanvraag is toegekend.",
        "Er is een besluit. Het netwerk weet het nog niet.",
        "Het besluit is teruggenomen voordat het bekend was.",
        "Er is een besluit. Het netwerk weet het nog niet.",
    ]


def test_what_went_by_itself():
    aanvraag = AanvraagFactory()
    take_step(aanvraag, Stap.VERLOPEN, Rol.SYSTEEM)
    assert [regel.wie for regel in read_for_netwerk(aanvraag)] == ["Ging vanzelf"]


def test_who_wrote_and_lost_the_account():
    aanvraag, persoon = AanvraagFactory(), PersoonFactory()
    write(aanvraag, "beginnen", Rol.SCHRIJVER, by=persoon)
    persoon.delete()
    assert [regel.wie for regel in read_for_netwerk(aanvraag)] == ["Iemand van wie het account weg is"]


def test_who_is_part_of_the_netwerk_reads_nothing_as_academie(client, twee):
    aanvraag, een, _ = twee
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=een.persoon)
    client.force_login(een.persoon)
    for naam, rest in (("academie_verloop", []), ("academie_verloop_export", ["xlsx"])):
        assert client.get(reverse(f"subsidie:{naam}", args=[aanvraag.sleutel, *rest])).status_code == 404


def test_the_academie_sees_that_the_chain_holds_or_not(client, twee):
    aanvraag, een, _ = twee
    gelezen = lees(client, aanvraag, een.persoon)
    assert "De keten klopt niet" not in gelezen
    assert "De keten klopt" in gelezen

    tamper("UPDATE subsidie_spoorregel SET rol = 'x' WHERE nummer = 2", aanvraag.pk)
    assert "De keten klopt niet" in lees(client, aanvraag, een.persoon)


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries(client, aantal, django_assert_num_queries, schrijver):
    aanvraag, staf = AanvraagFactory(binnen="ingediend"), PersoonFactory(academie=True)
    penny = schrijver(aanvraag)
    for _ in range(aantal):
        write(aanvraag, "toegewezen", Rol.ACADEMIE, by=PersoonFactory(), persoon=PersoonFactory().pk)
        write(aanvraag, "akkoord", Rol.INDIENER, by=penny, versie="1")
    for persoon, naam, vragen in ((staf, "academie_verloop", 6), (penny, "verloop", 6)):
        client.force_login(persoon)
        client.get(reverse(f"subsidie:{naam}", args=[aanvraag.sleutel]))
        with django_assert_num_queries(vragen):
            client.get(reverse(f"subsidie:{naam}", args=[aanvraag.sleutel]))
