"""Two and ten people at the same moment. Real threads, real transactions, so only on PostgreSQL."""

from datetime import date

import pytest

from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services
from netwerken.adressen import read_adressen
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("aantal", [2, 10])
def test_last_place_is_given_once(aantal):
    netwerk = NetwerkFactory(openbaar=True, min_deelnemers=2, max_deelnemers=4)
    DeelnameFactory.create_batch(3, netwerk=netwerk)
    personen = PersoonFactory.create_batch(aantal)

    rijen = together(*(lambda p=p: services.sign_up(netwerk, p) for p in personen))

    assert sorted(rij.status for rij in rijen) == ["actief"] + ["wachtlijst"] * (aantal - 1)
    assert netwerk.deelnames.bezet().count() == 4
    wachtlijst = list(netwerk.deelnames.wachtlijst())
    assert [rij.pk for rij in wachtlijst] == sorted(rij.pk for rij in wachtlijst)  # rows were made in order of arrival


def test_one_person_twice_at_once_has_one_place():
    netwerk = NetwerkFactory(openbaar=True)
    persoon = PersoonFactory()

    eerste, tweede = together(*[lambda: services.sign_up(netwerk, persoon)] * 2)

    assert eerste == tweede
    assert Deelname.objects.count() == 1


def test_leaving_and_signing_up_at_once_keeps_the_order():
    netwerk = NetwerkFactory(openbaar=True, min_deelnemers=2, max_deelnemers=2)
    gaat, _ = DeelnameFactory.create_batch(2, netwerk=netwerk)
    vooraan = DeelnameFactory(netwerk=netwerk, wachtend=True)
    nieuw = PersoonFactory()

    together(lambda: services.leave(netwerk, gaat.persoon), lambda: services.sign_up(netwerk, nieuw))

    vooraan.refresh_from_db()
    assert vooraan.status == "actief"
    assert netwerk.deelnames.get(persoon=nieuw).status == "wachtlijst"
    assert netwerk.deelnames.bezet().count() == 2


def test_two_facilitators_cannot_both_leave():
    netwerk = NetwerkFactory(gestart=True)
    een, twee = DeelnameFactory.create_batch(2, netwerk=netwerk, facilitator=True)

    uitkomsten = together(lambda: services.leave(netwerk, een.persoon), lambda: services.leave(netwerk, twee.persoon))

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert netwerk.facilitators().count() == 1


def test_maximum_lowered_while_people_join():
    netwerk = NetwerkFactory(openbaar=True, min_deelnemers=2, max_deelnemers=4)
    DeelnameFactory.create_batch(3, netwerk=netwerk)
    persoon = PersoonFactory()

    together(
        lambda: services.update_netwerk(netwerk, {"max_deelnemers": 3}, versie=1, by=persoon),
        lambda: services.sign_up(netwerk, persoon),
    )

    netwerk = Netwerk.objects.get()
    assert netwerk.deelnames.bezet().count() <= netwerk.max_deelnemers


def test_accepting_twice_at_once_makes_one_account_and_one_place():
    uitnodiging = UitnodigingFactory(netwerk__max_deelnemers=6)

    uitkomsten = together(*[lambda: services.accept(uitnodiging, naam="Fenna")] * 2)

    assert [is_nieuw for _, is_nieuw in sorted(uitkomsten, key=lambda u: u[1])] == [False, True]
    assert Persoon.objects.filter(email=uitnodiging.email).count() == 1
    assert Deelname.objects.count() == 1


def test_two_networks_invite_one_new_person_who_accepts_both_at_once():
    rijen = [UitnodigingFactory(email="fenna@x.nl") for _ in range(2)]

    uitkomsten = together(*(lambda rij=rij: services.accept(rij, naam="Fenna") for rij in rijen))

    assert sorted(is_nieuw for _, is_nieuw in uitkomsten) == [False, True]
    assert {deelname.persoon.email for deelname, _ in uitkomsten} == {"fenna@x.nl"}


def test_ten_invited_people_accept_at_once():
    netwerk = NetwerkFactory(min_deelnemers=2, max_deelnemers=4)
    rijen = UitnodigingFactory.create_batch(10, netwerk=netwerk)

    together(*(lambda rij=rij: services.accept(rij, naam="Noor") for rij in rijen))

    statussen = sorted(netwerk.deelnames.values_list("status", flat=True))
    assert statussen == ["actief"] * 4 + ["wachtlijst"] * 6


def test_same_list_sent_twice_at_once_mails_once():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()

    together(*[lambda: services.invite(netwerk, read_adressen("a@x.nl\nc@x.nl"), by=persoon)] * 2)

    assert sorted(Uitnodiging.objects.values_list("email", "keer")) == [("a@x.nl", 1), ("c@x.nl", 1)]


def test_two_networks_with_one_name_at_once():
    persoon = PersoonFactory()
    velden = {
        "naam": "Zelfde", "centrale_vraag": "?", "doel": "x", "sector": "po", "doelgroep": "x",
        "start_datum": date(2027, 1, 1), "eind_datum": date(2028, 1, 1),
    }  # fmt: skip

    together(*[lambda: services.create_netwerk(by=persoon, rollen=[], **velden)] * 2)

    assert sorted(Netwerk.objects.values_list("slug", flat=True)) == ["zelfde", "zelfde-2"]
