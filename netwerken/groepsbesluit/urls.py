from django.urls import path

from netwerken.groepsbesluit import views

BESLUIT = "netwerken/<slug:slug>/groepsbesluit/<int:pk>/"
urlpatterns = [
    path("netwerken/<slug:slug>/deelnemers/<int:pk>/vraag-de-groep/", views.ask, name="groepsbesluit_ask"),
    path(BESLUIT, views.besluit, name="groepsbesluit"),
    path(f"{BESLUIT}antwoord/", views.answer, name="groepsbesluit_answer"),
    path(f"{BESLUIT}sluiten/", views.close, name="groepsbesluit_close"),
    path(f"{BESLUIT}verlengen/", views.extend, name="groepsbesluit_extend"),
    path(f"{BESLUIT}niet-verlengen/", views.stop_asking, name="groepsbesluit_stop"),
    path(f"{BESLUIT}besluiten/", views.decide, name="groepsbesluit_decide"),
]
