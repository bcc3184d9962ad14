from django.urls import path

from subsidie.verantwoording import views

NETWERK = "subsidie/aanvragen/<uuid:sleutel>/verantwoording"
ACADEMIE = "academie/aanvragen/<uuid:sleutel>/verantwoording/"
urlpatterns = [
    path(f"{NETWERK}/", views.verantwoording, name="verantwoording"),
    path(f"{NETWERK}/bewaren/", views.save, name="verantwoording_save"),
    path(f"{NETWERK}/tekenen/", views.tekenen, name="verantwoording_sign"),
    path(f"{NETWERK}/vervolg/", views.vervolg, name="verantwoording_vervolg"),
    path(f"{NETWERK}.pdf", views.verantwoording_pdf, name="verantwoording_pdf"),
    path(ACADEMIE, views.van_academie, name="academie_verantwoording"),
    path(f"{ACADEMIE}vaststellen/", views.settle, name="academie_vaststellen"),
    path(f"{ACADEMIE}terug/", views.give_back, name="academie_teruggeven"),
]
