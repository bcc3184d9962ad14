from django.urls import include, path

from fasen import views
from fasen.kompas.views import trends

app_name = "fasen"
urlpatterns = [
    path("fasen/", views.fase_public, name="public"),
    path("fasen/<slug:fase_slug>/", views.fase_guide, name="guide"),
    path("academie/kompas/", trends, name="trends"),
    path("netwerken/<slug:netwerk_slug>/fasen/", views.fase_list, name="list"),
    path("netwerken/<slug:netwerk_slug>/fasen/planning/", views.fase_plan, name="plan"),
    path("netwerken/<slug:netwerk_slug>/fasen/kompas/", include("fasen.kompas.urls")),
    path("netwerken/<slug:netwerk_slug>/fasen/<slug:fase_slug>/", include("fasen.gids.urls")),
    path("netwerken/<slug:netwerk_slug>/fasen/<slug:fase_slug>/verplaatsen/", views.fase_move, name="move"),
]
