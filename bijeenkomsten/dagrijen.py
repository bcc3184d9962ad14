"""A form with a row for every day: for proposing days (prikker) and for planning several at once (jaarplan).

Beside a row stands who is free that day. Saving mails everybody, so a day on which people are free is shown first, with
its name in ``gezien``; sending the form again with it means: this day after all.
"""

from datetime import UTC, datetime
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from bijeenkomsten.forms import DagVeld, tijdveld
from bijeenkomsten.vrij import find_vrij
from kern.forms import read_number
from kern.tijd import lokale_dag, nu

MEER = 3  # rows that one press adds
KLOK_VERZET = "Op die dag gaat de klok een uur vooruit of terug. Kies een ander tijdstip."


class Vrijkijker:
    """Who is free on a day, and what else is on: read once for all days of a form."""

    def __init__(self, netwerk):
        self.netwerk = netwerk

    @cached_property
    def leden(self):
        return list(self.netwerk.leden().select_related("organisatie__deel_van").order_by("naam", "pk"))

    @cached_property
    def bezet(self):
        """Days on which this netwerk meets already."""
        rows = self.netwerk.bijeenkomsten.aankomend().values_list("begint_op", "titel")
        return {lokale_dag(begin): titel for begin, titel in rows}

    def zinnen(self, d) -> list[str]:
        al = [f"Dan komen jullie al bij elkaar: {self.bezet[d]}."] if d in self.bezet else []
        return al + find_vrij(self.leden, d, d)


class DagrijenMixin(forms.Form):
    """``dag_0``, ``begin_0``, ``einde_0`` and so on; an empty day is no day, an empty time is that of all.

    A class says how many days there are ``MINST`` and ``MEEST``, and what to say of too few (``TE_WEINIG``). After
    ``clean`` each day is in ``momenten``: (row, begin, end), in the order of the rows.
    """

    MINST, MEEST, TE_WEINIG = 1, 12, ""
    begin = tijdveld("Begint om")
    einde = tijdveld("Eindigt om")
    rijen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def make_rijen(self, netwerk, meer):
        """To be called at the end of ``__init__``."""
        self.kijker = Vrijkijker(netwerk)
        gevraagd = str(self["rijen"].value() or "")
        aantal = read_number(gevraagd) or 0
        self.aantal = min(self.MEEST, max(self.MINST, aantal) + meer)
        self.momenten = []
        for n in range(self.aantal):
            self.fields[f"dag_{n}"] = DagVeld(label=f"Dag {n + 1}", required=False)
            self.fields[f"begin_{n}"] = tijdveld("Begint om", required=False)
            self.fields[f"einde_{n}"] = tijdveld("Eindigt om", required=False)

    @property
    def kan_meer(self):
        return self.aantal < self.MEEST

    @cached_property
    def gezien(self):
        return set(self.data.getlist("gezien"))

    def rows(self):
        """Each row with its fields and what to know about the day that stands in it."""
        return [self._row(n) for n in range(self.aantal)]

    def _row(self, n):
        d = self._dag_in(n)
        velden = {kant: self[f"{kant}_{n}"] for kant in ("dag", "begin", "einde")}
        return velden | {"nummer": n + 1, "datum": d, "zinnen": self.kijker.zinnen(d) if d else []}

    def _dag_in(self, n):
        try:
            return self.fields[f"dag_{n}"].clean(self[f"dag_{n}"].value())
        except ValidationError:
            return None

    def clean(self):
        data = super().clean()
        gekozen = [n for n in range(self.aantal) if data.get(f"dag_{n}")]
        for n in gekozen:
            self._clean_row(n, data[f"dag_{n}"])
        fout = any(name.startswith("dag_") for name in self.errors)
        if len(gekozen) < self.MINST and not fout:
            leeg = next(n for n in range(self.aantal) if n not in gekozen)
            self.add_error(f"dag_{leeg}", self.TE_WEINIG)
        return data

    def _clean_row(self, n, d):
        tijden = [self.cleaned_data.get(f"{kant}_{n}") or self.cleaned_data.get(kant) for kant in ("begin", "einde")]
        if not all(tijden):
            return
        try:
            begin, einde = (_moment(d, tijd) for tijd in tijden)
        except (ValidationError, OverflowError):
            self.add_error(f"dag_{n}", KLOK_VERZET)
            return
        if einde <= begin:
            self.add_error(f"einde_{n}", "Het einde ligt niet na het begin. Kies een later tijdstip.")
        elif begin <= nu():
            self.add_error(f"dag_{n}", "Deze dag is al geweest. Kies een dag na vandaag.")
        elif begin in {eerder for _, eerder, _ in self.momenten}:
            self.add_error(f"dag_{n}", "Deze dag staat er al. Kies een andere dag of een ander tijdstip.")
        else:
            self._ask_about_free_day(n, d)
            self.momenten.append((n, begin, einde))

    def _ask_about_free_day(self, n, d):
        if d.isoformat() not in self.gezien and (zinnen := self.kijker.zinnen(d)):
            self.add_error(f"dag_{n}", f"{' '.join(zinnen)} Kies een andere dag, of druk nog eens als het toch mag.")


def _moment(d, tijd):
    """In UTC, so that counting with it is right in the night the clock changes."""
    return from_current_timezone(datetime.combine(d, tijd)).astimezone(UTC)
