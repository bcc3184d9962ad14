from django.urls import path

from subsidie.regeling import views

urlpatterns = [
    path("academie/rondes/", views.rondes, name="rondes"),
    path("academie/rondes/nieuw/", views.ronde_create, name="ronde_create"),
    path("academie/rondes/<int:pk>/", views.ronde_update, name="ronde_update"),
    path("academie/rondes/<int:pk>/nieuwste-versie/", views.ronde_renew, name="ronde_renew"),
    path("subsidie/regelingen/<slug:code>/<int:versie>/", views.regeling, name="regeling"),
]
