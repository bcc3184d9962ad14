"""The page of a guest and the question of a member: opened from a mail, without logging in.

One link is one request: a question first, a briefing after a yes, and in the end a thank-you. GET only shows.
"""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from bijeenkomsten.models import Spreekverzoek, Sprekersvraag
from bijeenkomsten.sprekers import services
from bijeenkomsten.sprekers.briefing import make_briefing
from bijeenkomsten.sprekers.forms import AntwoordForm, VraagForm
from bijeenkomsten.sprekers.mails import CODE, CODE_VRAAG, gast_link, make_feiten, vraag_link, wie_vraagt
from kern.tijd import dag, nu

GELDIG = timedelta(days=400)  # a year ahead is planned at most
NA_AFLOOP = timedelta(days=60)  # then the link is dead
GAST, OVER = "bijeenkomsten/sprekers/handeling_gast.html", "bijeenkomsten/sprekers/handeling_over.html"
WIE_GAST = "Wie deze link heeft. Je antwoord leest wie de bijeenkomst voorbereidt."
WIE_VRAAG = "De gast en de facilitator zien je vraag zonder je naam. Anderen zien haar niet."
PAAR = 2


def _read(ref):
    if len(ref) != PAAR:
        return None
    verzoek = Spreekverzoek.objects.with_all().filter(pk=ref[0]).first()
    is_oud = verzoek is None or verzoek.bijeenkomst.eindigt_op + NA_AFLOOP < nu()
    return None if is_oud else verzoek


# --- The guest ----------------------------------------------------------------------------------


def _toon(ref):
    verzoek = _read(ref)
    return verzoek and _make_pagina(verzoek, ref[1])


def _make_pagina(verzoek, link_nr, form=None):
    b = verzoek.bijeenkomst
    gedeeld = {"kicker": b.netwerk.naam, "wie_ziet": WIE_GAST}
    if over := _why_over(verzoek, link_nr):
        return Pagina(titel=over[0], tekst=over[1], template=OVER, context={"verzoek": verzoek}, **gedeeld)
    begin = {"antwoord": verzoek.antwoord, "mag_bewaren": verzoek.spreker.mag_bewaren}
    if verzoek.komt or verzoek.kan_niet:
        begin["komt"] = "ja" if verzoek.komt else "nee"
    context = {"verzoek": verzoek, "feiten": make_feiten(b), "vraagt": wie_vraagt(verzoek)}
    if verzoek.komt:
        context["briefing"] = make_briefing(verzoek)
    return Pagina(
        titel=_titel(verzoek), knop="Verander mijn antwoord" if "komt" in begin else "Verstuur mijn antwoord",
        template=GAST, context=context, form=form or AntwoordForm(initial=begin), **gedeeld,
    )  # fmt: skip


def _titel(verzoek):
    if verzoek.komt:
        return "Je briefing"
    if verzoek.kan_niet:
        return "Je zei dat je niet kunt"
    return "Kun je dan ook?" if verzoek.moet_opnieuw else "Wil je gastspreker zijn?"


def _why_over(verzoek, link_nr):
    """(title, sentence) when there is nothing to answer any more."""
    b = verzoek.bijeenkomst
    if verzoek.is_ingetrokken or verzoek.link_nr != link_nr:
        return (
            "Dit verzoek is ingetrokken",
            "Je hoeft niets te doen. Kreeg je daarna een nieuwe mail? Gebruik dan de link in die mail.",
        )
    if b.is_afgelast:
        return f"{dag(b.begint_op).capitalize()} gaat niet door", "De bijeenkomst is afgelast. Je hoeft niets te doen."
    if b.is_over:
        return ("Dank je wel", "De bijeenkomst is geweest.") if verzoek.komt else ("Deze bijeenkomst is geweest", "")
    if b.is_begonnen and not verzoek.komt:
        return "Deze bijeenkomst is al begonnen", "Antwoorden kan niet meer."
    return None


