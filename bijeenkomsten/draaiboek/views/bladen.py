"""On paper: the sheet of who leads the meeting, and the one everybody gets. The same as a page to print and as PDF."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.draaiboek.access import get_draaiboek
from bijeenkomsten.draaiboek.weergave import find_spullen
from kern.pdf import GeenPdf, pdf_response

MAKERS = "bijeenkomsten/draaiboek/blad_makers.html"
DEELNEMERS = "bijeenkomsten/draaiboek/blad_deelnemers.html"


def _context(bijeenkomst, **extra):
    programma = bijeenkomst.programma
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "programma": programma}
    # How a werkvorm goes takes pages; the times stay together on the first one.
    stappen = [r for r in programma.regels if r.onderdeel.werkvorm_id and r.onderdeel.toelichting]
    return context | {"spullen": find_spullen(programma), "stappen": stappen} | extra


@require_safe
def blad(request, slug, pk):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    return render(request, MAKERS, _context(bijeenkomst, scherm=True, pdf="bijeenkomsten:draaiboek_pdf"))


@require_safe
def blad_deelnemers(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk)
    return render(request, DEELNEMERS, _context(bijeenkomst, scherm=True, pdf="bijeenkomsten:programma_pdf"))


@require_safe
def pdf(request, slug, pk):
    bijeenkomst = get_draaiboek(request.user, slug, pk)
    return _pdf(request, MAKERS, bijeenkomst, "draaiboek", "bijeenkomsten:draaiboek_blad")


@require_safe
def pdf_deelnemers(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk)
    return _pdf(request, DEELNEMERS, bijeenkomst, "programma", "bijeenkomsten:programma_blad")


def _pdf(request, template, bijeenkomst, naam, blad_naam):
    try:
        return pdf_response(template, _context(bijeenkomst), f"{naam}-{bijeenkomst.datum.isoformat()}.pdf")
    except GeenPdf as error:
        messages.error(request, str(error))
        return redirect(blad_naam, bijeenkomst.netwerk.slug, bijeenkomst.pk)
