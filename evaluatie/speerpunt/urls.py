from django.urls import path

from evaluatie.speerpunt import views

RONDE = "netwerken/<slug:slug>/evaluatie/<int:pk>"

urlpatterns = [
    path(f"{RONDE}/speerpunt/", views.speerpunt, name="speerpunt"),
    path(f"{RONDE}/bespreken/", views.plan_gesprek, name="plan_gesprek"),
]
