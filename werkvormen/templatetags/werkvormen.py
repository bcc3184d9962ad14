from django import template
from django.template.loader import render_to_string

from kern.memo import memo
from werkvormen.filters import KEUZES

register = template.Library()


@register.simple_tag
@memo
def keuze(naam, label, alles, waarde):
    """One select of the filters above the catalogue. ``alles``: the words for no choice."""
    context = {"naam": naam, "label": label, "alles": alles, "keuzes": KEUZES[naam], "waarde": waarde}
    return render_to_string("werkvormen/_keuze.html", context)
