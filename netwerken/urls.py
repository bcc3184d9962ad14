from django.urls import include, path, re_path

from kern.export import SOORTEN
from netwerken.belangstelling import urls as belangstelling
from netwerken.einde import urls as einde
from netwerken.functie import urls as functie
from netwerken.groepsbesluit import urls as groepsbesluit
from netwerken.intake import urls as intake
from netwerken.leidinggevende import urls as leidinggevende
from netwerken.lijst import urls as lijst
from netwerken.mentor import urls as mentor
from netwerken.start import urls as start
from netwerken.toelating import urls as toelating
from netwerken.views import berichten, deelnemers, netwerk, uitnodigingen
from netwerken.voordracht import urls as voordracht

app_name = "netwerken"
_NETWERK = r"^netwerken/(?P<slug>[-a-zA-Z0-9_]+)"
urlpatterns = [
    *start.urlpatterns,
    path("netwerken/<slug:slug>/bewerken/", netwerk.update, name="update"),
    path("netwerken/<slug:slug>/openbaar/", netwerk.publish, name="publish"),
    path("netwerken/<slug:slug>/status/", netwerk.status, name="status"),
    path("netwerken/<slug:slug>/meedoen/", deelnemers.join, name="join"),
    path("netwerken/<slug:slug>/vertrekken/", deelnemers.leave, name="leave"),
    re_path(_NETWERK + r"/(?P<actie>pauzeren|hervatten)/$", deelnemers.pause, name="pause"),
    path("netwerken/<slug:slug>/deelnemers/", deelnemers.deelnemers, name="deelnemers"),
    re_path(rf"{_NETWERK}/deelnemers/export\.(?P<soort>{SOORTEN})$", deelnemers.export, name="export"),
    path("netwerken/<slug:slug>/deelnemers/uitnodigen/", uitnodigingen.invite, name="invite"),
    path("netwerken/<slug:slug>/deelnemers/<int:pk>/rollen/", deelnemers.rollen, name="rollen"),
    path("netwerken/<slug:slug>/deelnemers/<int:pk>/afwijzen/", deelnemers.deelname_decline, name="decline"),
    path("netwerken/<slug:slug>/deelnemers/<int:pk>/uitschrijven/", deelnemers.deelname_remove, name="remove"),
    re_path(
        _NETWERK + r"/deelnemers/(?P<pk>[0-9]+)/(?P<actie>toelaten|gesprek|pauzeren|hervatten)/$",
        deelnemers.deelname_action,
        name="deelname_action",
    ),
    path("netwerken/<slug:slug>/uitnodigingen/<int:pk>/opnieuw/", uitnodigingen.resend, name="resend"),
    path("netwerken/<slug:slug>/uitnodigingen/<int:pk>/intrekken/", uitnodigingen.withdraw, name="withdraw"),
    path("netwerken/<slug:slug>/randvoorwaarden/", include("netwerken.randvoorwaarden.urls")),
    path("netwerken/<slug:slug>/contract/", include("netwerken.contract.urls")),
    path("netwerken/<slug:slug>/taken/", include("netwerken.taken.urls")),
    path("netwerken/<slug:slug>/overdracht/", include("netwerken.overdracht.urls")),
    path("netwerken/<slug:slug>/berichten/", berichten.berichten, name="berichten"),
    re_path(rf"{_NETWERK}/berichten/export\.(?P<soort>{SOORTEN})$", berichten.export, name="berichten_export"),
    path("netwerken/<slug:slug>/berichten/<int:pk>/", berichten.message, name="message"),
    re_path(
        _NETWERK + r"/berichten/(?P<pk>[0-9]+)/(?P<actie>vasthouden|overslaan|versturen)/$",
        berichten.message_action,
        name="message_action",
    ),
    *einde.urlpatterns,
    *belangstelling.urlpatterns,
    *functie.urlpatterns,
    *groepsbesluit.urlpatterns,
    *intake.urlpatterns,
    *lijst.urlpatterns,
    *mentor.urlpatterns,
    *leidinggevende.urlpatterns,
    *toelating.urlpatterns,
    *voordracht.urlpatterns,
    path("uitnodiging/<str:token>/aanvaarden/", uitnodigingen.accept, name="accept"),
    path("uitnodiging/<str:token>/geopend/", uitnodigingen.opened, name="opened"),
]
