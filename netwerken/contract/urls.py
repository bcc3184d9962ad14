"""Included in netwerken.urls, under one netwerk."""

from django.urls import path

from netwerken.contract import views

urlpatterns = [
    path("", views.contract, name="contract"),
    path("beginnen/", views.begin, name="contract_begin"),
    path("nieuwe-versie/", views.begin_ronde, name="contract_ronde"),
    path("vastleggen/", views.settle, name="contract_settle"),
    path("klopt-nog/", views.keep, name="contract_keep"),
    path("vragen/nieuw/", views.vraag_add, name="contract_vraag_add"),
    path("vragen/<int:pk>/", views.vraag, name="contract_vraag"),
    path("vragen/<int:pk>/reactie/", views.react, name="contract_react"),
    path("vragen/<int:pk>/weglaten/", views.vraag_use, {"doet_mee": False}, name="contract_vraag_drop"),
    path("vragen/<int:pk>/terugzetten/", views.vraag_use, {"doet_mee": True}, name="contract_vraag_use"),
    path("reacties/<int:pk>/intrekken/", views.reactie_withdraw, name="contract_unreact"),
    path("versies/<int:nummer>/", views.versie, name="contract_versie"),
    path("versies/<int:nummer>/akkoord/", views.agree, name="contract_agree"),
    path("versies/<int:nummer>/nog-niet/", views.object_to, name="contract_object"),
]
