from django.urls import path

from personen.schoolaccount import views

urlpatterns = [
    # The second address is registered at the providers: it may never change.
    path("accounts/oidc/<slug:aanbieder>/login/", views.start, name="schoolaccount_start"),
    path("accounts/oidc/<slug:aanbieder>/login/callback/", views.terug, name="schoolaccount_terug"),
    path("accounts/schoolaccount/", views.nieuw, name="schoolaccount_nieuw"),
    path("accounts/schoolaccount/code/", views.code, name="schoolaccount_code"),
    path("mijn/schoolaccount/", views.koppelingen, name="schoolaccount"),
    path("mijn/schoolaccount/<int:pk>/ontkoppelen/", views.ontkoppel, name="schoolaccount_unlink"),
]
