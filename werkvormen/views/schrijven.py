"""The form of a werkvorm: to begin one or a version of another, to go on with a concept, to change what is there."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kern.adres import reverse
from kern.errors import DomainError, EditConflict
from werkvormen import services
from werkvormen.access import check_perm, find_concept, get_concept, get_werkvorm, may_view
from werkvormen.concepten import ConceptForm, open_concept, read_gegevens, say_nog
from werkvormen.forms import (
    GEWOON,
    WerkvormForm,
    after_conflict,
    find_stapfouten,
    make_kaart_of,
    make_stappen,
    read_initial,
    read_typed,
)  # fmt: skip
from werkvormen.models import Origineel
from werkvormen.rijen import KNOP, MEESTE_STAPPEN, change_rows, sum_minuten

CREATE = "werkvormen.create_werkvorm"
WEG = "Het concept is weg."


@require_http_methods(["GET", "POST"])
def create(request):
    check_perm(request.user, CREATE)
    return _write_new(request)


@require_http_methods(["GET", "POST"])
def adapt(request, werkvorm_slug):
    """A copy to change; where it came from stays with it."""
    bron = get_werkvorm(request.user, werkvorm_slug)
    check_perm(request.user, CREATE)
    return _write_new(request, kopie_van=bron)


@require_safe
def concept(request, sleutel):
    """Go on with it. It is saved where a new one is: what was typed stays, also when it went away elsewhere."""
    concept = get_concept(request.user, sleutel)
    initial = concept.gegevens["velden"] | {"versie": concept.versie, "sleutel": concept.sleutel}
    stappen = make_stappen(stappen=concept.gegevens["stappen"])
    return _show(request, WerkvormForm(initial=initial), stappen, {"concept": concept})


@require_http_methods(["GET", "POST"])
def delete_concept(request, sleutel):
    concept = get_concept(request.user, sleutel)
    if request.method == "GET":
        return render(request, "werkvormen/concept_delete.html", {"concept": concept})
    services.delete_concept(concept, by=request.user)
    messages.success(request, WEG)
    return redirect("werkvormen:own")


@require_http_methods(["GET", "POST"])
def update(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug)
    check_perm(request.user, f"werkvormen.{'change' if werkvorm.is_eigen else 'edit'}_werkvorm", werkvorm)
    context = {"werkvorm": werkvorm, "bekijk": werkvorm.get_absolute_url()}

    def save(kaart, form):
        return services.change_werkvorm(werkvorm, kaart, by=request.user, seen=form.cleaned_data["versie"] or 0)

    def after(error):
        return after_conflict(request.POST, get_werkvorm(request.user, werkvorm.slug).versie, error)

    return _write(request, context, save, after, bron=werkvorm)


def _write_new(request, *, kopie_van=None):
    concept = find_concept(request.user, request.POST.get("sleutel", ""))
    origineel = Origineel.of(kopie_van) if kopie_van else None
    bron = kopie_van
    if concept:  # for what the form does not ask, as long as this person may read it
        bron = concept.gebaseerd_op if concept.gebaseerd_op and may_view(request.user, concept.gebaseerd_op) else None
    context = {"kopie_van": kopie_van, "concept": concept}

    def save(kaart, form):
        sleutel, seen = form.cleaned_data["sleutel"] or uuid4(), form.cleaned_data["versie"] or 0
        return services.finish_concept(sleutel, kaart, by=request.user, seen=seen, origineel=origineel)

    def after(error, soort=WerkvormForm):
        """With what was typed, ready to be saved over the concept that is there now, or anew when it is gone."""
        nu = find_concept(request.user, request.POST["sleutel"])
        context.update(concept=nu, bekijk=nu and nu.get_absolute_url())
        return after_conflict(request.POST, nu and nu.versie, error, soort)

    if request.POST.get("bewaar") == "concept" and KNOP not in request.POST:
        return _write_concept(request, context, origineel, after)
    return _write(request, context, save, after, bron=bron)


def _write_concept(request, context, origineel, after):
    """Keep what is there. The page also asks this by itself, while somebody types: then the answer is data."""
    form, stappen = open_concept(request.POST)
    gegevens = read_gegevens(form, stappen)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if gegevens:
        sleutel, seen = form.cleaned_data["sleutel"] or uuid4(), form.cleaned_data["versie"] or 0
        try:
            concept = services.save_concept(sleutel, gegevens, by=request.user, seen=seen, origineel=origineel)
        except EditConflict as error:
            form, status = after(error, ConceptForm), HTTPStatus.CONFLICT
            context["botst"] = True
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _after_concept(request, concept)
    if _asks_data(request):
        return JsonResponse({"zin": _say_fout(form, stappen)}, status=status)
    return _show(request, form, stappen, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _asks_data(request):
    return "application/json" in request.headers.get("Accept", "")


def _after_concept(request, concept):
    zin = say_nog(concept.gegevens)
    if _asks_data(request):
        return JsonResponse({"versie": concept.versie, "adres": concept.get_absolute_url(), "zin": zin})
    messages.success(request, f"Bewaard als concept. {zin}")
    return redirect("werkvormen:own")


def _say_fout(form, stappen):
    """The first thing that is not right, and where."""
    for veld, fouten in form.errors.items():
        return f"{form[veld].label}: {fouten[0]}" if veld in form.fields else fouten[0]
    waar, fout, _ = find_stapfouten(stappen)[0]
    return f"{waar}: {fout}"


def _write(request, context, save, after, *, bron):
    """The form, and what is saved when both the form and its steps hold.

    ``after``: the form to show when somebody else saved meanwhile, from that error.
    """
    kaart = bron.kaart if bron else None
    if request.method == "GET" or KNOP in request.POST:
        return _show(request, *_open_forms(request, kaart, context), context)
    form, stappen = WerkvormForm(request.POST), make_stappen(request.POST)
    nieuw = make_kaart_of(form, stappen, kaart) if form.is_valid() & stappen.is_valid() else None
    if nieuw:
        try:
            werkvorm = save(nieuw, form)
        except EditConflict as error:
            form = after(error)
            context["botst"] = True
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Bewaard.")
            return redirect(werkvorm)
    return _show(request, form, stappen, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _open_forms(request, kaart, context):
    """To begin with, or as they were typed with a row more or less."""
    if request.method == "POST":
        rijen, verder = change_rows(request.POST)
        return WerkvormForm(initial=read_typed(request.POST)), make_stappen(stappen=rijen, verder=verder)
    initial = read_initial(kaart) if kaart else dict(GEWOON)
    if werkvorm := context.get("werkvorm"):
        initial["versie"] = werkvorm.versie
    else:
        initial["sleutel"] = uuid4()
    if context.get("kopie_van"):
        initial["naam"] = f"{kaart.naam[:66]}, eigen versie"
    stappen = [vars(stap) for stap in kaart.stappen] if kaart else ()
    return WerkvormForm(initial=initial), make_stappen(stappen=stappen)


def _show(request, form, stappen, context, status=HTTPStatus.OK):
    concept = context.get("concept")
    context |= {
        "form": form,
        "stappen": stappen,
        "stapfouten": find_stapfouten(stappen) if stappen.is_bound else [],
        "minuten": sum_minuten(stappen),
        "kan_meer": stappen.total_form_count() < MEESTE_STAPPEN,
        "doel": reverse("werkvormen:create") if concept and not context.get("kopie_van") else request.path,
        "nog": say_nog(concept.gegevens) if concept else "",
    }
    return render(request, "werkvormen/werkvorm_form.html", context, status=status)
