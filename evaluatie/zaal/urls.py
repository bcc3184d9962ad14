from django.urls import path

from evaluatie.zaal import views

urlpatterns = [
    path("netwerken/<slug:slug>/bijeenkomsten/<int:pk>/samen-invullen/", views.zaal_open, name="zaal_open"),
    path("netwerken/<slug:slug>/evaluatie/<int:pk>/scherm/", views.zaal_scherm, name="zaal_scherm"),
    path("zaal/<str:token>/", views.zaal, name="zaal"),
]
