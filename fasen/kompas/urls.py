from django.urls import path

from fasen.kompas import views

urlpatterns = [
    path("", views.kompas, name="kompas"),
    path("blok/", views.blok, name="kompas_blok"),
    path("nog-niet/", views.nog_niet, name="kompas_nog_niet"),
    path("<str:code>/later/", views.snooze, name="kompas_snooze"),
    path("<str:code>/klopt-niet/", views.dispute, name="kompas_dispute"),
    path("<str:code>/terug/", views.restore, name="kompas_restore"),
]
