"""Behind the link ``ev`` of a vertrouwelijke ronde: the questions, what this person told already, and taking it back.

The page is the shared one (``evaluatie.invullen``) with another promise, and the text stays changeable until closing.
"""

import logging

from django.db import DatabaseError

from berichten.handelingen import Pagina, Resultaat, link
from evaluatie import services
from evaluatie.forms import AntwoordForm, text_name
from evaluatie.invullen.pagina import CONCEPT_BLIJFT, GESLOTEN, make_concept_key, make_kicker
from evaluatie.invullen.tekenen import draw_vragen, list_fouten
from evaluatie.models import Genodigde, Meting
from evaluatie.vertrouwelijk.lezen import pair, read_eigen
from evaluatie.vragenlijst.woorden import describe
from kern.adres import reverse
from kern.errors import DomainError
from kern.forms import clean_text
from kern.tijd import dag, nu
from personen.models import Persoon

logger = logging.getLogger(__name__)

WIE_NIET = "Andere deelnemers, je leidinggevende, je school en de academie lezen het niet."


def join_names(namen) -> str:
    """«Noor», «Noor en Sam», «Noor, Sam en Ada»."""
    namen = list(namen)
    return " en ".join(deel for deel in (", ".join(namen[:-1]), *namen[-1:]) if deel)


def describe_lezers(lezers) -> str:
    """«Alleen Noor en Sam lezen het»; nobody is left: «Niemand leest het nog»."""
    if not lezers:
        return "Niemand leest het nog"
    return f"Alleen {join_names(p.naam for p in lezers)} {'leest' if len(lezers) == 1 else 'lezen'} het"


def _base(ref, meting):
    lezers = list(services.find_lezers(meting))
    return {
        "meting": meting,
        "lezers": lezers,
        "wie_leest": describe_lezers(lezers),
        "wist_op": services.get_wist_op(meting),
        "concept": make_concept_key(ref),
    }


def toon(ref, meting: Meting) -> Pagina | None:
    """The questions with what was told, or after the closing what was told. None for who was not asked."""
    if not Persoon.objects.filter(pk=ref[1], is_active=True).exists():
        return None
    eerder = read_eigen(meting, ref[1])
    if not meting.is_open():
        return _make_over(ref, meting, eerder)
    if not Genodigde.objects.filter(meting=meting, persoon=ref[1]).exists():
        return None
    form = AntwoordForm(meting.document, {text_name(code): tekst for code, tekst in eerder.items()}) if eerder else None
    return _make_vragen(ref, meting, form, eerder=bool(eerder))


def _make_vragen(ref, meting, form=None, *, eerder=False, verstuurd=False, mislukt=False):
    document = meting.document
    voor, na = draw_vragen(document, form, met_naam=True)
    base = _base(ref, meting)
    return Pagina(
        titel=document.titel,
        kicker=make_kicker(meting),
        template="evaluatie/vertrouwelijk/invullen.html",
        form=form,
        wie_ziet=f"{base['wie_leest']}, met je naam erbij. {WIE_NIET}",
        context=base | {
            "omvang": describe(document),
            "voor": voor,
            "na": na,
            "fouten": list_fouten(document, form) if verstuurd else (),
            "van_server": verstuurd,
            "mislukt": mislukt,
            "eerder": eerder,
            "gevraagd": meting.aantal_gevraagd,
            "anoniem_url": link("an", meting.pk),
            "concept_tot": int(min(meting.sluit_op, nu() + CONCEPT_BLIJFT).timestamp() * 1000),
            "later_url": reverse("overzicht:netwerk", args=[meting.netwerk.slug]),
        },
    )  # fmt: skip


