"""Pages that change a meeting: plan, edit, move, cancel, preparation and terugblik."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from berichten.services import leaves_later
from bijeenkomsten import services
from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.forms import BijeenkomstForm, CancelForm, MoveForm, TekstForm, TerugblikForm, UpdateForm
from bijeenkomsten.mails import AFGELAST, VASTGESTELD, VERPLAATST
from bijeenkomsten.samenvoegen import WijzigingConflict
from bijeenkomsten.uitvoeren.stand import find_aantekeningen
from bijeenkomsten.weergave import show_botsingen
from kern.errors import DomainError
from kern.tijd import dag
from netwerken.access import get_netwerk

PLAN = "bijeenkomsten.plan_bijeenkomst"


@require_http_methods(["GET", "HEAD", "POST"])
def bijeenkomst_create(request, slug):
    netwerk = get_netwerk(request.user, slug, perm=PLAN)
    form = BijeenkomstForm(request.POST or None, netwerk=netwerk, initial={"inloop_minuten": 15})
    if request.method == "POST" and form.is_valid():
        try:
            bijeenkomst = services.plan_bijeenkomst(netwerk, form.waarden(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                f"{dag(bijeenkomst.begint_op).capitalize()} staat vast. Iedereen krijgt een mail."
                + _wanneer(VASTGESTELD, bijeenkomst, " De uitnodiging gaat {}."),
            )
            return redirect(bijeenkomst)
    context = {"netwerk": netwerk, "form": form, "vorige": netwerk.bijeenkomsten.geweest().first()}
    return render(request, "bijeenkomsten/bijeenkomst_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def bijeenkomst_update(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.change_bijeenkomst")

    def make_form(data):
        begin = {"versie": bijeenkomst.versie}
        return UpdateForm(data, instance=bijeenkomst, netwerk=bijeenkomst.netwerk, initial=begin)

    return _edit(request, bijeenkomst, make_form, "bijeenkomsten/bijeenkomst_update.html")


@require_http_methods(["GET", "HEAD", "POST"])
def bijeenkomst_move(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.move_bijeenkomst")

    def make_form(data):
        return MoveForm(data, bijeenkomst=bijeenkomst)

    return _edit(request, bijeenkomst, make_form, "bijeenkomsten/bijeenkomst_move.html")


@require_http_methods(["GET", "HEAD", "POST"])
def voorbereiding_update(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.change_voorbereiding")

    def make_form(data):
        return TekstForm(data, instance=bijeenkomst, initial={"versie": bijeenkomst.versie})

    return _edit(request, bijeenkomst, make_form, "bijeenkomsten/voorbereiding_update.html")


@require_http_methods(["GET", "HEAD", "POST"])
def terugblik_update(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.change_terugblik")

    def make_form(data):
        return TerugblikForm(data, instance=bijeenkomst, initial={"versie": bijeenkomst.versie})

    extra = {"aantekeningen": find_aantekeningen(bijeenkomst.pk)}
    return _edit(request, bijeenkomst, make_form, "bijeenkomsten/terugblik_update.html", extra)


def _edit(request, bijeenkomst, make_form, template, extra=None):
    """Save with the versie the user started from; 409 and the choice when somebody else was first."""
    data = request.POST.copy() if request.method == "POST" else None
    form, botsingen, status = make_form(data), [], 200
    if data is not None and form.is_valid():
        try:
            nieuw = _save(form, bijeenkomst, request.user)
        except WijzigingConflict as conflict:
            data["gezien"] = conflict.versie
            form, status = make_form(data), 409
            botsingen = show_botsingen(conflict, form.keuzes())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _after_edit(request, bijeenkomst, nieuw)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form, "botsingen": botsingen}
    return render(request, template, context | (extra or {}), status=422 if form.errors else status)


def _save(form, bijeenkomst, by):
    data = form.cleaned_data
    return services.update_bijeenkomst(
        bijeenkomst, form.waarden(), by=by, versie=data["versie"], gezien=data["gezien"], keuzes=form.keuzes()
    )


def _wanneer(soort, bijeenkomst, zin):
    """A sentence about the mail that waits for a quiet time to end; nothing when it goes at once."""
    wanneer = leaves_later(soort, aanleiding=bijeenkomst.aanleiding)
    return zin.format(wanneer) if wanneer else ""


def _after_edit(request, oud, nieuw):
    if nieuw.sequence != oud.sequence:
        wanneer = _wanneer(VERPLAATST, nieuw, " Die gaat {}.")
        messages.success(request, f"Bewaard. Iedereen krijgt een mail met de nieuwe gegevens.{wanneer}")
    else:
        messages.success(request, "Bewaard.")
    return redirect(nieuw)


@require_http_methods(["GET", "HEAD", "POST"])
def bijeenkomst_cancel(request, slug, pk):
    bijeenkomst = get_bijeenkomst(request.user, slug, pk)
    if bijeenkomst.is_afgelast:
        return redirect(bijeenkomst)  # pressed twice, or somebody else was first
    bijeenkomst = get_bijeenkomst(request.user, slug, pk, perm="bijeenkomsten.cancel_bijeenkomst")
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_bijeenkomst(bijeenkomst, reden=form.cleaned_data["reden"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            wanneer = _wanneer(AFGELAST, bijeenkomst, " De mail daarover gaat {}.")
            messages.success(request, f"De bijeenkomst is afgelast.{wanneer}")
            return redirect(bijeenkomst)
    context = {"netwerk": bijeenkomst.netwerk, "bijeenkomst": bijeenkomst, "form": form}
    return render(request, "bijeenkomsten/bijeenkomst_cancel.html", context, status=422 if form.errors else 200)
