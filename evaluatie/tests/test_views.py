from datetime import timedelta

import pytest
from django.urls import reverse

from berichten.models import Verzending
from evaluatie import planning, services
from evaluatie.models import Meting
from evaluatie.tests.factories import (
    GemistFactory,
    answer_all,
    make_bijeenkomst,
    make_gesloten,
    make_keuzes,
    make_meting,
)
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def login(client, persoon):
    client.force_login(persoon)
    return client


def get_list(client, netwerk):
    return client.get(reverse("evaluatie:list", args=[netwerk.slug]))


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_query_count(client, aantal, django_assert_num_queries):
    netwerk = NetwerkFactory(gestart=True)
    metingen = [make_gesloten([4] * 5, netwerk=netwerk, facilitators=0, dagen=-60 - i) for i in range(aantal)]
    login(client, DeelnameFactory(netwerk=netwerk).persoon)

    with django_assert_num_queries(8):
        response = get_list(client, netwerk)

    for meting in metingen:
        assert meting.get_absolute_url() in text(response)
    assert text(response).count("Een sterke bijeenkomst.") == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_query_count_for_a_facilitator(client, aantal, django_assert_num_queries):
    netwerk = NetwerkFactory(gestart=True)
    for i in range(aantal):
        meting = make_gesloten([4] * 5, netwerk=netwerk, facilitators=0, dagen=-60 - i)
        GemistFactory(bijeenkomst=meting.bijeenkomst)
    login(client, DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)

    with django_assert_num_queries(11):  # one more than before: the meeting that is now
        get_list(client, netwerk)


@pytest.mark.parametrize("aantal", [5, 30])
def test_uitslag_query_count(client, aantal, django_assert_num_queries):
    meting = make_gesloten([4] * aantal, [f"tekst {i}" for i in range(aantal)])
    login(client, DeelnameFactory(netwerk=meting.netwerk).persoon)

    with django_assert_num_queries(8):
        response = client.get(meting.get_absolute_url())

    assert f"{aantal} van de {aantal} mensen deden mee." in text(response)


def test_list_of_a_new_network_teaches(client):
    persoon = DeelnameFactory().persoon
    netwerk = persoon.deelnames.get().netwerk

    response = get_list(login(client, persoon), netwerk)

    assert "Hier komt wat jullie ervan vonden" in text(response)


def test_list_invites_me_to_answer(client):
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon

    tekst = text(get_list(login(client, persoon), meting.netwerk))
    assert "Jij kunt nog meedoen" in tekst
    assert f"/d/ev.{meting.pk}.{persoon.pk}~" in tekst

    answer_all(meting, [4] * 6)
    tekst = text(get_list(client, meting.netwerk))
    assert "Jij kunt nog meedoen" not in tekst
    assert "6 van de 6 mensen antwoordden al." in tekst


