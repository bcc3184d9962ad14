"""What stands in the netwerkbrief: first what waits for somebody, then what may be known, per netwerk."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from berichten.aandacht import TE_LAAT, WIL_NIET, Keuze
from berichten.acties import open_acties
from berichten.models import NETWERKBRIEF, Bericht, Voorkeur
from berichten.soorten import Inhoud, SlaOver, Soort, get_soort
from berichten.soorten import register as register_soort
from kern.tijd import dag, nu

logger = logging.getLogger(__name__)

NIETS = "Er was deze week niets te melden."


@dataclass(frozen=True)
class Regel:
    """One bundled mail, short."""

    titel: str
    tekst: str = ""
    eigen_tekst: str = ""
    lees: tuple[str, str] | None = None


def inhoud(brief: Bericht) -> Inhoud | SlaOver:
    """The letter, with the facts of this moment. Notes on ``brief`` what stands in it and what fell away."""
    now = nu()
    voorkeuren = dict(Voorkeur.objects.filter(persoon=brief.aan).values_list("onderwerp", "keuze"))
    groepen = _gather(brief, voorkeuren, now)
    acties = [a for a in open_acties(brief.aan, now) if voorkeuren.get(a.onderwerp) != Keuze.NIET]
    # Who gets mail at once heard about these already, unless the question was left to this letter; with nothing else in
    # it a letter would only repeat them.
    alleen_hier = {onderwerp for onderwerp, keuze in voorkeuren.items() if keuze == Keuze.WEKELIJKS}
    alleen_hier |= set(brief.gegevens.get("vragen", ()))
    if not (groepen or any(actie.onderwerp in alleen_hier for actie in acties)):
        return SlaOver(NIETS)
    return Inhoud(
        onderwerp=_subject(acties, groepen),
        template="email/berichten/netwerkbrief",
        reden=_reason(brief, voorkeuren, groepen),
        preheader=_preheader(acties, groepen),
        onderwerpen=_onderwerpen(brief, acties, voorkeuren),
        context={
            "dag": dag(now),
            "acties": acties,
            "groepen": groepen,
            "voorkeuren_url": settings.BASE_URL + reverse("berichten:preferences"),
        },
    )


def _gather(brief, voorkeuren, now):
    """[(netwerk, regels)] of what goes along, oldest first."""
    groepen, mee, afgevallen = {}, [], {}
    rows = Bericht.objects.filter(bundel=brief, status=Bericht.Status.GEBUNDELD).select_related("aan", "verzending")
    for row in rows.order_by("op", "pk"):
        try:
            uitkomst = _look_at(row, voorkeuren, now)
        except Exception:
            logger.exception("bericht %s cannot be made for the netwerkbrief; the rest goes on", row.pk)
            continue
        if isinstance(uitkomst, SlaOver):
            afgevallen[row.pk] = uitkomst.reden
        else:
            mee.append(row.pk)
            groepen.setdefault(uitkomst.afzender, []).append(_shorten(row, uitkomst))
    brief.mee, brief.afgevallen = tuple(mee), afgevallen
    return list(groepen.items())


def _onderwerpen(brief, acties, voorkeuren):
    """What stops with the stop link: all that stands in this letter, and all this person chose to read in it."""
    codes = Bericht.objects.filter(pk__in=brief.mee).values_list("soort", flat=True)
    gekozen = {onderwerp for onderwerp, keuze in voorkeuren.items() if keuze == Keuze.WEKELIJKS}
    erin = {get_soort(code).onderwerp for code in codes} | {actie.onderwerp for actie in acties}
    return tuple(sorted((gekozen | erin) - {""}))


def _look_at(row, voorkeuren, now):
    soort = get_soort(row.soort)
    if voorkeuren.get(soort.onderwerp) == Keuze.NIET:
        return SlaOver(WIL_NIET)
    if soort.uiterlijk and (uiterlijk := soort.uiterlijk(row)) and uiterlijk <= now:
        return SlaOver(TE_LAAT)
    return soort.inhoud(row)


def _shorten(row, inhoud):
    lees = inhoud.lees or next(iter(inhoud.context.get("knoppen", ())), None)
    eigen_tekst = row.verzending.eigen_tekst if row.verzending else ""
    return Regel(inhoud.onderwerp, inhoud.kort or inhoud.preheader, eigen_tekst, lees)


def _subject(acties, groepen):
    """The first thing in it, and how much more there is."""
    titels = [actie.titel for actie in acties] + [regel.titel for _, regels in groepen for regel in regels]
    if len(titels) == 1:
        return titels[0]
    punt = "" if titels[0].endswith((".", "?", "!")) else "."
    return f"{titels[0]}{punt} En nog {len(titels) - 1} {'ding' if len(titels) == 2 else 'dingen'}"  # noqa: PLR2004 - one more


def _preheader(acties, groepen):
    regels = sum(len(regels) for _, regels in groepen)
    delen = []
    if acties:
        delen.append("1 vraag aan jou" if len(acties) == 1 else f"{len(acties)} vragen aan jou")
    if regels:
        delen.append("1 bericht" if regels == 1 else f"{regels} berichten")
    van_netwerken = regels or any(actie.onderwerp for actie in acties)
    return f"{' en '.join(delen)}{' uit je netwerken' if van_netwerken else ''}."


def _reason(brief, voorkeuren, groepen):
    if Keuze.WEKELIJKS in voorkeuren.values():
        return "Je krijgt deze mail omdat je koos voor één mail per week."
    if not groepen and brief.gegevens.get("vragen") == [""]:
        return "Je krijgt deze mail omdat er al langer iets op je wacht."
    return "Je krijgt deze mail omdat er vorige week al veel mail naar je ging. De rest staat hier bij elkaar."


def register() -> None:
    """Six days: after that the next letter is due."""
    register_soort(
        Soort(
            code=NETWERKBRIEF, naam="Netwerkbrief", inhoud=inhoud, houdbaar=timedelta(days=6), namen_in_log=False,
            bewerkbaar=False, wis_na_versturen=True,
        )
    )  # fmt: skip
