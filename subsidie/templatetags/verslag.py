from django import template

from bijeenkomsten.bewijs.inhoud import datum_tekst

register = template.Library()
register.filter("datum", datum_tekst)
