from django.urls import path

from fasen.gids import views

urlpatterns = [
    path("", views.gids, name="detail"),
    path("punten/<slug:code>/", views.punt, name="punt"),
    path("punten/<slug:code>/terug/", views.punt_terug, name="punt_terug"),
]
