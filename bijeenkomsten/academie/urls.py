from django.urls import path

from bijeenkomsten.academie import views

BIJ = "netwerken/<slug:slug>/bijeenkomsten/<int:pk>/academie/"
urlpatterns = [
    path(BIJ, views.uitnodigen, name="academie_invite"),
    path(f"{BIJ}intrekken/", views.intrekken, name="academie_withdraw"),
    path("academie/uitnodigingen/", views.uitnodigingen, name="uitnodigingen"),
    path("academie/uitnodigingen/<int:pk>/antwoord/", views.antwoord, name="uitnodiging_answer"),
]
