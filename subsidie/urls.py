"""Every address of this room."""

from django.urls import path

from subsidie import views
from subsidie.aanvragen.urls import urlpatterns as aanvragen
from subsidie.academie.urls import urlpatterns as academie
from subsidie.beoordeling.urls import urlpatterns as beoordeling
from subsidie.besluit.urls import urlpatterns as besluit
from subsidie.lopend.urls import urlpatterns as lopend
from subsidie.regeling.urls import urlpatterns as regeling
from subsidie.toetsen.urls import urlpatterns as toetsen
from subsidie.verantwoording.urls import urlpatterns as verantwoording
from subsidie.verloop.urls import urlpatterns as verloop

app_name = "subsidie"
# The letter, the year, the account and the track before the parts of the form, of which any word may be the name.
urlpatterns = [
    path("subsidie/", views.home, name="home"), *academie, *besluit, *lopend, *verantwoording, *verloop,
    *aanvragen, *beoordeling, *regeling, *toetsen,
]  # fmt: skip
