"""From enough people to a netwerk: taken up, given back, made, and everybody asked."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from berichten.models import Bericht
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services as netwerken
from netwerken.belangstelling import services
from netwerken.belangstelling.models import Belangstelling, Themavoorstel
from netwerken.belangstelling.tests.factories import BelangstellingFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def mails(soort):
    return sorted(Bericht.objects.filter(soort=f"netwerken.thema_{soort}").values_list("aan", flat=True))


def test_begin_is_for_the_first(voorstel):
    een, ander = (rij.persoon for rij in voorstel.groep[:2])

    services.begin_voorstel(voorstel, by=een)

    assert services.begin_voorstel(voorstel, by=een).trekker == een
    with pytest.raises(DomainError, match="Iemand anders was je net voor"):
        services.begin_voorstel(voorstel, by=ander)
    assert Logregel.objects.filter(actie="netwerken.themavoorstel.taken").count() == 1


def test_begin_what_lapsed(voorstel):
    for rij in voorstel.groep[:2]:
        services.leave_thema(voorstel.thema, rij.persoon)

    with pytest.raises(DomainError, match="geldt niet meer"):
        services.begin_voorstel(voorstel, by=voorstel.groep[2].persoon)


def test_taken_voorstel_stays_when_people_leave_and_lapses_when_given_back(voorstel):
    trekker = voorstel.groep[0].persoon
    services.begin_voorstel(voorstel, by=trekker)
    for rij in voorstel.groep[1:3]:
        services.leave_thema(voorstel.thema, rij.persoon)
    voorstel.refresh_from_db()
    assert (voorstel.status, voorstel.mensen) == ("bezig", 4)

    services.give_back(voorstel, by=trekker)
    services.give_back(voorstel, by=trekker)

    voorstel.refresh_from_db()
    assert (voorstel.status, voorstel.trekker) == ("vervallen", None)


def test_assign_asks_somebody_who_waits(voorstel):
    gevraagd = voorstel.groep[3].persoon

    voorstel = services.assign_voorstel(voorstel, gevraagd, by=PersoonFactory())

    assert (voorstel.status, voorstel.trekker) == ("bezig", gevraagd)
    assert gevraagd.pk in mails("trekker")
    with pytest.raises(DomainError, match="is al begonnen"):
        services.assign_voorstel(voorstel, voorstel.trekker, by=PersoonFactory())


def test_assign_somebody_else(voorstel):
    with pytest.raises(DomainError, match="Kies iemand die op dit thema wacht"):
        services.assign_voorstel(voorstel, PersoonFactory(), by=PersoonFactory())


def create(by, **velden):
    waarden = {
        "naam": "Samen rustig", "centrale_vraag": "Hoe?", "doel": "Rust.", "sector": "vo", "doelgroep": "leraren",
        "start_datum": timezone.localdate(), "eind_datum": timezone.localdate() + timedelta(days=300),
    }  # fmt: skip
    return netwerken.create_netwerk(by=by, rollen=[], **waarden | velden)


def test_new_netwerk_of_who_took_it_up_invites_the_others(voorstel):
    trekker, *anderen = (rij.persoon for rij in voorstel.groep)
    services.begin_voorstel(voorstel, by=trekker)

    netwerk = create(trekker, thema=voorstel.thema.naam.upper())

    voorstel.refresh_from_db()
    assert (voorstel.status, voorstel.netwerk, voorstel.mensen) == ("begonnen", netwerk, 6)
    assert mails("netwerk") == sorted(persoon.pk for persoon in anderen)
    assert set(netwerk.belangstellingen.values_list("persoon", flat=True)) == {persoon.pk for persoon in anderen}
    assert not trekker.belangstellingen.exists()
    assert netwerk.deelnames.count() == 1  # nobody got a seat
    services.tend_themas()
    assert Themavoorstel.objects.count() == 1  # they do not count for another one


@pytest.mark.parametrize("over", ["", "burgerschap"])
def test_netwerk_about_something_else_invites_nobody(voorstel, over):
    trekker = voorstel.groep[0].persoon
    services.begin_voorstel(voorstel, by=trekker)

    create(trekker, thema=over)

    voorstel.refresh_from_db()
    assert voorstel.status == "bezig"
    assert mails("netwerk") == []


def test_netwerk_of_somebody_else_invites_nobody(voorstel):
    services.begin_voorstel(voorstel, by=voorstel.groep[0].persoon)

    create(PersoonFactory(), thema=voorstel.thema.naam)

    assert mails("netwerk") == []


def test_voorstel_taken_back_while_the_netwerk_is_made(voorstel, monkeypatch):
    """Between looking for it and its lock, the academie gave it to nobody."""
    trekker = voorstel.groep[0].persoon
    services.begin_voorstel(voorstel, by=trekker)
    lock = services._lock_voorstel

    def taken_back(rij):
        Themavoorstel.objects.update(status="open", trekker=None, begonnen_op=None)
        return lock(rij)

    monkeypatch.setattr(services, "_lock_voorstel", taken_back)

    create(trekker, thema=voorstel.thema.naam)

    assert mails("netwerk") == []


@pytest.fixture
def uitgenodigd(voorstel):
    services.begin_voorstel(voorstel, by=voorstel.groep[0].persoon)
    create(voorstel.groep[0].persoon, thema=voorstel.thema.naam, toegang="gesloten")
    return Belangstelling.objects.first()


def test_apply_waits_for_the_facilitator_and_stays_on_the_list_until_then(uitgenodigd):
    deelname = services.apply(uitgenodigd)

    assert deelname.status == "aangemeld"
    assert Belangstelling.objects.filter(pk=uitgenodigd.pk).exists()

    netwerken.admit(deelname, by=uitgenodigd.netwerk.facilitators().get())

    assert not Belangstelling.objects.filter(pk=uitgenodigd.pk).exists()


def test_apply_after_the_end(uitgenodigd):
    netwerken.close_netwerk(uitgenodigd.netwerk, "gestopt", reden="Klaar.", by=uitgenodigd.netwerk.facilitators().get())
    rij = Belangstelling.objects.get(pk=uitgenodigd.pk)

    with pytest.raises(DomainError, match="Je staat nog op de lijst"):
        services.apply(rij)
    with pytest.raises(DomainError, match="Je staat nog op de lijst"):
        services.apply(BelangstellingFactory())
    services.tend_themas()
    assert Themavoorstel.objects.lopend().count() == 0  # five are left: they count again, and are not enough


def test_wait_on_counts_for_another_netwerk(uitgenodigd):
    services.wait_on(uitgenodigd)

    uitgenodigd.refresh_from_db()
    assert uitgenodigd.netwerk is None


def test_nothing_came_of_it_in_a_month(voorstel):
    services.begin_voorstel(voorstel, by=voorstel.groep[0].persoon)

    with time_machine.travel(nu() + timedelta(days=31), tick=False):
        services.tend_themas()

    voorstel.refresh_from_db()
    assert voorstel.status == "open"


def test_start_is_written_once_and_leads_to_the_netwerk(voorstel):
    trekker = voorstel.groep[0].persoon
    plan = services.write_start(voorstel, by=trekker)
    assert services.write_start(voorstel, by=trekker) == plan
    assert plan.basis == f"thema:{voorstel.pk}"
    for _ in range(9):
        services.start.begin(trekker)
    plan.delete()
    services.start.begin(trekker)

    with pytest.raises(DomainError, match="in voorbereiding"):
        services.write_start(voorstel, by=trekker)