def _make_over(ref, meting, eerder, getypt=()):
    """Closed or stopped: what was told stands here, and can still be taken back. ``getypt``: what came too late."""
    gestopt, base = meting.status == Meting.Status.VERVALLEN, _base(ref, meting)
    namen = [lezer.naam for lezer in base["lezers"]] if eerder else []
    return Pagina(
        titel="Deze ronde ging niet door" if gestopt else "Deze ronde is gesloten",
        kicker=make_kicker(meting),
        template="evaluatie/vertrouwelijk/over.html",
        wie_ziet=f"Jij, en wat je vertelde ook {join_names(namen)}." if namen else "Alleen jij.",
        context=base | {"gestopt": gestopt, "eigen": pair(meting, eerder), "getypt": getypt},
    )


def doe(ref, post, meting: Meting) -> Resultaat | Pagina:
    """Keep or take back. Raises DomainError when nothing was written, or for who is not asked."""
    persoon = Persoon.objects.filter(pk=ref[1], is_active=True).first()
    if persoon is None:
        raise DomainError(GESLOTEN)
    if "terug" in post:
        return _take_back(ref, meting, persoon)
    form = AntwoordForm(meting.document, post)
    if not form.is_valid():
        return _make_vragen(ref, meting, form, verstuurd=True) if meting.is_open() else _make_te_laat(ref, meting, post)
    try:
        services.tell(meting, persoon, {code: tekst.tekst for code, tekst in form.teksten.items()})
    except services.GeslotenError:
        return _make_te_laat(ref, meting, post)
    except DatabaseError as error:
        # The message of the database may quote the row.
        logger.error("what was told could not be saved: %s", type(error).__name__)
        return _make_vragen(ref, meting, form, verstuurd=True, mislukt=True)
    return _bedankt(ref, meting)


def _make_te_laat(ref, meting, post):
    getypt = ((vraag, clean_text(post.get(text_name(vraag.code)))) for vraag in meting.document.open_vragen)
    return _make_over(ref, meting, read_eigen(meting, ref[1]), [(vraag, tekst) for vraag, tekst in getypt if tekst])


def _bedankt(ref, meting):
    lezers = list(services.find_lezers(meting))
    return Resultaat(
        titel="Dank je, het is doorgegeven",
        tekst=f"{describe_lezers(lezers)}, na het sluiten op {dag(meting.sluit_op)}. Tot dan kun je het wijzigen. "
        "Terugtrekken kan daarna ook nog, via dezelfde link.",
        links=(
            ("Lees terug of wijzig", link("ev", *ref)),
            (f"Naar {meting.netwerk.naam}", meting.netwerk.get_absolute_url()),
        ),
        template="evaluatie/invullen/gedaan.html",
        context={"concept": make_concept_key(ref)},
    )


def _take_back(ref, meting, persoon):
    if not services.take_back(meting, persoon):
        raise DomainError("Er staat niets meer van jou. Je hoeft niets te doen.")
    open_nog = meting.is_open()
    return Resultaat(
        titel="Je antwoorden zijn weg",
        tekst="We hebben ze gewist. Niemand leest ze nog."
        + (f" Wil je toch iets vertellen, dan kan dat tot {dag(meting.sluit_op)}." if open_nog else ""),
        links=(
            *((("Toch iets vertellen", link("ev", *ref)),) if open_nog else ()),
            (f"Naar {meting.netwerk.naam}", meting.netwerk.get_absolute_url()),
        ),
        template="evaluatie/invullen/gedaan.html",
        context={"concept": make_concept_key(ref)},
    )


def toon_uitleg(meting: Meting) -> Pagina:
    """What «vertrouwelijk» means, where another round explains how one stays anonymous. The link names no person."""
    lezers = list(services.find_lezers(meting))
    return Pagina(
        titel="Dit is niet anoniem",
        kicker=make_kicker(meting),
        template="evaluatie/vertrouwelijk/uitleg.html",
        wie_ziet="Deze uitleg is voor iedereen die de vragen krijgt.",
        context={
            "meting": meting,
            "lezers": lezers,
            "wie_leest": describe_lezers(lezers),
            "wist_op": services.get_wist_op(meting),
        },
    )
