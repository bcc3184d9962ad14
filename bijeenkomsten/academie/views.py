"""The academie at a meeting: asked by who guides the netwerk, answered by the academie."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijeenkomsten.academie import services
from bijeenkomsten.academie.access import get_uitnodiging, list_uitnodigingen
from bijeenkomsten.academie.forms import AcademieantwoordForm, UitnodigingForm
from bijeenkomsten.academie.models import Academieuitnodiging
from bijeenkomsten.access import get_bijeenkomst
from kern.errors import DomainError
from kern.paging import paginate

INVITE = "bijeenkomsten.invite_academie"
LIJST = "bijeenkomsten:uitnodigingen"


@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigen(request, slug, pk):
    b = get_bijeenkomst(request.user, slug, pk, perm=INVITE, find_onderdelen=None)
    rij = Academieuitnodiging.objects.filter(bijeenkomst=b, ingetrokken_op=None).first()
    initial = {"deel": rij.deel, "welk_deel": rij.welk_deel} if rij else {}
    form = UitnodigingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.invite(b, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De academie ziet je uitnodiging.")
            return redirect(b)
    context = {"netwerk": b.netwerk, "bijeenkomst": b, "form": form, "uitnodiging": rij}
    status = 422 if form.errors else 200
    return render(request, "bijeenkomsten/academie/uitnodigen.html", context, status=status)


@require_POST
def intrekken(request, slug, pk):
    b = get_bijeenkomst(request.user, slug, pk, perm=INVITE, find_onderdelen=None)
    try:
        services.withdraw(b, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De uitnodiging is ingetrokken.")
    return redirect(b)


@require_safe
def uitnodigingen(request):
    """For the academie: where it was asked to come."""
    page = paginate(request, list_uitnodigingen(request.user), per_page=25)
    return render(request, "bijeenkomsten/academie/uitnodigingen.html", {"page": page})


@require_POST
def antwoord(request, pk):
    rij = get_uitnodiging(request.user, pk)
    form = AcademieantwoordForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies of jullie komen, en wie. Een naam is hooguit 120 tekens.")
        return redirect(LIJST)
    try:
        services.answer(rij, form.cleaned_data["antwoord"], wie_komt=form.cleaned_data["wie_komt"], by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Het netwerk ziet jullie antwoord.")
    return redirect(LIJST)
