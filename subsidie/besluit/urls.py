from django.urls import path

from subsidie.besluit import views

urlpatterns = [
    path("academie/aanvragen/<uuid:sleutel>/besluit/", views.decide, name="besluit"),
    path("academie/aanvragen/<uuid:sleutel>/besluit/terug/", views.take_back, name="besluit_take_back"),
    path("academie/rondes/<int:pk>/besluiten/", views.besluiten, name="besluiten"),
    path("subsidie/aanvragen/<uuid:sleutel>/brief/", views.brief, name="brief"),
    path("subsidie/aanvragen/<uuid:sleutel>/brief.pdf", views.brief_pdf, name="brief_pdf"),
]
