from django.urls import path

from netwerken.toelating import views

urlpatterns = [path("netwerken/<slug:slug>/toelating/", views.toelating, name="toelating")]
