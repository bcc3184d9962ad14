from django.urls import path

from werkvormen import views

app_name = "werkvormen"
urlpatterns = [
    path("werkvormen/", views.werkvorm_list, name="list"),
    path("werkvormen/<slug:werkvorm_slug>/", views.werkvorm_detail, name="detail"),
    path("werkvormen/<slug:werkvorm_slug>/favoriet/", views.favorite, name="favorite"),
]
