from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# One way to sign in, with its rate limits; Django's own admin login has none.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = "kern.foutpaginas.bad_request"
handler429 = "kern.foutpaginas.too_many"  # allauth asks for it
handler500 = "kern.foutpaginas.server_error"

urlpatterns = [
    path("", include("netwerken.urls")),  # before overzicht: /netwerken/nieuw/ is not the netwerk called «nieuw»
    path("", include("overzicht.urls")),
    path("", include("subsidie.urls")),
    path("", include("evaluatie.urls")),
    path("", include("leren.urls")),
    path("", include("bijeenkomsten.urls")),
    path("", include("werkvormen.urls")),
    path("", include("fasen.urls")),
    path("", include("berichten.urls")),
    path("", include("personen.urls")),
    path("accounts/", include("personen.urls_account")),  # before allauth's: these win
    path("", include("kern.urls")),
    path("accounts/", include("allauth.account.urls")),  # not allauth.urls: of socialaccount we use none
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("beheer/", admin.site.urls),
]
