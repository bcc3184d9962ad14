from django.urls import path

from berichten import views

app_name = "berichten"
urlpatterns = [
    path("d/<str:token>/", views.handeling, name="handeling"),
    path("beheer/berichten/", views.outbox, name="outbox"),
    path("beheer/berichten/<str:naam>/", views.mail_detail, name="mail"),
]
