from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from netwerken.access import get_netwerk
from netwerken.contract import services
from netwerken.contract.access import VIEW, get_contract, get_reactie, get_versie, get_vraag
from netwerken.contract.forms import BezwaarForm, HerzienForm, ReactieForm, TekstForm, VastleggenForm, VraagForm
from netwerken.contract.pagina import read_pagina
from netwerken.contract.services import ContractConflict
from netwerken.contract.stand import find_reden, make_stand_code, read_stand, read_vragen

SETTLE, SIGN = "netwerken.settle_contract", "netwerken.sign_contract"


def _post(request):
    return request.POST if request.method == "POST" else None


def _try(request, service, zin):
    """Do it and tell so, or tell why not."""
    try:
        service()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)


@require_safe
def contract(request, slug):
    netwerk = get_netwerk(request.user, slug, VIEW)
    return render(request, "netwerken/contract/contract.html", read_pagina(netwerk, request.user))


@require_POST
def begin(request, slug):
    netwerk = get_netwerk(request.user, slug, "netwerken.begin_contract")
    _try(
        request,
        lambda: services.begin_contract(netwerk, by=request.user),
        "Jullie kunnen beginnen. Iedereen in de groep kan meeschrijven.",
    )
    return redirect("netwerken:contract", slug)


@require_POST
def begin_ronde(request, slug):
    contract = get_contract(request.user, slug, SETTLE)
    _try(
        request,
        lambda: services.begin_ronde(contract, by=request.user),
        "De tekst staat weer open. Iedereen in de groep kan meeschrijven.",
    )
    return redirect("netwerken:contract", slug)


@require_http_methods(["GET", "POST"])
def vraag(request, slug, pk):
    vraag = get_vraag(request.user, slug, pk)
    data, anders, status = _post(request), None, 200
    form = TekstForm(data, initial={"tekst": vraag.tekst, "versie": vraag.versie})
    if form.is_valid():
        try:
            services.propose_tekst(
                vraag, form.cleaned_data["tekst"], versie=form.cleaned_data["versie"], by=request.user
            )
        except ContractConflict as conflict:
            # What they wrote is on the page now, with mine in the field: saving again is the choice.
            anders, status, data = conflict.vraag, 409, data.copy()
            data["versie"] = conflict.vraag.versie
            form = TekstForm(data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Je voorstel staat erin. De groep kan erop reageren.")
            return _to_vraag(slug, vraag)
    context = {"netwerk": vraag.netwerk, "vraag": vraag, "form": form, "anders": anders}
    return render(request, "netwerken/contract/vraag.html", context, status=422 if form.errors else status)


def _to_vraag(slug, vraag):
    return redirect(f"{redirect('netwerken:contract', slug).url}#vraag-{vraag.pk}")


@require_http_methods(["GET", "POST"])
def vraag_add(request, slug):
    contract = get_contract(request.user, slug, "netwerken.write_contract")
    form = VraagForm(_post(request))
    if form.is_valid():
        try:
            vraag = services.add_vraag(contract, form.cleaned_data["vraag"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Je vraag staat erbij. Weet je al wat jullie afspreken?")
            return redirect("netwerken:contract_vraag", slug, vraag.pk)
    context = {"netwerk": contract.netwerk, "form": form}
    return render(request, "netwerken/contract/vraag_add.html", context, status=422 if form.errors else 200)


@require_POST
def vraag_use(request, slug, pk, doet_mee):
    vraag = get_vraag(request.user, slug, pk, SETTLE)
    zin = "De vraag staat weer in het contract." if doet_mee else "De vraag blijft erbuiten. Terugzetten kan altijd."
    _try(request, lambda: services.use_vraag(vraag, doet_mee=doet_mee, by=request.user), zin)
    return _to_vraag(slug, vraag)


@require_http_methods(["GET", "POST"])
def react(request, slug, pk):
    vraag = get_vraag(request.user, slug, pk)
    form = ReactieForm(_post(request))
    if form.is_valid():
        try:
            services.react(vraag, form.cleaned_data["tekst"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Je reactie staat erbij.")
            return _to_vraag(slug, vraag)
    context = {"netwerk": vraag.netwerk, "vraag": vraag, "form": form}
    return render(request, "netwerken/contract/react.html", context, status=422 if form.errors else 200)


@require_POST
def reactie_withdraw(request, slug, pk):
    reactie = get_reactie(request.user, slug, pk)
    _try(request, lambda: services.withdraw_reactie(reactie, by=request.user), "Je reactie is weg.")
    return _to_vraag(slug, reactie.vraag)


@require_http_methods(["GET", "POST"])
def settle(request, slug):
    contract = get_contract(request.user, slug, SETTLE)
    vragen = read_vragen(contract)
    data, code = _post(request), make_stand_code(contract, vragen)
    data = data.copy() if data is not None else None
    form = VastleggenForm(data, netwerk=contract.netwerk, initial={"gelezen": code})
    if form.is_valid():
        try:
            versie = services.settle_versie(contract, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            data["gelezen"] = code  # what is on the page now is what the next try is about
        else:
            messages.success(
                request, f"Versie {versie.nummer} ligt vast. Iedereen krijgt een mail. Ga je zelf akkoord?"
            )
            return redirect("netwerken:contract", slug)
    context = {"netwerk": contract.netwerk, "contract": contract, "form": form}
    context["vragen"] = [vraag for vraag in vragen if vraag.doet_mee]
    return render(request, "netwerken/contract/settle.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def keep(request, slug):
    contract = get_contract(request.user, slug, SETTLE)
    form = HerzienForm(_post(request), netwerk=contract.netwerk)
    if form.is_valid():
        try:
            services.keep_versie(contract, form.cleaned_data["herzien_op"], by=request.user)
        except DomainError as error:
            form.add_error("herzien_op", str(error))
        else:
            messages.success(request, "Goed. Op die dag krijg je weer een mail.")
            return redirect("netwerken:contract", slug)
    context = {"netwerk": contract.netwerk, "form": form}
    return render(request, "netwerken/contract/keep.html", context, status=422 if form.errors else 200)


@require_safe
def versie(request, slug, nummer):
    versie = get_versie(request.user, slug, nummer)
    context = {"netwerk": versie.netwerk, "versie": versie, "stand": read_stand(versie), "reden": find_reden(versie)}
    return render(request, "netwerken/contract/versie.html", context)


@require_POST
def agree(request, slug, nummer):
    versie = get_versie(request.user, slug, nummer, SIGN)
    _try(request, lambda: services.agree(versie, request.user), "Je bent akkoord. De groep ziet dat.")
    return redirect("netwerken:contract", slug)


@require_http_methods(["GET", "POST"])
def object_to(request, slug, nummer):
    versie = get_versie(request.user, slug, nummer, SIGN)
    form = BezwaarForm(_post(request))
    if form.is_valid():
        try:
            services.object_to(versie, request.user, form.cleaned_data["bezwaar"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De groep leest wat er volgens jou nog anders moet.")
            return redirect("netwerken:contract", slug)
    context = {"netwerk": versie.netwerk, "versie": versie, "form": form}
    return render(request, "netwerken/contract/object.html", context, status=422 if form.errors else 200)
