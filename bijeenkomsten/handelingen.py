"""«Ik kom» and «Ik kan niet»: one touch from a mail, without logging in."""

from datetime import timedelta

from django.urls import reverse

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, make_token, register_handeling
from bijeenkomsten import services
from bijeenkomsten.forms import RedenForm
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from kern.tijd import dag, tijdvak

Antwoord = Aanwezigheid.Antwoord
AAN, AF = "aan", "af"
WIE_ZIET = "De groep ziet of je komt. Een reden leest alleen de facilitator."


def _read(ref):
    """Meeting and person of the link, or None when this person no longer takes part."""
    persoon = find_person(ref)
    if persoon is None:
        return None, None
    rows = Bijeenkomst.objects.for_persoon(persoon).with_antwoord_of(persoon).select_related("netwerk")
    return rows.filter(pk=ref[0]).first(), persoon


def _toon(komt):
    def toon(ref):
        bijeenkomst, persoon = _read(ref)
        return bijeenkomst and _make_pagina(bijeenkomst, persoon, komt)

    return toon


def _make_pagina(b, persoon, komt, form=None):
    wanneer = f"{dag(b.begint_op)}, {tijdvak(b.begint_op, b.eindigt_op)}"
    if not b.neemt_antwoorden:
        over = "Deze bijeenkomst gaat niet door" if b.is_afgelast else "Deze bijeenkomst is al geweest"
        tekst = f"Het ging om {wanneer}." + (f" {b.reden_afgelast}" if b.is_afgelast else " Je hoeft niets te doen.")
        return Pagina(titel=over, tekst=tekst, kicker=b.netwerk.naam, template="bijeenkomsten/handeling_over.html")
    al = b.mijn_antwoord == (Antwoord.KOMT if komt else Antwoord.KOMT_NIET)
    context = {
        "bijeenkomst": b,
        "al": al,
        "anders_url": _answer_url(AF if komt else AAN, b, persoon),
        "komt": komt,
    }
    return Pagina(
        titel=f"Kom je op {dag(b.begint_op)}?" if komt else f"Kun je niet op {dag(b.begint_op)}?",
        tekst=f"{b.titel}, {tijdvak(b.begint_op, b.eindigt_op)}, {b.waar_kort}.",
        knop="Ik kom" if komt else "Meld me af",
        kicker=b.netwerk.naam,
        wie_ziet=WIE_ZIET,
        template="bijeenkomsten/handeling.html",
        context=context,
        form=None if komt else form or RedenForm(),
    )


def _answer_url(code, b, persoon):
    return reverse("berichten:handeling", args=[make_token(code, b.pk, persoon.pk)])


def _doe_aan(ref, post):
    bijeenkomst, persoon = _read(ref)
    services.save_antwoord(bijeenkomst, persoon, komt=True)
    return Resultaat(
        titel="Fijn, je komt",
        tekst=f"We zien je op {dag(bijeenkomst.begint_op)}, {tijdvak(bijeenkomst.begint_op, bijeenkomst.eindigt_op)}.",
        links=(
            ("Bekijk de bijeenkomst", bijeenkomst.get_absolute_url()),
            ("Toch niet", _answer_url(AF, bijeenkomst, persoon)),
        ),
    )


def _doe_af(ref, post):
    bijeenkomst, persoon = _read(ref)
    form = RedenForm(post)
    if not form.is_valid():
        return _make_pagina(bijeenkomst, persoon, komt=False, form=form)
    services.save_antwoord(bijeenkomst, persoon, komt=False, reden=form.cleaned_data["reden"])
    return Resultaat(
        titel=f"Je bent afgemeld voor {dag(bijeenkomst.begint_op)}",
        tekst="Verandert er iets? Tot het begin kun je je alsnog aanmelden.",
        links=(
            ("Toch wel", _answer_url(AAN, bijeenkomst, persoon)),
            ("Bekijk de bijeenkomst", bijeenkomst.get_absolute_url()),
        ),
    )


def register() -> None:
    # Long enough for a meeting that was planned a school year ahead.
    geldig = timedelta(days=400)
    register_handeling(Handeling(code=AAN, max_age=geldig, toon=_toon(komt=True), doe=_doe_aan))
    register_handeling(Handeling(code=AF, max_age=geldig, toon=_toon(komt=False), doe=_doe_af))
