from django.urls import re_path

from evaluatie.uitvoer import views
from kern.export import SOORTEN

_VAN = r"^netwerken/(?P<slug>[-\w]+)/evaluatie/"

urlpatterns = [
    re_path(rf"{_VAN}uitslagen\.(?P<soort>{SOORTEN})$", views.export_uitslagen, name="uitslagen_export"),
    re_path(rf"{_VAN}(?P<pk>\d{{1,18}})/uitslag\.(?P<soort>{SOORTEN})$", views.export_uitslag, name="uitslag_export"),
]
