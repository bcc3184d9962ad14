from django.urls import path

from netwerken.belangstelling import views

urlpatterns = [
    path("themas/", views.themas, name="themas"),
    path("themas/meedoen/", views.thema_join, name="thema_join"),
    path("themas/mijn/<int:pk>/intrekken/", views.thema_leave, name="thema_leave"),
    path("themas/mijn/<int:pk>/bewaren/", views.thema_renew, name="thema_renew"),
    path("themas/voorstel/<int:pk>/beginnen/", views.voorstel_begin, name="voorstel_begin"),
    path("themas/voorstel/<int:pk>/teruggeven/", views.voorstel_back, name="voorstel_back"),
    path("themas/voorstel/<int:pk>/toewijzen/", views.voorstel_assign, name="voorstel_assign"),
    path("academie/themas/", views.academie, name="themas_academie"),
    path("academie/themas/<int:pk>/", views.thema, name="thema"),
    path("academie/themas/<int:pk>/overnemen/", views.thema_publish, name="thema_publish"),
    path("academie/themas/<int:pk>/afwijzen/", views.thema_reject, name="thema_reject"),
    path("academie/themas/<int:pk>/samenvoegen/", views.thema_merge, name="thema_merge"),
]
