from datetime import timedelta

import pytest
from django.test import Client

from berichten.handelingen import make_token
from berichten.models import Bericht
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

INVITE = "/netwerken/samen/deelnemers/uitnodigen/"


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen", naam="Samen <b>sterk</b>", min_deelnemers=2, max_deelnemers=4)
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


def paden(uitnodiging):
    token = make_token("uit", uitnodiging.pk)
    return f"/d/{token}/", f"/uitnodiging/{token}/aanvaarden/", f"/uitnodiging/{token}/geopend/"


def test_invite(ingelogd, netwerk):
    assert ingelogd.get(INVITE).status_code == 200

    response = ingelogd.post(
        INVITE, {"adressen": "Fenna <f@x.nl>, b@x.nl", "rol": "deelnemer", "tekst": "Kom!"}, follow=True
    )

    html = response.content.decode()
    assert "2 uitnodigingen gaan op weg." in html
    assert "klaar om te versturen" in html
    assert list(Uitnodiging.objects.order_by("pk").values_list("naam", "email")) == [
        ("Fenna", "f@x.nl"),
        ("", "b@x.nl"),
    ]


def test_invite_again_tells_who_got_nothing(ingelogd, netwerk):
    DeelnameFactory(netwerk=netwerk, persoon__email="lid@x.nl")
    ingelogd.post(INVITE, {"adressen": "a@x.nl", "rol": "deelnemer"})

    html = ingelogd.post(
        INVITE, {"adressen": "a@x.nl lid@x.nl".replace(" ", "\n"), "rol": "deelnemer"}, follow=True
    ).content.decode()

    assert "Al uitgenodigd, dus geen tweede mail: a@x.nl." in html
    assert "Doet al mee: lid@x.nl." in html
    assert Bericht.objects.count() == 1


def test_mistakes_are_shown_per_line_and_nothing_leaves_by_itself(ingelogd, netwerk):
    post = {"adressen": "goed@x.nl\n<script>fout\nnoor@\ngoed@x.nl", "rol": "deelnemer"}

    response = ingelogd.post(INVITE, post)

    html = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors["adressen"] == ["3 adressen kloppen niet. Er is nog niets verstuurd."]
    for zin in (
        "&lt;script&gt;fout",
        "Hier staat geen mailadres bij.",
        "Dit is geen mailadres.",
        "Dit adres staat er twee keer.",
    ):
        assert zin in html
    assert "Verstuur alleen aan het goede adres" in html
    assert not Uitnodiging.objects.exists()

    ingelogd.post(INVITE, post | {"bevestigd": "on"})
    assert Uitnodiging.objects.get().email == "goed@x.nl"


