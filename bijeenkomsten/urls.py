from django.urls import include, path, re_path

from bijeenkomsten.views import aanwezig, agenda, bewerken, tonen
from kern.export import SOORTEN

app_name = "bijeenkomsten"
LIJST = "netwerken/<slug:slug>/bijeenkomsten/"
EEN = f"{LIJST}<int:pk>/"
urlpatterns = [
    path("", include("bijeenkomsten.afspraken.urls")),
    path(LIJST, tonen.bijeenkomst_list, name="list"),
    re_path(
        rf"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)/bijeenkomsten/export\.(?P<soort>{SOORTEN})$",
        tonen.bijeenkomst_export,
        name="export",
    ),
    path(f"{LIJST}nieuw/", bewerken.bijeenkomst_create, name="create"),
    path(f"{LIJST}jaarplan/", include("bijeenkomsten.jaarplan.urls")),
    path(f"{LIJST}prikken/", include("bijeenkomsten.prikker.urls")),
    path(EEN, tonen.bijeenkomst_detail, name="detail"),
    path(f"{EEN}bewerken/", bewerken.bijeenkomst_update, name="update"),
    path(f"{EEN}verplaatsen/", bewerken.bijeenkomst_move, name="move"),
    path(f"{EEN}afgelasten/", bewerken.bijeenkomst_cancel, name="cancel"),
    path(f"{EEN}voorbereiding/", bewerken.voorbereiding_update, name="voorbereiding"),
    path(f"{EEN}voorbereiders/", include("bijeenkomsten.voorbereiders.urls")),
    path(f"{EEN}terugblik/", bewerken.terugblik_update, name="terugblik"),
    path(f"{EEN}antwoord/", aanwezig.antwoord, name="antwoord"),
    path(f"{EEN}aanwezigheid/", aanwezig.aanwezigheid_update, name="aanwezigheid"),
    path(f"{EEN}bijeenkomst.ics", tonen.bijeenkomst_ics, name="ics"),
    path(EEN, include("bijeenkomsten.uitvoeren.urls")),
    path("", include("bijeenkomsten.academie.urls")),
    path("", include("bijeenkomsten.materiaal.urls")),
    path("", include("bijeenkomsten.oordeel.urls")),
    path("", include("bijeenkomsten.voorstel.urls")),
    path("", include("bijeenkomsten.bewijs.urls")),
    path(EEN, include("bijeenkomsten.draaiboek.urls")),
    path("", include("bijeenkomsten.sprekers.urls")),
    path("agenda/<str:token>/bijeenkomst.ics", tonen.bijeenkomst_ics_mail, name="ics_mail"),
    path("mijn/agenda/", agenda.agendalink, name="agendalink"),
    path("mijn/agenda/maken/", agenda.agendalink_make, name="agendalink_make"),
    path("mijn/agenda/stoppen/", agenda.agendalink_stop, name="agendalink_stop"),
    re_path(r"^mijn/agenda/(?P<token>[A-Za-z0-9_-]{20,64})\.ics$", agenda.feed, name="feed"),
]
