from django.urls import path, re_path

from netwerken.einde import views

urlpatterns = [
    path("netwerken/<slug:slug>/pauze/", views.pauze, name="pauze"),
    path("netwerken/<slug:slug>/pauze/voorbij/", views.hervat, name="hervat"),
    re_path(
        r"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)/einde/(?P<uitkomst>afgerond|zelfstandig|gestopt)/$", views.einde,
        name="einde",
    ),
]  # fmt: skip
