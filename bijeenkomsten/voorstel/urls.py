from django.urls import path

from bijeenkomsten.voorstel import views

EEN = "netwerken/<slug:slug>/bijeenkomsten/<int:pk>/"
urlpatterns = [path(f"{EEN}voorstel/", views.voorstel, name="voorstel")]
