"""The one-touch links of an evaluation: ``ev`` shows the questions, ``mis`` asks an absentee one thing.

Both pages can say «ik was er niet» or «ik was er wel»; that is a POST too, and only before answering.
"""

import logging
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string

from berichten.handelingen import Handeling, Pagina, Resultaat, link, register_handeling
from bijeenkomsten.models import Bijeenkomst
from evaluatie import services
from evaluatie.forms import AntwoordForm, GemistForm, field_name
from evaluatie.inhoud import VRAGENLIJST
from evaluatie.models import Gemist, Genodigde, Meting
from evaluatie.werkvormen import read_keuzes
from kern.adres import reverse
from kern.errors import DomainError
from kern.forms import clean_text
from kern.memo import memo
from kern.prepared import prepared
from kern.tijd import dag, klok, nu
from personen.models import Persoon

logger = logging.getLogger(__name__)

GELDIG = timedelta(days=90)
GESLOTEN = "Deze evaluatie is gesloten."
SCHAAL = tuple((str(waarde), woord) for waarde, woord in enumerate(VRAGENLIJST.schaal, start=1))


# --- ev: the questions ---------------------------------------------------------------------------------------------


@prepared
def _find_meting(pk):
    return Meting.objects.select_related("bijeenkomst", "netwerk").with_gevraagd().filter(pk=pk)


@prepared
def _find_genodigde(meting, persoon):
    rows = Genodigde.objects.select_related("persoon", "meting__bijeenkomst", "meting__netwerk")
    return rows.filter(meting=meting, persoon=persoon, persoon__is_active=True)


def toon_vragen(ref):
    meting = next(iter(_find_meting(ref[0])), None)
    if meting is None or meting.is_overtaken:
        return None
    if not meting.is_open():
        return _over(meting, "Deze evaluatie is gesloten", "Bedankt als je meedeed. Er kan niets meer bij.")
    genodigde = next(iter(_find_genodigde(meting.pk, ref[1])), None)
    if genodigde is None:
        return None
    if genodigde.ingevuld:
        tekst = "Je antwoord is binnen. We weten niet welk antwoord van jou is, dus wijzigen kan niet."
        return _over(meting, "Je hebt al meegedaan", tekst)
    if genodigde.soort == Genodigde.Soort.AFWEZIG:
        return _toch_erbij(meting, genodigde)
    return _vragen_pagina(meting)


def _kicker(bijeenkomst, netwerk):
    return f"{netwerk.naam}, {dag(bijeenkomst.begint_op)}"


def _over(meting, titel, tekst):
    return Pagina(
        titel=titel,
        tekst=tekst,
        kicker=_kicker(meting.bijeenkomst, meting.netwerk),
        template="evaluatie/over.html",
        wie_ziet="Alleen jij.",
        context={"meting": meting, "uitslag_op": dag(meting.sluit_op), "is_gesloten": not meting.is_open()},
    )


def _toch_erbij(meting, genodigde):
    return Pagina(
        titel="Was je er toch bij?",
        tekst="Volgens de lijst was je er deze keer niet. Was je er wel, dan kun je de vragen invullen.",
        knop="Ik was erbij",
        kicker=_kicker(meting.bijeenkomst, meting.netwerk),
        template="evaluatie/toch_erbij.html",
        wie_ziet="Niemand ziet dat je dit aanpast.",
        context={"mis_url": link("mis", meting.bijeenkomst_id, genodigde.persoon_id)},
    )


def _vragen_pagina(meting, form=None, *, mislukt=False):
    """The questions, with what was filled in and what is wrong. At most as many queries as ``meting`` needs."""
    gevraagd, genoeg = meting.aantal_gevraagd, settings.EVALUATIE_MIN_ANTWOORDEN
    return Pagina(
        titel="Hoe was de bijeenkomst?",
        kicker=_kicker(meting.bijeenkomst, meting.netwerk),
        template="evaluatie/invullen.html",
        form=form,
        wie_ziet=_wie_ziet(meting, gevraagd >= genoeg),
        context={
            "meting": meting,
            "lege_vragen": "" if form else _draw_lege_vragen(),
            **_read_vragen(form),
            # Asked by the template: whoever sends an answer does not wait for it.
            "werkvormen": partial(_read_werkvormen, meting, form),
            "open_vraag": VRAGENLIJST.open.tekst,
            "tekst": clean_text(form.data.get("tekst")) if form else "",
            "alleen": bool(form and form.data.get("alleen")),
            "tekst_fout": " ".join(form.errors.get("tekst", [])) if form else "",
            "form": form,
            "mislukt": mislukt,
            "gevraagd": gevraagd,
            "min_antwoorden": genoeg,
            "min_verdeling": settings.EVALUATIE_MIN_VERDELING,
            "genoeg_gevraagd": gevraagd >= genoeg,
            "kan_verdeling": gevraagd >= settings.EVALUATIE_MIN_VERDELING,
            "later_url": reverse("overzicht:netwerk", args=[meting.netwerk.slug]),
        },
    )


def _read_werkvormen(meting, form=None):
    getikt = set(form.hielp) if form else ()
    return [(keuze, keuze.code in getikt) for keuze in read_keuzes(meting)]


def _read_vragen(form=None):
    return {
        "vragen": [_rij(vraag, form) for vraag in VRAGENLIJST.vragen],
        "schaal": SCHAAL,
        "geen_oordeel": VRAGENLIJST.geen_oordeel,
    }


@memo
def _draw_lege_vragen():
    """The questions before anybody chose anything: the same for everyone."""
    return render_to_string("evaluatie/_stellingen.html", _read_vragen())


