"""Included in bijeenkomsten.urls, under one meeting."""

from django.urls import path

from bijeenkomsten.voorbereiders import views

urlpatterns = [
    path("", views.voorbereiders, name="voorbereiders"),
    path("<int:persoon>/intrekken/", views.beurt_withdraw, name="beurt_withdraw"),
]
