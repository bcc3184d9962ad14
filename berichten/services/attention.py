"""What is known about the receivers of one batch of mails, read at once, and what follows for each mail."""

import json
from collections import Counter

from django.conf import settings
from django.db.models import Count

from berichten import aandacht
from berichten.models import NETWERKBRIEF, Adresmerk, Bericht, Voorkeur
from personen import vakanties

KOMT_TERUG = "Dit adres geeft mail terug."


def vakantie_van(persoon) -> aandacht.Vakantie:
    """The school holidays of this person; without a known region there are none."""
    regio = persoon.vakantieregio if persoon else ""
    if not regio:
        return aandacht.geen_vakantie
    return lambda d: (vakanties.vakantie_op(regio, d), vakanties.vrij_tot(regio, d))


def brief_moment_van(persoon, na):
    """When the next netwerkbrief of this person goes."""
    return aandacht.brief_moment(na, vakantie_van(persoon), rust=settings.RUSTTIJDEN)


class Attention:
    """Preferences, counts of the week and marks of everybody in ``rows``: three queries, however many rows."""

    def __init__(self, rows, now):
        people = {row.aan_id for row in rows if row.aan_id}
        self._keuzes = Voorkeur.objects.keuzes_of(people)
        self._merken = Adresmerk.objects.of_addresses([row.naar for row in rows])
        self._week = aandacht.week_van(now)
        self._counted = self._count(people, now) if settings.RUSTTIJDEN else Counter()
        self._memo = {}

    @staticmethod
    def _count(people, now):
        rows = Bericht.objects.counting(people, aandacht.weekbegin(now)).order_by()
        return Counter(dict(rows.values_list("aan_id").annotate(Count("pk"))))

    def keuze(self, row, soort) -> str:
        return self._keuzes.get((row.aan_id, soort.onderwerp), aandacht.Keuze.DIRECT)

    def why_not(self, row, soort) -> str:
        """Why this person, or this address, gets no such mail; nothing when they do."""
        merken = () if soort.ook_na_terugmelding else self._merken.get(row.naar.lower(), ())
        if Adresmerk.Soort.ONBEREIKBAAR in merken:
            return KOMT_TERUG
        # A complaint reads like a choice: it is nobody else's business.
        if merken and (soort.onderwerp or soort.code == NETWERKBRIEF):
            return aandacht.WIL_NIET
        return aandacht.WIL_NIET if soort.onderwerp and self.keuze(row, soort) == aandacht.Keuze.NIET else ""

    def counts(self, row, soort, now) -> bool:
        """Is this one of the mails of which somebody gets only so many a week?"""
        return bool(row.aan_id and soort.onderwerp and soort.telt) and not self._is_urgent(row, soort, now)

    def add(self, row, now):
        """One more was sent."""
        if aandacht.week_van(now) == self._week:
            self._counted[row.aan_id] += 1

    def is_late(self, row, soort, now) -> bool:
        """Too late to be useful. Counts from the first allowed moment, so a weekend or a holiday makes nothing late.

        Only a letter is: the one of last week would arrive beside the one of this week.
        """
        if row.soort == NETWERKBRIEF and aandacht.week_van(now) > aandacht.week_van(row.op):
            return True
        return now > row.op + row.uitstel + soort.houdbaar and now > self._allowed_from(row) + soort.houdbaar

    def hold(self, row, besluit, now) -> dict:
        """The fields of ``row`` while it waits: how late it was already stays as it is."""
        van = min(now, self._allowed_from(row))
        uitstel = (van - row.op) + (besluit.op - now)
        return {"probeer_op": besluit.op, "reden": besluit.reden, "uitstel": uitstel, "updated_at": now}

    @staticmethod
    def _allowed_from(row):
        if not settings.RUSTTIJDEN:
            return row.op + row.uitstel
        return max(row.op + row.uitstel, aandacht.eerste_moment(row.op, vakantie=vakantie_van(row.aan)).op)

    def decide(self, row, soort, now, *, brief=True) -> aandacht.Besluit:
        """What happens with ``row`` now; without ``brief`` the netwerkbrief is no way out.

        Asks the room about the mail only when something might hold it.
        """
        vakantie = vakantie_van(row.aan) if settings.RUSTTIJDEN else aandacht.geen_vakantie
        keuze = self.keuze(row, soort)
        verstuurd = self._counted[row.aan_id] if aandacht.week_van(now) == self._week else 0
        over_budget = settings.RUSTTIJDEN and verstuurd >= settings.AANDACHT_PER_WEEK
        is_rustig = settings.RUSTTIJDEN and aandacht.is_rustig(now, vakantie)
        if not (is_rustig or soort.onderwerp and (keuze == aandacht.Keuze.WEKELIJKS or over_budget)):
            return aandacht.Besluit(aandacht.Weg.NU, now)
        return aandacht.besluit(
            aandacht.Vraag(
                nu=now,
                onderwerp=soort.onderwerp if row.aan_id else "",
                keuze=keuze,
                dringend=self._is_urgent(row, soort, now),
                uiterlijk=self._ask("uiterlijk", row, lambda: soort.uiterlijk(row) if soort.uiterlijk else None),
                aanloop=soort.aanloop,
                # With a bundel it had its chance in a netwerkbrief.
                kan_wachten=brief and soort.kan_wachten and row.bundel_id is None,
                # The facilitator's own words would get lost.
                is_vraag=soort.is_vraag and not (row.verzending and row.verzending.eigen_tekst),
                verstuurd=verstuurd,
                budget=settings.AANDACHT_PER_WEEK,
                vakantie=vakantie,
                rust=settings.RUSTTIJDEN,
            )
        )

    def _is_urgent(self, row, soort, now):
        if callable(soort.dringend):
            return self._ask("dringend", row, lambda: soort.dringend(row, now))
        return soort.dringend

    def _ask(self, what, row, question):
        """Once for all rows about the same thing: it follows from what the mail is about, not from who gets it."""
        key = (what, row.soort, row.aanleiding, json.dumps(row.gegevens, sort_keys=True))
        if key not in self._memo:
            self._memo[key] = question()
        return self._memo[key]
