"""Rounds of questions to a whole demo network: opened and closed by their own services, with made-up counts.

Most answers come out near the figure of the round; what is told apart (``anders``) is what the group works on.
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from evaluatie.models import Genodigde, Meting, OpenAntwoord, Teller
from evaluatie.rondes.planner import plan_netwerk
from evaluatie.rondes.planning import plan_berichten
from evaluatie.services import close_meting, open_ronde, plan_ronde
from evaluatie.vragenlijst.document import GEEN_OORDEEL, MET_OPTIES, PUNTEN, Soort
from kern.tijd import lokale_dag, maand_jaar, werkochtend_na
from netwerken.models import Deelname

DUURT = 14  # days
GEEN = 0.04  # so many have no opinion about a question
SCHRIJFT = 0.4  # so many write something at an open question
SPREIDING = 0.8


@dataclass(frozen=True)
class Ronde:
    """``over`` days from today. ``later``: so many of the group only joined after it. ``anders``: {group: figure}."""

    soort: str
    naam: str
    over: int
    cijfer: float = 3.6
    respons: float = 0.85
    later: int = 0
    anders: dict[str, float] = field(default_factory=dict)
    teksten: dict[str, tuple[str, ...]] = field(default_factory=dict)


GOED = (
    "De gesprekken in drietallen. Daar durf ik te zeggen dat iets niet lukt.",
    "Dat we tijd nemen om door te vragen.",
    "Bij elkaar op school kijken.",
    "We lachen veel en werken hard.",
    "Iemand uit een heel andere sector laten vertellen.",
)
ANDERS = (
    "Ik hoor graag eerder wat ik moet voorbereiden.",
    "Meer tijd om mijn plan voor school uit te werken.",
    "De afspraken van vorige keer vergeten we te vaak.",
    "Niet steeds dezelfde mensen aan het woord.",
)
NODIG = ("Een vaste maat om tussendoor te bellen.", "Meer mensen van mijn school die weten wat ik hier doe.")
OPBRENGST = (
    "Ik geef nu echt iets uit handen, en mijn team pakt het op.",
    "We werken met twee routes in de onderbouw.",
    "Ik bel nog elke maand met iemand uit de groep.",
)
PROEF = (
    "Ik probeerde een les zonder boek. De helft van de klas vroeg of dat vaker kan.",
    "Ons team begint nu met tien minuten vertellen.",
)

VROEG = Ronde("nulmeting", "Nulmeting", -420, 2.7, 0.9, later=5, anders={"belang": 4.2, "praktijk": 2.3})
OPEN = -4
RONDES = {
    "verbindend-vernieuwen": (
        VROEG,
        Ronde("barometer", "Barometer", -285, 3.3, 0.85, anders={"a": 3.9, "c": 3.7, "e": 2.4},
              teksten={"slot-1": GOED[:3], "slot-2": ANDERS[1:], "slot-3": NODIG}),
        Ronde("barometer", "Barometer", -120, 3.6, 0.8, anders={"a": 4.2, "c": 4.0, "e": 2.9},
              teksten={"slot-1": GOED, "slot-2": ANDERS, "slot-3": NODIG}),
        Ronde("zelfevaluatie", "Zelfevaluatie", OPEN, 3.4, 0.45),
    ),
    "eindverantwoordelijk-schoolleiders": (
        Ronde("barometer", "Barometer", -1080, 3.2, 0.8, later=2),
        Ronde("barometer", "Barometer", -700, 3.7, 0.9, later=1, teksten={"slot-1": GOED[1:4], "slot-2": ANDERS[:2]}),
        Ronde("barometer", "Barometer", -330, 3.9, 0.75, anders={"f": 3.2}, teksten={"slot-1": GOED[:2]}),
    ),
    "vrouwelijk-leiderschap-1": (
        Ronde("nulmeting", "Nulmeting", -634, 2.9, 0.8),
        Ronde("barometer", "Barometer", -240, 3.8, 0.85, anders={"d": 4.3}, teksten={"slot-1": GOED[2:]}),
        Ronde("puls", "Puls: energie", -50, 4.1, 0.6),
    ),
    "vrouwelijk-leiderschap-2": (Ronde("barometer", "Barometer", -175, 3.1, 0.2),),
    "ondernemend-leren": (
        Ronde("nulmeting", "Nulmeting", -405, 2.6, 0.75),
        Ronde("barometer", "Barometer", -225, 3.4, 0.7),
        Ronde("eindmeting", "Eindmeting", -45, 3.9, 0.7, anders={"impact": 3.5}, teksten={"slot-1": OPBRENGST}),
    ),
    "moreel-beraad-en-bildung": (
        Ronde("nulmeting", "Nulmeting", -72, 3.0, 0.9),
        Ronde("leervormen", "Leer-top 3", -40, 3.0, 0.7, teksten={"top-2": PROEF}),
    ),
}  # fmt: skip


def load(netwerk, groep, now):
    """The rounds of this story that began before now, and those that its dates ask for."""
    for nummer, ronde in enumerate(RONDES.get(netwerk.slug, ())):
        lot = random.Random(f"{netwerk.slug} {nummer}")  # noqa: S311 - the same every time, no secret
        _load_ronde(netwerk, ronde, groep, lot, now)
    plan_netwerk(netwerk.pk, now=now)


def _load_ronde(netwerk, ronde, groep, lot, now):
    op = min(werkochtend_na(now, dagen=ronde.over), now - timedelta(minutes=5))
    naam = f"{ronde.naam} {maand_jaar(op)}" if ronde.soort == Meting.Soort.BAROMETER else ronde.naam
    meting = plan_ronde(
        netwerk, ronde.soort, opent_op=op, sluit_op=werkochtend_na(op, dagen=DUURT), naam=naam,
        moment=f"voorbeeld:{ronde.soort}:{ronde.over}",
    )  # fmt: skip
    later = [persoon.pk for persoon in groep["deelnemers"][len(groep["deelnemers"]) - ronde.later :]]
    nieuw = Deelname.objects.filter(netwerk=netwerk, rol="deelnemer", status="actief", persoon__in=later)
    nieuw = list(nieuw.values_list("pk", flat=True))
    if nieuw:
        Deelname.objects.filter(pk__in=nieuw).update(status="pauze", begonnen_op=lokale_dag(op + timedelta(days=30)))
    meting = open_ronde(meting, now=op)
    Deelname.objects.filter(pk__in=nieuw).update(status="actief")
    genodigden = list(meting.genodigden.select_related("persoon").order_by("persoon__email"))
    # Who tries the demo as deelnemer@ still has something to fill in.
    kandidaten = [g for g in genodigden if not g.persoon.email.startswith("deelnemer@")]
    aantal = min(len(kandidaten), round(len(genodigden) * ronde.respons))
    gekozen = lot.sample(kandidaten, aantal)
    Genodigde.objects.filter(pk__in=[g.pk for g in gekozen]).update(ingevuld=True)
    _count_answers(meting, ronde, aantal, lot)
    _write_texts(meting, ronde, aantal, lot)
    plan_berichten(close_meting(meting, now=now), now=now)


def _count_answers(meting, ronde, aantal, lot):
    tellers = {(t.vraag, t.waarde): t for t in meting.tellers.all()}
    for groep in meting.document.groepen:
        for vraag in groep.vragen:
            if vraag.is_open:
                continue
            cijfer = ronde.anders.get(groep.code, ronde.cijfer) + lot.uniform(-0.35, 0.35)
            for _ in range(aantal):
                for waarde, punten in _pick(vraag, cijfer, lot).items():
                    tellers[vraag.code, waarde].aantal += punten
    Teller.objects.bulk_update(tellers.values(), ["aantal"])


def _pick(vraag, cijfer, lot):
    """{value: points} of one made-up answer."""
    if vraag.soort in MET_OPTIES:
        # The first options are chosen more often than the last.
        volgorde = sorted(vraag.waarden[1:], key=lambda waarde: waarde + lot.uniform(0, len(vraag.opties)))
        return dict(zip(volgorde, PUNTEN if vraag.soort == Soort.RANGORDE else (1,), strict=False))
    if lot.random() < GEEN:
        return {GEEN_OORDEEL: 1}
    hoogste = vraag.hoogste
    return {min(hoogste, max(1, round(lot.gauss(cijfer * hoogste / 5, SPREIDING * hoogste / 5)))): 1}


def _write_texts(meting, ronde, aantal, lot):
    rows = [
        OpenAntwoord(uuid=uuid.UUID(int=lot.getrandbits(128), version=4), meting=meting, vraag=vraag, tekst=tekst)
        for vraag, teksten in ronde.teksten.items()
        for tekst in lot.sample(teksten, min(len(teksten), max(1, round(aantal * SCHRIJFT))))
    ]
    OpenAntwoord.objects.bulk_create(sorted(rows, key=lambda row: row.uuid))
