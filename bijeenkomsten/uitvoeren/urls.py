"""Below the address of one meeting; in the namespace of bijeenkomsten, whose urls.py takes these in."""

from django.urls import path

from bijeenkomsten.uitvoeren import views

urlpatterns = [
    path("uitvoeren/", views.uitvoeren, name="uitvoeren"),
    path("uitvoeren/stap/", views.stap, name="uitvoeren_stap"),
    path("uitvoeren/stand/", views.stand, name="uitvoeren_stand"),
    path("uitvoeren/werker.js", views.werker, name="uitvoeren_werker"),
    path("uitvoeren/aantekening/<int:aantekening_pk>/weg/", views.aantekening_delete, name="aantekening_delete"),
]
