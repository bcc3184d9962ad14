from django import template

from subsidie.begroting.bedragen import show_bedrag, show_uren

register = template.Library()
register.filter("bedrag", show_bedrag)
register.filter("uren", show_uren)
