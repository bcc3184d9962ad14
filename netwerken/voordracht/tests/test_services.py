from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.errors import DomainError
from kern.models import Logregel
from kern.tests.races import together
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk
from netwerken.services import decline, sign_up
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from netwerken.voordracht import services
from netwerken.voordracht.models import Voordracht
from netwerken.voordracht.tests.factories import VoordrachtFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
KEUS = {"naam": "Fenna Haan", "email": "Fenna@X.nl", "reden": "Zij stelt goede vragen."}


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(toegang="gesloten", gestart=True)
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    return netwerk


def make_old(voordracht):
    Voordracht.objects.filter(pk=voordracht.pk).update(created_at=nu() - timedelta(days=61))
    voordracht.refresh_from_db()
    return voordracht


def test_nominate_mails_the_person(netwerk, persoon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        voordracht = services.nominate(netwerk, by=persoon, **KEUS)

    assert voordracht.email == "fenna@x.nl"
    assert mail.outbox[0].to == ["fenna@x.nl"]
    assert mail.outbox[0].subject == f"{persoon.naam} draagt je voor bij {netwerk.naam}"
    assert "Zij stelt goede vragen." in mail.outbox[0].body
    assert not Deelname.objects.filter(persoon__email="fenna@x.nl").exists()


def test_words_are_not_in_the_log_nor_the_outbox(netwerk, persoon):
    services.nominate(netwerk, by=persoon, **KEUS)

    assert "vragen" not in str(list(Logregel.objects.values()))
    assert "goede vragen" not in str(list(Bericht.objects.values()))


def test_refused_when_it_cannot_be(netwerk, persoon):
    for velden, zin in (({"toegang": "open"}, "open groep"), ({"status": "afgerond"}, "voorbij")):
        Netwerk.objects.update(**velden)
        with pytest.raises(DomainError, match=zin):
            services.nominate(netwerk, by=persoon, **KEUS)
    assert not Voordracht.objects.exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [({}, "doet al mee"), ({"status": "pauze"}, "doet al mee"), ({"aangemeld": True}, "al aangemeld")],
)
def test_who_is_there_already(netwerk, persoon, velden, zin):
    DeelnameFactory(netwerk=netwerk, persoon__email="fenna@x.nl", **velden)

    with pytest.raises(DomainError, match=zin):
        services.nominate(netwerk, by=persoon, **KEUS)


def test_who_was_invited_or_nominated(netwerk, persoon):
    uitnodiging = UitnodigingFactory(netwerk=netwerk, email="fenna@x.nl")
    with pytest.raises(DomainError, match="al uitgenodigd"):
        services.nominate(netwerk, by=persoon, **KEUS)
    uitnodiging.delete()
    services.nominate(netwerk, by=persoon, **KEUS)

    with pytest.raises(DomainError, match="al voorgedragen"):
        services.nominate(netwerk, by=PersoonFactory(), **KEUS)


def test_an_old_one_makes_room(netwerk, persoon):
    oud = make_old(services.nominate(netwerk, by=persoon, **KEUS))
    assert oud.stand == "verlopen"

    nieuw = services.nominate(netwerk, by=persoon, **KEUS)

    oud.refresh_from_db()
    assert (oud.antwoord, nieuw.is_open) == ("ingetrokken", True)


def test_agree_becomes_an_application_of_a_new_account(netwerk):
    voordracht = VoordrachtFactory(netwerk=netwerk)

    deelname = services.agree(voordracht)

    assert services.agree(voordracht) == deelname
    assert (deelname.status, deelname.persoon.email) == ("aangemeld", voordracht.email)
    assert deelname.voordracht == voordracht
    assert list(Bericht.objects.values_list("soort", flat=True)) == ["netwerken.aanmelding"]


def test_agree_of_somebody_with_an_account_in_a_netwerk_that_is_not_public(netwerk):
    persoon = PersoonFactory(email="fenna@x.nl")

    deelname = services.agree(VoordrachtFactory(netwerk=netwerk, email="fenna@x.nl"))

    assert deelname.persoon == persoon
    assert Persoon.objects.filter(email="fenna@x.nl").count() == 1


