"""Making and changing rounds, and what the log keeps of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import lokale_dag, nu
from personen.tests.factories import PersoonFactory
from subsidie.models import Aanvraagronde
from subsidie.regeling import bron, pagina, services
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.models import Regelingversie
from subsidie.regeling.regels import Rondeplan
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory

pytestmark = pytest.mark.django_db
VO = get_shipped("vo-leernetwerken")


@pytest.fixture
def academie():
    return PersoonFactory(academie=True)


def make_plan(**anders):
    vandaag = lokale_dag(nu())
    dagen = {"advies_voor": vandaag + timedelta(days=42), "besluit_voor": vandaag + timedelta(days=56)}
    momenten = {"opent_op": nu() + timedelta(days=1), "sluit_op": nu() + timedelta(days=22)}
    return Rondeplan(**(dagen | momenten | {"budget": 90_000_00} | anders))


def make_ronde(**velden):
    ronde = AanvraagrondeFactory(regelingversie=Regelingversie.of(VO), **velden)
    return Aanvraagronde.objects.get(pk=ronde.pk)


@pytest.fixture
def newer(monkeypatch):
    """There is a second version of what ships."""
    versie_2 = replace(VO, versie=2, samenvatting="Met andere woorden.")

    def get(code, versie=None):
        return versie_2 if code == VO.code and versie in (None, 2) else bron.get_shipped(code, versie)

    monkeypatch.setattr(services, "get_shipped", get)
    monkeypatch.setattr(pagina, "get_shipped", get)
    return versie_2


def read_log(ronde):
    regels = Logregel.objects.filter(object_id=str(ronde.pk), actie__startswith="subsidie.ronde.")
    return [(regel.actie, regel.feiten) for regel in regels.order_by("pk")]


def test_create(academie):
    plan = make_plan()

    ronde = services.create_ronde(VO, "Winterronde", plan, by=academie)

    ronde.refresh_from_db()
    assert services.plan_of(ronde) == plan
    assert (ronde.naam, ronde.regelingversie.regeling) == ("Winterronde", VO)
    assert read_log(ronde) == [("subsidie.ronde.created", {"regeling": VO.code, "versie": 1})]


def test_create_refused(academie):
    with pytest.raises(DomainError, match="boven nul"):
        services.create_ronde(VO, "Winterronde", make_plan(budget=0), by=academie)

    assert not Aanvraagronde.objects.exists()
    assert not Regelingversie.objects.exists()


def test_change(academie):
    ronde = make_ronde(budget=5)
    was, plan = services.plan_of(ronde), make_plan(opent_op=ronde.opent_op, budget=8)

    services.change_ronde(ronde, "Anders", plan, by=academie)

    ronde.refresh_from_db()
    assert (ronde.naam, services.plan_of(ronde)) == ("Anders", plan)
    ((actie, feiten),) = read_log(ronde)
    assert actie == "subsidie.ronde.changed"
    assert feiten["was"] == {"sluit_op": str(was.sluit_op), "budget": "5"}


def test_change_nothing(academie):
    ronde = make_ronde()

    services.change_ronde(ronde, ronde.naam, services.plan_of(ronde), by=academie)

    assert read_log(ronde) == []


def test_change_only_the_name(academie):
    ronde = make_ronde()

    services.change_ronde(ronde, "Lenteronde", services.plan_of(ronde), by=academie)

    assert read_log(ronde) == [("subsidie.ronde.changed", {"was": {}})]


def test_earlier_refused_by_an_aanvraag_that_began_meanwhile(academie):
    """Who changes the round looked at a page on which there was no aanvraag yet."""
    ronde = Aanvraagronde.objects.with_aantal().get(pk=make_ronde().pk)
    AanvraagFactory(ronde=ronde)
    plan = replace(services.plan_of(ronde), sluit_op=ronde.sluit_op - timedelta(days=2))

    with pytest.raises(DomainError, match="niet eerder"):
        services.change_ronde(ronde, ronde.naam, plan, by=academie)

    assert read_log(ronde) == []


def test_a_newer_version_for_a_round_without_aanvragen(academie, newer):
    ronde = make_ronde()

    services.take_newest(ronde, by=academie)
    services.take_newest(ronde, by=academie)

    ronde.refresh_from_db()
    assert (ronde.regelingversie.versie, ronde.regelingversie.regeling) == (2, newer)
    assert read_log(ronde) == [("subsidie.ronde.renewed", {"was": 1, "versie": 2})]


def test_no_newer_version_once_somebody_began(academie, newer):
    ronde = make_ronde()
    aanvraag = AanvraagFactory(ronde=ronde)

    with pytest.raises(DomainError, match="nieuwe ronde"):
        services.take_newest(ronde, by=academie)

    aanvraag.refresh_from_db()
    assert aanvraag.regelingversie.regeling == VO


def test_no_newer_version_of_what_does_not_ship(academie):
    ronde = AanvraagrondeFactory()

    assert services.take_newest(ronde, by=academie).regelingversie == ronde.regelingversie
    assert read_log(ronde) == []


@pytest.mark.parametrize("begonnen", [True, False])
def test_whom_the_page_offers_a_newer_version(newer, begonnen):
    ronde = make_ronde()
    if begonnen:
        AanvraagFactory(ronde=ronde)
    ronde = Aanvraagronde.objects.with_aantal().get()

    assert pagina.find_nieuwer(ronde) == (None if begonnen else newer)


def test_what_counts_as_ingediend():
    ronde = make_ronde()
    AanvraagFactory(ronde=ronde)
    AanvraagFactory(ronde=ronde, binnen="ingediend")
    AanvraagFactory(ronde=ronde, binnen="afgewezen")
    AanvraagFactory(ronde=ronde, binnen="ingetrokken")

    rij = Aanvraagronde.objects.with_aantal().get()

    assert (rij.begonnen, rij.ingediend) == (4, 2)
