from django.urls import path, re_path

from kern.export import SOORTEN
from subsidie.verloop import views

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
urlpatterns = [
    path("subsidie/aanvragen/<uuid:sleutel>/verloop/", views.verloop, name="verloop"),
    path("academie/aanvragen/<uuid:sleutel>/verloop/", views.academie_verloop, name="academie_verloop"),
    re_path(
        rf"^academie/aanvragen/(?P<sleutel>{UUID})/verloop\.(?P<soort>{SOORTEN})$", views.export,
        name="academie_verloop_export",
    ),
]  # fmt: skip
