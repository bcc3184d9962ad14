"""What a step does to the rounds of a netwerk, told beforehand: what the planner would decide, had it been taken."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from evaluatie.models import Meting
from evaluatie.rondes.besluiten import EENMALIG, NIEUW, VERZET, decide
from evaluatie.rondes.momenten import BAROMETER, NET_GEWEEST, Leven
from evaluatie.rondes.planner import LOOPT, count_regions, read_leven
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag, lokale_dag, maand_jaar, nu
from netwerken.einde.gevolgen import GESTOPT, PAUZE, Gevolg, Stap
from netwerken.einde.klok import MAANDEN, add_months

INBEDDING = "inbedding"


def foresee_fase(netwerk, fase) -> Iterator[str]:
    """What going to this fase does to the rounds: Inbedding asks for one, the first time."""
    if netwerk.status not in LOOPT:
        return
    now, rondes = nu(), list(Meting.objects.rondes().filter(netwerk=netwerk).order_by("opent_op", "pk"))
    leven = read_leven(netwerk, rondes, now)
    if fase.slug == INBEDDING and leven.inbedding is None:
        leven = replace(leven, inbedding=lokale_dag(now))
        yield from _tell_inbedding(leven, list(decide(leven, rondes, count_regions(netwerk), now)))
    elif volgende := next((ronde for ronde in rondes if ronde.is_gepland), None):
        yield (
            "Aan de rondes vragen verandert deze stap niets. "
            f"De volgende gaat open op {dag(volgende.opent_op)}: {volgende.titel}."
        )


def _tell_inbedding(leven: Leven, besluiten) -> Iterator[str]:
    sleutel = f"{BAROMETER}:{INBEDDING}"
    komt = next((b for b in besluiten if b.moment and b.moment.sleutel == sleutel), None)
    if komt:
        zin = f"Er komt een ronde vragen: {komt.naam}. De vragen gaan open op {dag(komt.dag)}."
        weg = next((b.ronde for b in besluiten if b.schema is None and b.ronde.soort == BAROMETER), None)
        if weg:
            zin += f" Die komt in plaats van de barometer van {dag(weg.opent_op)}."
        yield f"{zin} Verzetten of overslaan kan bij Evaluatie."
    elif laatste := max((op for op in leven.barometers if op >= leven.inbedding - NET_GEWEEST), default=None):
        yield f"Er komt geen ronde vragen bij. De vorige barometer was nog kort geleden, in {maand_jaar(laatste)}."


def foresee_stap(netwerk, rondes: list[Meting], stap: Stap) -> Iterator[Gevolg]:
    """What a pause or an end does to the rounds that are planned. ``rondes``: all of this netwerk."""
    now = nu()
    if stap.soort == PAUZE:
        leven = replace(read_leven(netwerk, rondes, now), pauze_tot=stap.tot)
    else:
        leven = _after_the_end(netwerk, rondes, stap, lokale_dag(now))
    vrij = Counter() if stap.soort == GESTOPT else count_regions(netwerk)
    besluiten = list(decide(leven, rondes, vrij, now))
    if weg := [b.ronde for b in besluiten if b.schema is None]:
        titel = f"{meervoud(len(weg), 'ronde vragen gaat,rondes vragen gaan')} niet door"
        tekst = "Daarvoor is na de pauze geen tijd meer." if leven.loopt else "Niemand krijgt daar nog een mail over."
        yield Gevolg(titel, tekst, "anoniem", _regels(netwerk, [(r.titel, r.opent_op) for r in weg]))
    if verzet := [b for b in besluiten if b.hoe == VERZET]:
        titel = f"{meervoud(len(verzet), 'ronde vragen schuift,rondes vragen schuiven')} op"
        yield Gevolg(titel, "Dit worden de dagen.", "anoniem", _regels(netwerk, [(b.naam, b.dag) for b in verzet]))
    nameting = next((b for b in besluiten if b.hoe == NIEUW and leven.geeindigd), None)
    if nameting and vrij.total() >= settings.EVALUATIE_MIN_ANTWOORDEN:
        tekst = f"Op {dag(nameting.dag)} vragen we wie meedeed wat het heeft gebracht. Overslaan kan bij Evaluatie."
        yield Gevolg("Eén ronde vragen komt nog: de nameting", tekst, "anoniem")


def _after_the_end(netwerk, rondes, stap, vandaag) -> Leven:
    """The clock gets the day it gets by itself; whoever moves it, moves the nameting along."""
    klaar = stap.soort != GESTOPT
    return Leven(
        netwerk.start_datum, netwerk.eind_datum, vandaag, loopt=False, geeindigd=vandaag if klaar else None,
        wist_op=add_months(vandaag, MAANDEN) if klaar else None,
        gevraagd=frozenset(r.soort for r in rondes if not r.is_gepland) & EENMALIG,
    )  # fmt: skip


def _regels(netwerk, rijen):
    adres = reverse("evaluatie:list", args=[netwerk.slug])
    return tuple((f"{naam}: {dag(op)}", adres) for naam, op in rijen)