def _doe(ref, post):
    verzoek = _read(ref)
    form = AntwoordForm(post)
    if not form.is_valid():
        return _make_pagina(verzoek, ref[1], form)
    data = form.cleaned_data
    komt = data["komt"] == "ja"
    try:
        services.answer_verzoek(
            verzoek, komt=komt, antwoord=data["antwoord"], mag_bewaren=data["mag_bewaren"], link_nr=ref[1]
        )
    except services.VoorbijError:
        return _make_pagina(_read(ref), ref[1])  # as it is now: the page says what became of it
    if komt:
        return Resultaat(
            titel="Fijn dat je komt",
            tekst="Je krijgt een mail met de link naar je briefing. Die bladzijde groeit mee tot de dag zelf.",
            links=(("Open je briefing", gast_link(verzoek)),),
        )
    return Resultaat(
        titel="Dank je, we weten het",
        tekst="Jammer dat het niet lukt. Wie je vroeg, krijgt daar een mail over."
        + (" Staat de dag in je agenda? Haal hem er dan uit." if verzoek.beantwoord_op else ""),
        links=(("Toch wel? Verander je antwoord", gast_link(verzoek)),),
    )


# --- A question of a member ---------------------------------------------------------------------


def _read_vraag(ref):
    verzoek = _read(ref)
    persoon = find_person(ref) if verzoek else None
    doet_mee = persoon and verzoek.bijeenkomst.netwerk.leden().filter(pk=persoon.pk).exists()
    return (verzoek, persoon) if doet_mee else (None, None)


def find_leervraag(verzoek, persoon) -> str:
    """What this person shares with this guest now."""
    mijn = verzoek.vragen.filter(persoon=persoon, soort=Sprekersvraag.Soort.LEERVRAAG)
    return mijn.values_list("tekst", flat=True).first() or ""


def _toon_vraag(ref):
    verzoek, persoon = _read_vraag(ref)
    return verzoek and _make_vraag(verzoek, persoon)


def _make_vraag(verzoek, persoon, form=None):
    b = verzoek.bijeenkomst
    gedeeld = {"kicker": b.netwerk.naam, "wie_ziet": WIE_VRAAG}
    if not verzoek.neemt_vragen or b.is_begonnen:
        tekst = "De gast komt niet, of het is al zover."
        return Pagina(
            titel="Vragen meegeven kan niet meer", tekst=tekst, template=OVER, context={"verzoek": verzoek}, **gedeeld
        )
    return Pagina(
        titel=f"Wat wil je {verzoek.spreker.naam} vragen?",
        tekst=f"{dag(b.begint_op).capitalize()}, over: {verzoek.onderwerp}",
        knop="Geef mee",
        template="bijeenkomsten/sprekers/handeling_vraag.html",
        form=form or VraagForm(initial={"leervraag": find_leervraag(verzoek, persoon)}),
        **gedeeld,
    )


def _doe_vraag(ref, post):
    verzoek, persoon = _read_vraag(ref)
    form = VraagForm(post, initial={"leervraag": find_leervraag(verzoek, persoon)})
    if not form.is_valid():
        return _make_vraag(verzoek, persoon, form)
    try:
        services.save_vragen(verzoek, persoon, **form.cleaned_data)
    except services.VoorbijError:
        return _make_vraag(*_read_vraag(ref))
    return Resultaat(
        titel="Dank je, het gaat mee",
        tekst=f"{verzoek.spreker.naam} leest het op de briefing, zonder je naam.",
        links=(
            ("Geef nog een vraag mee", vraag_link(verzoek, persoon)),
            ("Naar de bijeenkomst", verzoek.bijeenkomst.get_absolute_url()),
        ),
    )


def register() -> None:
    register_handeling(Handeling(code=CODE, max_age=GELDIG, toon=_toon, doe=_doe))
    register_handeling(Handeling(code=CODE_VRAAG, max_age=GELDIG, toon=_toon_vraag, doe=_doe_vraag))
