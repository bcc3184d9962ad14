from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services
from netwerken.adressen import read_adressen
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def invite(netwerk, adressen, by, **kwargs):
    return services.invite(netwerk, read_adressen(adressen), by=by, **kwargs)


def test_invite(persoon):
    netwerk = NetwerkFactory()
    bekend = PersoonFactory(email="bekend@x.nl")

    uitkomst = invite(netwerk, "Fenna <fenna@x.nl>\nbekend@x.nl", persoon, tekst="Kom je ook?")

    fenna, bekende = uitkomst.verstuurd
    assert (fenna.naam, fenna.email, fenna.rol, fenna.tekst, fenna.stand) == (
        "Fenna", "fenna@x.nl", "deelnemer", "Kom je ook?", "klaar",
    )  # fmt: skip
    assert (fenna.bericht.aan, fenna.bericht.adres) == (None, "fenna@x.nl")
    assert (bekende.bericht.aan, bekende.bericht.adres) == (bekend, "")
    assert Logregel.objects.filter(actie="netwerken.uitnodiging.sent", actor=persoon).count() == 2
    assert "fenna" not in str(list(Logregel.objects.values()))


def test_same_list_again_sends_nothing(persoon):
    netwerk = NetwerkFactory()
    DeelnameFactory(netwerk=netwerk, persoon__email="lid@x.nl")
    invite(netwerk, "a@x.nl", persoon)

    uitkomst = invite(netwerk, "A@x.nl; lid@x.nl; nieuw@x.nl", persoon)

    assert [u.email for u in uitkomst.verstuurd] == ["nieuw@x.nl"]
    assert (uitkomst.al_uitgenodigd, uitkomst.doet_al_mee) == (["a@x.nl"], ["lid@x.nl"])
    assert Bericht.objects.count() == 2


def test_a_lid_can_be_invited_for_another_role(persoon):
    netwerk = NetwerkFactory()
    DeelnameFactory(netwerk=netwerk, persoon__email="lid@x.nl")

    [uitnodiging] = invite(netwerk, "lid@x.nl", persoon, rol="penvoerder").verstuurd

    assert uitnodiging.rol == "penvoerder"


def test_expired_invitation_is_renewed(persoon):
    oud = UitnodigingFactory(verloopt_op=nu() - timedelta(days=1), email="a@x.nl")

    [uitnodiging] = invite(oud.netwerk, "a@x.nl", persoon).verstuurd

    assert (uitnodiging.pk, uitnodiging.keer, uitnodiging.is_open) == (oud.pk, 2, True)


