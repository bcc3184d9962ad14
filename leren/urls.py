from django.urls import path

from leren import views

app_name = "leren"
urlpatterns = [
    path("netwerken/<slug:slug>/leren/", views.leren, name="leren"),
    path("netwerken/<slug:slug>/leren/lezers/", views.lezers, name="lezers"),
]
