"""The mails of the intake: the question, one reminder, and what came of it."""

from datetime import date, timedelta

from django.conf import settings

from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from netwerken.intake.models import Intake

VRAAG, HERINNERING, UITKOMST = "netwerken.intake", "netwerken.intake_herinnering", "netwerken.intake_uitkomst"


def page_link(netwerk) -> str:
    """Absolute address of the own intake. Signing in comes first: what one wrote there is private."""
    return settings.BASE_URL + reverse("netwerken:intake", args=[netwerk.slug])


def find_intake(deelname: int):
    return Intake.objects.with_deelname().filter(deelname=deelname).first()


def _vraag(bericht):
    intake = find_intake(bericht.gegevens["deelname"])
    if intake is None or not Intake.objects.in_te_vullen().filter(pk=intake.pk).exists():
        return SlaOver("De intake is al verstuurd, of is niet meer nodig.")
    netwerk, herinnering = intake.netwerk, bericht.soort == HERINNERING
    onderwerp = f"Vijftien vragen voor {netwerk.naam}"
    return Inhoud(
        onderwerp=f"Nog even: {onderwerp[0].lower()}{onderwerp[1:]}" if herinnering else onderwerp,
        template="email/netwerken/intake",
        afzender=netwerk.naam,
        preheader="Je kunt stoppen en later verdergaan. Wat je schrijft, blijft bewaard.",
        reden=f"Je krijgt deze mail omdat je {'meedoet' if intake.deelname.is_lid else 'wilt meedoen'} aan "
        f"{netwerk.naam}.",
        context={
            "netwerk": netwerk,
            "deelname": intake.deelname,
            "herinnering": herinnering,
            "begeleiders": [persoon.naam for persoon in netwerk.facilitators()],
            "knoppen": [("Vul je intake in", page_link(netwerk))],
        },
        lees=("Vul je intake in", page_link(netwerk)),
    )


def _wie_nog_niet(verzending):
    """Who was asked on the day this reminder belongs to and sent nothing yet; the day is the end of its sleutel."""
    netwerk_pk, gevraagd = verzending.sleutel.split(":")[1:]
    rows = Intake.objects.in_te_vullen().filter(
        deelname__netwerk=netwerk_pk, gevraagd_dag=date.fromisoformat(gevraagd), deelname__persoon__is_active=True
    )
    for intake in rows.exclude(deelname__status="pauze").with_deelname().order_by("pk"):
        yield Ontvanger(persoon=intake.persoon, gegevens={"deelname": intake.deelname_id})


def _uitkomst(bericht):
    intake = find_intake(bericht.gegevens["deelname"])
    if intake is None or not intake.is_besloten:
        return SlaOver("Er is intussen iets veranderd.")
    return make_uitkomst(intake, intake.uitkomst, intake.bericht)


def make_uitkomst(intake, uitkomst, bericht) -> Inhoud:
    """The mail with the words of the facilitator; around them what happens with the place."""
    netwerk, deelname = intake.netwerk, intake.deelname
    past = uitkomst != Intake.Uitkomst.PAST_NIET
    wacht = past and (deelname.status == "wachtlijst" or (not deelname.is_lid and netwerk.is_vol))
    knop = ("Ga naar het netwerk", netwerk.get_absolute_url())
    if not past:
        knop = ("Bekijk andere netwerken", reverse("overzicht:netwerken"))
    return Inhoud(
        onderwerp=f"Je doet mee aan {netwerk.naam}" if past and not wacht else f"Over je intake bij {netwerk.naam}",
        template="email/netwerken/intake_uitkomst",
        afzender=netwerk.naam,
        reden=f"Je krijgt deze mail omdat je de intake van {netwerk.naam} invulde.",
        context={
            "netwerk": netwerk,
            "deelname": deelname,
            "bericht": bericht,
            "past": past,
            "wacht": wacht,
            "begeleiders": [persoon.naam for persoon in netwerk.facilitators()],
            "knoppen": [(knop[0], settings.BASE_URL + knop[1])],
        },
    )


def _is_answer(bericht, now):
    """Who just did something gets the answer at once, whatever the hour."""
    return bericht.gegevens.get("zelf", False)


def register() -> None:
    for code, naam, inhoud in [(VRAAG, "Intake", _vraag), (UITKOMST, "Na de intake", _uitkomst)]:
        register_soort(
            Soort(
                code=code, naam=naam, inhoud=inhoud, houdbaar=timedelta(days=14), bewerkbaar=False,
                dringend=_is_answer, aanloop=timedelta(days=14),
            )
        )  # fmt: skip
    register_soort(
        Soort(
            code=HERINNERING, naam="Herinnering aan de intake", inhoud=_vraag, ontvangers=_wie_nog_niet,
            houdbaar=timedelta(days=7), aanloop=timedelta(days=14), namen_in_log=False, is_vraag=True,
        )
    )  # fmt: skip
