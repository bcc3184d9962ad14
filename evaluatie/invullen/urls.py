from django.urls import path

from evaluatie.invullen import views

urlpatterns = [
    path("netwerken/<slug:slug>/evaluatie/anoniem/", views.anoniem, name="anoniem"),
]
