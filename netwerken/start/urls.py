from django.urls import path

from netwerken.start import views

NIEUW = "netwerken/nieuw/"
PLAN = f"{NIEUW}<uuid:sleutel>/"
DOCUMENT = "netwerken/<slug:slug>/startdocument"
urlpatterns = [
    path(NIEUW, views.create, name="create"),
    path(PLAN, views.overzicht, name="start_overzicht"),
    path(f"{PLAN}blad/", views.blad, name="start_blad"),
    path(f"{PLAN}blad.pdf", views.blad_pdf, name="start_blad_pdf"),
    path(f"{PLAN}mail/", views.mail, name="start_mail"),
    path(f"{PLAN}weg/", views.remove, name="start_remove"),
    path(f"{PLAN}<slug:stap>/", views.stap, name="start_stap"),
    path(f"{PLAN}<slug:stap>/bewaren/", views.save, name="start_save"),
    path(f"{DOCUMENT}/", views.document, name="startdocument"),
    path(f"{DOCUMENT}.pdf", views.document_pdf, name="startdocument_pdf"),
    path(f"{DOCUMENT}/bewerken/", views.document_update, name="startdocument_update"),
]
