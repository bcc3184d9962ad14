from django.urls import path, re_path

from netwerken.leidinggevende import views
from netwerken.leidinggevende.models import Contactmoment

LIJST = "netwerken/<slug:slug>/leidinggevende/"
EEN = rf"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)/leidinggevende/(?P<soort>{'|'.join(Contactmoment.Soort.values)})/"
urlpatterns = [
    path(LIJST, views.overzicht, name="leiding"),
    path(f"{LIJST}gedeeld/<int:pk>/", views.gedeeld, name="leiding_gedeeld"),
    re_path(rf"{EEN}$", views.stap, name="leiding_stap"),
    re_path(rf"{EEN}schrijven/$", views.schrijven, name="leiding_schrijven"),
    re_path(rf"{EEN}versturen/$", views.versturen, name="leiding_versturen"),
    re_path(rf"{EEN}gesprek/$", views.gesprek, name="leiding_gesprek"),
    re_path(rf"{EEN}tekenen/$", views.tekenen, name="leiding_tekenen"),
    re_path(rf"{EEN}(?P<actie>{'|'.join(views.ACTIES)})/$", views.actie, name="leiding_actie"),
]
