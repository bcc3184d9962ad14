"""«Gedaan» as one touch from a mail, and what waits for who promised something."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from berichten.acties import Actie
from berichten.acties import register as register_acties
from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, link, register_handeling
from bijeenkomsten.afspraken import lijst, services
from bijeenkomsten.afspraken.mailtekst import GEDAAN
from bijeenkomsten.models import Afspraak
from kern.tijd import dag, lokale_dag

BINNENKORT = timedelta(days=7)
LAAT = timedelta(days=21)  # after that the group meets again and looks at it together
WIE_ZIET = "De groep ziet in de lijst dat het gedaan is, en door wie."


def ask_gedaan(persoon, now: datetime):
    """What this person promised and that should be ready within a week, or should have been."""
    vandaag = lokale_dag(now)
    for a in lijst.find_open_of(persoon.pk):
        if a.voor is None or not vandaag - LAAT <= a.voor <= vandaag + BINNENKORT:
            continue
        te_laat = a.voor < vandaag
        yield Actie(
            titel=a.tekst, knop="Gedaan", url=link(GEDAAN, a.pk, persoon.pk), netwerk=a.netwerk.naam,
            anders=("Naar de afspraak", settings.BASE_URL + a.get_absolute_url()),
            voor=None if te_laat else _end_of(a.voor),
            tekst=f"Dit zou op {dag(a.voor)} klaar zijn." if te_laat else f"Klaar op {dag(a.voor)}.",
            onderwerp="bijeenkomsten",
        )  # fmt: skip


def _end_of(d):
    return timezone.make_aware(datetime.combine(d + timedelta(days=1), datetime.min.time()))


# --- One touch ------------------------------------------------------------------------------------------------------


def _read(ref):
    """Afspraak and person of the link, or None when this person no longer takes part."""
    persoon = find_person(ref)
    afspraak = Afspraak.objects.filter(pk=ref[0]).met_wie().select_related("netwerk").first() if persoon else None
    mag = afspraak and afspraak.netwerk.is_lid(persoon) and persoon.has_perm("bijeenkomsten.close_afspraak", afspraak)
    return (afspraak, persoon) if mag else (None, None)


def _toon(ref):
    afspraak, persoon = _read(ref)
    return afspraak and _make_pagina(afspraak)


def _make_pagina(a):
    if not a.is_open:
        wie = a.gesloten_door.naam if a.gesloten_door else "Iemand"
        return Pagina(
            titel="Deze afspraak is al gedaan" if a.is_gedaan else "Deze afspraak is losgelaten",
            tekst=f"“{a.tekst}” {wie} sloot haar op {dag(a.gesloten_op)}. {a.reden_vervallen}".strip(),
            kicker=a.netwerk.naam,
            template="bijeenkomsten/handeling_over.html",
        )
    wanneer = f" Klaar op {dag(a.voor)}." if a.voor else ""
    return Pagina(
        titel="Is dit gedaan?", tekst=f"{a.tekst}.{wanneer}", knop="Gedaan", kicker=a.netwerk.naam, wie_ziet=WIE_ZIET,
        template="bijeenkomsten/afspraken/handeling.html", context={"afspraak": a},
    )  # fmt: skip


def _doe(ref, post):
    afspraak, persoon = _read(ref)
    if afspraak.is_vervallen:
        return _make_pagina(afspraak)
    afspraak = services.finish_afspraak(afspraak, by=persoon)
    return Resultaat(
        titel="Mooi, dat is gedaan",
        tekst=f"“{afspraak.tekst}” is afgevinkt. Was het een vergissing? In de lijst zet je de afspraak weer open.",
        links=(("Bekijk alle afspraken", lijst.list_path(afspraak.netwerk)),),
    )


def register() -> None:
    register_handeling(Handeling(code=GEDAAN, max_age=timedelta(days=400), toon=_toon, doe=_doe))
    register_acties(ask_gedaan)
