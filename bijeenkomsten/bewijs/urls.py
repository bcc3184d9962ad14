from django.urls import path

from bijeenkomsten.bewijs import views

urlpatterns = [
    path("mijn/bewijs/", views.bewijs_list, name="bewijs_list"),
    path("mijn/bewijs/<slug:slug>/", views.bewijs_detail, name="bewijs"),
    path("mijn/bewijs/<slug:slug>/bewijs.pdf", views.bewijs_pdf, name="bewijs_pdf"),
]
