"""What the themes ask of somebody, for the netwerkbrief: begin a netwerk, and of the academie a word."""

from datetime import datetime

from django.conf import settings

from berichten.acties import Actie
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from netwerken.belangstelling.lijst import count_te_beoordelen, find_te_trekken, find_voorstellen
from netwerken.belangstelling.mails import page


def ask_themas(persoon, now: datetime):
    for voorstel in find_te_trekken(persoon):
        if voorstel.is_vrij:
            yield Actie(
                titel=f"Begin jij een netwerk over {voorstel.thema.naam}?", knop="Bekijk het voorstel", url=page(),
                tekst=f"{meervoud(voorstel.mensen, 'mens,mensen')} willen hierover leren.",
            )  # fmt: skip
    if persoon.is_academie:
        yield from _ask_academie(persoon)


def _ask_academie(persoon):
    url = settings.BASE_URL + reverse("netwerken:themas_academie")
    if aantal := count_te_beoordelen(persoon):
        titel = f"{meervoud(aantal, 'nieuw thema wacht,nieuwe thema’s wachten')} op je oordeel"
        yield Actie(titel=titel, knop="Bekijk de thema’s", url=url)
    vrij = [voorstel for voorstel in find_voorstellen(persoon) if voorstel.is_vrij]
    if vrij:
        titel = f"{meervoud(len(vrij), 'netwerk kan,netwerken kunnen')} beginnen"
        yield Actie(
            titel=titel, knop="Kijk wie het kan trekken", url=url, tekst="Er zijn genoeg mensen voor een thema."
        )