def test_agree_of_who_joined_meanwhile_keeps_the_place(netwerk):
    lid = DeelnameFactory(netwerk=netwerk, persoon__email="fenna@x.nl")

    assert services.agree(VoordrachtFactory(netwerk=netwerk, email="fenna@x.nl")) == lid
    lid.refresh_from_db()
    assert lid.status == "actief"


def test_nominated_again_after_a_no(netwerk, persoon):
    eerste = VoordrachtFactory(netwerk=netwerk, email="fenna@x.nl")
    decline(services.agree(eerste), by=persoon)

    tweede = services.nominate(netwerk, by=persoon, **KEUS)
    deelname = services.agree(tweede)

    eerste.refresh_from_db()
    assert (eerste.deelname, deelname.voordracht, deelname.status) == (None, tweede, "aangemeld")


def test_a_closed_account(netwerk):
    PersoonFactory(email="fenna@x.nl", is_active=False)

    with pytest.raises(DomainError, match="gesloten"):
        services.agree(VoordrachtFactory(netwerk=netwerk, email="fenna@x.nl"))


def test_refuse_and_withdraw_are_quiet_twice(netwerk, persoon):
    nee, weg = VoordrachtFactory(netwerk=netwerk), VoordrachtFactory(netwerk=netwerk)
    for _ in range(2):
        assert services.refuse(nee).antwoord == "nee"
        assert services.withdraw(weg, by=persoon).antwoord == "ingetrokken"

    for voordracht in (nee, weg):
        with pytest.raises(DomainError, match="geldt niet meer"):
            services.agree(voordracht)


def test_too_late(netwerk):
    oud = make_old(VoordrachtFactory(netwerk=netwerk))
    with pytest.raises(DomainError, match="geldt niet meer"):
        services.agree(oud)
    nieuw = VoordrachtFactory(netwerk=netwerk)
    Netwerk.objects.update(status="afgerond")

    with pytest.raises(DomainError, match="geldt niet meer"):
        services.refuse(nieuw)


@pytest.mark.parametrize("antwoord", ["nee", "ingetrokken"])
def test_mail_that_is_no_longer_needed_stays_home(netwerk, persoon, antwoord):
    services.nominate(netwerk, by=persoon, **KEUS)
    Voordracht.objects.update(antwoord=antwoord)

    carry_out_due(now=nu())

    assert mail.outbox == []


def test_without_nomination_signing_up_still_needs_a_public_netwerk(netwerk, persoon):
    with pytest.raises(DomainError):
        sign_up(netwerk, persoon)


@pytest.mark.parametrize("velden", [{"reden": ""}, {"antwoord": "misschien"}])
def test_constraints(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        VoordrachtFactory(**velden)


def test_constraints_of_two_rows(netwerk):
    VoordrachtFactory(netwerk=netwerk, email="fenna@x.nl")
    with pytest.raises(IntegrityError), transaction.atomic():
        VoordrachtFactory(netwerk=netwerk, email="FENNA@x.nl")
    with pytest.raises(IntegrityError), transaction.atomic():
        VoordrachtFactory(netwerk=netwerk, deelname=DeelnameFactory(netwerk=netwerk))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_members_nominate_one_person_at_once():
    netwerk = NetwerkFactory(toegang="gesloten", gestart=True)
    een, twee = PersoonFactory.create_batch(2)

    uitkomsten = together(*(lambda p=p: services.nominate(netwerk, by=p, **KEUS) for p in (een, twee)))

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert Voordracht.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_yes_and_withdrawal_at_once():
    voordracht = VoordrachtFactory()

    uitkomsten = together(lambda: services.agree(voordracht), lambda: services.withdraw(voordracht, by=voordracht.door))

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    voordracht.refresh_from_db()
    assert (voordracht.antwoord == "ja") == Deelname.objects.exists()
