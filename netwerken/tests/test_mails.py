import re

import pytest
from django.conf import settings
from django.core import mail

from berichten.models import Bericht
from berichten.services import carry_out_due, queue_bericht
from berichten.soorten import alle_soorten
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.tests.factories import OrganisatieFactory

pytestmark = pytest.mark.django_db


def send(soort, aan=None, adres="", **gegevens):
    queue_bericht(soort=f"netwerken.{soort}", sleutel=soort, aan=aan, adres=adres, gegevens=gegevens)
    carry_out_due()
    return mail.outbox[-1] if mail.outbox else None


def make_deelname(**velden):
    netwerk = NetwerkFactory(naam="Groei & <b>bloei</b>", max_deelnemers=8)
    DeelnameFactory(netwerk=netwerk, facilitator=True, persoon__naam="Marit d'Haveman")
    return DeelnameFactory(
        netwerk=netwerk,
        persoon__naam="Noor <b>Eijsink</b>",
        persoon__organisatie=OrganisatieFactory(naam="'t Lyceum"),
        **velden,
    )


CASES = [
    ("welkom", {}, "Je doet mee aan Groei & <b>bloei</b>", "Fijn dat je meedoet."),
    ("wachtlijst", {"wachtend": True}, "Je staat op de wachtlijst van Groei & <b>bloei</b>", "Alle 8 plaatsen zijn"),
    ("plek_vrij", {}, "Er is plaats voor je in Groei & <b>bloei</b>", "jij stond vooraan op de"),
    ("afgewezen", {"status": "afgewezen", "begonnen_op": None, "toelichting_afwijzing": "Volgend jaar <b>graag</b>."},
     "Over je aanmelding voor Groei & <b>bloei</b>", "Volgend jaar <b>graag</b>."),
    ("einde", {"uitgestapt": True}, "Je bent uitgeschreven bij Groei & <b>bloei</b>", "Marit d'Haveman"),
    ("aanmelding", {"aangemeld": True}, "Noor <b>Eijsink</b> wil meedoen aan Groei & <b>bloei</b>", "'t Lyceum"),
    ("vertrek", {"uitgestapt": True}, "Noor <b>Eijsink</b> stopt met Groei & <b>bloei</b>", "doet niet meer mee"),
    ("plek_kiezen", {"wachtend": True}, "Er is een plaats vrij in Groei & <b>bloei</b>", "gesloten groep"),
]  # fmt: skip


@pytest.mark.parametrize(("soort", "velden", "onderwerp", "zin"), CASES)
def test_mail_says_what_is_true(soort, velden, onderwerp, zin):
    deelname = make_deelname(**velden)

    bericht = send(soort, aan=deelname.persoon, deelname=deelname.pk)
    html = bericht.alternatives[0].content

    assert bericht.subject == onderwerp
    assert zin in bericht.body
    assert "Je krijgt deze mail omdat" in bericht.body
    assert "<b>Eijsink" not in html
    assert "<b>bloei" not in html
    assert "<b>graag" not in html
    assert "&lt;b&gt;" not in bericht.body  # the text part is no HTML
    assert "\n\n\n" not in bericht.body
    assert f"{settings.BASE_URL}/netwerken/" in bericht.body
    assert "{" not in bericht.body + re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize(("soort", "velden"), [(case[0], case[1]) for case in CASES])
def test_mail_overtaken_by_events_stays_home(soort, velden):
    deelname = make_deelname(**velden)
    ander = "actief" if "uitgestapt" in velden or not deelname.is_lid else "uitgestapt"
    Deelname.objects.filter(pk=deelname.pk).delete()
    nieuw = DeelnameFactory(
        netwerk=deelname.netwerk, persoon=deelname.persoon, **({"uitgestapt": True} if ander == "uitgestapt" else {})
    )

    send(soort, aan=deelname.persoon, deelname=nieuw.pk)
    send(f"{soort}", aan=deelname.persoon, deelname=deelname.pk)

    assert mail.outbox == []
    assert Bericht.objects.get().status == "overgeslagen"


def test_mail_never_tells_why_somebody_left_or_came():
    deelname = make_deelname(uitgestapt=True, motivatie="Mijn geheime motief")

    bericht = send("vertrek", aan=deelname.persoon, deelname=deelname.pk)

    assert "lukt" not in bericht.body + bericht.alternatives[0].content
    assert "motief" not in bericht.body


def test_closed_group_and_other_role_read_their_own_words():
    deelname = make_deelname(wachtend=True)
    Netwerk.objects.update(toegang="gesloten")

    assert "kijkt de facilitator wie er past" in send(
        "wachtlijst", aan=deelname.persoon, deelname=deelname.pk
    ).body.replace("\n", " ")
    facilitator = DeelnameFactory(netwerk=deelname.netwerk, facilitator=True)
    assert (
        "Je bent nu facilitator van dit netwerk."
        in send("welkom", aan=facilitator.persoon, deelname=facilitator.pk).body
    )


def test_application_of_an_ended_netwerk():
    deelname = make_deelname(status="afgewezen", begonnen_op=None)
    Netwerk.objects.update(status="afgerond")

    assert "Dat netwerk is nu voorbij." in send("afgewezen", aan=deelname.persoon, deelname=deelname.pk).body


@pytest.mark.parametrize(("soort", "begin"), [("uitnodiging", ""), ("herinnering", "Nog even: ")])
def test_invitation_mail(soort, begin):
    uitnodiging = UitnodigingFactory(tekst="Ik dacht aan <b>jou</b>.", uitgenodigd_door__naam="Marit")

    bericht = send(soort, adres=uitnodiging.email, uitnodiging=uitnodiging.pk)

    assert bericht.subject == f"{begin}Marit nodigt je uit voor {uitnodiging.netwerk.naam}"
    assert "Ik dacht aan <b>jou</b>." in bericht.body
    assert "Ik dacht aan &lt;b&gt;jou" in bericht.alternatives[0].content
    [token] = re.findall(rf"{settings.BASE_URL}/d/(\S+)/", bericht.body)
    assert token.startswith(f"uit.{uitnodiging.pk}~")
    assert ("nog niet geantwoord" in bericht.body) == bool(begin)


@pytest.mark.parametrize("velden", [{"antwoord": "aanvaard"}, {"antwoord": "ingetrokken"}, {"netwerk__gestopt": True}])
def test_invitation_mail_that_makes_no_sense_stays_home(velden):
    uitnodiging = UitnodigingFactory(**velden)

    assert send("uitnodiging", adres=uitnodiging.email, uitnodiging=uitnodiging.pk) is None


def test_invitation_that_is_gone_and_inviter_that_is_gone():
    assert send("uitnodiging", adres="a@x.nl", uitnodiging=0) is None
    uitnodiging = UitnodigingFactory(uitgenodigd_door=None, rol="penvoerder")
    Bericht.objects.all().delete()

    bericht = send("uitnodiging", adres="a@x.nl", uitnodiging=uitnodiging.pk)

    assert bericht.subject.startswith("De facilitator nodigt je uit")
    assert "DOE JE MEE ALS PENVOERDER?" in bericht.body


def test_all_kinds_but_invitations_to_do_something_are_necessary():
    eigen = [soort for soort in alle_soorten() if soort.code.startswith("netwerken.")]
    uitnodigend = {soort.code for soort in eigen if soort.onderwerp}

    assert all(soort.naam for soort in eigen)
    assert {code.partition("_")[0] for code in uitnodigend} == {
        "netwerken.contract", "netwerken.leiding", "netwerken.taak",
    }  # fmt: skip
    assert Uitnodiging.objects.count() == 0
