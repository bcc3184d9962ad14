from uuid import UUID, uuid4

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, set_script_prefix
from django.urls import reverse as django_reverse

from kern import adres
from kern.adres import reverse
from kern.memo import memo
from kern.templatetags.vormgeving import vast


def make_counted():
    calls = []

    @memo
    def double(value):
        calls.append(value)
        return 2 * value

    return double, calls


def test_memo_asks_once():
    double, calls = make_counted()

    assert [double(2), double(2), double(3)] == [4, 4, 6]
    assert calls == [2, 3]


def test_memo_forgets_everything_while_developing(settings):
    settings.DEBUG = True
    double, calls = make_counted()

    assert [double(2), double(2)] == [4, 4]
    assert calls == [2, 2]


@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("overzicht:home", (), {}),
        ("overzicht:netwerk", ("lezen",), {}),
        ("overzicht:netwerk", (), {"slug": "lezen"}),
        ("fasen:detail", ("lezen", "verdieping"), {}),
        ("admin:index", (), {}),
    ],
)
def test_reverse_is_that_of_django(name, args, kwargs):
    for _ in range(2):
        assert reverse(name, args, kwargs) == django_reverse(name, args=args, kwargs=kwargs)


def test_reverse_knows_where_the_site_is_mounted():
    set_script_prefix("/elders/")
    try:
        assert reverse("overzicht:mijn") == "/elders/mijn/"
    finally:
        set_script_prefix("/")
    assert reverse("overzicht:mijn") == "/mijn/"


def test_reverse_remembers_no_secrets(monkeypatch):
    asked = []
    monkeypatch.setattr(adres, "_find", lambda name, *rest: asked.append(name))

    assert reverse("bijeenkomsten:feed", args=["t" * 43]).endswith("t" * 43 + ".ics")
    reverse("overzicht:netwerk", args=["lezen"])

    assert asked == ["overzicht:netwerk"]


def test_reverse_remembers_an_address_without_its_key(monkeypatch):
    asked, eerste, tweede = [], uuid4(), uuid4()
    find = adres._find
    monkeypatch.setattr(adres, "_find", lambda name, args, *rest: asked.append(args) or find(name, args, *rest))

    for sleutel in (eerste, tweede):
        assert reverse("subsidie:aanvraag", args=[sleutel]) == django_reverse("subsidie:aanvraag", args=[sleutel])

    assert asked == [(UUID(int=0),)] * 2


def test_reverse_of_nonsense_fails_as_ever():
    with pytest.raises(NoReverseMatch):
        reverse("overzicht:netwerk")
    with pytest.raises(NoReverseMatch):
        reverse("overzicht:nergens")


def render(text, **context):
    return Template(text).render(Context(context | {"request": RequestFactory().get("/")}))


def test_url_tag():
    assert render('{% url "overzicht:netwerk" slug %}', slug="lezen") == "/netwerken/lezen/"
    assert render('{% url "overzicht:netwerk" slug=slug as u %}[{{ u }}]', slug="lezen") == "[/netwerken/lezen/]"
    assert render('{% url "overzicht:nergens" as u %}[{{ u }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        render('{% url "overzicht:nergens" %}')


def test_vast_takes_plain_values_only():
    assert 'href="/mijn/&quot;"' in vast("components/merk.html", url='/mijn/"')
    with pytest.raises(TypeError, match="words and numbers"):
        vast("components/merk.html", url=["/mijn/"])
