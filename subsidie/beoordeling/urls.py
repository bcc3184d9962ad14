from django.urls import path, re_path

from kern.export import SOORTEN
from subsidie.beoordeling import views

EEN = "academie/aanvragen/<uuid:sleutel>/"
urlpatterns = [
    path("academie/werk/", views.werk, name="werk"),
    path("academie/aanvragen/", views.lijst, name="academie_aanvragen"),
    re_path(rf"^academie/aanvragen/lijst\.(?P<soort>{SOORTEN})$", views.export, name="academie_aanvragen_export"),
    path(EEN, views.aanvraag, name="academie_aanvraag"),
    path(f"{EEN}compleet/", views.complete, name="academie_compleet"),
    path(f"{EEN}vragen/", views.ask, name="academie_vragen"),
    path(f"{EEN}toewijzen/", views.assign, name="academie_toewijzen"),
    path(f"{EEN}toewijzing/<int:pk>/weg/", views.take_away, name="academie_toewijzing_weg"),
    path(f"{EEN}beoordelen/", views.beoordelen, name="beoordelen"),
    path(f"{EEN}beoordelen/vragen/", views.ask_own, name="beoordelen_vragen"),
    path(f"{EEN}beoordelen/advies/", views.advies, name="advies"),
    path(f"{EEN}beoordelen/<slug:criterium>/oordeel/", views.oordeel, name="oordeel"),
    path(f"{EEN}belang/", views.belang, name="belang"),
    path(f"{EEN}bespreken/", views.bespreken, name="bespreken"),
]
