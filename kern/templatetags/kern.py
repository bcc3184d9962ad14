from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html

from kern import tijd
from kern.memo import memo

register = template.Library()


def _register_moment_filter(naam):
    """Nothing in, nothing out: a page does not break on a moment that is not known yet."""
    functie = getattr(tijd, naam)
    register.filter(naam, lambda moment: functie(moment) if moment else "")


for _naam in ("dag", "dag_kort", "maand_jaar", "klok"):
    _register_moment_filter(_naam)
register.simple_tag(memo(tijd.tijdvak), name="tijdvak")


@register.simple_tag
@memo
def icon(name, css_class=""):
    """An icon of the sprite. Decoration only: the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {css_class}" if css_class else "",
        static("img/iconen.svg"),
        name,
    )


@register.simple_tag
def absoluut(path):
    """The whole address of a page, as other sites and search engines know it."""
    return f"{settings.BASE_URL}{path}"


@register.simple_tag
@memo
def agenda_datum(moment):
    """The date block of an agenda row. ``moment``: a date or a moment."""
    return render_to_string("components/agenda_datum.html", {"datum": moment})


@register.simple_tag
@memo
def datum_groot(moment):
    """One date, large."""
    return render_to_string("components/datum_groot.html", {"datum": moment})


@register.filter
def voorletters(naam):
    """«Noor van der Eijsink» → «NE»"""
    woorden = [woord for woord in str(naam).split() if woord[:1].isupper()] or str(naam).split()
    return "".join(woord[0] for woord in (woorden[:1] + woorden[1:][-1:])).upper()


@register.filter
def tint(persoon):
    """One of four leaf tints, fixed per person."""
    return f"t{(persoon.pk or 0) % 4 + 1}"


@register.simple_tag
def persoon(persoon, sub=None, link=""):
    """Person chip. ``sub``: second line, the functie when it is not given; nothing when it is empty."""
    regel = (persoon.functie if sub is None else sub).strip()
    return format_html(
        '<{} class="persoon"{}><span class="persoon-beeld {}" aria-hidden="true">{}</span>'
        '<span class="persoon-tekst"><b>{}</b>{}</span></{}>',
        "a" if link else "span",
        format_html(' href="{}"', link) if link else "",
        tint(persoon),
        voorletters(persoon.naam),
        persoon.naam,
        format_html("<span>{}</span>", regel) if regel else "",
        "a" if link else "span",
    )


@register.filter
def meervoud(aantal, vormen):
    """``3|meervoud:"deelnemer,deelnemers"`` → «3 deelnemers»"""
    een, meer = vormen.split(",")
    return f"{aantal} {een if aantal == 1 else meer}"


@register.filter
def getal(waarde, decimalen=1):
    """«3,4»: Dutch decimal comma."""
    return f"{waarde:.{int(decimalen)}f}".replace(".", ",")
