"""Included in netwerken.urls, under one netwerk."""

from django.urls import path

from netwerken.taken import views

urlpatterns = [
    path("", views.taken, name="taken"),
    path("beginnen/", views.begin, name="taken_begin"),
    path("verdelen/", views.verdelen, name="taken_verdelen"),
    path("nieuw/", views.taak_add, name="taak_add"),
    path("begeleiding/<int:pk>/", views.begeleiding, name="begeleiding"),
    path("<int:pk>/nemen/", views.taak_action, {"actie": "nemen"}, name="taak_take"),
    path("<int:pk>/passen/", views.taak_action, {"actie": "passen"}, name="taak_pass"),
    path("<int:pk>/teruggeven/", views.taak_action, {"actie": "teruggeven"}, name="taak_return"),
]
