from django.urls import path

from evaluatie import views

app_name = "evaluatie"
urlpatterns = [
    path("netwerken/<slug:slug>/evaluatie/", views.meting_list, name="list"),
    path("netwerken/<slug:slug>/evaluatie/<int:pk>/", views.uitslag, name="uitslag"),
    path("netwerken/<slug:slug>/evaluatie/alsnog/<int:pk>/", views.send_now, name="send_now"),
]
