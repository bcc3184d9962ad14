"""Every kind of link in a mail: what it opens, and everything it does not."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from berichten import handelingen
from berichten.handelingen import link
from berichten.mail import AFMELD_NUMMERS, afmeld_link
from bijeenkomsten import links as ics
from bijeenkomsten.tests.factories import AgendalinkFactory, BijeenkomstFactory
from config.tests.aanval import Photo
from evaluatie.tests.factories import GenodigdeFactory, MetingFactory
from netwerken import aanvaarden
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ACTIONS = ("aan", "af", "ev", "mis", "stop", aanvaarden.CODE)
FILES = ("ics", "feed")
KINDS = (*ACTIONS, *FILES)
GONE = (404, 410)


def pad(url):
    return urlsplit(url).path


@pytest.fixture
def noor():
    """Somebody with a working link of every kind."""
    netwerk = NetwerkFactory(gestart=True)
    persoon = PersoonFactory()
    DeelnameFactory(netwerk=netwerk, persoon=persoon)
    komt = BijeenkomstFactory(netwerk=netwerk)
    meting = MetingFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk, gehouden=True))
    GenodigdeFactory(meting=meting, persoon=persoon)
    gemist = MetingFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk, gehouden=True))
    GenodigdeFactory(meting=gemist, persoon=persoon, soort="afwezig")
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    links = {
        "aan": link("aan", komt.pk, persoon.pk),
        "af": link("af", komt.pk, persoon.pk),
        "ev": link("ev", meting.pk, persoon.pk),
        "mis": link("mis", gemist.bijeenkomst_id, persoon.pk),
        "stop": afmeld_link(persoon, AFMELD_NUMMERS[0]),
        aanvaarden.CODE: link(aanvaarden.CODE, uitnodiging.pk),
        "ics": ics.ics_link(komt, persoon),
        "feed": reverse("bijeenkomsten:feed", args=[AgendalinkFactory(persoon=persoon).token]),
    }
    return SimpleNamespace(
        persoon=persoon, netwerk=netwerk, uitnodiging=uitnodiging, links={name: pad(url) for name, url in links.items()}
    )


def token_of(path):
    return max(path.split("/"), key=len).removesuffix(".ics")


@pytest.mark.parametrize("kind", KINDS)
def test_link_works_without_signing_in(noor, kind):
    assert Client().get(noor.links[kind]).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_token_with_one_sign_changed_is_nothing(noor, kind):
    """A sample of the positions; the network, the meeting and the person are in there."""
    path, token = noor.links[kind], token_of(noor.links[kind])
    method = "post" if kind in ACTIONS else "get"
    photo = Photo()

    for position in {*range(0, len(token), 2), len(token) - 1}:
        other = "a" if token[position] != "a" else "1"
        forged = path.replace(token, token[:position] + other + token[position + 1 :])
        assert getattr(Client(), method)(forged).status_code in GONE, forged

    assert photo.changes() == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 20), slice(0, 1)])
def test_token_that_is_not_whole_is_nothing(noor, kind, cut):
    path, token = noor.links[kind], token_of(noor.links[kind])

    assert Client().get(path.replace(token, token[cut])).status_code in GONE


@pytest.mark.parametrize("kind", ACTIONS)
def test_token_is_for_one_action(noor, kind):
    """With the name of another action in front, and at the other doors that take a token."""
    token = token_of(noor.links[kind])
    _, _, rest = token.partition(".")

    for other in set(ACTIONS) - {kind}:
        assert Client().post(reverse("berichten:handeling", args=[f"{other}.{rest}"])).status_code == 410
    assert Client().get(reverse("bijeenkomsten:ics_mail", args=[token])).status_code == 404
    if kind != aanvaarden.CODE:
        for door in ("netwerken:accept", "netwerken:opened"):
            assert Client().post(reverse(door, args=[token])).status_code in (404, 410, 204)
        assert not Deelname.objects.filter(persoon__email=noor.uitnodiging.email).exists()


def test_token_of_a_calendar_file_does_nothing_elsewhere(noor):
    for kind in FILES:
        for door in ("berichten:handeling", "netwerken:accept"):
            assert Client().post(reverse(door, args=[token_of(noor.links[kind])])).status_code in GONE


@pytest.mark.parametrize("kind", ["aan", "af", "ev", "mis", "stop"])
def test_link_of_an_action_ends(noor, kind):
    max_age = handelingen._HANDELINGEN[kind].max_age

    with time_machine.travel(timezone.now() + max_age + timedelta(minutes=1)):
        assert Client().get(noor.links[kind]).status_code == 410
        assert Client().post(noor.links[kind]).status_code == 410


def test_invitation_ends_with_an_explanation(noor):
    path = noor.links[aanvaarden.CODE]

    with time_machine.travel(timezone.now() + timedelta(days=61)):
        page = Client().get(path)
        Client().post(path, {"naam": "Boef"})

    assert "verlopen" in page.content.decode()
    assert not Deelname.objects.filter(persoon__email=noor.uitnodiging.email).exists()


@pytest.mark.parametrize("kind", [*(kind for kind in KINDS if kind != aanvaarden.CODE)])
def test_link_of_a_closed_account_is_nothing(noor, kind):
    noor.persoon.is_active = False
    noor.persoon.save()
    photo = Photo()

    assert Client().get(noor.links[kind]).status_code in GONE
    assert Client().post(noor.links[kind]).status_code in (*GONE, 405)
    assert photo.changes() == []


@pytest.mark.parametrize("kind", ["aan", "af", "mis", "ics"])
def test_link_of_who_left_is_nothing(noor, kind):
    Deelname.objects.filter(persoon=noor.persoon).update(
        status="uitgestapt", beeindigd_op=timezone.localdate(), reden_einde="tijd"
    )
    photo = Photo()

    assert Client().get(noor.links[kind]).status_code in GONE
    assert Client().post(noor.links[kind], {"reden": "x"}).status_code in (*GONE, 405)
    assert photo.changes() == []


def test_feed_of_who_left_is_empty(noor):
    Deelname.objects.filter(persoon=noor.persoon).update(
        status="uitgestapt", beeindigd_op=timezone.localdate(), reden_einde="tijd"
    )

    assert b"SUMMARY" not in Client().get(noor.links["feed"]).content


@pytest.mark.parametrize("kind", ["aan", "af", "stop", aanvaarden.CODE])
def test_link_used_twice_does_its_thing_once(noor, kind):
    first = Client().post(noor.links[kind], {"naam": "Nieuw"})
    photo = Photo()

    again = Client().post(noor.links[kind], {"naam": "Nog nieuwer"})

    assert (first.status_code, again.status_code < 500) == (200, True)
    assert [line for line in photo.changes() if "berichten.Bericht" not in line] == []


# --- keys -----------------------------------------------------------------------------------------


@pytest.fixture
def new_key(settings, monkeypatch):
    """The secret key is replaced; ``new_key(keep=True)`` still knows the old one."""

    def replace(*, keep):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if keep else []
        settings.SECRET_KEY = "een-heel-andere-sleutel-van-genoeg-tekens-0123456789"
        monkeypatch.setattr(handelingen, "_signer", signing.TimestampSigner(sep="~", salt=handelingen._signer.salt))
        monkeypatch.setattr(ics, "_signer", signing.Signer(sep="~", salt=ics._signer.salt))

    return replace


@pytest.mark.parametrize("kind", [*ACTIONS, "ics"])
def test_link_works_on_after_the_key_was_renewed(noor, new_key, kind):
    new_key(keep=True)

    assert Client().get(noor.links[kind]).status_code == 200


@pytest.mark.parametrize("kind", [*ACTIONS, "ics"])
def test_link_is_over_when_the_old_key_is_thrown_away(noor, new_key, kind):
    new_key(keep=False)

    assert Client().get(noor.links[kind]).status_code in GONE
    assert Client().post(noor.links[kind]).status_code in (*GONE, 405)


@pytest.mark.parametrize(("keep", "status"), [(True, 200), (False, 302)])
def test_who_is_signed_in_stays_so_as_long_as_the_old_key_is_known(noor, new_key, keep, status):
    client = Client()
    client.force_login(noor.persoon)
    new_key(keep=keep)

    assert client.get(reverse("personen:profile")).status_code == status
