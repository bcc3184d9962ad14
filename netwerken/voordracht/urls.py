from django.urls import path

from netwerken.voordracht import views

PAGINA = "netwerken/<slug:slug>/voordragen/"
urlpatterns = [
    path(PAGINA, views.nominate, name="nominate"),
    path(f"{PAGINA}<int:pk>/intrekken/", views.withdraw, name="voordracht_withdraw"),
]
