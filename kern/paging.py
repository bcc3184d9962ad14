from collections.abc import Callable, Sequence

from django.core.paginator import Paginator


def paginate(request, queryset, per_page=25):
    """The page of ``?page=``; nonsense or too high a number gives the nearest real page."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))


class ByKeys:
    """For ``paginate``: the keys of all there is, in order, and ``find``: of some keys the rows, by key.

    Both can be prepared queries (``kern/prepared.py``), the counting comes for free, and what a row needs besides is
    looked up for one page only.
    """

    def __init__(self, keys: Sequence[int], find: Callable[[Sequence[int]], dict]):
        self._keys, self._find = keys, find

    def count(self):
        return len(self._keys)

    def __getitem__(self, part):
        keys = self._keys[part]
        rows = self._find(keys) if keys else {}
        return [rows[key] for key in keys if key in rows]
