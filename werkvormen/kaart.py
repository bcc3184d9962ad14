"""What the page of one werkvorm shows beside its own text."""

import re
from typing import NamedTuple

from django.db.models import Q

from fasen.inhoud import FASEN, IN_ELKE_FASE
from kern.adres import reverse
from kern.prepared import prepared
from werkvormen.ervaring import read_cijfers
from werkvormen.inhoud.soorten import MOMENTEN
from werkvormen.models import Favoriet, Werkvorm

MEESTE_VERWANT = 4
MEESTE_KLEINER = 3
# How the room looks, when the kaart begins by saying it; what it does not say is not drawn.
OPSTELLINGEN = (
    ("kring", re.compile(r"(Een|Eén|In een)( grote| stille ruimte met een)? kring\b")),
    ("halve-kring", re.compile(r"Een halve kring\b")),
    ("tafels", re.compile(r"(Losse tafels|Tafels (van|voor|met per|voor groep))\b")),
    ("drietallen", re.compile(r"(Drie stoelen|Groepjes van drie|Drietallen|Stoelen in drietallen)\b")),
    ("tweetallen", re.compile(r"(Twee stoelen|Tweetallen|Stoelen in tweetallen)\b")),
)
# Characters on a kaart before its print gets smaller letters: everything fits on one A4 (tested in a browser).
DICHT, HEEL_DICHT = 2440, 3100


class Hulp(NamedTuple):
    """Something of the guide that a werkvorm helps with."""

    titel: str
    url: str


def _read_gids():
    gids = {}
    for fase in FASEN:
        url = reverse("fasen:guide", args=[fase.slug])
        gids |= {punt.id: (punt.titel, url) for punt in (*fase.tips, *fase.valkuilen)}
    overal = reverse("fasen:guide", args=[FASEN[0].slug])
    return gids | {punt.id: (punt.titel, overal) for punt in (*IN_ELKE_FASE.tips, *IN_ELKE_FASE.valkuilen)}


def find_hulp(codes) -> list[Hulp]:
    """Pitfalls first; a code that the guide does not have is left out."""
    gids = _read_gids()
    bekend = sorted((code for code in codes if code in gids), key=lambda code: not code.startswith("VK-"))
    return [Hulp(gids[code][0], f"{gids[code][1]}#{code}") for code in bekend]


@prepared(many=["slugs"])
def _find_verwant(slugs):
    return Werkvorm.objects.gepubliceerd().filter(slug__in=slugs)


def find_verwant(kaart) -> list[Werkvorm]:
    """The published ones among those the kaart names, in its order."""
    gevonden = {werkvorm.slug: werkvorm for werkvorm in (_find_verwant(kaart.verwant) if kaart.verwant else ())}
    return [gevonden[slug] for slug in kaart.verwant if slug in gevonden]


def find_kleiner(werkvorm, kaart, verwant) -> list[Werkvorm]:
    """For less time or fewer people: what the kaart itself names first, then what has the same purpose."""
    kleiner = [v for v in verwant if v.duur_max < werkvorm.duur_min or v.groep_min < werkvorm.groep_min]
    if len(kleiner) < MEESTE_KLEINER and werkvorm.soort == "werkvorm":
        minder = Q(duur_max__lt=werkvorm.duur_min) | Q(
            groep_min__lt=werkvorm.groep_min, duur_max__lte=werkvorm.duur_max
        )
        rijen = Werkvorm.objects.gepubliceerd().werkvorm().with_kenmerk("doelen", kaart.doelen).filter(minder)
        rijen = rijen.with_kenmerk("momenten", kaart.momenten).exclude(pk__in=[v.pk for v in [*verwant, werkvorm]])
        kleiner += rijen.order_by("-duur_max", "naam")[: MEESTE_KLEINER - len(kleiner)]
    return kleiner[:MEESTE_KLEINER]


def find_opstelling(ruimte) -> str:
    return next((naam for naam, begin in OPSTELLINGEN if begin.match(ruimte)), "")


def read_pagina(werkvorm, user) -> dict:
    kaart = werkvorm.kaart
    verwant = find_verwant(kaart)
    kleiner = find_kleiner(werkvorm, kaart, verwant)
    favoriet = user.is_authenticated and Favoriet.objects.filter(persoon=user, werkvorm=werkvorm).exists()
    return {
        "werkvorm": werkvorm,
        "kaart": kaart,
        "fasen": [fase for fase in FASEN if fase.slug in kaart.fasen],
        "momenten": [MOMENTEN[moment] for moment in kaart.momenten],
        "hulp": find_hulp(kaart.helpt_bij),
        "kleiner": kleiner,
        "verwant": [v for v in verwant if v not in kleiner][:MEESTE_VERWANT],
        "opstelling": find_opstelling(kaart.ruimte),
        "is_favoriet": favoriet,
        "ervaring": read_cijfers(werkvorm),
        "dichtheid": _dichtheid(kaart),
    }


def _dichtheid(kaart):
    """The class that makes the print fit."""
    lengte = sum(len(stap.titel) + len(stap.tekst) + 60 for stap in kaart.stappen)
    lengte += sum(len(tekst) + 30 for tekst in (*kaart.variaties, *kaart.let_op, *kaart.materiaal))
    lengte += len(kaart.online + kaart.voorbereiding + kaart.wanneer + kaart.doel + kaart.voorbeeldvraag + kaart.ruimte)
    return "is-heel-dicht" if lengte > HEEL_DICHT else "is-dicht" if lengte > DICHT else ""
