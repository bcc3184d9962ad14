from django.urls import path

from evaluatie.lijsten import views, views_bestand

_VAN = "netwerken/<slug:slug>/evaluatie/vragen/"

urlpatterns = [
    path(_VAN, views.lijst_list, name="lijst_list"),
    path(f"{_VAN}importeren/", views_bestand.lijst_import, name="lijst_import"),
    path(f"{_VAN}blok/", views.blok, name="lijst_blok"),
    path(f"{_VAN}<slug:lijst>/", views.lijst_detail, name="lijst_detail"),
    path(f"{_VAN}<slug:lijst>/papier/", views.lijst_print, name="lijst_print"),
    path(f"{_VAN}<slug:lijst>/bestand/", views_bestand.lijst_export, name="lijst_export"),
    path(f"{_VAN}<slug:lijst>/weg/", views_bestand.lijst_remove, name="lijst_remove"),
    path(f"{_VAN}<slug:lijst>/eigen/", views.vraag_create, name="vraag_create"),
    path(f"{_VAN}<slug:lijst>/eigen/<int:pk>/", views.vraag_update, name="vraag_update"),
    path(f"{_VAN}<slug:lijst>/eigen/<int:pk>/plaats/", views.vraag_move, name="vraag_move"),
    path(f"{_VAN}<slug:lijst>/eigen/<int:pk>/weg/", views.vraag_remove, name="vraag_remove"),
    path("academie/vragenlijsten/", views_bestand.lijst_all, name="lijst_all"),
    path("academie/vragenlijsten/<int:pk>/weg/", views_bestand.lijst_all_remove, name="lijst_all_remove"),
]
