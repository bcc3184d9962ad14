from django.urls import path

from subsidie.aanvragen import views
from subsidie.bijlagen import views as bijlagen
from subsidie.opmerkingen import views as opmerkingen

AANVRAAG = "subsidie/aanvragen/<uuid:sleutel>/"
urlpatterns = [
    path("netwerken/<slug:slug>/subsidie/<int:ronde>/beginnen/", views.begin, name="begin"),
    path(AANVRAAG, views.aanvraag, name="aanvraag"),
    path(f"{AANVRAAG}akkoord/", views.akkoord, name="akkoord"),
    path(f"{AANVRAAG}indienen/", views.indienen, name="indienen"),
    path(f"{AANVRAAG}intrekken/", views.intrekken, name="intrekken"),
    path(f"{AANVRAAG}bijlagen/<int:pk>/", bijlagen.bijlage, name="bijlage"),
    path(f"{AANVRAAG}bijlagen/<int:pk>/weg/", bijlagen.bijlage_delete, name="bijlage_delete"),
    path(f"{AANVRAAG}opmerkingen/<int:pk>/klaar/", opmerkingen.opmerking_settle, name="opmerking_settle"),
    path(f"{AANVRAAG}<slug:onderdeel>/", views.onderdeel, name="onderdeel"),
    path(f"{AANVRAAG}<slug:onderdeel>/bewaren/", views.save, name="onderdeel_save"),
    path(f"{AANVRAAG}<slug:onderdeel>/bijlagen/", bijlagen.bijlage_create, name="bijlage_create"),
    path(f"{AANVRAAG}<slug:onderdeel>/opmerkingen/", opmerkingen.opmerking_create, name="opmerking_create"),
]
