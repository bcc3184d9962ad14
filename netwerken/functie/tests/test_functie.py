import pytest
from django.db import IntegrityError, transaction

from berichten.handelingen import make_token
from berichten.models import Bericht
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.functie import services
from netwerken.functie.models import Functievraag
from netwerken.functie.register import ask_past
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.services import save_profile
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/ander-werk/"


@pytest.fixture
def lid(persoon):
    netwerk = NetwerkFactory(slug="samen", gestart=True)
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    return DeelnameFactory(netwerk=netwerk, persoon=persoon)


@pytest.fixture
def vraag(lid):
    services.ask_after_change(lid.persoon)
    return Functievraag.objects.get()


@pytest.mark.parametrize(
    ("oud", "nieuw", "gevraagd"),
    [
        ("teamleider", "directeur", True),
        ("teamleider", "", True),
        ("", "directeur", False),
        ("teamleider", "Teamleider ", False),
    ],
)
def test_another_functie_asks(lid, persoon, oud, nieuw, gevraagd):
    type(persoon).objects.update(functie=oud)
    persoon.refresh_from_db()
    persoon.functie = nieuw

    save_profile(persoon)

    assert Functievraag.objects.exists() == gevraagd


def test_another_school_asks_and_the_first_one_does_not(lid, persoon):
    persoon.organisatie, persoon.organisatie_naam = None, ""
    persoon.save()
    persoon.organisatie = OrganisatieFactory()
    save_profile(persoon)
    assert not Functievraag.objects.exists()

    persoon.organisatie = OrganisatieFactory()
    save_profile(persoon)

    assert Functievraag.objects.get().deelname == lid


def test_profile_page_asks(ingelogd, lid, persoon):
    school = OrganisatieFactory()
    type(persoon).objects.update(functie="teamleider", organisatie=school, organisatie_naam="")

    response = ingelogd.post(
        "/mijn/gegevens/", {"naam": persoon.naam, "functie": "directeur", "organisatie": school.pk}
    )

    assert response.status_code == 302
    assert Functievraag.objects.get().deelname == lid


def test_only_where_somebody_takes_part_as_deelnemer(persoon):
    DeelnameFactory(persoon=persoon, facilitator=True)
    DeelnameFactory(persoon=persoon, uitgestapt=True)
    DeelnameFactory(persoon=persoon, aangemeld=True)
    DeelnameFactory(persoon=persoon, netwerk__gestopt=True)

    services.ask_after_change(persoon)

    assert not Functievraag.objects.exists()


def test_asks_once_and_again_after_another_change(vraag, persoon):
    services.ask_after_change(persoon)
    assert Functievraag.objects.count() == 1
    services.answer(vraag, "past", by=persoon)

    services.ask_after_change(persoon)

    assert Functievraag.objects.get().antwoord == ""


def test_it_fits_tells_nobody(vraag, persoon):
    for _ in range(2):
        assert services.answer(vraag, "past", by=persoon).antwoord == "past"

    assert not Bericht.objects.exists()


def test_talking_mails_the_facilitators_once(vraag, persoon, django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            services.answer(vraag, "praten", by=persoon)

    assert [bericht.subject for bericht in mailoutbox] == [
        f"{persoon.naam} wil met je praten over {vraag.deelname.netwerk.naam}"
    ]


def test_unknown_answer(vraag, persoon):
    with pytest.raises(DomainError, match="Kies een van de antwoorden"):
        services.answer(vraag, "misschien", by=persoon)


def test_page(ingelogd, vraag):
    assert "Past dit netwerk nog" in ingelogd.get(PAGE).content.decode()
    assert ingelogd.post(PAGE, {"antwoord": "x"}).status_code == 422
    assert "neemt contact met je op" in ingelogd.post(PAGE, {"antwoord": "praten"}, follow=True).content.decode()
    assert "wil erover praten" in ingelogd.get(PAGE).content.decode()


def test_nobody_elses(client, vraag):
    client.force_login(DeelnameFactory(netwerk=vraag.deelname.netwerk).persoon)

    assert client.get(PAGE).status_code == 404


def test_waits_in_the_letter(vraag, persoon):
    assert [actie.knop for actie in ask_past(persoon, nu())] == ["Ja, het past nog"]

    services.answer(vraag, "past", by=persoon)

    assert list(ask_past(persoon, nu())) == []


def test_who_left_is_not_asked_any_more(vraag, persoon):
    leave(vraag.deelname.netwerk, persoon)

    assert list(ask_past(persoon, nu())) == []


def test_one_touch(client, vraag, persoon):
    pad = f"/d/{make_token('fwp', vraag.pk, persoon.pk)}/"

    assert client.get(pad).status_code == 200
    assert Functievraag.objects.get().antwoord == ""
    assert "je doet gewoon mee" in client.post(pad).content.decode()
    assert Functievraag.objects.get().antwoord == "past"


def test_one_touch_of_somebody_else(client, vraag):
    pad = f"/d/{make_token('fwp', vraag.pk, PersoonFactory().pk)}/"

    assert client.get(pad).status_code == 410
    assert client.post(pad).status_code == 410
    assert Functievraag.objects.get().antwoord == ""
    assert client.get(f"/d/{make_token('fwp', vraag.pk)}/").status_code == 410


def test_answer_is_known(lid):
    with pytest.raises(IntegrityError), transaction.atomic():
        Functievraag.objects.create(deelname=lid, gevraagd_op=nu(), antwoord="half")
