from django.urls import path

from netwerken.functie import views

urlpatterns = [path("netwerken/<slug:slug>/ander-werk/", views.functie, name="functie")]
