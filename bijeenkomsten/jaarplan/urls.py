"""Included in bijeenkomsten.urls, under the meetings of a netwerk."""

from django.urls import path

from bijeenkomsten.jaarplan import views

urlpatterns = [
    path("", views.jaarplan_create, name="jaarplan_create"),
]
