"""Small helpers for templates/base.html and templates/components/; nothing here knows a room."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kern.memo import memo

register = template.Library()


@register.filter
def wie_ziet(tekst):
    """The last line of every page, or nothing when the page left its ``who`` block empty.

    ``tekst`` is a piece of page already: a name in it was escaped where it was put in.
    """
    tekst = SafeString(tekst.strip())
    if not tekst or "who-sees" in tekst:
        return tekst
    return render_to_string("components/wie_ziet.html", {"tekst": tekst})


@register.simple_tag
def vast(template_name, **values):
    """A piece of page that depends on nothing but ``values`` and is the same for everybody; drawn once.

    Plain values only: an object may change behind its key.
    """
    if not all(isinstance(value, (str, int)) for value in values.values()):
        raise TypeError(f"{template_name}: vast takes words and numbers")
    return _draw(template_name, tuple(values.items()))


@memo(size=2048)
def _draw(template_name, values):
    return render_to_string(template_name, dict(values))


@register.simple_tag
def route(route, label="Fasen van dit netwerk", *, nieuw=False):
    """The route of one netwerk. ``route``: see components/route.html."""
    stations = tuple((s.nummer, s.naam, s.toestand, s.noot, s.url) for s in route.stations)
    seizoen = route.seizoen if isinstance(route.seizoen, str) else tuple(route.seizoen)
    return _draw_route(stations, (route.nummer, route.naam, route.noot, seizoen), label, nieuw)


@memo
def _draw_route(stations, nu, label, nieuw):
    fields = ("nummer", "naam", "toestand", "noot", "url")
    context = {"s": [dict(zip(fields, station, strict=True)) for station in stations], "nieuw": nieuw, "label": label}
    context["route"] = dict(zip(("nummer", "naam", "noot", "seizoen"), nu, strict=True))
    return render_to_string("components/route.html", context)


@register.simple_tag
def route_mini(route):
    """The route in a row of a list. ``route``: has toestanden (five words), nummer and naam of the present fase."""
    return _draw_route_mini(route.toestanden, route.nummer, route.naam)


@memo
def _draw_route_mini(toestanden, nummer, naam):
    return render_to_string("components/route_mini.html", {"s": toestanden, "nummer": nummer, "naam": naam})


@register.filter
def reeks(aantal):
    """``{% for _ in komt|reeks %}``: draw something ``aantal`` times."""
    return range(max(int(aantal or 0), 0))


@register.filter
def baan(toestand):
    """The class of the piece of route that leads to a station: a solid line once it was reached."""
    return "" if toestand == "straks" else "is-klaar"


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMEN = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def apparaat(user_agent):
    """«Firefox op Windows» out of what a browser says about itself."""
    browser = next((naam for teken, naam in BROWSERS if teken in user_agent), "Een browser")
    systeem = next((naam for teken, naam in SYSTEMEN if teken in user_agent), "")
    return f"{browser} op {systeem}" if systeem else browser
