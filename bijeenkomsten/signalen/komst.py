"""Signalen about who comes: how many, whether it goes down, and how people say that they do not."""

from datetime import timedelta

from bijeenkomsten.signalen.agenda import lees_alles
from bijeenkomsten.signalen.keren import bij, lees_keren
from fasen.kompas.drempels import PATROON, VERGELIJK
from fasen.kompas.signaal import aandacht, goed, onbekend, signaal
from kern.tijd import dag
from netwerken.models import Deelname

LIJST = ("bijeenkomsten:list", "Naar de bijeenkomsten")
GENOEG, LAAG, DALING = 3, 0.6, 0.15
KORT_DAG = timedelta(days=14)


def _met_lijst(keren):
    """Meetings of which is known who of the deelnemers was there, latest first."""
    return [k for k in keren.gehouden if k.lijst]


def _deel(keren):
    return sum(k.aanwezig for k in keren) / sum(k.lijst for k in keren)


def procent(deel):
    return f"{round(deel * 100)}%"


@signaal(
    lees_keren, code="bijeenkomsten.opkomst", naam="De meesten komen", ernst=3, valkuil="VK-02",
    tips=("TIP-12", "TIP-29", "TIP-46"), uit=("ontwikkeling", "verdieping"), doen=LIJST,
    uitleg="We tellen bij de laatste drie bijeenkomsten hoeveel deelnemers er waren, facilitators niet meegeteld. "
    f"Onder de {procent(LAAG)} vraagt het aandacht.",
)  # fmt: skip
def opkomst(keren, netwerk, peiling):
    laatste = _met_lijst(keren)[:GENOEG]
    if len(laatste) < PATROON:
        return onbekend(
            f"Van {bij(len(laatste))} weten we wie er was.",
            "Dat weten we na twee bijeenkomsten met een aanwezigheidslijst.",
        )
    zin = f"Bij de laatste {len(laatste)} bijeenkomsten was {procent(_deel(laatste))} van de deelnemers er."
    return aandacht(zin) if _deel(laatste) < LAAG else goed(zin)


@signaal(
    lees_keren, code="bijeenkomsten.opkomst_daalt", naam="De opkomst zakt niet", ernst=3, valkuil="VK-01",
    tips=("TIP-11", "TIP-46", "TIP-59"), doen=LIJST,
    uitleg="We leggen de laatste twee bijeenkomsten naast de twee daarvoor. Een daling van 15 procentpunt of meer "
    "vraagt aandacht.",
)  # fmt: skip
def opkomst_daalt(keren, netwerk, peiling):
    lijst = _met_lijst(keren)
    if len(lijst) < VERGELIJK:
        return onbekend(
            f"Van {bij(len(lijst))} weten we wie er was.",
            "Dat weten we na vier bijeenkomsten met een aanwezigheidslijst.",
        )
    nu, eerst = _deel(lijst[:2]), _deel(lijst[2:4])
    zin = f"De laatste twee keer was {procent(nu)} er, de twee keer daarvoor {procent(eerst)}."
    return aandacht(zin) if eerst - nu >= DALING else goed(zin)


@signaal(
    lees_keren, code="bijeenkomsten.laat_af", naam="Mensen zeggen op tijd af", ernst=2, valkuil="VK-12",
    tips=("TIP-12", "TIP-33", "TIP-31"), begeleiders=True, doen=LIJST,
    uitleg="We tellen wie zich bij de laatste drie bijeenkomsten binnen 48 uur voor het begin afmeldde. Meer dan één "
    "op de vijf deelnemers vraagt aandacht. De reden lezen we niet.",
)  # fmt: skip
def laat_af(keren, netwerk, peiling):
    laatste = _met_lijst(keren)[:GENOEG]
    af, bekend = (sum(getattr(k, naam) for k in laatste) for naam in ("afgemeld", "afgemeld_bekend"))
    if len(laatste) < PATROON or bekend < af:
        return onbekend(
            "Van te weinig afmeldingen weten we wanneer ze kwamen.", "Dat weten we na de volgende twee keer."
        )
    laat, totaal = sum(k.laat for k in laatste), sum(k.lijst for k in laatste)
    kwam = "kwam 1 afmelding" if laat == 1 else f"kwamen {laat or 'geen'} afmeldingen"
    zin = f"Bij de laatste {len(laatste)} bijeenkomsten {kwam} pas in de laatste twee dagen, van samen {totaal} mensen."
    return aandacht(zin) if laat >= PATROON and laat > totaal / 5 else goed(zin)


@signaal(
    lees_keren, code="bijeenkomsten.weggebleven", naam="Wie ja zegt, komt ook", ernst=2, valkuil="VK-06",
    tips=("TIP-12", "TIP-43", "TIP-11"), vraag="Wat maakt dat het er op de dag zelf toch niet van komt?",
    begeleiders=True, doen=LIJST,
    uitleg="We tellen bij de laatste drie bijeenkomsten wie zei te komen en er niet was. Meer dan één op de vijf "
    "vraagt aandacht.",
)  # fmt: skip
def weggebleven(keren, netwerk, peiling):
    laatste = _met_lijst(keren)[:GENOEG]
    zei_ja = sum(k.gezegd - k.afgemeld for k in laatste)
    if len(laatste) < PATROON or not zei_ja:
        return onbekend(
            "We weten nog te weinig over wie er kwam.", "Dat weten we na twee bijeenkomsten met antwoorden."
        )
    weg = sum(k.weggebleven for k in laatste)
    zin = (
        f"Bij de laatste {len(laatste)} bijeenkomsten zei {zei_ja} keer iemand ja. Daarvan kwam {weg} keer iemand niet."
    )
    return aandacht(zin) if weg >= PATROON and weg > zei_ja / 5 else goed(zin)


@signaal(
    lees_alles, code="bijeenkomsten.stil", naam="Mensen laten weten of ze komen", ernst=2, valkuil="VK-44",
    tips=("TIP-12", "TIP-34", "TIP-33"), vraag="Hoe spreken we af dat je laat weten of je komt?", doen=LIJST,
    uitleg="In de twee weken voor een bijeenkomst tellen we wie nog niet zei of hij komt. Is dat meer dan de helft, "
    "dan vraagt dat aandacht.",
)  # fmt: skip
def stil(alles, netwerk, peiling):
    keren, mensen, _ = alles
    volgende = next(iter(keren.aankomend), None)
    deelnemers = [m for m in mensen.deelnemers if m.status == Deelname.Status.ACTIEF]
    if not volgende or volgende.begint_op > peiling.nu + KORT_DAG or not deelnemers:
        wanneer = "Twee weken voor de volgende bijeenkomst weten we het."
        return onbekend("Er is de komende twee weken geen bijeenkomst.", wanneer)
    wacht = max(0, len(deelnemers) - volgende.gezegd)
    moment = dag(volgende.begint_op, met_jaar=True)
    if not wacht:
        return goed(f"Alle {len(deelnemers)} deelnemers lieten weten of ze komen op {moment}.")
    liet = "liet" if wacht == 1 else "lieten"
    zin = f"Van de {len(deelnemers)} deelnemers {liet} er {wacht} nog niets weten over {moment}."
    return aandacht(zin) if wacht > len(deelnemers) / 2 else goed(zin)
