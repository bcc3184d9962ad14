"""What this room knows of a netwerk that somebody is starting: which days suit, and what planning them would mail."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from bijeenkomsten.jaarplan.services import MEEST, MINST, plan_jaar
from bijeenkomsten.jaarplan.voorstel import Wens, make_voorstel
from bijeenkomsten.services import plan_bijeenkomst
from bijeenkomsten.vrij import count_vrij, find_vrij
from fasen.inhoud import FASEN
from kern.tijd import dag, lokale_dag
from netwerken.start.vooruit import Dag
from netwerken.start.vooruit import Wens as Startwens
from personen.models import Persoon

DAG = timedelta(days=1)
ZOMER = ((7, 8), (8, 26))  # when no school in the country meets
VIJF_DAGEN = 5


def propose_dagen(wens: Startwens, persoon) -> list[Dag]:
    """Days on school weeks over the whole looptijd, each with the fase it falls in by the rhythm of the plan.

    Every school year gets its share by itself, or the summer would take its place in the rhythm. Fewer days than asked
    for when the looptijd has no room for more.
    """
    persoon = Persoon.objects.select_related("organisatie__deel_van").get(pk=persoon.pk)
    delen = _school_years(max(wens.van, timezone.localdate() + DAG), wens.tot)
    voorstellen = []
    for (van, tot), aantal in zip(delen, _share(wens.aantal, delen), strict=True):
        deel = Wens(aantal, frozenset(wens.weekdagen), van, tot) if aantal else None
        if deel and deel.past:
            voorstellen += make_voorstel(deel, vrij=lambda d: count_vrij([persoon], d))
    fasen = _divide(wens.ritme, len(voorstellen))
    return [
        Dag(v.dag, _tell_why(v, persoon) if v.is_verschoven else "", fase)
        for v, fase in zip(voorstellen, fasen, strict=True)
    ]


def _school_years(van: date, tot: date) -> list[tuple[date, date]]:
    """The period without its summers."""
    delen = []
    for jaar in range(van.year - 1, tot.year + 1):
        begin, eind = max(van, date(jaar, *ZOMER[1])), min(tot, date(jaar + 1, *ZOMER[0]))
        if begin < eind:
            delen.append((begin, eind))
    return delen


def _share(aantal: int, delen) -> list[int]:
    """How many meetings each part gets, by its length; together they are all."""
    dagen = [(eind - begin).days for begin, eind in delen]
    grenzen = [round(aantal * sum(dagen[: n + 1]) / sum(dagen)) for n in range(len(dagen))]
    return [tot - vorige for vorige, tot in zip([0, *grenzen], grenzen, strict=False)]


def _tell_why(voorstel, persoon):
    zinnen = find_vrij([persoon], voorstel.gewenst, voorstel.gewenst)
    return f"Niet op {dag(voorstel.gewenst)}. {zinnen[0]}" if zinnen else ""


def _divide(ritme, aantal) -> list[str]:
    """The name of the fase of each meeting, in proportion to the rhythm."""
    totaal, grenzen, tot = sum(ritme), [], 0
    for fase, keer in zip(FASEN, ritme, strict=True):
        tot += keer
        grenzen.append((tot / totaal, fase.naam))
    return [next(naam for grens, naam in grenzen if (n + 0.5) / aantal <= grens) for n in range(aantal)]


def plan_proef(netwerk, wens: Startwens, dagen: list[Dag], by) -> None:
    """Plan the proposed days as somebody would: a year plan of at most eight at a time, a few left over by themselves.

    The caller undoes all of it.
    """
    rijen = [
        {"titel": f"Bijeenkomst {n}", "begint_op": _at(rij.dag, wens.begin), "eindigt_op": _at(rij.dag, wens.einde)}
        for n, rij in enumerate(dagen, start=1)
    ]
    for begin in range(0, len(rijen), MEEST):
        deel = rijen[begin : begin + MEEST]
        if len(deel) >= MINST:
            plan_jaar(netwerk, {"vorm": "fysiek"}, deel, sleutel=uuid4(), by=by)
            continue
        for rij in deel:
            plan_bijeenkomst(netwerk, {"vorm": "fysiek"} | rij, by=by)


def _at(d, tijd):
    return timezone.make_aware(datetime.combine(d, tijd))


def read_ritme(netwerk) -> dict:
    """The day of the week and the time an earlier netwerk mostly met, and how often in all."""
    momenten = list(netwerk.bijeenkomsten.exclude(status="afgelast").order_by().values_list("begint_op", "eindigt_op"))
    gewoon = [(timezone.localtime(b), timezone.localtime(e)) for b, e in momenten if lokale_dag(b) == lokale_dag(e)]
    gewoon = [(b, e) for b, e in gewoon if b.weekday() < VIJF_DAGEN]
    if not gewoon:
        return {}
    (weekdag, _), *_ = Counter(b.weekday() for b, _ in gewoon).most_common(1)
    ((begin, einde), _), *_ = Counter((f"{b:%H:%M}", f"{e:%H:%M}") for b, e in gewoon).most_common(1)
    return {"weekdagen": [str(weekdag)], "begintijd": begin, "eindtijd": einde}


def begin_of_start(netwerk, morgen: date) -> dict:
    """What the form of a first year plan begins with: the days and times of the startafspraken, in the first year."""
    versie = netwerk.startversies.first()
    if versie is None:
        return {}
    delen = _school_years(max(netwerk.start_datum, morgen), netwerk.eind_datum)
    if not delen:
        return {}
    (van, tot), aantal = delen[0], _share(netwerk.aantal_bijeenkomsten, delen)[0]
    afspraken = versie.antwoorden
    begin = {"van": van, "tot": tot, "aantal": min(MEEST, max(MINST, aantal))}
    tijden = {
        kant: afspraken[code] for code, kant in (("begintijd", "begin"), ("eindtijd", "einde")) if code in afspraken
    }
    return begin | tijden | {"weekdagen": [int(dag) for dag in afspraken.get("weekdagen", ())]}
