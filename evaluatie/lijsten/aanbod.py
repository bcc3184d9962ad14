"""What each list is for and when it is asked, in words for people."""

from dataclasses import dataclass

from evaluatie.lijsten.samenstelling import Samenstelling

UITLEG = {
    "bijeenkomst": ("Hoort wat een bijeenkomst bracht.", "Vanzelf, de ochtend na elke bijeenkomst."),
    "nulmeting": ("Legt vast waar jullie beginnen.", "Aan het begin, één keer."),
    "barometer": ("Laat zien hoe het netwerk ervoor staat.", "Twee keer per jaar, of bij een nieuwe fase."),
    "zelfevaluatie": ("Kijkt hoe ver jullie zijn als lerend netwerk.", "Als jullie een tijdje onderweg zijn."),
    "eindmeting": ("Laat zien wat het netwerk bracht.", "Aan het eind, naast de nulmeting."),
    "nameting": ("Vraagt wat mensen er op hun school mee doen.", "Drie tot zes maanden later."),
    "spreker": ("Geeft een gastspreker iets terug.", "Na een bijeenkomst met een gast."),
    "leervormen": ("Laat zien waar jullie het meest van leren.", "Als je de volgende bijeenkomsten plant."),
    "puls": ("Eén vraag: geeft het netwerk energie?", "Tussendoor."),
    "puls-contact": ("Eén vraag: spraken jullie elkaar nog?", "Tussendoor."),
    "puls-proberen": ("Eén vraag: probeerden jullie iets uit?", "Tussendoor."),
    "quiz": ("Laat je zien hoe jij leert in een netwerk.", "Alleen voor jezelf. Niemand anders ziet de uitkomst."),
}  # fmt: skip
VOLGORDE = tuple(UITLEG)
UIT_BESTAND = ("Een lijst uit een bestand.", "Als jullie haar vragen.")


@dataclass(frozen=True)
class Regel:
    """One list on the page with all lists."""

    lijst: Samenstelling
    waarvoor: str
    wanneer: str

    @property
    def document(self):
        return self.lijst.document


def make_regel(lijst: Samenstelling) -> Regel:
    if lijst.rij:
        return Regel(lijst, lijst.document.inleiding or UIT_BESTAND[0], UIT_BESTAND[1])
    return Regel(lijst, *UITLEG[lijst.document.code])


def make_regels(lijsten: list[Samenstelling]) -> tuple[list[Regel], list[Regel]]:
    """The shipped lists in the order of a netwerk's life, and those from a file."""
    vast = sorted((s for s in lijsten if s.rij is None), key=lambda s: VOLGORDE.index(s.document.code))
    return [make_regel(s) for s in vast], [make_regel(s) for s in lijsten if s.rij]
