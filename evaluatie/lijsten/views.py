"""Which questions a netwerk can be asked, and the questions it adds itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluatie.access import get_netwerk_met_metingen
from evaluatie.invullen.tekenen import draw_alleen_lezen
from evaluatie.lijsten import services
from evaluatie.lijsten.aanbod import make_regel, make_regels
from evaluatie.lijsten.access import CHANGE, VIEW, get_lijst, get_lijst_for_questions, get_vraag
from evaluatie.lijsten.forms import BlokForm, VraagForm
from evaluatie.lijsten.hints import find_hints
from evaluatie.lijsten.models import MEEST_EIGEN
from evaluatie.lijsten.samenstelling import MET_BLOK, list_samenstellingen
from evaluatie.vragenlijst.woorden import describe
from kern.errors import DomainError
from netwerken.forms import post_data

VANAF_NU = "Een ronde die al loopt, verandert niet."


@require_safe
def lijst_list(request, slug):
    netwerk = get_netwerk_met_metingen(request.user, slug, VIEW)
    vast, uit_bestand = make_regels(list_samenstellingen(netwerk))
    context = {"netwerk": netwerk, "tab": "evaluatie", "vast": vast, "uit_bestand": uit_bestand}
    return render(request, "evaluatie/lijsten/lijst_list.html", context)


@require_safe
def lijst_detail(request, slug, lijst):
    """All questions as people see them; for facilitators with what they can change."""
    netwerk, gekozen = get_lijst(request.user, slug, lijst)
    may_change = request.user.has_perm(CHANGE, netwerk) and gekozen.is_gevraagd
    context = {
        "netwerk": netwerk, "tab": "evaluatie", "regel": make_regel(gekozen), "document": gekozen.document,
        "voorbeeld": draw_alleen_lezen(gekozen.document), "omvang": describe(gekozen.document),
        "may_change": may_change, "meest": MEEST_EIGEN,
    }  # fmt: skip
    if may_change:
        namen = list(netwerk.leden().values_list("naam", flat=True)) if gekozen.eigen else []
        context["eigen"] = [(rij, find_hints(rij.soort, rij.tekst, rij.opties, namen)) for rij in gekozen.eigen]
        if gekozen.kan_blok:
            context["blokform"] = BlokForm(initial={"blok": gekozen.blok})
    return render(request, "evaluatie/lijsten/lijst_detail.html", context)


@require_safe
def lijst_print(request, slug, lijst):
    """For who wants paper in the meeting."""
    netwerk, gekozen = get_lijst(request.user, slug, lijst)
    context = {"netwerk": netwerk, "document": gekozen.document}
    return render(request, "evaluatie/lijsten/lijst_print.html", context)


@require_http_methods(["GET", "POST"])
def vraag_create(request, slug, lijst):
    netwerk, gekozen = get_lijst_for_questions(request.user, slug, lijst)
    form = VraagForm(post_data(request))
    if form.is_valid() and _save(form, lambda: services.add_vraag(netwerk, lijst, **form.velden, by=request.user)):
        messages.success(request, f"De vraag staat erbij. {VANAF_NU}")
        return redirect("evaluatie:lijst_detail", slug, lijst)
    context = {"netwerk": netwerk, "form": form, "document": gekozen.document}
    return render(request, "evaluatie/lijsten/vraag_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def vraag_update(request, slug, lijst, pk):
    rij = get_vraag(request.user, slug, lijst, pk)
    netwerk, gekozen = get_lijst_for_questions(request.user, slug, lijst)
    begin = {
        "tekst": rij.tekst, "soort": rij.soort, "opties": "\n".join(rij.opties), "kort": rij.kort, "was": rij.code,
    }  # fmt: skip
    form = VraagForm(post_data(request), initial=begin)
    if form.is_valid() and _save(form, lambda: services.change_vraag(rij, **_changed(form), by=request.user)):
        messages.success(request, f"De vraag is veranderd. {VANAF_NU}")
        return redirect("evaluatie:lijst_detail", slug, lijst)
    context = {"netwerk": netwerk, "form": form, "document": gekozen.document, "rij": rij}
    return render(request, "evaluatie/lijsten/vraag_form.html", context, status=422 if form.errors else 200)


def _changed(form):
    return form.velden | {"was": form.cleaned_data["was"]}


def _save(form, doe):
    """Do it; what the service refuses is said at its field, and nothing of what was typed is lost."""
    try:
        return doe()
    except services.VraagFout as error:
        form.add_error(error.veld, str(error))
    except DomainError as error:
        form.add_error(None, str(error))
    return None


@require_POST
def vraag_move(request, slug, lijst, pk):
    services.move_vraag(get_vraag(request.user, slug, lijst, pk), request.POST.get("kant") == "omhoog")
    return redirect("evaluatie:lijst_detail", slug, lijst)


@require_POST
def vraag_remove(request, slug, lijst, pk):
    services.remove_vraag(get_vraag(request.user, slug, lijst, pk), by=request.user)
    messages.success(request, f"De vraag is weg. {VANAF_NU} Uitslagen van eerder blijven.")
    return redirect("evaluatie:lijst_detail", slug, lijst)


@require_POST
def blok(request, slug):
    netwerk = get_netwerk_met_metingen(request.user, slug, CHANGE)
    form = BlokForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["blok"][0])
    else:
        services.choose_blok(netwerk, form.cleaned_data["blok"], by=request.user)
        messages.success(request, f"Bewaard, voor de nulmeting en de eindmeting. {VANAF_NU}")
    terug = request.POST.get("lijst")
    return redirect("evaluatie:lijst_detail", slug, terug if terug in MET_BLOK else MET_BLOK[0])
