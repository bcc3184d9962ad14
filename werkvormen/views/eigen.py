"""What somebody writes: a werkvorm of their own, from nothing or from another one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError, EditConflict
from kern.paging import paginate
from werkvormen import services
from werkvormen.access import check_perm, get_werkvorm
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
from werkvormen.models import Werkvorm
from werkvormen.rijen import KNOP, MEESTE_STAPPEN, change_rows, sum_minuten

CREATE = "werkvormen.create_werkvorm"


@require_safe
def own(request):
    check_perm(request.user, CREATE)
    context = {
        "page": paginate(request, Werkvorm.objects.of(request.user)),
        "van_anderen": Werkvorm.objects.of_medefacilitators(request.user),
    }
    return render(request, "werkvormen/eigen.html", context)


@require_http_methods(["GET", "POST"])
def create(request):
    check_perm(request.user, CREATE)
    return _write(request, lambda kaart, form: services.create_werkvorm(kaart, by=request.user))


@require_http_methods(["GET", "POST"])
def adapt(request, werkvorm_slug):
    """A copy to change; where it came from stays with it."""
    bron = get_werkvorm(request.user, werkvorm_slug)
    check_perm(request.user, CREATE)
    return _write(
        request, lambda kaart, form: services.create_werkvorm(kaart, by=request.user, gebaseerd_op=bron), kopie_van=bron
    )


@require_http_methods(["GET", "POST"])
def update(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug)
    check_perm(request.user, f"werkvormen.{'change' if werkvorm.is_concept else 'edit'}_werkvorm", werkvorm)

    def save(kaart, form):
        return services.change_werkvorm(werkvorm, kaart, by=request.user, seen=form.cleaned_data["versie"] or 0)

    return _write(request, save, werkvorm=werkvorm)


def _write(request, save, *, werkvorm=None, kopie_van=None):
    """The form, and what is saved when both the form and its steps hold."""
    bron = werkvorm or kopie_van
    kaart = bron.kaart if bron else None
    context = {"werkvorm": werkvorm, "kopie_van": kopie_van}
    if request.method == "GET" or KNOP in request.POST:
        return _show(request, *_open_forms(request, kaart, werkvorm, kopie_van), context)
    form, stappen = WerkvormForm(request.POST), make_stappen(request.POST)
    nieuw = make_kaart_of(form, stappen, kaart) if form.is_valid() & stappen.is_valid() else None
    if nieuw:
        try:
            werkvorm = save(nieuw, form)
        except EditConflict as error:
            form = after_conflict(request.POST, get_werkvorm(request.user, werkvorm.slug).versie, error)
            context["botst"] = True
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Bewaard.")
            return redirect(werkvorm)
    return _show(request, form, stappen, context, status=422)


def _open_forms(request, kaart, werkvorm, kopie_van):
    """To begin with, or as they were typed with a row more or less."""
    if request.method == "POST":
        rijen, verder = change_rows(request.POST)
        return WerkvormForm(initial=read_typed(request.POST)), make_stappen(stappen=rijen, verder=verder)
    initial = read_initial(kaart) if kaart else dict(GEWOON)
    if kopie_van:
        initial["naam"] = f"{kaart.naam[:66]}, eigen versie"
    if werkvorm:
        initial["versie"] = werkvorm.versie
    stappen = [vars(stap) for stap in kaart.stappen] if kaart else ()
    return WerkvormForm(initial=initial), make_stappen(stappen=stappen)


def _show(request, form, stappen, context, status=200):
    context |= {
        "form": form,
        "stappen": stappen,
        "stapfouten": find_stapfouten(stappen) if stappen.is_bound else [],
        "minuten": sum_minuten(stappen),
        "kan_meer": stappen.total_form_count() < MEESTE_STAPPEN,
    }
    return render(request, "werkvormen/werkvorm_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def delete(request, werkvorm_slug):
    werkvorm = get_werkvorm(request.user, werkvorm_slug, "werkvormen.delete_werkvorm")
    if request.method == "GET":
        return render(request, "werkvormen/werkvorm_delete.html", {"werkvorm": werkvorm})
    try:
        services.delete_werkvorm(werkvorm, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{werkvorm.naam}” is weg.")
    return redirect("werkvormen:own")


def _move(request, slug, perm, service, zin):
    werkvorm = get_werkvorm(request.user, slug, f"werkvormen.{perm}")
    try:
        werkvorm = service(werkvorm, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(werkvorm)


@require_POST
def offer(request, werkvorm_slug):
    zin = "Aangeboden. De academie bekijkt je werkvorm en je krijgt een mail."
    return _move(request, werkvorm_slug, "offer_werkvorm", services.offer_werkvorm, zin)


@require_POST
def take_back(request, werkvorm_slug):
    zin = "Teruggenomen. Je kunt hem weer bewerken."
    return _move(request, werkvorm_slug, "take_back_werkvorm", services.take_back_werkvorm, zin)
