"""What the tasks of a netwerk say on the pages of the overview."""

import pytest
from django.urls import reverse

from netwerken.taken import services
from netwerken.taken.tests.conftest import ask, cast, taken  # noqa: F401 - fixtures
from netwerken.taken.tests.test_views import login, text

pytestmark = pytest.mark.django_db


def pages(client, netwerk):
    return [text(client.get(adres)) for adres in (reverse("overzicht:mijn"), netwerk.get_absolute_url())]


def test_who_is_asked_sees_it_on_both_pages(client, cast, taken):  # noqa: F811
    ask(taken["T-07"], cast.noor, by=cast.facilitator)
    for pagina in pages(login(client, cast.noor), cast.netwerk):
        assert "Wil jij een taak doen?" in pagina
    for pagina in pages(login(client, cast.yusuf), cast.netwerk):
        assert "Wil jij een taak doen?" not in pagina
    ask(taken["T-08"], cast.noor, by=cast.facilitator)
    for pagina in pages(login(client, cast.noor), cast.netwerk):
        assert "Wil jij 2 taken doen?" in pagina


def test_who_divides_hears_what_came_free(client, cast, taken):  # noqa: F811
    for pagina in pages(login(client, cast.facilitator), cast.netwerk):
        assert "weer vrij" not in pagina
    services.give_back(services.take(taken["T-07"], cast.noor), cast.noor)

    for pagina in pages(login(client, cast.facilitator), cast.netwerk):
        assert "1 taak is weer vrij" in pagina
    for pagina in pages(login(client, cast.eigenaar), cast.netwerk):
        assert "weer vrij" not in pagina


@pytest.mark.parametrize("item_count", [1, 3])
def test_own_tasks_are_on_the_own_page(client, cast, taken, item_count, django_assert_max_num_queries):  # noqa: F811
    for code in ("T-07", "T-09", "T-10")[:item_count]:
        services.take(taken[code], cast.noor)
    login(client, cast.noor)

    with django_assert_max_num_queries(12):
        pagina = text(client.get(reverse("overzicht:mijn")))
    assert "Jouw taken : Een plek en wat te eten regelen" in pagina
    assert ("De kosten bijhouden" in pagina) == (item_count == 3)
