"""The panel at the top of the run page, in words. static/js/uitvoeren.js says the same while there is no connection."""

from dataclasses import dataclass

from bijeenkomsten.uitvoeren.verloop import STAP, Verloop
from kern.tijd import klok

BIJNA = 5  # minutes: now is the time to say so to the group


@dataclass(frozen=True)
class Paneel:
    verloop: Verloop

    @property
    def loopt(self):
        return bool(self.verloop.huidig)

    @property
    def stand(self):
        if self.loopt:
            return "Nu"
        if self.verloop.klaar_op:
            return "Klaar"
        return "Even tussendoor" if self.verloop.begonnen_op else "Nog niet begonnen"

    @property
    def titel(self):
        if self.loopt:
            return _names(self.verloop.huidig)
        if self.verloop.klaar_op:
            return "Jullie zijn klaar"
        return "Kies hoe jullie verdergaan" if self.verloop.begonnen_op else "Klaar om te beginnen"

    @property
    def getal(self):
        if self.loopt:
            return str(abs(self.verloop.rest))
        volgende = self.verloop.volgende
        return klok(volgende[0].begin) if volgende and not self.verloop.begonnen_op else ""

    @property
    def woorden(self):
        if not self.loopt:
            return "begint het volgens het draaiboek" if self.getal else ""
        rest = self.verloop.rest
        eenheid = "minuut" if abs(rest) == 1 else "minuten"
        if rest == 0:
            return "minuten over. De tijd is om"
        return (
            f"{eenheid} over, tot {klok(self.verloop.langste.eind)} uur"
            if rest > 0
            else f"{eenheid} langer dan gepland"
        )

    @property
    def kleur(self):
        if not self.loopt or self.verloop.rest > BIJNA:
            return ""
        return "is-bijna" if self.verloop.rest > 0 else "is-over"

    @property
    def straks(self):
        volgende = self.verloop.volgende
        return f"Straks om {klok(volgende[0].begin)}: {_names(volgende)}" if self.loopt and volgende else ""

    @property
    def van(self):
        """The block of now, which a step says it started from."""
        return self.verloop.huidig[0].pk if self.loopt else ""

    @property
    def verder(self):
        """Words on the button, and what it sends; None when there is nothing to press."""
        volgende = self.verloop.volgende
        if volgende:
            woord = "Verder" if self.verloop.begonnen_op else "Begin"
            return {"soort": "naar", "blok": volgende[0].pk, "tekst": f"{woord} met {_names(volgende)}"}
        loopt_nog = self.verloop.begonnen_op and not self.verloop.klaar_op
        return {"soort": "klaar", "blok": "", "tekst": "Rond af"} if loopt_nog else None

    @property
    def terug(self):
        vorige = self.verloop.vorige
        return {"blok": vorige[0].pk, "tekst": f"Terug naar {_names(vorige)}"} if vorige else None

    @property
    def meer(self):
        return self.loopt and self.verloop.langste.extra + STAP

    @property
    def minder(self):
        return self.loopt and self.verloop.langste.extra and self.verloop.langste.extra - STAP


def _names(groep):
    return " en ".join(blok.onderdeel.titel for blok in groep)
