"""All days of a date poll on one page: opened from a mail, without logging in."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from bijeenkomsten.links import answer_links
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.forms import AntwoordForm
from bijeenkomsten.prikker.mails import CODE, answer_link
from bijeenkomsten.prikker.models import Prikker
from bijeenkomsten.prikker.stand import find_datums, find_mijn
from kern.tijd import dag, tijdvak

WIE_ZIET = "De groep ziet per dag hoeveel mensen kunnen. Wie wat koos, ziet alleen wie de dag kiest."


def _read(ref):
    """Poll and person of the link, or None when this person no longer takes part."""
    persoon = find_person(ref)
    if persoon is None:
        return None, None
    rows = Prikker.objects.for_persoon(persoon).select_related("netwerk", "bijeenkomst")
    return rows.filter(pk=ref[0]).first(), persoon


def _toon(ref):
    prikker, persoon = _read(ref)
    if prikker is None:
        return None
    form = AntwoordForm(prikker=prikker, datums=find_datums(prikker), persoon=persoon)
    return _make_pagina(prikker, persoon, form)


def _make_pagina(prikker, persoon, form, te_laat=""):
    gedeeld = {"kicker": prikker.netwerk.naam, "wie_ziet": WIE_ZIET, "form": form}
    if not prikker.neemt_antwoorden:
        return _make_over(prikker, persoon, te_laat, gedeeld)
    return Pagina(
        titel="Welke dag kun jij?",
        tekst=f"{prikker.titel}, {prikker.waar_kort}.",
        knop="Bewaar je antwoord",
        template="bijeenkomsten/prikker/handeling.html",
        context={"prikker": prikker},
        **gedeeld,
    )


def _make_over(prikker, persoon, te_laat, gedeeld):
    """Chosen, taken back or closed: what it became, and the next step."""
    knoppen, b = [], prikker.bijeenkomst
    if prikker.is_gekozen and b.neemt_antwoorden:
        titel = f"Het wordt {dag(b.begint_op)}"
        tekst = f"{b.titel}, {tijdvak(b.begint_op, b.eindigt_op)}, {b.waar_kort}. Kom je?"
        ja, nee = answer_links(b, persoon)
        knoppen = [("Ik kom", ja), ("Ik kan niet", nee)]
    elif prikker.is_gekozen:
        titel, tekst = "De dag was al gekozen", "Je hoeft niets meer te doen."
    elif prikker.is_ingetrokken:
        titel, tekst = "Deze datumprikker is ingetrokken", "Je hoeft niets meer te doen."
    else:
        titel = "Deze datumprikker is gesloten"
        tekst = "De facilitator kiest nu een dag. Je krijgt daarover een mail."
    context = {"prikker": prikker, "knoppen": knoppen, "te_laat": te_laat}
    return Pagina(
        titel=titel, tekst=tekst, template="bijeenkomsten/prikker/handeling_over.html", context=context, **gedeeld
    )


def _doe(ref, post):
    prikker, persoon = _read(ref)
    datums = find_datums(prikker)
    form = AntwoordForm(post, prikker=prikker, datums=datums, persoon=persoon)
    if prikker.neemt_antwoorden and not form.is_valid():
        return _make_pagina(prikker, persoon, form)
    try:
        services.save_antwoorden(prikker, persoon, form.waarden() if prikker.neemt_antwoorden else {})
    except services.GeslotenError as error:
        prikker, _ = _read(ref)  # as it is now: what it became is on the page
        return _make_pagina(prikker, persoon, form, te_laat=str(error))
    aantal = sum(waarde == "kan" for waarde in find_mijn(prikker, persoon).values())
    dagen = {0: "Je kunt op geen van de dagen.", 1: "Je kunt op één dag."}.get(aantal, f"Je kunt op {aantal} dagen.")
    return Resultaat(
        titel="Dank je, je antwoord is bewaard",
        tekst=f"{dagen} Zodra de dag gekozen is, krijg je een uitnodiging voor je agenda.",
        links=(
            ("Bekijk hoe het ervoor staat", prikker.get_absolute_url()),
            ("Verander je antwoord", answer_link(prikker, persoon)),
        ),
    )


def register() -> None:
    register_handeling(Handeling(code=CODE, max_age=timedelta(days=200), toon=_toon, doe=_doe))
