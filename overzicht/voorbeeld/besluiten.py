"""Two rounds of the demo that are over: advised on, decided and told, each step by its service on the day it was.

Of the first one a netwerk is half-way its year.
"""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import NamedTuple
from unittest import mock

from django.utils import timezone

from berichten.models import Bericht
from netwerken.models import Netwerk
from overzicht.voorbeeld import aanvragen
from overzicht.voorbeeld.mensen import DOMEIN
from personen.models import Persoon
from subsidie.aanvragen.services import begin
from subsidie.beoordeling.criteria import read_codes
from subsidie.beoordeling.services import file_advies, mark_complete, save_oordeel
from subsidie.besluit.models import Uitkomst
from subsidie.besluit.services import decide, tell
from subsidie.lopend.services import mark_paid, record_startgesprek, send_tussenbericht
from subsidie.models import Toewijzing

BESLISSER = "beslisser"
LEZERS = ("beoordelaar2", "beoordelaar3")
OORDEEL = "Dit staat er concreet in, en de groep vertelt waarom het bij haar vraag past."
ADVIES = "De vraag komt uit de scholen zelf. We lazen het plan allebei en hebben het besproken."

HALVERWEGE = "vrouwelijk-leiderschap-1"
GESPREK = "We bellen elkaar elk half jaar. De academie komt naar de bijeenkomst in het voorjaar."
BERICHT = "Twee mensen kregen een andere baan. We zoeken nog wie hun plek wil."


class Zaak(NamedTuple):
    """What became of one aanvraag. ``voorwaarden``: what, and how many days after the decision."""

    slug: str
    uitkomst: Uitkomst
    euro: int
    waarom: str
    voorwaarden: tuple[tuple[str, int], ...] = ()


VERHAAL = {
    "Voorjaarsronde": (
        Zaak("vrouwelijk-leiderschap-1", Uitkomst.TOEGEKEND, 7_800,
             "Een hechte groep, met een plan dat bij haar vraag past."),
        Zaak("eindverantwoordelijk-schoolleiders", Uitkomst.AFGEWEZEN, 0,
             "De vraag is goed. Het plan zegt nog te weinig over wat er op de scholen verandert. Vraag opnieuw aan."),
    ),
    "Najaarsronde": (
        Zaak("eindverantwoordelijk-schoolleiders", Uitkomst.TOEGEKEND, 7_200,
             "Het plan zegt nu precies wat er op de scholen verandert, en hoe de groep dat merkt."),
        Zaak("vrouwelijk-leiderschap-2", Uitkomst.VOORWAARDE, 6_000, "Een mooi plan, met nog één ding om te regelen.",
             (("Spreek met de besturen af wie in het tweede jaar de ruimte betaalt.", 45),)),
        Zaak("leidinggeven-aan-onderwijs-van-onderop", Uitkomst.TOEGEKEND, 5_400,
             "De groep begint pas, en weet al goed wat ze wil leren en met wie."),
    ),
}  # fmt: skip


def load(rondes):
    """Everything of these rounds; a netwerk that asked in it before is left alone."""
    staf = Persoon.objects.in_bulk([f"{wie}@{DOMEIN}" for wie in (BESLISSER, *LEZERS)], field_name="email")
    slugs = {zaak.slug for zaken in VERHAAL.values() for zaak in zaken}
    netwerken = Netwerk.objects.filter(slug__in=slugs).in_bulk(field_name="slug")
    for naam, zaken in VERHAAL.items():
        klaar = [
            _play(rondes[naam], netwerken[zaak.slug], zaak, staf)
            for zaak in zaken
            if not rondes[naam].aanvragen.filter(netwerk__slug=zaak.slug).exists()
        ]
        with _as_on(rondes[naam].besluit_voor, 11):
            tell(klaar, by=staf[f"{BESLISSER}@{DOMEIN}"])
        for besluit in klaar:
            if besluit.aanvraag.netwerk.slug == HALVERWEGE:
                _follow(besluit.aanvraag, rondes[naam].besluit_voor, staf[f"{BESLISSER}@{DOMEIN}"])
    # It is long ago: what there was to mail, is mailed.
    contexten = [netwerk.context for netwerk in netwerken.values()]
    Bericht.objects.filter(context__in=contexten, soort__startswith="subsidie.").delete()


@contextmanager
def _as_on(dag, uur=9):
    """The services, the track and the rows all read the clock of that day."""
    moment = timezone.make_aware(datetime.combine(dag, time(uur)))
    with mock.patch.object(timezone, "now", return_value=moment):
        yield moment


def _play(ronde, netwerk, zaak, staf):
    """From the first word to a decision that nobody heard yet."""
    beslisser, *lezers = (staf[f"{wie}@{DOMEIN}"] for wie in (BESLISSER, *LEZERS))
    with _as_on(timezone.localdate(ronde.sluit_op) - timedelta(days=5)) as moment:
        aanvraag = begin(netwerk, ronde, by=netwerk.deelnames.get(rol="penvoerder").persoon)
        aanvragen.hand_in(aanvraag, moment)
    with _as_on(ronde.advies_voor - timedelta(days=8)):
        mark_complete(aanvraag, by=beslisser)
    with _as_on(ronde.advies_voor - timedelta(days=1)):
        for lezer in lezers:
            _advise(aanvraag, lezer, "afwijzen" if zaak.uitkomst == Uitkomst.AFGEWEZEN else "toekennen")
    with _as_on(ronde.besluit_voor):
        return decide(
            aanvraag, zaak.uitkomst, bedrag=zaak.euro * 100, motivering=zaak.waarom, by=beslisser,
            criteria=dict.fromkeys(read_codes(aanvraag), ("ja", "")),
            voorwaarden=[(wat, ronde.besluit_voor + timedelta(days=dagen)) for wat, dagen in zaak.voorwaarden],
        )  # fmt: skip


def _follow(aanvraag, besloten, staf):
    """What the academie and the netwerk did in the year until now."""
    with _as_on(besloten + timedelta(days=7)) as moment:
        mark_paid(aanvraag, 1, timezone.localdate(moment), by=staf)
    with _as_on(besloten + timedelta(days=35)) as moment:
        record_startgesprek(aanvraag, timezone.localdate(moment), GESPREK, by=staf)
    with _as_on(besloten + timedelta(days=175)):
        penvoerder = aanvraag.netwerk.deelnames.get(rol="penvoerder").persoon
        send_tussenbericht(aanvraag, "lastig", BERICHT, by=penvoerder)


def _advise(aanvraag, lezer, uitkomst):
    """The assignment by hand and not by the service: nothing leaves from the demo."""
    toewijzing = Toewijzing.objects.create(aanvraag=aanvraag, persoon=lezer)
    for code in read_codes(aanvraag):
        save_oordeel(toewijzing, code, "voldoende", OORDEEL, by=lezer)
    file_advies(toewijzing, uitkomst, ADVIES, by=lezer)
