"""Who joins when a version is there already."""

from berichten.models import Bericht
from netwerken import services as netwerken
from netwerken.contract import services
from netwerken.contract.mails import VRAAG
from netwerken.contract.tests.conftest import settle
from netwerken.contract.tests.test_services import acties, mails
from netwerken.models import Contract
from netwerken.tests.factories import DeelnameFactory


def join(netwerk):
    deelname = DeelnameFactory(netwerk=netwerk, status="aangemeld", begonnen_op=None)
    return netwerken.admit(deelname, by=deelname.persoon).persoon


def test_who_joins_is_asked_to_sign(cast, versie):
    for persoon in cast.allen:
        services.agree(versie, persoon)
    nieuw = join(cast.netwerk)

    assert nieuw.pk in mails(VRAAG)
    versie.refresh_from_db()
    assert versie.bekrachtigd_op  # it stays in force
    services.agree(versie, nieuw)
    assert acties("ratified") == 1


def test_who_comes_back_from_a_pause_is_not_asked_twice(cast, versie):
    deelname = cast.netwerk.deelnames.get(persoon=cast.noor)
    services.agree(versie, cast.noor)
    voor = Bericht.objects.filter(soort=VRAAG).count()
    netwerken.pause(deelname, by=cast.noor)
    netwerken.resume(deelname, by=cast.noor)

    assert Bericht.objects.filter(soort=VRAAG).count() == voor


def test_who_joins_while_they_write_or_before_they_began_is_not_asked(cast):
    assert mails(VRAAG) == set()
    join(cast.netwerk)
    contract = services.begin_contract(cast.netwerk, by=cast.noor)
    join(cast.netwerk)
    versie = settle(contract, by=cast.facilitator)
    services.begin_ronde(contract, by=cast.facilitator)
    voor = mails(VRAAG)
    join(cast.netwerk)

    assert mails(VRAAG) == voor
    assert versie.akkoorden.count() == 0
    assert Contract.objects.count() == 1
