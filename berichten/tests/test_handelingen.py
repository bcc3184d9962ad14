"""One-touch links: signed, expiring, single purpose; a GET changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django import forms
from django.core import signing
from django.http import QueryDict

from berichten import handelingen
from berichten.handelingen import Handeling, Pagina, Resultaat, link, make_token, read_token, register_handeling
from kern.errors import DomainError

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def done(monkeypatch):
    """The action "proef": what was done with which ref. A post of "leeg" asks again, "fout" is refused."""
    calls = []

    class Form(forms.Form):
        reden = forms.CharField()

    def doe(ref, post):
        if post.get("reden") == "fout":
            raise DomainError("De bijeenkomst is <al> geweest.")
        if post.get("reden") == "leeg":
            return Pagina(titel="Nog iets", form=Form({}))
        calls.append((ref, post.get("reden", "")))
        if post.get("reden") == "door":
            return Resultaat(titel="", redirect="/")
        return Resultaat(titel="Tot <dan>", tekst="Genoteerd.", links=(("Naar het begin", "/"),))

    def toon(ref):
        return (
            None
            if ref == (0,)
            else Pagina(titel="Kom je <b>?", tekst="Donderdag.", knop="Ik kom", wie_ziet="Je groep.")
        )

    handeling = Handeling(code="proef", max_age=timedelta(days=30), toon=toon, doe=doe)
    monkeypatch.setitem(handelingen._HANDELINGEN, "proef", handeling)
    return calls


def path(*ref):
    return link("proef", *ref).removeprefix("http://localhost:8000")


def test_token_knows_action_and_objects(done):
    handeling, ref = read_token(make_token("proef", 12, 34))

    assert (handeling.code, ref) == ("proef", (12, 34))


@pytest.mark.parametrize(("age", "works"), [(timedelta(days=30), True), (timedelta(days=30, seconds=1), False)])
def test_token_expires(done, age, works):
    with time_machine.travel(NOW, tick=False) as clock:
        token = make_token("proef", 1)
        clock.shift(age)
        assert (read_token(token) is not None) is works


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token.replace("proef.1", "proef.2"),
        lambda token: token.replace("proef", "stop"),
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.split("~")[0],
        lambda token: "",
        lambda token: "~~",
        lambda token: "x" * 5000,
        lambda token: "é\x00",
        lambda token: signing.TimestampSigner(sep="~", salt="iets.anders").sign("proef.1"),
        lambda token: signing.TimestampSigner(sep="~", salt="berichten.handeling").sign("onbekend.1"),
        lambda token: signing.TimestampSigner(sep="~", salt="berichten.handeling").sign("proef.een"),
    ],
)
def test_forged_token_is_nothing(done, forge):
    assert read_token(forge(make_token("proef", 1))) is None


def test_token_of_another_installation_is_nothing(done):
    theirs = signing.TimestampSigner(key="theirs", sep="~", salt="berichten.handeling")

    assert read_token(theirs.sign("proef.1")) is None


def test_code_registers_once(done):
    again = Handeling(code="proef", max_age=timedelta(1), toon=None, doe=None)

    with pytest.raises(ValueError, match="registered twice"):
        register_handeling(again)


def test_get_shows_one_button_and_does_nothing(done, csrf_client, db):
    response = csrf_client.get(path(1))

    html = response.content.decode()
    assert (response.status_code, done, html.count('type="submit"')) == (200, [], 1)
    assert "Kom je &lt;b&gt;?" in html
    assert "Je groep." in html
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


def test_head_does_nothing(done, csrf_client):
    assert (csrf_client.head(path(1)).status_code, done) == (200, [])


def test_post_does_it_without_login_or_token_of_the_form(done, csrf_client):
    response = csrf_client.post(path(1, 2), {"reden": "ja"})

    assert (response.status_code, done) == (200, [((1, 2), "ja")])
    assert "Tot &lt;dan&gt;" in response.content.decode()
    assert 'href="/"' in response.content.decode()


def test_post_may_go_on_to_another_page(done, client):
    response = client.post(path(1), {"reden": "door"})

    assert (response.status_code, response.url) == (302, "/")


def test_refusal_is_said_on_the_page(done, client):
    response = client.post(path(1), {"reden": "fout"})

    assert (response.status_code, done) == (422, [])
    assert "De bijeenkomst is &lt;al&gt; geweest." in response.content.decode()


def test_unfinished_answer_asks_again_with_the_form(done, client):
    response = client.post(path(1), {"reden": "leeg"})

    assert (response.status_code, done, response.context["form"].errors) == (
        422, [], {"reden": ["Dit veld is verplicht."]},
    )  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["weg", "proef.1~1xUf0Q~nep", "%00", "x" * 3000])
def test_bad_link_is_a_friendly_page(done, client, method, token):
    response = getattr(client, method)(f"/d/{token}/")

    assert (response.status_code, done) == (410, [])
    assert "Deze link werkt niet meer" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_about_something_gone_is_a_friendly_page(done, client, method):
    response = getattr(client, method)(path(0))

    assert (response.status_code, done) == (410, [])


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(done, client, method):
    assert (getattr(client, method)(path(1)).status_code, done) == (405, [])


def test_post_data_reaches_the_action_as_it_came(done, client):
    client.post(path(1), QueryDict("reden=a&reden=b").urlencode(), content_type="application/x-www-form-urlencoded")

    assert done == [((1,), "b")]
