from django.urls import path

from evaluatie.beelden import views

urlpatterns = [path("academie/metingen/", views.beelden, name="beelden")]
