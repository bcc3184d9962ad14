"""What happens to meetings and date polls when a netwerk pauses or ends, and what is not finished in them."""

from berichten.models import Verzending
from bijeenkomsten.models import Aanwezigheid, Afspraak, Bijeenkomst, Gastspreker, Jaarplan, Prikker
from bijeenkomsten.services import cancel_bijeenkomst
from kern.adres import reverse
from kern.errors import DomainError
from kern.export import Lijst
from kern.templatetags.kern import meervoud
from kern.tijd import dag, lokale_dag, nu
from netwerken.einde.gevolgen import GESTOPT, PAUZE, Gevolg, register_gevolgen, register_open
from netwerken.einde.soorten import ALLES, EXPORTEREN, WEG, Gegevenssoort, Stuk, register_soort
from netwerken.services.hooks import ON_REST, ON_RESUME


def register() -> None:
    register_gevolgen(tell_gevolgen)
    register_open(list_open)
    _register_soorten()
    for hooks, hook in ((ON_REST, cancel_in_pauze), (ON_RESUME, catch_up)):
        if hook not in hooks:
            hooks.append(hook)


def _komend(netwerk):
    rows = Bijeenkomst.objects.filter(netwerk=netwerk, status=Bijeenkomst.Status.GEPLAND, begint_op__gt=nu())
    return rows.order_by("begint_op", "pk")


def find_in_pauze(netwerk, tot):
    """The meetings still to come that begin before ``tot``."""
    return [b for b in _komend(netwerk) if lokale_dag(b.begint_op) < tot]


def _regels(netwerk, bijeenkomsten):
    adressen = [reverse("bijeenkomsten:detail", args=[netwerk.slug, b.pk]) for b in bijeenkomsten]
    return tuple((f"{dag(b.begint_op)}: {b.titel}", url) for b, url in zip(bijeenkomsten, adressen, strict=True))


def tell_gevolgen(netwerk, stap):
    rows = find_in_pauze(netwerk, stap.tot) if stap.soort == PAUZE else list(_komend(netwerk))
    aantal = meervoud(len(rows), "bijeenkomst,bijeenkomsten")
    if rows and stap.soort == PAUZE:
        yield Gevolg(
            f"{aantal} in die tijd", "Verzet ze eerst, of laat ze niet doorgaan. Dat kies je hieronder.", "kalender",
            _regels(netwerk, rows), vraagt=True,
        )  # fmt: skip
    elif rows and stap.soort == GESTOPT:
        wat = "gaat niet door" if len(rows) == 1 else "gaan niet door"
        yield Gevolg(
            f"{aantal} {wat}", "Iedereen krijgt bericht, ook in de eigen agenda.", "kalender", _regels(netwerk, rows)
        )
    elif rows:
        yield Gevolg(
            f"{aantal} in de agenda", "Die gaan gewoon door. Wil je dat niet, gelast ze dan eerst af.", "kalender",
            _regels(netwerk, rows),
        )  # fmt: skip
    if prikkers := Prikker.objects.filter(netwerk=netwerk, status=Prikker.Status.OPEN).count():
        teksten = {PAUZE: "Antwoorden kan. Er gaan geen herinneringen.", GESTOPT: "Iedereen hoort dat het niet hoeft."}
        yield Gevolg(
            f"{meervoud(prikkers, 'open datumprikker,open datumprikkers')}",
            teksten.get(stap.soort, "Kies nog een dag, of trek hem in."), "kalender",
            (("Naar de bijeenkomsten", reverse("bijeenkomsten:list", args=[netwerk.slug])),),
        )  # fmt: skip


def list_open(netwerk):
    rows = list(_komend(netwerk))
    if rows:
        yield Gevolg(
            f"{meervoud(len(rows), 'bijeenkomst komt,bijeenkomsten komen')} nog", "", "kalender", _regels(netwerk, rows)
        )
    open_ = Afspraak.objects.filter(netwerk=netwerk, status=Afspraak.Status.OPEN).count()
    if open_:
        yield Gevolg(
            f"{meervoud(open_, 'afspraak staat,afspraken staan')} nog open", "Vink ze af, of laat ze los.", "vink",
            (("Naar de bijeenkomsten", reverse("bijeenkomsten:list", args=[netwerk.slug])),),
        )  # fmt: skip


