"""Why this block is in the suggestion, in one sentence, and what to look out for. Says only what is so."""

from bijeenkomsten.voorstel.indeling import ZONDER_PAUZE_OP_EEN_PLEK, langst_zonder_pauze
from bijeenkomsten.voorstel.kandidaten import AFRONDEN, AFSPRAKEN, INCHECKEN, LUNCH, NAAR_SCHOOL, PAUZE, Situatie
from fasen.inhoud import find_fase
from werkvormen.waarom import DOEL

VASTE_REDEN = {
    INCHECKEN.sleutel: "Zo is iedereen er met zijn hoofd bij, en houden jullie tijd over voor de kern.",
    NAAR_SCHOOL.sleutel: "Zo gaat er van vandaag iets mee naar school.",
    AFRONDEN.sleutel: "Zo weet ieder wie wat doet, en wanneer jullie elkaar weer zien.",
    PAUZE.sleutel: "Even weg van de stoel. In de pauze leren mensen elkaar ook kennen.",
    LUNCH.sleutel: "Op de helft. Samen eten hoort erbij.",
}
_WOORDEN = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
KORTER = 10  # minutes shorter than usual before it is worth a warning


def say_reden(blok, s: Situatie) -> str:
    k = blok.kandidaat
    if k.sleutel == AFSPRAKEN.sleutel:
        return "Er staat nog één afspraak open." if s.afspraken == 1 else f"Er staan nog {s.afspraken} afspraken open."
    if k.is_vast:
        return VASTE_REDEN[k.sleutel]
    delen = [deel for deel in (_mensen(k, s), _eigen(k, s), _ervaring(k, s)) if deel]
    doel = next((doel for doel in blok.plek.doelen if doel in k.doelen), None)
    if doel:
        delen.append(f"het helpt om {DOEL[doel]}")
    zin = f"{', '.join(delen[:-1])}, en {delen[-1]}" if len(delen) > 1 else delen[0]
    return f"{zin[:1].upper()}{zin[1:]}."


def _mensen(k, s):
    fase = find_fase(s.fase).naam if s.fase in k.fasen else ""
    if (groepen := k.groepen(s.mensen)) == 1:
        return f"past bij {s.mensen} mensen" + (f" en bij {fase}" if fase else "")
    return f"gaat met {s.mensen} mensen {say_groepen(s.mensen, groepen)}" + (f", hoort bij {fase}" if fase else "")


def say_groepen(mensen: int, groepen: int) -> str:
    """«in twee groepen van zes of zeven»"""
    klein, rest = divmod(mensen, groepen)
    hoe_groot = f"{_woord(klein)} of {_woord(klein + 1)}" if rest else _woord(klein)
    return f"in {_woord(groepen)} groepen van {hoe_groot}"


def _woord(n):
    return _WOORDEN[n] if n < len(_WOORDEN) else str(n)


def _eigen(k, s):
    """What this netwerk itself has to do with it; the one thing that says most."""
    geleden = s.eerder.get(k.sleutel)
    if s.oordeel.get(k.sleutel) == "nog_eens":
        return "jullie wilden het nog eens doen"
    if geleden:
        return (
            "jullie deden het vorige keer ook" if geleden == 1 else f"jullie deden het {_woord(geleden)} keer geleden"
        )
    if k.sleutel in s.favorieten:
        return "het is een favoriet van jou"
    return "jullie deden het nog niet" if s.eerder else ""


def _ervaring(k, s):
    ervaring = s.ervaring.get(k.sleutel)
    return (
        f"facilitators wilden het {ervaring.nog_eens} van de {ervaring.aantal} keer zo nog eens doen"
        if ervaring
        else ""
    )


def say_let_op(blok, s: Situatie) -> list[str]:
    """What whoever leads it should know, because of these minutes and these people."""
    k, punten = blok.kandidaat, []
    if k.is_vast:
        return punten
    if (groepen := k.groepen(s.mensen)) > 1:
        punten.append(f"Werk {say_groepen(s.mensen, groepen)}, elk met een eigen gespreksleider.")
    if blok.minuten <= k.gewoon - KORTER:
        punten.append(f"Gewoonlijk duurt dit {k.gewoon} minuten. Kies vooraf wat je korter doet.")
    if blok.minuten > max(langst_zonder_pauze(s), ZONDER_PAUZE_OP_EEN_PLEK):
        punten.append("Dit duurt lang. Las halverwege een korte pauze in.")
    return punten
