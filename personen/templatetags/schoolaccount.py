from allauth.socialaccount.adapter import get_adapter
from django import template

register = template.Library()


@register.simple_tag
def get_aanbieders():
    """The providers to sign in with, as configured. No query: they come from the settings."""
    return [{"slug": app.provider_id, "naam": app.name} for app in get_adapter().list_apps(None)]
