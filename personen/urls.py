from django.urls import path

from personen import views

app_name = "personen"
urlpatterns = [path("mijn/gegevens/", views.profile, name="profile")]
