from django.urls import path

from netwerken.mentor import views

urlpatterns = [
    path("begeleiders/", views.begeleiders, name="begeleiders"),
    path("begeleiders/mentor-vragen/", views.ask, name="mentor_ask"),
    path("begeleiders/aanbod/", views.offer, name="mentor_offer"),
    path("begeleiders/vragen/<int:pk>/klaar/", views.end, name="mentor_end"),
    path("begeleiders/vragen/<int:pk>/helpen/", views.take, name="mentor_take"),
    path("begeleiders/vragen/<int:pk>/koppelen/", views.link, name="mentor_link"),
    path("begeleiders/intervisie/", views.mark, name="intervisie_mark"),
    path("begeleiders/gezien/", views.dismiss, name="begeleiders_dismiss"),
]
