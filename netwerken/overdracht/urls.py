"""Included in netwerken.urls, under one netwerk."""

from django.urls import path

from netwerken.overdracht import views

urlpatterns = [
    path("", views.overdracht, name="overdracht"),
    path("<int:pk>/", views.vraag, name="overdracht_vraag"),
    path("<int:pk>/punten/<slug:code>/", views.punt, name="overdracht_punt"),
    path("<int:pk>/overnemen/", views.accept, name="overdracht_accept"),
    path("<int:pk>/liever-niet/", views.decline, name="overdracht_decline"),
    path("<int:pk>/intrekken/", views.withdraw, name="overdracht_withdraw"),
]
