from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("overzicht.urls")),
    path("", include("evaluatie.urls")),
    path("", include("bijeenkomsten.urls")),
    path("", include("fasen.urls")),
    path("", include("netwerken.urls")),
    path("", include("berichten.urls")),
    path("", include("personen.urls")),
    path("accounts/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]
