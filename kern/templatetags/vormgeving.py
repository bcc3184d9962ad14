"""Small helpers for templates/base.html and templates/components/; nothing here knows a room."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.filter
def wie_ziet(tekst):
    """The last line of every page, or nothing when the page left its ``who`` block empty."""
    tekst = tekst.strip()
    if not tekst or "who-sees" in tekst:
        return tekst
    return render_to_string("components/wie_ziet.html", {"tekst": tekst})


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
