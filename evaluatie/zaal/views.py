"""Filling in together: the facilitator begins and shows the screen, every phone gets a code of its own."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from berichten.handelingen import make_token
from evaluatie.services.rondes import who_is_in
from evaluatie.zaal import services
from evaluatie.zaal.access import get_bijeenkomst_in_zaal, get_zaal
from evaluatie.zaal.adres import CODE, find_zaal, make_adres
from kern.errors import DomainError
from kern.forms import read_number
from kern.qr import draw_qr
from kern.tijd import nu

COOKIE = "zaal-{}"


@require_http_methods(["GET", "HEAD", "POST"])
def zaal_open(request, slug, pk):
    bijeenkomst = get_bijeenkomst_in_zaal(request.user, slug, pk)
    if request.method != "POST" and (lopend := services.find_open_in_zaal(bijeenkomst)):
        return redirect("evaluatie:zaal_scherm", slug, lopend.pk)
    deelnemers = sorted(who_is_in(bijeenkomst.netwerk), key=lambda persoon: persoon.naam)
    afgemeld = set(bijeenkomst.afwezigen().values_list("pk", flat=True)) if bijeenkomst.is_gehouden else set()
    gekozen = {persoon.pk for persoon in deelnemers} - afgemeld
    fout = ""
    if request.method == "POST":
        gekozen = {read_number(waarde) for waarde in request.POST.getlist("persoon")}
        try:
            meting = services.open_in_zaal(bijeenkomst, [p for p in deelnemers if p.pk in gekozen], by=request.user)
        except DomainError as error:
            fout = str(error)
        else:
            return redirect("evaluatie:zaal_scherm", slug, meting.pk)
    context = {
        "netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "deelnemers": deelnemers, "gekozen": gekozen,
        "fout": fout, "kan_nu": services.may_open(bijeenkomst), "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
    }  # fmt: skip
    return render(request, "evaluatie/zaal/open.html", context, status=422 if fout else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def zaal_scherm(request, slug, pk):
    meting, fout = get_zaal(request.user, slug, pk), ""
    if request.method == "POST":
        try:
            meting = services.close_in_zaal(meting, by=request.user)
        except DomainError as error:
            fout = str(error)
    if not meting.is_open():
        return redirect("evaluatie:uitslag", slug, pk)
    context = {
        "netwerk": meting.netwerk, "meting": meting, "fout": fout, "adres": make_adres(meting),
        "qr": draw_qr(make_adres(meting), "QR-code naar de vragen"),
        "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
    }  # fmt: skip
    return render(request, "evaluatie/zaal/scherm.html", context, status=422 if fout else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def zaal(request, token):
    """A tap gives this phone its code. The cookie only remembers which code this phone got."""
    meting = find_zaal(token)
    if meting is None or not meting.is_open(nu()) or meting.is_overtaken:
        return render(request, "evaluatie/zaal/weg.html", {"meting": meting}, status=410)
    naam = COOKIE.format(meting.pk)
    eerder = read_number(request.get_signed_cookie(naam, default="", salt=naam))
    if request.method != "POST":
        return render(request, "evaluatie/zaal/begin.html", {"meting": meting, "eerder": eerder})
    code = services.hand_out(meting, None if "nieuw" in request.POST else eerder)
    if code is None:
        return render(request, "evaluatie/zaal/vol.html", {"meting": meting}, status=409)
    response = redirect("berichten:handeling", make_token(CODE, meting.pk, code.pk))
    response.set_signed_cookie(
        naam, str(code.pk), salt=naam, max_age=86400, httponly=True, secure=request.is_secure(), samesite="Lax",
        path=request.path.removesuffix(f"{token}/"),  # every look at the screen makes an address of its own
    )  # fmt: skip
    return response
