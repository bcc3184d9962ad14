import pytest
from django.test import RequestFactory

from kern.paging import paginate


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1), ("?page=2", 2), ("?page=3", 3), ("?page=4", 3), ("?page=-1", 3), ("?page=0", 3),
        ("?page=twee", 1), ("?page=", 1), ("?page=1%00", 1), ("?page=9999999999999999999999", 3),
    ],
)  # fmt: skip
def test_page_is_always_a_real_page(query, number):
    page = paginate(RequestFactory().get(f"/{query}"), list(range(51)))

    assert page.number == number


def test_page_of_nothing():
    assert list(paginate(RequestFactory().get("/"), [])) == []


def test_per_page():
    assert list(paginate(RequestFactory().get("/?page=2"), list(range(5)), per_page=2)) == [2, 3]
