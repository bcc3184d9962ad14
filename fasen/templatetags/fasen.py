from django import template

from fasen.stand import describe_stand

register = template.Library()
register.filter("stand", describe_stand)