def cancel_in_pauze(netwerk, afgelasten, by) -> None:
    """The meetings of that time are off, with a mail to everybody; raises DomainError when nobody decided so."""
    rows = find_in_pauze(netwerk, netwerk.gepauzeerd_tot)
    if rows and not afgelasten:
        aantal = meervoud(len(rows), "bijeenkomst,bijeenkomsten")
        raise DomainError(f"Er is nog {aantal} in die tijd. Verzet ze, of kies dat ze niet doorgaan.")
    for bijeenkomst in rows:
        cancel_bijeenkomst(bijeenkomst, reden=f"Het netwerk pauzeert tot {dag(netwerk.gepauzeerd_tot)}.", by=by)


def catch_up(netwerk, by) -> None:
    """What had to go about a coming meeting while the netwerk rested goes now: it is still true."""
    aanleidingen = [bijeenkomst.aanleiding for bijeenkomst in _komend(netwerk)]
    gemist = Verzending.objects.filter(aanleiding__in=aanleidingen, status=Verzending.Status.GEPLAND, op__lt=nu())
    gemist.update(op=nu(), updated_at=nu())


def _toon_aanwezigheid(netwerk, persoon):
    rows = Aanwezigheid.objects.filter(bijeenkomst__netwerk=netwerk, persoon=persoon)
    for rij in rows.select_related("bijeenkomst").order_by("bijeenkomst__begint_op", "pk"):
        was = {True: "Je was er.", False: "Je was er niet."}.get(rij.aanwezig, "")
        zei = f"Je schreef: {rij.reden}" if rij.reden else ""
        tekst = " ".join(filter(None, [was, zei])) or "Er is niets opgeschreven."
        yield Stuk(f"{dag(rij.bijeenkomst.begint_op, met_jaar=True)}: {rij.bijeenkomst.titel}", tekst)


def _lijst_bijeenkomsten(netwerk):
    rows = Bijeenkomst.objects.filter(netwerk=netwerk).order_by("begint_op", "pk").prefetch_related("onderdelen")
    rijen = [
        (b.begint_op, b.titel, b.get_status_display(), b.doel, o.titel if o else "", o.minuten if o else None,
         o.toelichting if o else b.terugblik)
        for b in rows for o in [None, *b.onderdelen.all()]
    ]  # fmt: skip
    koppen = ("Wanneer", "Bijeenkomst", "Stand", "Doel", "Onderdeel", "Minuten", "Toelichting of terugblik")
    return Lijst("bijeenkomsten", "Bijeenkomsten", koppen, rijen)


def _lijst_afspraken(netwerk):
    rows = Afspraak.objects.filter(netwerk=netwerk).select_related("bijeenkomst").order_by("pk")
    rijen = [(a.tekst, a.voor, a.get_status_display(), a.bijeenkomst.titel if a.bijeenkomst else "") for a in rows]
    return Lijst("afspraken", "Afspraken", ("Wat", "Klaar op", "Stand", "Bijeenkomst"), rijen)


def _register_soorten():
    for soort in (
        Gegevenssoort(
            "bijeenkomsten", "Bijeenkomsten en draaiboeken", "Met materiaal, terugblikken en datumprikkers.",
            (EXPORTEREN, *(keuze for keuze in ALLES if keuze != EXPORTEREN)),
            lambda n: [model.objects.filter(netwerk=n) for model in (Prikker, Bijeenkomst, Jaarplan)],
            "In het bestand staan programma en terugblik, geen bestanden en geen notities van wie het leidde.",
            lijst=_lijst_bijeenkomsten,
        ),
        Gegevenssoort(
            "gastsprekers", "Gastsprekers", "Wie het waren, wat jullie vroegen en wat zij antwoordden.", WEG,
            lambda n: [Gastspreker.objects.filter(netwerk=n)], "Hun gegevens zijn van henzelf.",
        ),
        Gegevenssoort(
            "afspraken", "Afspraken", "Wie wat zou doen, en of het af is.",
            (EXPORTEREN, *(keuze for keuze in ALLES if keuze != EXPORTEREN)),
            lambda n: [Afspraak.objects.filter(netwerk=n)], "In het bestand staan geen namen.", lijst=_lijst_afspraken,
        ),
        Gegevenssoort(
            "aanwezigheid", "Wie er wanneer was", "Ook de redenen van wie niet kon.", WEG,
            lambda n: [Aanwezigheid.objects.filter(bijeenkomst__netwerk=n)],
            "Dit is van één persoon. Download je bewijs van deelname op tijd.",
            lambda n, p: [Aanwezigheid.objects.filter(bijeenkomst__netwerk=n, persoon=p)], _toon_aanwezigheid,
            jouw="Wanneer je er was",
        ),
    ):  # fmt: skip
        register_soort(soort)
