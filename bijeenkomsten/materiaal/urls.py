from django.urls import path

from bijeenkomsten.materiaal import views

EEN = "netwerken/<slug:slug>/bijeenkomsten/<int:pk>/materiaal/"
urlpatterns = [
    path(EEN, views.materiaal, name="materiaal"),
    path(f"{EEN}<int:materiaal_pk>/", views.materiaal_bestand, name="materiaal_bestand"),
    path(f"{EEN}<int:materiaal_pk>/verwijderen/", views.materiaal_delete, name="materiaal_delete"),
]
