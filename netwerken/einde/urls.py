from django.urls import path, re_path

from netwerken.einde import views, views_vroeger

urlpatterns = [
    path("netwerken/<slug:slug>/pauze/", views.pauze, name="pauze"),
    path("netwerken/<slug:slug>/pauze/voorbij/", views.hervat, name="hervat"),
    re_path(
        r"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)/einde/(?P<uitkomst>afgerond|zelfstandig|gestopt)/$", views.einde,
        name="einde",
    ),
    path("netwerken/<slug:slug>/afsluiten/", views.afsluiten, name="afsluiten"),
    path("netwerken/<slug:slug>/afsluiten/dag/", views.klok, name="klok"),
    path("netwerken/<slug:slug>/afsluiten/pakket.zip", views.pakket, name="pakket"),
    path("mijn/vroeger/", views_vroeger.lijst, name="vroeger_lijst"),
    path("mijn/vroeger/<slug:slug>/", views_vroeger.vroeger, name="vroeger"),
    path("mijn/vroeger/<slug:slug>/download/", views_vroeger.download, name="vroeger_download"),
    path("mijn/vroeger/<slug:slug>/wissen/", views_vroeger.wis, name="vroeger_wis"),
]  # fmt: skip
