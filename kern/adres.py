"""Addresses by name, remembered: a page writes dozens of them, and most of the time the same ones."""

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf
from django.urls import reverse as find

from kern.memo import memo

SHORT = 32  # characters; what is longer may be a secret token, and those are not remembered


@memo(size=4096)
def _find(name, args, kwargs, current_app, where):
    return find(name, args=args, kwargs=dict(kwargs), current_app=current_app)


def reverse(name, args=(), kwargs=None, current_app=None):
    """As ``django.urls.reverse``."""
    args, kwargs = tuple(args), tuple((kwargs or {}).items())
    values = (*args, *(value for _, value in kwargs))
    if all(type(value) is int or type(value) is str and len(value) <= SHORT for value in values):
        where = (get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
        return _find(str(name), args, kwargs, current_app, where)
    return find(name, args=args, kwargs=dict(kwargs), current_app=current_app)
