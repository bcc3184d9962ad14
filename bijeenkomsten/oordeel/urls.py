from django.urls import path

from bijeenkomsten.oordeel import views

EEN = "netwerken/<slug:slug>/bijeenkomsten/<int:pk>/"
urlpatterns = [path(f"{EEN}werkvormen/oordeel/", views.oordeel, name="oordeel")]
