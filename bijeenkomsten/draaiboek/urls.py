"""Below the address of one meeting; in the namespace of bijeenkomsten, whose urls.py takes these in."""

from django.urls import path

from bijeenkomsten.draaiboek.views import bewerken, bladen, onderdelen, pagina, sjablonen

ONDERDEEL = "draaiboek/<int:onderdeel_pk>/"
urlpatterns = [
    path("programma/", pagina.programma, name="programma"),
    path("programma/blad/", bladen.blad_deelnemers, name="programma_blad"),
    path("programma/programma.pdf", bladen.pdf_deelnemers, name="programma_pdf"),
    path("draaiboek/", pagina.draaiboek, name="draaiboek"),
    path("draaiboek/stand/", pagina.stand, name="draaiboek_stand"),
    path("draaiboek/ongedaan/", pagina.undo, name="draaiboek_undo"),
    path("draaiboek/toch-wel/", pagina.redo, name="draaiboek_redo"),
    path("draaiboek/nieuw/", onderdelen.add, name="draaiboek_add"),
    path("draaiboek/pauze/", onderdelen.add_pauze, name="draaiboek_pauze"),
    path("draaiboek/werkvorm/<slug:werkvorm>/", onderdelen.insert, name="draaiboek_insert"),
    path("draaiboek/beginnen/", sjablonen.start, name="draaiboek_start"),
    path("draaiboek/sjabloon/", sjablonen.sjabloon_create, name="sjabloon_create"),
    path("draaiboek/sjabloon/<int:sjabloon_pk>/weg/", sjablonen.sjabloon_delete, name="sjabloon_delete"),
    path("draaiboek/blad/", bladen.blad, name="draaiboek_blad"),
    path("draaiboek/draaiboek.pdf", bladen.pdf, name="draaiboek_pdf"),
    path(ONDERDEEL, bewerken.onderdeel_update, name="onderdeel"),
    path(f"{ONDERDEEL}bewaren/", bewerken.onderdeel_save, name="onderdeel_save"),
    path(f"{ONDERDEEL}bezig/", bewerken.bezig, name="onderdeel_bezig"),
    path(f"{ONDERDEEL}minuten/", onderdelen.minuten, name="onderdeel_minuten"),
    path(f"{ONDERDEEL}plaats/", onderdelen.place, name="onderdeel_place"),
    path(f"{ONDERDEEL}verwijderen/", onderdelen.delete, name="onderdeel_delete"),
    path(f"{ONDERDEEL}omhoog/", onderdelen.move, {"richting": "omhoog"}, name="onderdeel_up"),
    path(f"{ONDERDEEL}omlaag/", onderdelen.move, {"richting": "omlaag"}, name="onderdeel_down"),
]
