from django import template

from fasen.stand import describe_stand

register = template.Library()
register.filter("stand", describe_stand)


@register.filter
def van(gids, code):
    """What a dict has for this code, or nothing."""
    return gids.get(code, ())
