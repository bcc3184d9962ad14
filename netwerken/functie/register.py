"""What waits for somebody with other work, one touch from a mail, and where the change is heard."""

from datetime import datetime, timedelta

from django.conf import settings

from berichten.acties import Actie
from berichten.acties import register as register_acties
from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, link, register_handeling
from kern.adres import reverse
from netwerken.functie import services
from netwerken.functie.models import Functievraag
from personen.services import ON_FUNCTIEWISSEL

PAST = "fwp"


def ask_past(persoon, now: datetime):
    """Open questions of this person."""
    rows = Functievraag.objects.open().filter(deelname__persoon=persoon).select_related("deelname__netwerk")
    for vraag in rows.order_by("pk"):
        netwerk = vraag.deelname.netwerk
        yield Actie(
            titel="Je hebt ander werk. Past dit netwerk nog?", knop="Ja, het past nog",
            url=link(PAST, vraag.pk, persoon.pk), netwerk=netwerk.naam,
            anders=("Praten of stoppen", settings.BASE_URL + reverse("netwerken:functie", args=[netwerk.slug])),
        )  # fmt: skip


def _read(ref):
    persoon = find_person(ref)
    rows = Functievraag.objects.filter(pk=ref[0], deelname__persoon=persoon) if persoon else Functievraag.objects.none()
    return rows.select_related("deelname__netwerk").first(), persoon


def _toon(ref):
    vraag, _ = _read(ref)
    return vraag and Pagina(
        titel="Past dit netwerk nog bij je werk?", knop="Ja, het past nog", kicker=vraag.deelname.netwerk.naam,
        tekst="Je gaf door dat je ander werk hebt. We vragen het één keer.",
        wie_ziet="Niemand, behalve jij. Alleen als je wilt praten, hoort de facilitator het.",
    )  # fmt: skip


def _doe(ref, post):
    vraag, persoon = _read(ref)
    services.answer(vraag, "past", by=persoon)
    return Resultaat(titel="Mooi, je doet gewoon mee", tekst="We vragen het niet nog eens.")


def register() -> None:
    register_acties(ask_past)
    register_handeling(Handeling(code=PAST, max_age=timedelta(days=400), toon=_toon, doe=_doe))
    if services.ask_after_change not in ON_FUNCTIEWISSEL:
        ON_FUNCTIEWISSEL.append(services.ask_after_change)