def test_invite_is_all_or_nothing(persoon, monkeypatch):
    netwerk = NetwerkFactory()
    monkeypatch.setattr("netwerken.services.uitnodigingen._plan_herinnering", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        invite(netwerk, "a@x.nl, b@x.nl", persoon)
    assert not Uitnodiging.objects.exists()
    assert not Bericht.objects.exists()


def test_invite_for_an_ended_netwerk_is_refused(persoon):
    with pytest.raises(DomainError, match="Dit netwerk is voorbij"):
        invite(NetwerkFactory(gestopt=True), "a@x.nl", persoon)


def test_resend_on_request_and_a_double_click_once(persoon):
    [uitnodiging] = invite(NetwerkFactory(), "a@x.nl", persoon).verstuurd
    services.mark_opened(uitnodiging)

    services.resend(uitnodiging, keer=1, by=persoon)
    uitnodiging = services.resend(uitnodiging, keer=1, by=persoon)

    assert (uitnodiging.keer, uitnodiging.stand) == (2, "klaar")
    assert sorted(Bericht.objects.values_list("sleutel", flat=True)) == [
        f"netwerken.uitnodiging:{uitnodiging.pk}:{keer}" for keer in (1, 2)
    ]


@pytest.mark.parametrize("antwoord", ["aanvaard", "afgeslagen", "ingetrokken"])
def test_resend_refused(persoon, antwoord):
    with pytest.raises(DomainError, match="al geantwoord"):
        services.resend(UitnodigingFactory(antwoord=antwoord), keer=1, by=persoon)


def test_withdraw_keeps_an_unsent_mail_home(persoon):
    netwerk = NetwerkFactory()
    [uitnodiging] = invite(netwerk, "a@x.nl", persoon).verstuurd

    services.withdraw(uitnodiging, by=persoon)
    assert services.withdraw(uitnodiging, by=persoon).stand == "ingetrokken"
    carry_out_due()

    assert Bericht.objects.get().status == "overgeslagen"
    assert mail.outbox == []
    assert Logregel.objects.filter(actie="netwerken.uitnodiging.withdrawn").count() == 1


def test_withdraw_after_accepting_is_refused(persoon):
    with pytest.raises(DomainError, match="al aanvaard"):
        services.withdraw(UitnodigingFactory(antwoord="aanvaard"), by=persoon)


def test_stand_follows_the_outbox(persoon):
    [uitnodiging] = invite(NetwerkFactory(), "a@x.nl", persoon).verstuurd
    carry_out_due()

    assert Uitnodiging.objects.get().stand == "verstuurd"
    Bericht.objects.update(status="mislukt", verstuurd_op=None)
    assert Uitnodiging.objects.get().stand == "mislukt"
    services.mark_opened(uitnodiging)
    assert Uitnodiging.objects.get().stand == "geopend"


def test_accept_makes_an_account_that_needs_no_check():
    uitnodiging = UitnodigingFactory(netwerk__max_deelnemers=6)

    deelname, is_nieuw = services.accept(uitnodiging, naam="Fenna Haan")

    persoon = Persoon.objects.get(email=uitnodiging.email)
    assert is_nieuw
    assert (deelname.persoon, deelname.status, deelname.rol) == (persoon, "actief", "deelnemer")
    assert (persoon.naam, persoon.has_usable_password()) == ("Fenna Haan", False)
    assert EmailAddress.objects.get(user=persoon).verified
    uitnodiging.refresh_from_db()
    assert (uitnodiging.antwoord, uitnodiging.aanvaard_door) == ("aanvaard", persoon)
    assert Bericht.objects.get().soort == "netwerken.welkom"


def test_accept_with_an_account_asks_no_name_and_does_not_touch_it():
    persoon = PersoonFactory(email="a@x.nl", naam="Noor")
    EmailAddress.objects.create(user=persoon, email="a@x.nl", verified=False, primary=True)

    deelname, is_nieuw = services.accept(UitnodigingFactory(email="a@x.nl"), naam="Iemand anders")

    persoon.refresh_from_db()
    assert (deelname.persoon, is_nieuw, persoon.naam) == (persoon, False, "Noor")
    assert not EmailAddress.objects.get().verified  # somebody else may have started this account


def test_accept_as_who_is_signed_in(persoon):
    uitnodiging = UitnodigingFactory()

    deelname, is_nieuw = services.accept(uitnodiging, persoon=persoon)

    assert (deelname.persoon, is_nieuw) == (persoon, False)
    assert not Persoon.objects.filter(email=uitnodiging.email).exists()


def test_accept_by_who_joined_meanwhile_changes_nothing(persoon):
    uitnodiging = UitnodigingFactory()
    deelname = DeelnameFactory(netwerk=uitnodiging.netwerk, persoon=persoon)

    assert services.accept(uitnodiging, persoon=persoon) == (deelname, False)
    assert not Bericht.objects.exists()


def test_accept_by_who_asked_already_waits_for_the_same_decision(persoon):
    netwerk = NetwerkFactory(gestart=True, gesloten=True)
    DeelnameFactory.create_batch(3, netwerk=netwerk)
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon, aangemeld=True)

    met_groep = UitnodigingFactory(netwerk=netwerk, via_groep=True)

    assert services.accept(met_groep, persoon=persoon)[0] == deelname
    deelname.refresh_from_db()
    assert deelname.status == "aangemeld"
    assert not Bericht.objects.exists()


def test_accept_twice_is_once():
    uitnodiging = UitnodigingFactory()

    eerste = services.accept(uitnodiging, naam="Fenna")
    tweede = services.accept(uitnodiging, naam="Fenna")

    assert eerste[0] == tweede[0]
    assert [is_nieuw for _, is_nieuw in (eerste, tweede)] == [True, False]
    assert Bericht.objects.count() == 1


def test_accept_full_goes_to_the_wachtlijst():
    netwerk = NetwerkFactory(min_deelnemers=2, max_deelnemers=2)
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    assert services.accept(UitnodigingFactory(netwerk=netwerk), naam="Fenna")[0].status == "wachtlijst"
    facilitator, _ = services.accept(UitnodigingFactory(netwerk=netwerk, rol="facilitator"), naam="Bo")
    assert (facilitator.rol, facilitator.status) == ("facilitator", "actief")


