from django.urls import path, re_path

from bijeenkomsten.afspraken import views
from kern.export import SOORTEN

LIJST = "netwerken/<slug:slug>/afspraken/"
EEN = f"{LIJST}<int:pk>/"
BIJ = "netwerken/<slug:slug>/bijeenkomsten/<int:pk>/afspraken/"
urlpatterns = [
    path(LIJST, views.afspraak_list, name="afspraken"),
    re_path(
        rf"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)/afspraken/export\.(?P<soort>{SOORTEN})$",
        views.afspraak_export,
        name="afspraken_export",
    ),
    path(f"{EEN}bewerken/", views.afspraak_update, name="afspraak_update"),
    path(f"{EEN}loslaten/", views.afspraak_drop, name="afspraak_drop"),
    path(f"{EEN}gedaan/", views.afspraak_finish, name="afspraak_finish"),
    path(f"{EEN}heropenen/", views.afspraak_reopen, name="afspraak_reopen"),
    path(f"{BIJ}nieuw/", views.afspraak_create, name="afspraak_create"),
    path(f"{BIJ}opening/", views.opening_add, name="opening_add"),
]
