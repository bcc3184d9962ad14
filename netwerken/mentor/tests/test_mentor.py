import html
import re
from datetime import UTC, datetime
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.errors import DomainError
from netwerken.mentor import services
from netwerken.mentor.models import Hulpgezien, Intervisienetwerk, Mentoraanbod, Mentorvraag
from netwerken.models import Deelname, Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def url(wat="begeleiders", *args):
    return reverse(f"netwerken:{wat}", args=args)


def text(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def login(client, persoon):
    client.force_login(persoon)
    return client


def begeleider(naam, **netwerk):
    velden = {"status": "gestart", "sector": "vo", "regio": "utrecht", "is_openbaar": False} | netwerk
    return DeelnameFactory(netwerk=NetwerkFactory(**velden), facilitator=True, persoon__naam=naam)


@pytest.fixture
def nieuw(db):
    return begeleider("Nina <b>Nieuw</b>")


@pytest.fixture
def mentor(db):
    persoon = begeleider("Mo <b>Mentor</b>").persoon
    services.offer(persoon, toelichting="Acht <b>jaar</b>.")
    return persoon


@pytest.fixture
def vraag(nieuw):
    return services.ask_mentor(nieuw.persoon, nieuw.netwerk, "Hoe <b>begin</b> ik?")


def test_asked_once_and_only_for_what_one_guides(nieuw, vraag, mentor):
    with pytest.raises(DomainError, match="vroeg al"):
        services.ask_mentor(nieuw.persoon, nieuw.netwerk, "Nog eens?")
    with pytest.raises(DomainError, match="zelf begeleidt"):
        services.ask_mentor(mentor, nieuw.netwerk, "Mag ik?")
    assert str(vraag) == f"mentorvraag {vraag.pk}"
    assert str(Mentoraanbod.objects.get()) == f"mentoraanbod van {mentor.pk}"


def test_pair_is_mailed_to_both_once(vraag, mentor):
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        for _ in range(2):
            services.pair(vraag, mentor, by=mentor)
        carry_out_due()

    brieven = {parseaddr(m.to[0])[1]: m for m in mail.outbox}
    assert len(mail.outbox) == 2
    assert mentor.email in brieven[vraag.persoon.email].body
    assert vraag.persoon.email in brieven[mentor.email].body
    assert "is je mentor" in brieven[vraag.persoon.email].subject


def test_mail_about_what_is_over_stays_home(vraag, mentor):
    services.pair(vraag, mentor, by=mentor)
    services.withdraw(vraag, by=mentor)
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        carry_out_due()

    assert set(Bericht.objects.values_list("status", flat=True)) == {"overgeslagen"}


def test_who_cannot_be_a_mentor(vraag, mentor, nieuw):
    ander = begeleider("Ans").persoon
    services.offer(nieuw.persoon)
    for wie in (ander, nieuw.persoon):
        with pytest.raises(DomainError, match="biedt zich niet"):
            services.pair(vraag, wie, by=wie)
    services.offer(ander)
    services.pair(vraag, ander, by=ander)
    with pytest.raises(DomainError, match="staat niet meer open"):
        services.pair(vraag, mentor, by=mentor)
    with pytest.raises(DomainError, match="als je zelf een netwerk begeleidt"):
        services.offer(PersoonFactory())


def test_ending_is_quiet_twice(vraag, mentor):
    services.pair(vraag, mentor, by=mentor)
    for _ in range(2):
        assert services.withdraw(vraag, by=mentor).status == "klaar"
    tweede = services.ask_mentor(vraag.persoon, vraag.netwerk, "Weer?")
    assert services.withdraw(tweede, by=vraag.persoon).status == "ingetrokken"
    assert Mentorvraag.objects.count() == 2


def test_facilitator_asks_on_the_page(client, nieuw):
    login(client, nieuw.persoon)
    data = {"netwerk": nieuw.netwerk.pk, "vraag": "Hoe begin ik?"}
    antwoord = client.post(url("mentor_ask"), data)
    assert antwoord.status_code == 422
    assert "Zonder je naam en mailadres" in text(antwoord)
    elders = begeleider("Ans").netwerk
    assert client.post(url("mentor_ask"), data | {"netwerk": elders.pk, "akkoord": "on"}).status_code == 422
    assert "we zoeken een mentor" in text(client.post(url("mentor_ask"), data | {"akkoord": "on"}, follow=True))
    assert "Je vroeg al om een mentor." in text(client.post(url("mentor_ask"), data | {"akkoord": "on"}, follow=True))
    pk = Mentorvraag.objects.get().pk
    assert "Vraag een mentor" in text(client.post(url("mentor_end", pk), follow=True))


def test_mentor_sees_the_question_and_nothing_of_the_netwerk(client, vraag, mentor):
    login(client, mentor)
    pagina = text(client.get(url()))
    assert "Hoe <b>begin</b> ik?" in pagina
    assert vraag.persoon.email not in pagina
    pagina = text(client.post(url("mentor_take", vraag.pk), follow=True))
    assert vraag.persoon.email in pagina
    for adres in (vraag.netwerk.get_absolute_url(), reverse("netwerken:taken", args=[vraag.netwerk.slug])):
        assert client.get(adres).status_code == 404
    assert mentor.email in text(login(client, vraag.persoon).get(url()))


def test_who_did_not_offer_cannot_take(client, vraag):
    ander = begeleider("Ans").persoon

    assert login(client, ander).post(url("mentor_take", vraag.pk)).status_code == 404
    assert "Hoe <b>begin" not in text(client.get(url()))


def test_offering_and_stopping(client, nieuw):
    login(client, nieuw.persoon)
    assert client.post(url("mentor_offer"), {"toelichting": "x" * 400}).status_code == 422
    assert "je bent beschikbaar" in text(client.post(url("mentor_offer"), {"toelichting": "Ja"}, follow=True))
    assert "Ik wil mentor zijn" in text(client.post(url("mentor_offer"), {"stop": "ja"}, follow=True))


def test_academie_links_and_marks(client, vraag, mentor):
    netwerk = NetwerkFactory(openbaar=True, type="intervisie", sector="vo", regio="utrecht", naam="Samen <b>leiden</b>")
    login(client, PersoonFactory(academie=True))
    assert "Hoe <b>begin</b> ik?" in text(client.get(url()))
    assert "Kies een mentor" in text(client.post(url("mentor_link", vraag.pk), {"mentor": "x"}, follow=True))
    aanbod = Mentoraanbod.objects.get()
    assert "Gekoppeld." in text(client.post(url("mentor_link", vraag.pk), {"mentor": aanbod.pk}, follow=True))
    client.post(url("intervisie_mark"), {"netwerk": netwerk.pk, "aan": "ja"})
    assert "Samen <b>leiden</b>" in text(client.get(url()))
    assert str(Intervisienetwerk.objects.get()) == f"intervisienetwerk {netwerk.pk}"
    assert "Samen <b>leiden</b>" in text(login(client, vraag.persoon).get(url()))


def test_question_is_about_a_netwerk_that_goes_on(client, nieuw):
    voorbij = DeelnameFactory(netwerk=NetwerkFactory(status="afgerond"), persoon=nieuw.persoon, facilitator=True)
    login(client, nieuw.persoon)

    data = {"netwerk": voorbij.netwerk.pk, "vraag": "Hoe sluit ik af?", "akkoord": "on"}
    assert client.post(url("mentor_ask"), data).status_code == 422
    assert not Mentorvraag.objects.exists()


def test_academie_of_another_sector_finds_nothing(client, vraag, mentor):
    intervisie = NetwerkFactory(type="intervisie", sector="vo")
    login(client, PersoonFactory(academie=True, academie_sector="po"))

    assert "Nina" not in text(client.get(url()))
    aanbod = Mentoraanbod.objects.get(persoon=mentor)
    assert client.post(url("mentor_link", vraag.pk), {"mentor": aanbod.pk}).status_code == 404
    assert client.post(url("intervisie_mark"), {"netwerk": intervisie.pk, "aan": "ja"}).status_code == 404
    vraag.refresh_from_db()
    assert (vraag.status, Intervisienetwerk.objects.exists()) == ("open", False)


@pytest.mark.parametrize("wat", ["mentor_ask", "mentor_offer"])
def test_who_guides_nothing_is_refused(client, persoon, wat):
    assert login(client, persoon).post(url(wat), {}).status_code == 403


def test_intervisie_of_another_sector_or_region_is_not_offered(client, nieuw):
    for i, velden in enumerate(({"sector": "po"}, {"regio": "zeeland"}, {"status": "afgerond"})):
        netwerk = NetwerkFactory(**{"sector": "vo", "regio": "utrecht", "status": "gestart"} | velden, naam=f"Nee {i}",
                                 is_openbaar=True)  # fmt: skip
        services.mark_intervisie(netwerk, aan=True, by=nieuw.persoon)
    login(client, nieuw.persoon)
    assert "Nee " not in text(client.get(url()))
    services.mark_intervisie(netwerk, aan=False, by=nieuw.persoon)
    assert Intervisienetwerk.objects.count() == 2


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_query_count(client, mentor, item_count, django_assert_max_num_queries):
    for i in range(item_count):
        rij = begeleider(f"Nieuw {i}")
        services.ask_mentor(rij.persoon, rij.netwerk, "Hoe?")
        NetwerkFactory(type="intervisie")
        DeelnameFactory(persoon=mentor, facilitator=True)
    login(client, mentor)
    with django_assert_max_num_queries(12):
        assert client.get(url()).status_code == 200
    login(client, PersoonFactory(academie=True))
    with django_assert_max_num_queries(12):
        assert client.get(url()).status_code == 200


def test_offer_is_shown_once(client, nieuw):
    login(client, nieuw.persoon)
    zin = "Je hoeft het begeleiden niet alleen uit te vinden"
    for adres in (reverse("overzicht:mijn"), nieuw.netwerk.get_absolute_url()):
        assert zin in text(client.get(adres))
    for _ in range(2):
        client.post(url("begeleiders_dismiss"))
    for adres in (reverse("overzicht:mijn"), nieuw.netwerk.get_absolute_url()):
        assert zin not in text(client.get(adres))
    assert str(Hulpgezien.objects.get()) == f"hulp gezien door {nieuw.persoon.pk}"


def test_deelnemer_is_not_offered_it(client, nieuw):
    deelnemer = DeelnameFactory(netwerk=nieuw.netwerk).persoon
    login(client, deelnemer)

    assert "niet alleen uit te vinden" not in text(client.get(reverse("overzicht:mijn")))
    assert client.get(url()).status_code == 403
    Deelname.objects.filter(persoon=nieuw.persoon).update(status="uitgestapt", beeindigd_op="2026-01-01")
    assert login(client, nieuw.persoon).get(url()).status_code == 403
    assert Netwerk.objects.count() == 1
