from django.urls import path

from evaluatie.rondes import views

urlpatterns = [
    path("netwerken/<slug:slug>/evaluatie/vraag/", views.choose, name="vraag_kies"),
    path("netwerken/<slug:slug>/evaluatie/vraag/<slug:code>/", views.ask, name="vraag"),
    path("netwerken/<slug:slug>/evaluatie/ronde/<int:pk>/", views.ronde, name="ronde"),
    path("netwerken/<slug:slug>/evaluatie/ronde/<int:pk>/verzet/", views.move, name="ronde_verzet"),
    path("netwerken/<slug:slug>/evaluatie/ronde/<int:pk>/sla-over/", views.skip, name="ronde_sla_over"),
    path("netwerken/<slug:slug>/evaluatie/ronde/<int:pk>/start/", views.start, name="ronde_start"),
]
