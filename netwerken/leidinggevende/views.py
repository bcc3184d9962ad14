"""Cards for a leidinggevende: the three moments, writing one, reading it as it will be seen, sending, and after."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten.services import leaves_later
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.leidinggevende import mails, planning, services, stand
from netwerken.leidinggevende.access import (
    get_card,
    get_overzicht,
    get_own_deelname,
    get_saved_card,
    get_shared_card,
)
from netwerken.leidinggevende.forms import GesprekForm, HandtekeningForm, KaartForm
from netwerken.leidinggevende.handelingen import make_kaart, read_kader
from netwerken.leidinggevende.kaart import make_begin

MAP = "netwerken/leidinggevende/"
FORMULIER = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overzicht(request, slug):
    netwerk = get_overzicht(request.user, slug)
    context = {"netwerk": netwerk}
    if request.user.has_perm("netwerken.ask_leidinggevende", netwerk):
        deelname = get_own_deelname(request.user, slug)
        context["kaarten"] = stand.cards_of(deelname)
        context["aan_de_beurt"] = planning.is_time_for(netwerk, deelname)
    if request.user.has_perm("netwerken.count_toezeggingen", netwerk):
        rijen = stand.list_rijen(netwerk)
        context |= {"aantallen": stand.count(rijen), "aantal": len(rijen)}
        if request.user.has_perm("netwerken.view_toezeggingen", netwerk):
            context["rijen"] = rijen
    return render(request, f"{MAP}overzicht.html", context)


@require_safe
def gedeeld(request, slug, pk):
    contact = get_shared_card(request.user, slug, pk)
    context = {"netwerk": contact.netwerk, "contact": contact, "wie": contact.deelname.persoon}
    return render(request, f"{MAP}gedeeld.html", context)


@require_safe
def stap(request, slug, soort):
    return _show(request, get_card(request.user, slug, soort))


def _show(request, contact, *, form=None, status=200):
    context = {"netwerk": contact.netwerk, "contact": contact, "wie": request.user}
    context |= {"tekenform": form or HandtekeningForm(contact=contact), "mailfout": stand.explain_mail(contact)}
    return render(request, f"{MAP}stap.html", context, status=status)


@FORMULIER
def schrijven(request, slug, soort):
    contact = get_card(request.user, slug, soort)
    if not contact.te_schrijven:
        return redirect(contact)
    begin = {"naam": contact.naam, "email": contact.email} if contact.pk else make_begin(contact)
    form = KaartForm(request.POST or None, contact=contact, initial=begin)
    if form.is_valid():
        try:
            contact = services.save_card(
                contact.deelname, soort, wie=form.wie, tekst=form.tekst, versie=form.gezien, by=request.user
            )
        except services.TekstConflict as conflict:
            form.show_conflict(conflict.contact)
        except DomainError as error:
            form.add_error("email" if isinstance(error, services.AdresError) else None, str(error))
        else:
            return redirect("netwerken:leiding_versturen", slug, soort)
    context = {"netwerk": contact.netwerk, "contact": contact, "form": form}
    return render(request, f"{MAP}schrijven.html", context, status=422 if form.errors else 200)


@FORMULIER
def versturen(request, slug, soort):
    contact = get_saved_card(request.user, slug, soort)
    if not contact.te_schrijven:
        return redirect(contact)
    if not contact.email:
        return redirect("netwerken:leiding_schrijven", slug, soort)
    form = HandtekeningForm(request.POST or None, contact=contact)
    if form.is_valid():
        getallen = {veld: form.get_number(veld) for veld in ("link_nr", "versie")}
        try:
            contact = services.send_card(contact, **getallen, handtekening=form.handtekening, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        later = leaves_later(mails.VRAAG, aanleiding=contact.aanleiding) or "nu weg"
        messages.success(request, f"De link voor {contact.naam} gaat {later}.")
        return redirect(contact)
    context = {"netwerk": contact.netwerk, "contact": contact, "wie": request.user, "form": form}
    pagina = make_kaart(contact, read_kader(contact))
    context |= {"pagina": pagina, "feiten": pagina.context["feiten"], "tot": nu() + services.GELDIG}
    return render(request, f"{MAP}versturen.html", context, status=422 if form.errors else 200)


@FORMULIER
def gesprek(request, slug, soort):
    contact = get_card(request.user, slug, soort)
    if contact.is_toezegging:
        return redirect(contact)
    form = GesprekForm(request.POST or None, contact=contact)
    if form.is_valid():
        waarden = {veld: form.cleaned_data[veld] for veld in ("op", "afspraken")}
        try:
            services.note_gesprek(contact, **waarden, versie=form.gezien, by=request.user)
        except services.TekstConflict as conflict:
            return _show_gesprek(request, conflict.contact, form)
        except DomainError as error:
            form.add_error("op", str(error))
        else:
            messages.success(request, "Opgeschreven.")
            return redirect(contact)
    return _show_gesprek(request, contact, form)


def _show_gesprek(request, contact, form):
    context = {"netwerk": contact.netwerk, "contact": contact, "form": form}
    if form.is_bound and not form.errors:  # the leidinggevende changed the card meanwhile
        form.show_conflict(contact)
        context["botst"] = contact.afspraken
    return render(request, f"{MAP}gesprek.html", context, status=422 if form.errors else 200)


@require_POST
def tekenen(request, slug, soort):
    contact = get_saved_card(request.user, slug, soort)
    form = HandtekeningForm(request.POST, contact=contact)
    if not form.is_valid():
        return _show(request, contact, form=form, status=422)
    try:
        services.sign_own(contact, handtekening=form.handtekening, versie=form.get_number("versie"), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Je hebt getekend.")
    return redirect(contact)


# What one button does with one card, and what the deelnemer reads afterwards.
ACTIES = {
    "intrekken": (services.withdraw, {}, "De vraag is ingetrokken. De link zegt dat er niets meer te doen is."),
    "opnieuw": (services.reopen, {}, "Je kunt de kaart weer veranderen en opnieuw versturen."),
    "klopt": (services.answer_vervanger, {"klopt": True}, "Dank je. De kaart is ondertekend."),
    "klopt-niet": (services.answer_vervanger, {"klopt": False}, "De handtekening is weg. Je kunt opnieuw vragen."),
    "delen": (services.share, {"gedeeld": True}, "De facilitators kunnen deze kaart nu lezen."),
    "niet-delen": (services.share, {"gedeeld": False}, "De facilitators kunnen deze kaart niet meer lezen."),
}


@require_POST
def actie(request, slug, soort, actie):
    contact = get_saved_card(request.user, slug, soort)
    service, extra, zin = ACTIES[actie]
    try:
        service(contact, **extra, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, zin)
    return redirect(contact)
