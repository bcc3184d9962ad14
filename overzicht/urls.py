from django.urls import path

from overzicht import views
from overzicht.stijlgids import stijlgids

app_name = "overzicht"
urlpatterns = [
    path("", views.home, name="home"),
    path("netwerken/", views.netwerken, name="netwerken"),
    path("netwerken/<slug:slug>/", views.netwerk, name="netwerk"),
    path("mijn/", views.mijn, name="mijn"),
    path("hulp/", views.hulp, name="hulp"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("stijlgids/", stijlgids, name="stijlgids"),
]
