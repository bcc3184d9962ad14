"""Somebody's own bewijs van deelname: which there are, one to read or print, and as a PDF."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bijeenkomsten.bewijs.access import get_bewijs
from bijeenkomsten.bewijs.inhoud import find_bewijzen
from kern.pdf import GeenPdf, pdf_response


@require_safe
def bewijs_list(request):
    return render(request, "bijeenkomsten/bewijs/bewijs_list.html", {"bewijzen": find_bewijzen(request.user)})


@require_safe
def bewijs_detail(request, slug):
    return render(request, "bijeenkomsten/bewijs/bewijs_detail.html", {"bewijs": get_bewijs(request.user, slug)})


@require_safe
def bewijs_pdf(request, slug):
    bewijs = get_bewijs(request.user, slug)
    try:
        return pdf_response("bijeenkomsten/bewijs/bewijs_pdf.html", {"bewijs": bewijs}, bewijs.bestandsnaam)
    except GeenPdf as error:
        messages.error(request, str(error))
        return redirect("bijeenkomsten:bewijs", slug)
