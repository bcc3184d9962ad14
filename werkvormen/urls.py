from django.urls import path

from werkvormen.views import beoordelen, bestanden, catalogus, eigen, schrijven

app_name = "werkvormen"
_KAART = "werkvormen/<slug:werkvorm_slug>/"
urlpatterns = [
    path("werkvormen/", catalogus.werkvorm_list, name="list"),
    path("werkvormen/export.json", bestanden.export, name="export"),
    path("werkvormen/nieuw/", schrijven.create, name="create"),
    path("werkvormen/eigen/", eigen.own, name="own"),
    path("werkvormen/eigen/export.json", bestanden.export_own, name="export_own"),
    path("werkvormen/eigen/concept/<uuid:sleutel>/", schrijven.concept, name="concept"),
    path("werkvormen/eigen/concept/<uuid:sleutel>/weggooien/", schrijven.delete_concept, name="delete_concept"),
    path("werkvormen/importeren/", bestanden.import_, name="import"),
    path("werkvormen/beoordelen/", beoordelen.queue, name="queue"),
    path(_KAART, catalogus.werkvorm_detail, name="detail"),
    path(f"{_KAART}export.json", bestanden.export_one, name="export_one"),
    path(f"{_KAART}favoriet/", catalogus.favorite, name="favorite"),
    path(f"{_KAART}aanpassen/", schrijven.adapt, name="adapt"),
    path(f"{_KAART}bewerken/", schrijven.update, name="update"),
    path(f"{_KAART}verwijderen/", eigen.delete, name="delete"),
    path(f"{_KAART}aanbieden/", eigen.offer, name="offer"),
    path(f"{_KAART}terugnemen/", eigen.take_back, name="take_back"),
    path(f"{_KAART}publiceren/", beoordelen.publish, name="publish"),
    path(f"{_KAART}terugsturen/", beoordelen.send_back, name="send_back"),
    path(f"{_KAART}intrekken/", beoordelen.withdraw, name="withdraw"),
]
