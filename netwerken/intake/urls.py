from django.urls import path, re_path

from netwerken.intake import views

EIGEN = "netwerken/<slug:slug>/intake/"
LIJST = "netwerken/<slug:slug>/deelnemers/intakes/"
VAN = "netwerken/<slug:slug>/deelnemers/<int:pk>/intake/"
urlpatterns = [
    path(EIGEN, views.intake, name="intake"),
    path(f"{EIGEN}<int:nummer>/", views.intake_groep, name="intake_groep"),
    path(f"{EIGEN}<int:nummer>/bewaren/", views.intake_save, name="intake_save"),
    path(LIJST, views.intake_list, name="intakes"),
    path(f"{LIJST}vragen/", views.intake_ask, name="intakes_ask"),
    path(f"{LIJST}aankomst/", views.intake_aankomst, name="intakes_aankomst"),
    path(VAN, views.intake_gesprek, name="intake_gesprek"),
    path(f"{VAN}dag/", views.intake_dag, name="intake_dag"),
    path(f"{VAN}besproken/", views.intake_besproken, name="intake_besproken"),
    re_path(
        r"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)/deelnemers/(?P<pk>[0-9]+)/intake/besluit/"
        r"(?P<uitkomst>past|verbreden|past_niet)/$",
        views.intake_besluit,
        name="intake_besluit",
    ),
]
