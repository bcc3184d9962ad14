from django.urls import include, path

from evaluatie import views

app_name = "evaluatie"
urlpatterns = [
    path("", include("evaluatie.beelden.urls")),
    path("", include("evaluatie.lijsten.urls")),
    path("", include("evaluatie.invullen.urls")),
    path("", include("evaluatie.quiz.urls")),
    path("", include("evaluatie.uitvoer.urls")),
    path("netwerken/<slug:slug>/evaluatie/", views.meting_list, name="list"),
    path("", include("evaluatie.rondes.urls")),
    path("", include("evaluatie.vertrouwelijk.urls")),
    path("netwerken/<slug:slug>/evaluatie/<int:pk>/", views.uitslag, name="uitslag"),
    path("netwerken/<slug:slug>/evaluatie/<int:pk>.pdf", views.uitslag_pdf, name="uitslag_pdf"),
    path("", include("evaluatie.speerpunt.urls")),
    path("netwerken/<slug:slug>/evaluatie/niveaus/", views.niveaus, name="niveaus"),
    path("", include("evaluatie.zaal.urls")),
    path("netwerken/<slug:slug>/evaluatie/alsnog/<int:pk>/", views.send_now, name="send_now"),
]
