from django.urls import path

from subsidie.lopend.views import academie, netwerk

JAAR = "subsidie/aanvragen/<uuid:sleutel>/jaar/"
ACADEMIE = "academie/aanvragen/<uuid:sleutel>/jaar/"
urlpatterns = [
    path(JAAR, netwerk.jaar, name="jaar"),
    path(f"{JAAR}voorwaarden/<int:pk>/", netwerk.report, name="jaar_voorwaarde"),
    path(f"{JAAR}halverwege/", netwerk.halverwege, name="jaar_halverwege"),
    path(f"{JAAR}criteria/<slug:code>/", netwerk.explain, name="jaar_criterium"),
    path(f"{JAAR}wijziging/<int:pk>/terug/", netwerk.wijziging_terug, name="jaar_wijziging_terug"),
    path(f"{JAAR}wijziging/<slug:soort>/", netwerk.wijziging, name="jaar_wijziging"),
    path(ACADEMIE, academie.jaar, name="academie_jaar"),
    path(f"{ACADEMIE}startgesprek/", academie.startgesprek, name="academie_startgesprek"),
    path(f"{ACADEMIE}betaald/<int:nummer>/", academie.betaald, name="academie_betaald"),
    path(f"{ACADEMIE}betaald/<int:nummer>/terug/", academie.betaald_terug, name="academie_betaald_terug"),
    path(f"{ACADEMIE}voorwaarden/<int:pk>/", academie.nakoming, name="academie_nakoming"),
    path(f"{ACADEMIE}halverwege/<int:pk>/", academie.opgepakt, name="academie_opgepakt"),
    path(f"{ACADEMIE}wijziging/<int:pk>/", academie.wijziging, name="academie_wijziging"),
]
