import pytest
from django.test import RequestFactory

from kern.paging import ByKeys, paginate


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


def test_rows_by_key_are_looked_up_for_one_page_in_order():
    asked = []

    def find(keys):
        asked.append(list(keys))
        return {key: f"rij {key}" for key in sorted(keys) if key != 70}  # one went away in between

    page = paginate(RequestFactory().get("/?page=2"), ByKeys(list(range(99, 48, -1)), find))

    assert (page.paginator.count, page.number) == (51, 2)
    assert list(page.object_list) == [f"rij {key}" for key in range(74, 49, -1) if key != 70]
    assert asked == [list(range(74, 49, -1))]


def test_no_keys_ask_for_no_rows():
    assert list(paginate(RequestFactory().get("/"), ByKeys([], None)).object_list) == []
