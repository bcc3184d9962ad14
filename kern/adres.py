"""Addresses by name, remembered: a page writes dozens of them, and most of the time the same ones."""

from uuid import UUID

from django.urls import get_script_prefix
from django.urls import reverse as find

from kern.memo import memo

SHORT = 32  # characters; what is longer may be a secret token, and those are not remembered
NIEMAND = UUID(int=0)  # stands in a remembered address where a key will come


@memo(size=4096)
def _find(name, args, kwargs, current_app, prefix):
    return find(name, args=args, kwargs=dict(kwargs), current_app=current_app)


def reverse(name, args=(), kwargs=None, current_app=None):
    """As ``django.urls.reverse``; there is one URLconf."""
    if len(args) == 1 and type(args[0]) is UUID and not kwargs:
        address = _find(name, (NIEMAND,), (), current_app, get_script_prefix())
        return address.replace(str(NIEMAND), str(args[0]))
    for value in (*args, *kwargs.values()) if kwargs else args:
        if not (type(value) is int or type(value) is str and len(value) <= SHORT):
            return find(name, args=args, kwargs=kwargs, current_app=current_app)
    return _find(name, tuple(args), tuple(kwargs.items()) if kwargs else (), current_app, get_script_prefix())
