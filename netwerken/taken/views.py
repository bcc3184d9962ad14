from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten.services import leaves_later
from kern.errors import DomainError
from netwerken.access import get_netwerk
from netwerken.forms import post_data
from netwerken.taken import mails, services
from netwerken.taken.access import DIVIDE, VIEW, get_begeleider, get_taak
from netwerken.taken.forms import BegeleidingForm, TaakForm, VerdelingForm
from netwerken.taken.inhoud import GROEPEN, PUNTEN
from netwerken.taken.services import VerdelingConflict
from netwerken.taken.stand import (
    find_druk,
    get_begeleiding,
    make_blokken,
    mist_procesbewaker,
    read_begeleiders,
    read_taken,
)


@require_safe
def taken(request, slug):
    """Who does what, for everybody who takes part."""
    netwerk = get_netwerk(request.user, slug, VIEW)
    alles, begeleiders = read_taken(netwerk), read_begeleiders(netwerk)
    nodig, pk = [taak for taak in alles if taak.doet_mee], request.user.pk
    context = {
        "netwerk": netwerk,
        "is_begonnen": bool(alles),
        "lijst": [] if alles else _preview(),
        "blokken": make_blokken(nodig),
        "niet_nodig": [taak for taak in alles if not taak.doet_mee],
        "vrij": [taak for taak in nodig if taak.is_vrij and not taak.gevraagd_id],
        "gevraagd": [taak for taak in nodig if taak.gevraagd_id == pk],
        "druk": find_druk(nodig),
        "begeleiders": begeleiders,
        "mist_procesbewaker": mist_procesbewaker(begeleiders),
        "is_actief": any(rij.status == rij.Status.ACTIEF for rij in netwerk.deelnames_of(request.user)),
    }
    return render(request, "netwerken/taken/taken.html", context)


def _preview():
    """The list, for a group that did not begin yet."""
    return [(groep, [punt for punt in PUNTEN if punt.groep == groep.code]) for groep in GROEPEN]


@require_POST
def begin(request, slug):
    netwerk = get_netwerk(request.user, slug, DIVIDE)
    try:
        services.begin_taken(netwerk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("netwerken:taken", slug)
    return redirect("netwerken:taken_verdelen", slug)


@require_http_methods(["GET", "POST"])
def verdelen(request, slug):
    """One form for the whole division: who chooses oneself has the task, somebody else gets a mail with two buttons."""
    netwerk = get_netwerk(request.user, slug, DIVIDE)
    alles, status, fout = read_taken(netwerk), 200, ""
    form = _make_verdeling(netwerk, alles, post_data(request))
    if form.is_valid():
        try:
            gevraagd = services.divide(netwerk, form.keuzes, by=request.user)
        except VerdelingConflict as conflict:
            botst = {taak.pk for taak in conflict.taken}
            form, status, fout = _refill(netwerk, request.POST, botst), 409, str(conflict)
        except DomainError as error:
            fout, status = str(error), 422
        else:
            messages.success(request, _describe(netwerk, gevraagd))
            return redirect("netwerken:taken", slug)
    context = {
        "netwerk": netwerk, "form": form, "fout": fout,
        "blokken": [(blok, form.rijen(blok.taken)) for blok in make_blokken(form.taken)],
    }  # fmt: skip
    return render(request, "netwerken/taken/verdelen.html", context, status=422 if form.errors else status)


def _make_verdeling(netwerk, taken, data=None):
    return VerdelingForm(data, taken=taken, leden=netwerk.leden().order_by("naam", "pk"))


def _refill(netwerk, post, botst):
    """What was chosen, but for the tasks that changed meanwhile: those show what is there now."""
    taken, data = read_taken(netwerk), post.copy()
    for taak in taken:
        if taak.pk in botst:
            data[f"was_{taak.pk}"] = data[f"taak_{taak.pk}"] = taak.stand
            taak.botst = True
    return _make_verdeling(netwerk, taken, data)


def _describe(netwerk, gevraagd):
    if not gevraagd:
        return "De verdeling is bewaard."
    later = leaves_later(mails.VRAAG, aanleiding=f"taken:{netwerk.pk}")
    wie = gevraagd[0].naam if len(gevraagd) == 1 else f"{len(gevraagd)} mensen"
    krijgt = "krijgt" if len(gevraagd) == 1 else "krijgen"
    return f"De verdeling is bewaard. {wie} {krijgt} een mail met twee knoppen. Die gaat {later or 'nu weg'}."


@require_http_methods(["GET", "POST"])
def taak_add(request, slug):
    netwerk = get_netwerk(request.user, slug, DIVIDE)
    form = TaakForm(post_data(request))
    if form.is_valid():
        try:
            services.add_taak(netwerk, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De taak staat erbij. Kies nu wie hem doet.")
            return redirect("netwerken:taken_verdelen", slug)
    context = {"netwerk": netwerk, "form": form}
    return render(request, "netwerken/taken/taak_add.html", context, status=422 if form.errors else 200)


_ACTIES = {
    "nemen": (services.take, "Fijn, de taak is van jou."),
    "passen": (services.pass_taak, "Goed dat je het zegt. De facilitator vraagt iemand anders."),
    "teruggeven": (services.give_back, "De taak is weer vrij. De facilitator hoort het."),
}


@require_POST
def taak_action(request, slug, pk, actie):
    taak = get_taak(request.user, slug, pk)
    service, zin = _ACTIES[actie]
    try:
        service(taak, request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect("netwerken:taken", slug)


@require_http_methods(["GET", "POST"])
def begeleiding(request, slug, pk):
    """How one facilitator guides and who pays: for that person, and for who owns the netwerk."""
    deelname = get_begeleider(request.user, slug, pk)
    afspraak = get_begeleiding(deelname)
    initial = {"variant": deelname.variant}
    if afspraak:
        initial |= {"betaald_door": afspraak.betaald_door, "toelichting": afspraak.toelichting}
    form = BegeleidingForm(post_data(request), initial=initial, zelf=deelname.persoon_id == request.user.pk)
    if form.is_valid():
        try:
            services.set_begeleiding(deelname, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De afspraak is bewaard.")
            return redirect("netwerken:taken", slug)
    context = {"netwerk": deelname.netwerk, "deelname": deelname, "form": form}
    return render(request, "netwerken/taken/begeleiding.html", context, status=422 if form.errors else 200)
