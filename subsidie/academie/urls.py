from django.urls import path, re_path

from kern.export import SOORTEN
from subsidie.academie import views

urlpatterns = [
    path("academie/", views.getallen, name="academie"),
    path("academie/bellen/", views.bellen, name="academie_bellen"),
    path("academie/aanvragen/<uuid:sleutel>/gesproken/", views.gesproken, name="academie_gesproken"),
    re_path(rf"^academie/getallen\.(?P<soort>{SOORTEN})$", views.export, name="academie_export"),
    path("subsidie/toegekend/", views.toegekend, name="toegekend"),
    re_path(r"^subsidie/toegekend\.(?P<soort>json|csv)$", views.toegekend_data, name="toegekend_data"),
]
