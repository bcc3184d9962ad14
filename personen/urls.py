from django.urls import include, path

from personen.views import inloggen, profiel

app_name = "personen"
urlpatterns = [
    path("mijn/gegevens/", profiel.profile, name="profile"),
    path("accounts/twee-stappen/", inloggen.second_factor, name="second_factor"),
    path("accounts/reauthenticate/code/", inloggen.reauthenticate_by_code, name="reauthenticate_by_code"),
    path("accounts/reauthenticate/verder/", inloggen.resume, name="resume"),
    path("scholen/zoeken/", profiel.school_search, name="school_search"),
    path("", include("personen.schoolaccount.urls")),
]
