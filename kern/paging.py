from django.core.paginator import Paginator


def paginate(request, queryset, per_page=25):
    """The page of ``?page=``; nonsense or too high a number gives the nearest real page."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
