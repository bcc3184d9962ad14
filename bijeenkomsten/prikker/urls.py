"""Included in bijeenkomsten.urls, under the meetings of a netwerk."""

from django.urls import path

from bijeenkomsten.prikker import views

urlpatterns = [
    path("", views.prikker_create, name="prikker_create"),
    path("vrij/", views.prikker_vrij, name="prikker_vrij"),
    path("<int:pk>/", views.prikker_detail, name="prikker_detail"),
    path("<int:pk>/antwoord/", views.prikker_antwoord, name="prikker_antwoord"),
    path("<int:pk>/kiezen/", views.prikker_kies, name="prikker_kies"),
    path("<int:pk>/verlengen/", views.prikker_verleng, name="prikker_verleng"),
    path("<int:pk>/intrekken/", views.prikker_intrekken, name="prikker_intrekken"),
]
