"""What the page and a device know of a running meeting."""

from dataclasses import dataclass
from datetime import date

from bijeenkomsten.models import Aantekening, Afspraak, Bloktijd, Uitvoering
from bijeenkomsten.uitvoeren.verloop import NU, STRAKS, Blok, Verloop, make_verloop
from kern.prepared import prepared
from kern.tijd import dag, nu


@prepared
def _find_uitvoering(bijeenkomst):
    return Uitvoering.objects.filter(bijeenkomst=bijeenkomst)


@prepared
def _find_bloktijden(bijeenkomst):
    return Bloktijd.objects.filter(onderdeel__bijeenkomst=bijeenkomst)


@prepared
def find_aantekeningen(bijeenkomst):
    return Aantekening.objects.filter(bijeenkomst=bijeenkomst).select_related("door").order_by("pk")


@prepared
def _find_afspraken(bijeenkomst):
    return Afspraak.objects.filter(bijeenkomst=bijeenkomst).select_related("wie").order_by("pk")


def read_verloop(bijeenkomst, *, now=None) -> tuple[Verloop, int]:
    """How the meeting goes, and the versie that counts its steps."""
    uitvoering = next(iter(_find_uitvoering(bijeenkomst.pk)), None) or Uitvoering()
    verloop = make_verloop(
        bijeenkomst.programma.regels,
        {tijd.onderdeel_id: tijd for tijd in _find_bloktijden(bijeenkomst.pk)},
        huidig=uitvoering.huidig_id,
        begonnen_op=uitvoering.begonnen_op,
        klaar_op=uitvoering.klaar_op,
        now=now or nu(),
    )
    return verloop, uitvoering.versie


def make_stand(bijeenkomst, verloop, versie) -> dict:
    """For a device: everything the page shows, moments in milliseconds. Only for who makes the draaiboek."""
    return {
        "nu": _ms(verloop.now),
        "versie": versie,
        "huidig": verloop.huidig[0].pk if verloop.huidig else None,
        "begonnen": _ms(verloop.begonnen_op),
        "klaar": _ms(verloop.klaar_op),
        "blokken": [_show_blok(blok) for blok in verloop.blokken],
        "aantekeningen": [
            {"sleutel": str(a.sleutel), "blok": a.onderdeel_id, "titel": a.blok, "tekst": a.tekst,
             "wie": a.door.naam if a.door else ""}
            for a in find_aantekeningen(bijeenkomst.pk)
        ],
        "afspraken": [
            {"sleutel": str(a.sleutel), "blok": a.onderdeel_id, "tekst": a.tekst, "wie": a.wie_naam,
             "voor": a.voor.isoformat() if a.voor else ""}
            for a in _find_afspraken(bijeenkomst.pk)
        ],
    }  # fmt: skip


@dataclass(frozen=True)
class Rij:
    """One thing that was written down, as the page shows it."""

    wat: str
    tekst: str
    bij: str


@dataclass(frozen=True)
class Blokweergave:
    """A block with what was written down at it; ``blok`` is None for what belongs to no block any more."""

    blok: Blok | None
    rijen: list[Rij]

    @property
    def onderdeel(self):
        return self.blok and self.blok.onderdeel

    @property
    def stand(self):
        return self.blok.stand

    @property
    def begin(self):
        return self.blok.begin

    @property
    def is_nu(self):
        return self.blok is not None and self.blok.stand == NU

    @property
    def hoe(self):
        return "" if self.stand == STRAKS else self.stand

    @property
    def duur_tekst(self):
        minuten = self.onderdeel.minuten + self.blok.extra
        langer = f", {self.blok.extra} langer" if self.blok.extra else ""
        return f"{minuten} {'minuut' if minuten == 1 else 'minuten'}{langer}"


def show_lijsten(verloop, stand) -> list[Blokweergave]:
    """Every block in order, and last what belongs to none."""
    bekend = {blok.pk for blok in verloop.blokken}

    def rijen_van(pk):
        return [
            *(_show_afspraak(a) for a in stand["afspraken"] if _belongs(a, pk, bekend)),
            *(_show_aantekening(a, met_blok=pk is None) for a in stand["aantekeningen"] if _belongs(a, pk, bekend)),
        ]

    return [Blokweergave(blok, rijen_van(blok and blok.pk)) for blok in [*verloop.blokken, None]]


def _belongs(rij, pk, bekend):
    return rij["blok"] == pk if pk else rij["blok"] not in bekend


def _show_afspraak(a):
    klaar = f"klaar op {dag(date.fromisoformat(a['voor']))}" if a["voor"] else ""
    return Rij("Afspraak", a["tekst"], ", ".join(filter(None, [a["wie"], klaar])))


def _show_aantekening(a, *, met_blok):
    return Rij("Aantekening", a["tekst"], ", ".join(filter(None, [a["wie"], met_blok and a["titel"]])))


def _show_blok(blok):
    o = blok.onderdeel
    return {
        "pk": o.pk, "titel": o.titel, "minuten": o.minuten, "tegelijk": o.tegelijk, "vast": o.begint_vast is not None,
        "wie": o.wie, "vraag": o.vraag, "materiaal": o.materiaal, "toelichting": o.toelichting, "notities": o.notities,
        "gepland": _ms(blok.gepland_begin), "extra": blok.extra, "begon": _ms(blok.begon_op),
        "eindigde": _ms(blok.eindigde_op),
    }  # fmt: skip


def _ms(moment):
    return None if moment is None else int(moment.timestamp() * 1000)
