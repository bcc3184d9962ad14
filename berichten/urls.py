from django.urls import path

from berichten import terugmelding, views

app_name = "berichten"
urlpatterns = [
    path("d/<str:token>/", views.handeling, name="handeling"),
    path("gezond/", views.gezond, name="gezond"),
    path("mijn/gegevens/mail/", views.preferences, name="preferences"),
    path("mijn/gegevens/mail/hervatten/", views.resume_mail, name="resume_mail"),
    path("post/terugmelding/", terugmelding.terugmelding, name="terugmelding"),
    path("beheer/berichten/", views.outbox, name="outbox"),
    path("beheer/berichten/<str:naam>/", views.mail_detail, name="mail"),
    path("beheer/berichten/<str:naam>/html/", views.mail_html, name="mail_html"),
]
