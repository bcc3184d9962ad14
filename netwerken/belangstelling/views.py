from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from kern.errors import DomainError
from kern.forms import clean_line
from kern.paging import paginate
from kern.tijd import dag
from netwerken.belangstelling import access, lijst, services
from netwerken.belangstelling.forms import (
    AfwijsForm,
    BelangstellingForm,
    SamenvoegForm,
    ThemaveldForm,
    ToevoegForm,
    ToewijsForm,
)
from netwerken.forms import post_data


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def themas(request):
    """The themes one can wait for, and what this person waits for."""
    q = clean_line(request.GET.get("q", ""))[:80]
    pagina = paginate(request, lijst.for_list(q))
    eigen = lijst.find_eigen(request.user) if request.user.is_authenticated else []
    van_mij = {rij.thema_id for rij in eigen}
    context = {
        "q": q,
        "page": pagina,
        "rijen": [(thema, lijst.tell_aantal(thema.mensen, thema.scholen), thema.pk in van_mij) for thema in pagina],
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "netwerken/belangstelling/_lijst.html", context)
    context |= {"eigen": eigen, "voorstellen": lijst.find_te_trekken(request.user, eigen) if eigen else []}
    return render(request, "netwerken/belangstelling/themas.html", context)


@require_http_methods(["GET", "POST"])
def thema_join(request):
    """Say that one wants to learn about a theme of the list (?thema=), or in own words (?nieuw=)."""
    thema = access.find_thema(request.user, request.GET.get("thema", ""))
    rij = request.user.belangstellingen.filter(thema=thema).first() if thema else None
    data = post_data(request)
    veld = None if thema else ThemaveldForm(data, initial={"nieuw": clean_line(request.GET.get("nieuw", ""))[:80]})
    form = BelangstellingForm.start(request.user, rij, data)
    if form.is_valid() and (thema or veld.is_valid()):
        try:
            rij = _join(request, thema, veld, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Je staat op de lijst. We bewaren het tot en met {dag(rij.geldig_tot)}.")
            return redirect("netwerken:themas")
    fout = bool(form.errors or veld and veld.errors)
    context = {"thema": thema, "rij": rij, "form": form, "veld": veld}
    return render(request, "netwerken/belangstelling/join.html", context, status=422 if fout else 200)


def _join(request, thema, veld, data):
    thema = thema or services.find_or_propose(veld.cleaned_data["nieuw"], data["sector"], by=request.user)
    return services.join_thema(thema, request.user, **data)


@require_POST
def thema_leave(request, pk):
    rij = access.get_eigen(request.user, pk)
    services.leave_thema(rij.thema, request.user)
    messages.success(request, f"Je staat niet meer op de lijst van {rij.thema.naam}. Wat je invulde, is gewist.")
    return redirect("netwerken:themas")


@require_POST
def thema_renew(request, pk):
    rij = services.renew(access.get_eigen(request.user, pk))
    messages.success(request, f"Je staat op de lijst tot en met {dag(rij.geldig_tot)}.")
    return redirect("netwerken:themas")


@require_POST
def voorstel_begin(request, pk):
    """Take up a voorstel and go to the start of a netwerk, filled with what is known."""
    voorstel = access.get_voorstel_to_begin(request.user, pk)
    try:
        plan = services.write_start(voorstel, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("netwerken:themas")
    return redirect("netwerken:start_stap", plan.sleutel, plan.stap)


@require_POST
def voorstel_back(request, pk):
    voorstel = access.get_voorstel_to_give_back(request.user, pk)
    services.give_back(voorstel, by=request.user)
    messages.success(request, "Het voorstel is weer vrij. Iemand anders kan het netwerk beginnen.")
    return redirect("netwerken:themas" if voorstel.trekker_id == request.user.pk else "netwerken:themas_academie")


@require_http_methods(["GET", "POST"])
def academie(request):
    """What waits for the academie, and every theme of its sectors."""
    access.check_perm(request.user, access.PERM)
    form = ToevoegForm(post_data(request), initial={"sector": request.user.academie_sector})
    if form.is_valid():
        try:
            thema = services.add_thema(**form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("naam", str(error))
        else:
            messages.success(request, f"{thema.naam} staat in de lijst.")
            return redirect("netwerken:themas_academie")
    themas = lijst.find_van_academie(request.user)
    context = {
        "form": form,
        "wachtend": [thema for thema in themas if thema.status == "voorgesteld"],
        "zichtbaar": [thema for thema in themas if thema.is_zichtbaar],
        "voorstellen": lijst.find_voorstellen(request.user),
    }
    return render(request, "netwerken/belangstelling/academie.html", context, status=422 if form.errors else 200)


@require_safe
def thema(request, pk):
    return _show_thema(request, access.get_thema_of_academie(request.user, pk))


def _show_thema(request, thema, **forms):
    beeld = lijst.read_beeld(thema, request.user)
    for voorstel in beeld.voorstellen:
        voorstel.form = ToewijsForm(kandidaten=voorstel.kandidaten, prefix=f"v{voorstel.pk}")
    context = {
        "thema": thema, "beeld": beeld, "afwijzen": AfwijsForm(), "samenvoegen": SamenvoegForm(thema=thema),
    } | forms  # fmt: skip
    return render(request, "netwerken/belangstelling/thema.html", context, status=422 if forms else 200)


@require_POST
def thema_publish(request, pk):
    thema = services.publish_thema(access.get_thema_of_academie(request.user, pk), by=request.user)
    messages.success(request, f"{thema.naam} staat in de lijst.")
    return redirect("netwerken:themas_academie")


@require_POST
def thema_reject(request, pk):
    thema = access.get_thema_of_academie(request.user, pk)
    form = AfwijsForm(request.POST)
    if form.is_valid():
        try:
            services.reject_thema(thema, form.cleaned_data["reden"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Het thema komt niet in de lijst. Wie erop wacht, krijgt een mail met je reden.")
            return redirect("netwerken:themas_academie")
    return _show_thema(request, thema, afwijzen=form)


@require_POST
def thema_merge(request, pk):
    thema = access.get_thema_of_academie(request.user, pk)
    form = SamenvoegForm(request.POST, thema=thema)
    if form.is_valid():
        try:
            doel = services.merge_themas(thema, form.cleaned_data["doel"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Wie op {thema.naam} wachtte, wacht nu op {doel.naam}.")
            return redirect("netwerken:themas_academie")
    return _show_thema(request, thema, samenvoegen=form)


@require_POST
def voorstel_assign(request, pk):
    voorstel = access.get_voorstel_of_academie(request.user, pk)
    form = ToewijsForm(request.POST, kandidaten=services.find_groep(voorstel), prefix=f"v{voorstel.pk}")
    if not form.is_valid():
        messages.error(request, "Kies iemand die op dit thema wacht.")
    else:
        try:
            voorstel = services.assign_voorstel(voorstel, form.gekozen, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{voorstel.trekker.naam} krijgt een mail met de vraag om te beginnen.")
    return redirect("netwerken:thema", voorstel.thema_id)
