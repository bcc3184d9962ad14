"""Two members at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from berichten.models import Bericht
from kern.tests.races import together
from netwerken.contract import services
from netwerken.contract.services import ContractConflict
from netwerken.contract.tests.conftest import settle
from netwerken.models import Akkoord, Contract, Contractversie

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_begin_at_once(cast):
    een, twee = together(*(lambda p=p: services.begin_contract(cast.netwerk, by=p) for p in cast.allen[:2]))

    assert een == twee
    assert Contract.objects.get().vragen.count() == 8


def test_two_write_the_same_text_at_once(cast, contract):
    vraag = contract.vragen.first()

    uitkomsten = together(
        lambda: services.propose_tekst(vraag, "Van Noor.", versie=1, by=cast.noor),
        lambda: services.propose_tekst(vraag, "Van Yusuf.", versie=1, by=cast.yusuf),
    )

    assert sum(isinstance(uitkomst, ContractConflict) for uitkomst in uitkomsten) == 1
    vraag.refresh_from_db()
    assert vraag.versie == 2


def test_the_last_two_agree_at_once(cast, versie):
    services.agree(versie, cast.facilitator)

    together(lambda: services.agree(versie, cast.noor), lambda: services.agree(versie, cast.yusuf))

    versie.refresh_from_db()
    assert versie.bekrachtigd_op
    assert Bericht.objects.filter(soort="netwerken.contract_bekrachtigd").count() == 3


def test_twice_at_once_is_one_answer(cast, versie):
    together(*[lambda: services.agree(versie, cast.noor)] * 2)

    assert Akkoord.objects.count() == 1


def test_settling_while_somebody_writes(cast, contract):
    contract.vragen.update(tekst="Staat er.")
    vraag = contract.vragen.first()

    together(
        lambda: settle(contract, by=cast.facilitator),
        lambda: services.propose_tekst(vraag, "Net op tijd?", versie=1, by=cast.noor),
    )

    versie = Contractversie.objects.first()
    vraag.refresh_from_db()
    assert versie is None or versie.artikelen[0]["tekst"] == vraag.tekst