def test_list_for_the_academie_has_counts_only(client):
    meting = make_gesloten([4] * 6, ["geheim"], titel="Over de inspectie")
    make_gesloten([4] * 3, netwerk=meting.netwerk, facilitators=0, dagen=-60)
    open_ = make_meting(netwerk=meting.netwerk, facilitators=0, dagen=-3)
    answer_all(open_, [4] * 6)

    response = get_list(login(client, PersoonFactory(academie=True)), meting.netwerk)

    tekst = text(response)
    assert "6 van de 6 mensen deden mee." in tekst
    assert "Minder dan 5 mensen deden mee." in tekst
    assert "Loopt nog." in tekst
    assert "antwoordden al" not in tekst
    assert "Een sterke bijeenkomst" not in tekst
    assert "Over de inspectie" not in tekst
    assert meting.get_absolute_url() not in tekst
    assert client.get(meting.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("openbaar", [True, False])
def test_strangers(client, openbaar):
    meting = make_gesloten([4] * 6, netwerk=NetwerkFactory(gestart=True, is_openbaar=openbaar))
    login(client, PersoonFactory())

    assert get_list(client, meting.netwerk).status_code == (403 if openbaar else 404)
    assert client.get(meting.get_absolute_url()).status_code == 404


def test_beheer_has_no_back_door(client):
    meting = make_gesloten([4] * 6)
    login(client, PersoonFactory(beheer=True))

    assert get_list(client, meting.netwerk).status_code == 403
    assert client.get(meting.get_absolute_url()).status_code == 404


def test_anonymous_goes_to_login(client):
    meting = make_gesloten([4] * 6)

    response = client.get(meting.get_absolute_url())

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_meting_of_another_network_is_not_found(client):
    meting, ander = make_gesloten([4] * 6), make_gesloten([4] * 6)
    persoon = DeelnameFactory(netwerk=meting.netwerk).persoon
    DeelnameFactory(netwerk=ander.netwerk, persoon=persoon)

    response = login(client, persoon).get(reverse("evaluatie:uitslag", args=[meting.netwerk.slug, ander.pk]))

    assert response.status_code == 404


def test_uitslag_shows_the_finding_the_figure_and_the_table(client):
    keuzes = [make_keuzes(4, ev1_5=0 if i < 8 else 3, ev1_6=2) for i in range(12)]
    meting = make_gesloten(keuzes, ["Hoe <b>nu</b> verder?"])

    tekst = text(login(client, DeelnameFactory(netwerk=meting.netwerk).persoon).get(meting.get_absolute_url()))

    titel = "De bijeenkomst was jullie tijd waard. Plaats, tijd of organisatie vraagt aandacht."
    assert f"<h1>{titel}</h1>" in tekst
    assert tekst.count('role="img"') == 6
    assert tekst.count("<title id=") == tekst.count("<desc id=") == 6
    assert tekst.count("<details") == 3
    assert "Inbreng van buiten. Minder dan 5 mensen hadden hier een mening over." in tekst
    assert "Hoe &lt;b&gt;nu&lt;/b&gt; verder?" in tekst
    assert "Herken je dit?" in tekst
    assert "Iedereen in dit netwerk." in tekst
    assert 'cx="592,5"' not in tekst  # decimal commas break a drawing
    assert 'cx="592.5"' in tekst


def test_uitslag_text_for_facilitators_only(client):
    meting = make_meting(aanwezig=6)
    answer_all(meting, [4], ["voor iedereen"])
    answer_all(meting, [4], ["alleen voor Marit"], alleen=True)
    answer_all(meting, [4] * 4)
    services.close_meting(meting, now=meting.sluit_op)
    facilitator = meting.netwerk.facilitators().get()
    penvoerder = DeelnameFactory(netwerk=meting.netwerk, penvoerder=True).persoon

    voor = {p: text(login(client, p).get(meting.get_absolute_url())) for p in (facilitator, penvoerder)}

    assert "alleen voor Marit" in voor[facilitator]
    assert "alleen voor Marit" not in voor[penvoerder]
    assert "Eén antwoord is alleen voor de facilitator." in voor[penvoerder]


def test_uitslag_below_the_threshold_says_why(client):
    meting = make_gesloten([4] * 4, aanwezig=8)

    tekst = text(login(client, DeelnameFactory(netwerk=meting.netwerk).persoon).get(meting.get_absolute_url()))

    assert "<h1>Te weinig antwoorden voor een uitslag</h1>" in tekst
    assert "Daarom ziet niemand iets, ook de facilitator niet." in tekst


def test_uitslag_while_open(client):
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon

    tekst = text(login(client, persoon).get(meting.get_absolute_url()))

    assert "<h1>De uitslag komt nog</h1>" in tekst
    assert "Er zijn nog minder dan 5 antwoorden." in tekst
    assert "/d/ev." in tekst


def test_uitslag_between_the_hour_and_the_closing(client, time_machine):
    meting = make_meting(dagen=-3)
    answer_all(meting, [4] * 6, ["geheim"])
    time_machine.move_to(meting.sluit_op)

    tekst = text(login(client, meting.genodigden.first().persoon).get(meting.get_absolute_url()))

    assert "Invullen kan niet meer." in tekst
    assert "geheim" not in tekst
    assert "/d/ev." not in tekst


def test_gemist_is_for_facilitators(client):
    meting = make_gesloten([4] * 6)
    GemistFactory(bijeenkomst=meting.bijeenkomst, tekst="Een <b>vaste</b> dag.")

    facilitator = text(get_list(login(client, meting.netwerk.facilitators().get()), meting.netwerk))
    deelnemer = text(get_list(login(client, DeelnameFactory(netwerk=meting.netwerk).persoon), meting.netwerk))

    assert "Een &lt;b&gt;vaste&lt;/b&gt; dag." in facilitator
    assert "vaste" not in deelnemer


def test_gemist_is_not_shown_for_ever(client, time_machine):
    meting = make_gesloten([4] * 6)
    GemistFactory(bijeenkomst=meting.bijeenkomst)
    time_machine.move_to(nu() + timedelta(days=200))

    assert "vaste" not in text(get_list(login(client, meting.netwerk.facilitators().get()), meting.netwerk))


def test_send_now_by_the_facilitator(client, mailoutbox, django_capture_on_commit_callbacks):
    bijeenkomst = make_bijeenkomst(dagen=-2)
    login(client, bijeenkomst.netwerk.facilitators().get())
    assert "Verstuur de evaluatie alsnog" in text(get_list(client, bijeenkomst.netwerk))

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("evaluatie:send_now", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk]), follow=True
        )

    assert "De evaluatie is verstuurd aan 6 mensen." in text(response)
    assert len(mailoutbox) == 6
    assert "Verstuur de evaluatie alsnog" not in text(response)


@pytest.mark.parametrize(
    ("gehouden", "zin"), [(True, "Er waren 3 deelnemers."), (False, "Vul dan eerst in wie er was.")]
)
def test_too_few_is_explained_to_the_facilitator(client, gehouden, zin):
    bijeenkomst = make_bijeenkomst(dagen=-2, aanwezig=3, gehouden=gehouden)
    login(client, bijeenkomst.netwerk.facilitators().get())

    tekst = text(get_list(client, bijeenkomst.netwerk))
    response = client.post(reverse("evaluatie:send_now", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk]), follow=True)

    assert zin in tekst
    assert "Er waren minder dan 5 deelnemers." in text(response)
    assert not Meting.objects.exists()
    assert not Verzending.objects.filter(soort=planning.VRAAG).exists()


def test_send_now_refused_for_others(client):
    bijeenkomst = make_bijeenkomst(dagen=-2)
    url = reverse("evaluatie:send_now", args=[bijeenkomst.netwerk.slug, bijeenkomst.pk])

    assert login(client, DeelnameFactory(netwerk=bijeenkomst.netwerk).persoon).post(url).status_code == 403
    assert login(client, PersoonFactory()).post(url).status_code == 404
    facilitator = login(client, bijeenkomst.netwerk.facilitators().get())
    assert facilitator.get(url).status_code == 405
    ander = make_bijeenkomst(dagen=-2)
    vreemd = reverse("evaluatie:send_now", args=[bijeenkomst.netwerk.slug, ander.pk])
    assert facilitator.post(vreemd).status_code == 404
