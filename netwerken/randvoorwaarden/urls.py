"""Included in netwerken.urls, under one netwerk."""

from django.urls import path

from netwerken.randvoorwaarden import views

urlpatterns = [
    path("", views.randvoorwaarden, name="randvoorwaarden"),
    path("netwerk/<slug:code>/", views.punt, {"pk": None}, name="randvoorwaarde"),
    path("scholen/<int:pk>/", views.school, name="randvoorwaarden_school"),
    path("scholen/<int:pk>/<slug:code>/", views.punt, name="randvoorwaarde_school"),
]