@pytest.mark.parametrize(
    ("adressen", "fout"),
    [
        ("", "Vul minstens één mailadres in."),
        (" ;, ", "Vul minstens één mailadres in."),
        ("x", "Eén adres klopt niet. Er is nog niets verstuurd."),
        (",".join(f"a{n}@x.nl" for n in range(61)), "Dit zijn er 61. Nodig er hooguit 60 tegelijk uit."),
        ("a" * 20_001, "Zorg dat deze waarde niet meer dan 20000 tekens bevat (het zijn er nu 20001)."),
        ("a\x00@x.nl", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_invite_bad_input(ingelogd, netwerk, adressen, fout):
    response = ingelogd.post(INVITE, {"adressen": adressen, "rol": "deelnemer", "bevestigd": "on"})

    assert response.status_code == 422
    assert response.context["form"].errors["adressen"] == [fout]
    assert not Uitnodiging.objects.exists()


def test_sixty_at_once(ingelogd, netwerk):
    ingelogd.post(INVITE, {"adressen": "\n".join(f"a{n}@x.nl" for n in range(60)), "rol": "deelnemer"})

    assert Uitnodiging.objects.count() == Bericht.objects.count() == 60


def test_invite_for_an_ended_netwerk(ingelogd, netwerk):
    Netwerk.objects.update(status="afgerond")

    response = ingelogd.post(INVITE, {"adressen": "a@x.nl", "rol": "deelnemer"})

    assert response.status_code == 422
    assert "Dit netwerk is voorbij." in response.content.decode()


def test_invite_is_for_begeleiders(client, netwerk):
    client.force_login(DeelnameFactory(netwerk=netwerk).persoon)

    assert client.get(INVITE).status_code == 403


def test_resend_and_withdraw(ingelogd, netwerk):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    pad = f"/netwerken/samen/uitnodigingen/{uitnodiging.pk}"

    for keer in ("1", "1", "", "x", "²", "9" * 30):
        ingelogd.post(f"{pad}/opnieuw/", {"keer": keer})
    assert Uitnodiging.objects.get().keer == 2
    ingelogd.post(f"{pad}/intrekken/")
    assert Uitnodiging.objects.get().stand == "ingetrokken"
    assert "al geantwoord" in ingelogd.post(f"{pad}/opnieuw/", {"keer": "2"}, follow=True).content.decode()
    Uitnodiging.objects.update(antwoord="aanvaard")
    assert "al aanvaard" in ingelogd.post(f"{pad}/intrekken/", follow=True).content.decode()
    assert ingelogd.get(f"{pad}/intrekken/").status_code == 405


def test_invitation_of_another_netwerk_is_not_found(ingelogd, netwerk):
    uitnodiging = UitnodigingFactory()

    assert ingelogd.post(f"/netwerken/samen/uitnodigingen/{uitnodiging.pk}/intrekken/").status_code == 404


def test_page_behind_the_link_tells_everything_and_changes_nothing(client, netwerk, persoon, time_machine):
    time_machine.move_to(nu(), tick=False)  # the second in which a link was made is in it
    uitnodiging = UitnodigingFactory(netwerk=netwerk, uitgenodigd_door=persoon, tekst="Ik dacht aan <b>jou</b>")
    pagina, accept_url, geopend_url = paden(uitnodiging)
    voor = Uitnodiging.objects.values().get()

    response = client.get(pagina)
    client.head(pagina)

    html = response.content.decode()
    assert response.status_code == 200
    for deel in ("Samen &lt;b&gt;sterk&lt;/b&gt;", "nodigt je uit", "Ja, ik doe mee", "Hoe heet je?", "Wie ziet dit?"):
        assert deel in html
    for deel in (accept_url, geopend_url, "Ik dacht aan &lt;b&gt;jou&lt;/b&gt;"):
        assert deel in html
    assert uitnodiging.email not in html
    assert Uitnodiging.objects.values().get() == voor


def test_opened_is_noted_once_by_a_post(client, netwerk):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    _, _, geopend_url = paden(uitnodiging)

    assert client.get(geopend_url).status_code == 405
    assert Client(enforce_csrf_checks=True).post(geopend_url).status_code == 204
    moment = Uitnodiging.objects.get().geopend_op
    client.post(geopend_url)
    assert Uitnodiging.objects.get().geopend_op == moment is not None
    assert client.post("/uitnodiging/vals/geopend/").status_code == 204


def test_accept_as_somebody_new_signs_in(client, netwerk):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)

    response = client.post(paden(uitnodiging)[1], {"naam": "  Fenna\n de  Haan "})

    persoon = Persoon.objects.get(email=uitnodiging.email)
    assert response.url == "/netwerken/samen/"
    assert persoon.naam == "Fenna de Haan"
    assert client.session["_auth_user_id"] == str(persoon.pk)
    assert client.get("/netwerken/samen/deelnemers/").status_code == 200


def test_accept_twice_gives_no_second_sign_in(client, netwerk):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    client.post(paden(uitnodiging)[1], {"naam": "Fenna"})
    ander = Client()

    response = ander.post(paden(uitnodiging)[1], {"naam": "Iemand met de link"})

    assert "_auth_user_id" not in ander.session
    assert response.status_code == 200
    assert "Je doet mee aan" in response.content.decode()
    assert Deelname.objects.count() == 2


def test_accept_with_an_account_joins_without_password_and_without_session(client, netwerk):
    bekend = PersoonFactory(email="noor@x.nl")
    uitnodiging = UitnodigingFactory(netwerk=netwerk, email="noor@x.nl")
    assert "Hoe heet je?" not in client.get(paden(uitnodiging)[0]).content.decode()

    response = client.post(paden(uitnodiging)[1])

    assert netwerk.deelnemers().get() == bekend
    assert "_auth_user_id" not in client.session
    assert "/accounts/login/?next=/netwerken/samen/" in response.content.decode()


def test_accept_with_the_account_you_are_signed_in_with(client, netwerk):
    bekend = PersoonFactory(naam="Noor <b>E</b>")
    client.force_login(bekend)
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    assert "als Noor &lt;b&gt;E&lt;/b&gt;" in client.get(paden(uitnodiging)[0]).content.decode()

    assert client.post(paden(uitnodiging)[1], {"met": "mij"}).url == "/netwerken/samen/"
    assert netwerk.deelnemers().get() == bekend


def test_accept_needs_csrf_because_it_can_sign_in(netwerk):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)

    assert Client(enforce_csrf_checks=True).post(paden(uitnodiging)[1], {"naam": "Fenna"}).status_code == 403
    assert not Deelname.objects.filter(rol="deelnemer").exists()


@pytest.mark.parametrize(
    ("naam", "fout"),
    [
        ("", "Vul je naam in."),
        ("\u202e\x07", "Vul je naam in."),
        ("x" * 121, "Deze naam is te lang. Gebruik hooguit 120 tekens."),
    ],
)
def test_accept_bad_name(client, netwerk, naam, fout):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)

    response = client.post(paden(uitnodiging)[1], {"naam": naam})

    assert response.status_code == 422
    assert fout in response.content.decode()
    assert Uitnodiging.objects.get().is_open
    assert not Persoon.objects.filter(email=uitnodiging.email).exists()


