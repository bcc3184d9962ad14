from django.urls import path

from evaluatie.vertrouwelijk import views

urlpatterns = [
    path("netwerken/<slug:slug>/evaluatie/met-naam/<slug:code>/", views.ask, name="met_naam"),
    path("netwerken/<slug:slug>/evaluatie/<int:pk>/verteld/", views.verteld, name="verteld"),
]
