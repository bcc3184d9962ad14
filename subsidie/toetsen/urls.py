from django.urls import path

from subsidie.toetsen import views

urlpatterns = [path("netwerken/<slug:slug>/subsidie/", views.netwerk, name="netwerk")]
