from django.urls import path

from bijeenkomsten.sprekers import views

LIJST = "netwerken/<slug:slug>/gastsprekers/"
BIJ = "netwerken/<slug:slug>/bijeenkomsten/<int:pk>/gasten/"
EEN = f"{BIJ}<int:gast_pk>/"
urlpatterns = [
    path(LIJST, views.gastspreker_list, name="gastsprekers"),
    path(f"{LIJST}<int:pk>/", views.gastspreker_update, name="gastspreker"),
    path(f"{LIJST}<int:pk>/verwijderen/", views.gastspreker_delete, name="gastspreker_delete"),
    path(BIJ, views.gast_ask, name="gast_ask"),
    path(EEN, views.gast_detail, name="gast"),
    path(f"{EEN}intrekken/", views.gast_withdraw, name="gast_withdraw"),
    path(f"{EEN}bedanken/", views.gast_thank, name="gast_thank"),
    path(f"{EEN}vragen/", views.gast_vragen, name="gast_vragen"),
    path(f"{EEN}vragen/<int:vraag_pk>/weg/", views.gast_vraag_delete, name="gast_vraag_delete"),
]