def test_full_group_is_said_before_and_after(client, netwerk):
    DeelnameFactory.create_batch(4, netwerk=netwerk)
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    html = client.get(paden(uitnodiging)[0]).content.decode()
    assert "De groep is vol" in html
    assert "Zet me op de wachtlijst" in html

    response = client.post(paden(uitnodiging)[0], {"naam": "Fenna"})  # the plain one-touch address works too

    assert "Je staat op de wachtlijst van" in response.content.decode()
    assert netwerk.deelnames.wachtlijst().count() == 1


@pytest.mark.parametrize(
    ("velden", "titel"),
    [
        ({"antwoord": "aanvaard"}, "Deze uitnodiging is al aanvaard"),
        ({"antwoord": "afgeslagen"}, "Je liet weten dat je niet meedoet"),
        ({"antwoord": "ingetrokken"}, "Deze uitnodiging geldt niet meer"),
        ({"verloopt_op": nu() - timedelta(days=1)}, "Deze uitnodiging is verlopen"),
        ({"netwerk__gestopt": True}, "Deze uitnodiging geldt niet meer"),
    ],
)
def test_link_that_is_over_is_friendly_and_tells_nothing(client, velden, titel):
    uitnodiging = UitnodigingFactory(**velden)
    pagina, accept_url, geopend_url = paden(uitnodiging)

    html = client.get(pagina).content.decode()
    na_post = client.post(accept_url, {"naam": "Fenna"}) if velden != {"antwoord": "aanvaard"} else None
    client.post(geopend_url)

    assert titel in html
    assert "Log in" in html
    assert uitnodiging.naam not in html
    assert "Samen" not in html
    assert uitnodiging.email not in html
    assert na_post is None or (na_post.status_code, "geldt niet meer" in na_post.content.decode()) == (422, True)
    uitnodiging.refresh_from_db()
    assert uitnodiging.geopend_op is None
    assert not Persoon.objects.filter(naam="Fenna").exists()


def test_refuse_by_link(client, netwerk):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)

    response = client.post(paden(uitnodiging)[0], {"antwoord": "nee"})

    assert "Dank je voor je antwoord" in response.content.decode()
    assert Uitnodiging.objects.get().stand == "afgeslagen"
    assert client.post(paden(uitnodiging)[0], {"antwoord": "nee"}).status_code == 422


@pytest.mark.parametrize(
    "token",
    ["vals", "uit.1~x~y", make_token("uit", 0), make_token("uit"), make_token("uit", 1, 2)],
    ids=["made up", "forged", "of nothing", "without a number", "with two numbers"],
)
def test_forged_or_unknown_token(client, token):
    assert client.get(f"/d/{token}/").status_code == 410
    assert client.post(f"/uitnodiging/{token}/aanvaarden/", {"naam": "x"}).status_code == 410
    assert client.get(f"/uitnodiging/{token}/aanvaarden/").status_code == 405


def test_token_for_another_purpose_does_not_open_an_invitation(client, persoon):
    uitnodiging = UitnodigingFactory()

    response = client.post(f"/uitnodiging/{make_token('stop', uitnodiging.pk)}/aanvaarden/", {"naam": "x"})

    assert response.status_code == 410
    assert not Deelname.objects.exists()
