"""When a mail will leave, for who has to know beforehand."""

from django.conf import settings

from berichten import aandacht
from berichten.models import Bericht
from berichten.services.attention import vakantie_van
from berichten.soorten import get_soort
from kern.tijd import nu


def leaves_later(soort: str, *, aanleiding: str = "", gegevens: dict | None = None) -> str:
    """For who just did something that gives mail: «maandag 23 november om 8.00 uur» when the mail waits till then.

    Empty when it goes at once. About receivers without a school holiday; who has one may get it later still.
    """
    row = Bericht(soort=soort, aanleiding=aanleiding, gegevens=gegevens or {})
    [moment] = _moments(row, nu(), [aandacht.geen_vakantie])
    return aandacht.wanneer(moment.op) if moment.waarom else ""


def explain_waits(verzending, personen) -> list[str]:
    """What a facilitator may know beforehand: when this waits, for everybody or for who has a school holiday."""
    row = Bericht(soort=verzending.soort, aanleiding=verzending.aanleiding, op=verzending.op)
    op = max(verzending.op, nu())
    voor_iedereen, *per_regio = _moments(row, op, [aandacht.geen_vakantie, *_holidays(personen)])
    if voor_iedereen.waarom:
        zinnen = [f"Gaat {aandacht.wanneer(voor_iedereen.op)}, want {voor_iedereen.waarom}."]
    else:
        zinnen = []
    later = {moment for moment in per_regio if moment.op > voor_iedereen.op}
    for moment in sorted(later, key=lambda moment: moment.op):
        vakantie = moment.waarom.removeprefix("het is ")
        zinnen.append(f"Wie dan {vakantie} heeft, krijgt het {aandacht.wanneer(moment.op)}.")
    return zinnen


def _holidays(personen):
    """One of each region."""
    per_regio = {persoon.vakantieregio: persoon for persoon in personen}
    per_regio.pop("", None)
    return [vakantie_van(persoon) for persoon in per_regio.values()]


def _moments(row, op, holidays) -> list[aandacht.Moment]:
    """When a mail like this leaves that is due at ``op``, for each of these kinds of receivers."""
    if not settings.RUSTTIJDEN or not any(aandacht.is_rustig(op, vakantie) for vakantie in holidays):
        return [aandacht.Moment(op)] * len(holidays)
    soort = get_soort(row.soort)
    if soort.dringend(row, op) if callable(soort.dringend) else soort.dringend:
        return [aandacht.Moment(op)] * len(holidays)
    grens = {"uiterlijk": soort.uiterlijk(row) if soort.uiterlijk else None, "aanloop": soort.aanloop}
    return [aandacht.eerste_moment(op, vakantie=vakantie, **grens) for vakantie in holidays]