@pytest.mark.parametrize(
    "velden", [{"aangemeld": True}, {"uitgestapt": True}, {"status": "afgewezen", "begonnen_op": None}]
)
def test_accept_by_somebody_known_to_the_netwerk(velden):
    deelname = DeelnameFactory(netwerk__toegang="gesloten", **velden)

    nieuw, _ = services.accept(UitnodigingFactory(netwerk=deelname.netwerk, email=deelname.persoon.email))

    assert (nieuw.pk, nieuw.status) == (deelname.pk, "actief")


@pytest.mark.parametrize("velden", [{"antwoord": "ingetrokken"}, {"antwoord": "afgeslagen"}, {"verloopt_op": nu()}])
def test_accept_refused(velden):
    with pytest.raises(DomainError, match="geldt niet meer"):
        services.accept(UitnodigingFactory(**velden), naam="Fenna")
    assert not Deelname.objects.exists()


def test_accept_refused_for_ended_netwerk_closed_account_and_missing_name():
    uitnodiging = UitnodigingFactory()
    with pytest.raises(DomainError, match="Vul je naam in"):
        services.accept(uitnodiging)
    gesloten = PersoonFactory(email=uitnodiging.email, is_active=False)
    with pytest.raises(DomainError, match="account is gesloten"):
        services.accept(uitnodiging)
    gesloten.delete()
    Netwerk.objects.update(status="gestopt", reden_afsluiting="x")
    with pytest.raises(DomainError, match="geldt niet meer"):
        services.accept(uitnodiging, naam="Fenna")


def test_accepted_and_left_again_cannot_come_back_with_the_old_link():
    uitnodiging = UitnodigingFactory()
    deelname, _ = services.accept(uitnodiging, naam="Fenna")
    services.leave(deelname.netwerk, deelname.persoon)

    with pytest.raises(DomainError, match="geldt niet meer"):
        services.accept(uitnodiging, naam="Fenna")


def test_refuse():
    uitnodiging = services.refuse(UitnodigingFactory())

    assert uitnodiging.stand == "afgeslagen"
    with pytest.raises(DomainError):
        services.refuse(uitnodiging)


def test_reminder_goes_once_to_who_did_not_answer(persoon):
    with time_machine.travel("2026-11-19 12:00:00+00:00", tick=False):  # a Thursday
        netwerk = NetwerkFactory()
        wacht, zegt_ja, zegt_nee = invite(netwerk, "wacht@x.nl, ja@x.nl, nee@x.nl", persoon).verstuurd
        carry_out_due()
        services.accept(zegt_ja, naam="Ja")
        services.refuse(zegt_nee)
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        invite(netwerk, "later@x.nl", persoon)
        carry_out_due()

    eerste, tweede = Verzending.objects.filter(soort="netwerken.herinnering").order_by("op")
    assert [verzending.op.date() for verzending in (eerste, tweede)] == [date(2026, 11, 24), date(2026, 11, 25)]
    assert eerste.omschrijving == "Naar wie nog niet antwoordde op de uitnodiging van donderdag 19 november."
    mail.outbox.clear()
    with time_machine.travel("2026-11-24 08:01:00+00:00", tick=False):
        carry_out_due()
        carry_out_due()

    assert [bericht.to for bericht in mail.outbox if bericht.subject.startswith("Nog even: ")] == [["wacht@x.nl"]]
    assert wacht.netwerk == netwerk


def test_reminder_after_a_long_sleep_of_the_worker_lapses(persoon):
    with time_machine.travel("2026-11-19 12:00:00+00:00", tick=False):
        invite(NetwerkFactory(), "a@x.nl", persoon)
        carry_out_due()
    mail.outbox.clear()

    with time_machine.travel("2026-12-24 08:01:00+00:00", tick=False):
        carry_out_due()

    assert mail.outbox == []
    assert Verzending.objects.get().status == "vervallen"


def test_resent_invitation_moves_its_reminder(persoon):
    with time_machine.travel("2026-11-19 12:00:00+00:00", tick=False):
        [uitnodiging] = invite(NetwerkFactory(), "a@x.nl", persoon).verstuurd
    with time_machine.travel("2026-11-23 12:00:00+00:00", tick=False):
        services.resend(uitnodiging, keer=1, by=persoon)
        carry_out_due()
    mail.outbox.clear()

    with time_machine.travel("2026-11-24 08:01:00+00:00", tick=False):
        carry_out_due()
    assert mail.outbox == []
    with time_machine.travel("2026-11-30 08:01:00+00:00", tick=False):
        carry_out_due()
    assert len(mail.outbox) == 1