def _rij(vraag, form):
    naam = field_name(vraag.code)
    gekozen = form.data.get(naam, "") if form else None
    return {
        "naam": naam,
        "tekst": vraag.tekst,
        "gekozen": gekozen,
        "fout": form.errors.get(naam, [""])[0] if form else "",
    }


def _wie_ziet(meting, genoeg):
    academie = "De academie ziet alleen hoeveel mensen meededen."
    if not genoeg:
        return f"Niemand ziet de antwoorden. {academie}"
    return (
        f"Iedereen in het netwerk ziet op {dag(meting.sluit_op)} de uitslag, als er genoeg antwoorden zijn. {academie}"
    )


def doe_vragen(ref, post):
    genodigde = next(iter(_find_genodigde(*ref)), None)
    if genodigde is None:
        raise DomainError(GESLOTEN)
    meting, persoon = genodigde.meting, genodigde.persoon
    if post.get("soort") in Genodigde.Soort.values:
        services.switch_soort(meting, persoon, post["soort"])
        terug = ("ev", meting.pk) if post["soort"] == Genodigde.Soort.AANWEZIG else ("mis", meting.bijeenkomst_id)
        return Resultaat(titel="", redirect=link(*terug, persoon.pk))
    form = AntwoordForm(post)
    if not form.is_valid():
        services.check_can_answer(meting, persoon)
        return _vragen_pagina(meting, form)
    try:
        services.answer(
            meting, persoon, keuzes=form.keuzes, hielp=form.hielp,
            tekst=form.cleaned_data["tekst"], alleen_facilitator=form.cleaned_data["alleen"],
        )  # fmt: skip
    except DatabaseError as error:
        # The message of the database may quote the row, and the traceback would stand beside this person's address.
        logger.error("an answer could not be saved: %s", type(error).__name__)
        return _vragen_pagina(meting, form, mislukt=True)
    return _bedankt(meting)


def _bedankt(meting):
    op = f"{dag(meting.sluit_op)} om {klok(meting.sluit_op)} uur"
    return Resultaat(
        titel="Dank je, je antwoord is binnen",
        tekst=f"De evaluatie sluit op {op}. Daarna krijg je een mail met de uitslag, of waarom die er niet is.",
        links=((f"Naar {meting.netwerk.naam}", meting.netwerk.get_absolute_url()),),
    )


def get_eigen_link(persoon, netwerk, meting=None) -> str:
    """The way to the questions this person can still answer, for that person's own page only."""
    te_doen = [pk for pk in _find_te_doen(persoon.pk, netwerk.pk, nu()) if meting is None or pk == meting.pk]
    return link("ev", te_doen[0], persoon.pk) if te_doen else ""


@prepared
def _find_te_doen(persoon, netwerk, now):
    rows = Genodigde.objects.to_do(persoon, now=now).filter(meting__netwerk=netwerk)
    return rows.select_related(None).values_list("meting", flat=True)


# --- mis: one question to an absentee ------------------------------------------------------------------------------


def toon_gemist(ref):
    bijeenkomst = Bijeenkomst.objects.select_related("netwerk").filter(pk=ref[0]).first()
    persoon = Persoon.objects.filter(pk=ref[1], is_active=True).first()
    if bijeenkomst is None or persoon is None or bijeenkomst.is_afgelast or not bijeenkomst.is_over:
        return None
    if not bijeenkomst.netwerk.is_lid(persoon):
        return None
    return _gemist_pagina(bijeenkomst, persoon)


def _gemist_pagina(bijeenkomst, persoon, form=None):
    eerder = Gemist.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon).first()
    form = form or GemistForm(initial={"tekst": eerder.tekst if eerder else ""})
    wisselbaar = Genodigde.objects.filter(meting__bijeenkomst=bijeenkomst, persoon=persoon, ingevuld=False)
    meting = Meting.objects.open().filter(genodigden__in=wisselbaar).first()
    return Pagina(
        titel=VRAGENLIJST.gemist,
        knop="Stuur naar de facilitator",
        kicker=_kicker(bijeenkomst, bijeenkomst.netwerk),
        template="evaluatie/gemist.html",
        form=form,
        wie_ziet="Alleen de facilitators, met je naam erbij. Andere deelnemers, je leidinggevende en de academie niet.",
        context={
            "form": form,
            "facilitators": [facilitator.naam for facilitator in bijeenkomst.netwerk.facilitators().order_by("naam")],
            "eerder": eerder,
            "ev_url": link("ev", meting.pk, persoon.pk) if meting else "",
        },
    )


def doe_gemist(ref, post):
    bijeenkomst = Bijeenkomst.objects.select_related("netwerk").get(pk=ref[0])  # toon_gemist found both
    persoon = Persoon.objects.get(pk=ref[1])
    form = GemistForm(post)
    if not form.is_valid():
        return _gemist_pagina(bijeenkomst, persoon, form)
    services.save_gemist(bijeenkomst, persoon, form.cleaned_data["tekst"])
    return Resultaat(
        titel="Dank je, het is doorgegeven",
        tekst="De facilitator leest het voor de volgende bijeenkomst. Je kunt het via dezelfde link nog aanpassen.",
        links=((f"Naar {bijeenkomst.netwerk.naam}", bijeenkomst.netwerk.get_absolute_url()),),
    )


def register():
    register_handeling(Handeling(code="ev", max_age=GELDIG, toon=toon_vragen, doe=doe_vragen))
    register_handeling(Handeling(code="mis", max_age=GELDIG, toon=toon_gemist, doe=doe_gemist))
