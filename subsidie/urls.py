"""Every address of this room."""

from django.urls import path

from subsidie import views
from subsidie.aanvragen.urls import urlpatterns as aanvragen
from subsidie.beoordeling.urls import urlpatterns as beoordeling
from subsidie.regeling.urls import urlpatterns as regeling
from subsidie.toetsen.urls import urlpatterns as toetsen

app_name = "subsidie"
urlpatterns = [path("subsidie/", views.home, name="home"), *aanvragen, *beoordeling, *regeling, *toetsen]
