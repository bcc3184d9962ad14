"""A guest at the coming meeting of the demo: asked, said yes, with questions of the group; and the academie asked."""

from datetime import timedelta

from django.db.models import F

from berichten.models import Verzending
from bijeenkomsten import planning
from bijeenkomsten.models import Academieuitnodiging, Gastspreker, Spreekverzoek, Sprekersvraag
from bijeenkomsten.sprekers import mails
from kern.tijd import werkochtend_voor
from overzicht.voorbeeld.dagen import log_sent

VRAGEN = (
    "Hoe houd je vast wat werkt als de helft van het team wisselt?",
    "Wat zou je nu anders doen dan in het eerste jaar?",
    "Wie moest je het langst overtuigen, en wat hielp?",
)
LEERVRAGEN = (
    "Ik wil leren hoe ik minder zelf draag en het team meer laat kiezen.",
    "Hoe merk ik op tijd dat een vernieuwing te veel vraagt?",
)


def load(netwerk, groep, now):
    """Nothing when no meeting is to come."""
    bijeenkomst = netwerk.bijeenkomsten.aankomend(now=now).filter(begint_op__gt=now).first()
    if bijeenkomst is None:
        return
    Academieuitnodiging.objects.create(
        bijeenkomst=bijeenkomst, deel="deel", welk_deel="Het laatste uur, als we vertellen wat we leerden.",
        gevraagd_op=now - timedelta(days=6), gevraagd_door=groep["facilitator"],
    )  # fmt: skip
    gast = Gastspreker.objects.create(
        netwerk=netwerk, naam="Tirza Ommenga", email="tirza@gast.test", mag_bewaren=True,
        expertise="rust in het rooster, vernieuwen met een klein team",
    )  # fmt: skip
    Gastspreker.objects.create(
        netwerk=netwerk, naam="Wouter Brandsma", email="wouter@gast.test", mag_bewaren=True,
        expertise="onderzoekend werken in de klas",
    )  # fmt: skip
    gevraagd = max(werkochtend_voor(now, dagen=9), bijeenkomst.dag_sinds)
    verzoek = Spreekverzoek.objects.create(
        bijeenkomst=bijeenkomst, spreker=gast, onderwerp="Wat je laat liggen als je iets nieuws begint",
        bericht="Je verhaal over jullie rooster ging hier de kantine rond. Wil je een uur met ons meedenken?",
        praktisch="Parkeren kan achter de school. Er is een scherm, neem je eigen laptop mee.",
        gevraagd_door=groep["facilitator"], gevraagd_op=gevraagd, status=Spreekverzoek.Status.BEVESTIGD,
        beantwoord_op=gevraagd + timedelta(hours=6), antwoord="Leuk, ik kom graag. Ik heb een uur nodig.",
    )  # fmt: skip
    anderen = [p for p in groep["deelnemers"] if not p.email.endswith("@leernetwerk.test")]
    rows = [("vraag", tekst) for tekst in VRAGEN] + [("leervraag", tekst) for tekst in LEERVRAGEN]
    Sprekersvraag.objects.bulk_create(
        Sprekersvraag(verzoek=verzoek, persoon=persoon, soort=soort, tekst=tekst)
        for persoon, (soort, tekst) in zip(anderen, rows, strict=False)
    )
    planning.reschedule(bijeenkomst)
    gegaan = Verzending.objects.waiting().filter(
        aanleiding=bijeenkomst.aanleiding, soort__in=[mails.VRAGEN, mails.BRIEFING], op__lte=now
    )
    for verzending in gegaan:
        if verzending.soort == mails.VRAGEN:
            log_sent(verzending, netwerk.leden().order_by("pk"))
    gegaan.update(status="uitgevoerd", uitgevoerd_op=F("op"))
