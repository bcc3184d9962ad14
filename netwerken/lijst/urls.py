from django.urls import path

from netwerken.lijst import views

urlpatterns = [path("netwerken/<slug:slug>/deelnemers/uitnodigen/lijst/", views.invite_list, name="invite_list")]
