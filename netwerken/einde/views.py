from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.tijd import dag
from netwerken.access import get_netwerk
from netwerken.einde import services
from netwerken.einde.forms import EindeForm, KeuzeForm, KlokForm, PauzeForm
from netwerken.einde.gevolgen import PAUZE, Stap, find_gevolgen, find_open
from netwerken.einde.klok import choose, find_grenzen, is_begonnen, move_clock, read_keuzes
from netwerken.einde.pakket import make_pakket, send_file
from netwerken.forms import post_data

KNOPPEN = {"afgerond": "Ja, het is klaar", "zelfstandig": "Ja, de groep gaat zelf verder", "gestopt": "Ja, het stopt"}
MAG = "netwerken.change_netwerk"


@require_http_methods(["GET", "POST"])
def pauze(request, slug):
    """First what will happen until that day, then the button that does it."""
    netwerk = get_netwerk(request.user, slug, MAG)
    begin = {"tot": netwerk.gepauzeerd_tot, "reden": netwerk.reden_pauze}
    form = PauzeForm(post_data(request), initial=begin)
    context = {"netwerk": netwerk, "form": form}
    if form.is_valid():
        tot, reden = form.cleaned_data["tot"], form.cleaned_data["reden"]
        context["gevolgen"] = find_gevolgen(netwerk, Stap(PAUZE, tot))
        context["bijeenkomsten"] = any(gevolg.vraagt for gevolg in context["gevolgen"])
        if request.POST.get("bevestigd") == tot.isoformat():  # another day since: first what happens then
            try:
                afgelasten = request.POST.get("afgelasten") == "ja"
                services.pause_netwerk(netwerk, tot=tot, reden=reden, afgelasten=afgelasten, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Het netwerk pauzeert. Iedereen die meedoet krijgt een mail.")
                return redirect(netwerk)
    return render(request, "netwerken/einde/pauze.html", context, status=422 if form.errors else 200)


@require_POST
def hervat(request, slug):
    netwerk = get_netwerk(request.user, slug, MAG)
    services.resume_netwerk(netwerk, by=request.user)
    messages.success(request, "De pauze is voorbij. Herinneringen en vragen gaan weer weg.")
    return redirect(netwerk)


@reauthentication_required
@require_http_methods(["GET", "POST"])
def einde(request, slug, uitkomst):
    """What will happen, who decided it, and the button."""
    netwerk = get_netwerk(request.user, slug, MAG)
    form = EindeForm(post_data(request), uitkomst=uitkomst)
    if form.is_valid():
        try:
            services.end_netwerk(netwerk, uitkomst, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Het is afgesloten. Iedereen die meedeed krijgt een mail.")
            return redirect(netwerk)
    context = {
        "netwerk": netwerk, "form": form, "uitkomst": uitkomst, "kan": netwerk.kan_eindigen(uitkomst),
        "gevolgen": find_gevolgen(netwerk, Stap(uitkomst)), "knop": KNOPPEN[uitkomst],
    }  # fmt: skip
    return render(request, "netwerken/einde/einde.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def afsluiten(request, slug):
    """What is open, what becomes of the data, and how it ends; after the end also the clock."""
    netwerk = get_netwerk(request.user, slug, "netwerken.settle_gegevens")
    form = KeuzeForm(post_data(request), gekozen=read_keuzes(netwerk))
    if form.is_valid():
        try:
            choose(netwerk, form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Je keuzes zijn bewaard.")
            return redirect("netwerken:afsluiten", slug)
    return _show_afsluiten(request, netwerk, form, KlokForm(initial=_klok_initial(netwerk)))


def _klok_initial(netwerk):
    return {"wist_op": netwerk.klok.wist_op} if netwerk.klok else {}


def _show_afsluiten(request, netwerk, form, klok_form):
    klok = netwerk.klok
    context = {
        "netwerk": netwerk, "form": form, "klok_form": klok_form, "open": find_open(netwerk),
        "grenzen": find_grenzen(klok) if klok else None, "begonnen": is_begonnen(klok) if klok else False,
    }  # fmt: skip
    fout = form.errors or klok_form.errors
    return render(request, "netwerken/einde/afsluiten.html", context, status=422 if fout else 200)


@require_POST
def klok(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.settle_gegevens")
    form = KlokForm(request.POST)
    if form.is_valid():
        try:
            afsluiting = move_clock(netwerk, form.cleaned_data["wist_op"], by=request.user)
        except DomainError as error:
            form.add_error("wist_op", str(error))
        else:
            messages.success(request, f"De gegevens worden gewist op {dag(afsluiting.wist_op, met_jaar=True)}.")
            return redirect("netwerken:afsluiten", slug)
    return _show_afsluiten(request, netwerk, KeuzeForm(gekozen=read_keuzes(netwerk)), form)


@reauthentication_required
@require_safe
def pakket(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.settle_gegevens")
    data = make_pakket(netwerk, read_keuzes(netwerk))
    return send_file(data, f"{netwerk.slug}.zip", "application/zip")
