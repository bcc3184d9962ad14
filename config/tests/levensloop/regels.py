"""What must be true of a netwerk at every moment, and which steps exist. As the domain has it."""

from bijeenkomsten.models import Bijeenkomst
from fasen.models import NUMMERS, FaseVerloop
from netwerken.groepsbesluit.models import Groepsbesluit
from netwerken.models import Deelname, Netwerk, Uitnodiging

BEGIN = "—"  # before there was a row

NETWERK = {
    "idee": {"in_oprichting", "werving", "gestopt"},
    "in_oprichting": {"werving", "gestart", "gestopt"},
    "werving": {"gestart", "gestopt"},
    "gestart": {"afronden", "afgerond", "zelfstandig", "gestopt"},
    "afronden": {"gestart", "afgerond", "zelfstandig", "gestopt"},
    "afgerond": {"gestart"},
    "zelfstandig": {"gestart"},
    "gestopt": {"gestart"},
}
BINNEN = {"actief", "wachtlijst"}
DEELNAME = {
    BEGIN: {"aangemeld", *BINNEN},
    "aangemeld": {"intake", "afgewezen", "uitgestapt", *BINNEN},
    "intake": {"afgewezen", "uitgestapt", *BINNEN},
    "wachtlijst": {"actief", "afgewezen", "uitgestapt"},
    "actief": {"pauze", "uitgestapt", "afgerond"},
    "pauze": {"actief", "uitgestapt", "afgerond"},
    "uitgestapt": {"aangemeld", *BINNEN},
    "afgerond": {"aangemeld", *BINNEN},
    "afgewezen": {"aangemeld", *BINNEN},
}
FASE = {
    "gepland": {"lopend"},
    "lopend": {"afgerond", "onderbroken"},
    "onderbroken": {"lopend"},
    "afgerond": {"lopend"},
}
GROEPSBESLUIT = {
    BEGIN: {"loopt"},
    "loopt": {"te_weinig", "beraad", "toegelaten", "vervallen"},
    "te_weinig": {"loopt", "beraad", "toegelaten", "vervallen"},
    "beraad": {"toegelaten", "afgewezen", "vervallen"},
    "toegelaten": set(),
    "afgewezen": set(),
    "vervallen": set(),
}
BIJEENKOMST = {BEGIN: {"gepland"}, "gepland": {"gehouden", "afgelast"}, "gehouden": set(), "afgelast": set()}
KLAAR = {"afgerond", "zelfstandig", "gestopt"}
WACHT = {"aangemeld", "intake", "wachtlijst"}


def photograph(netwerk):
    """The states of everything that has one: {(kind, key): state}."""
    netwerk = Netwerk.objects.get(pk=netwerk.pk)
    rows = {("netwerk", netwerk.pk): netwerk.status}
    rows |= {("deelname", pk): s for pk, s in Deelname.objects.filter(netwerk=netwerk).values_list("pk", "status")}
    rows |= {("fase", f): s for f, s in FaseVerloop.objects.filter(netwerk=netwerk).values_list("fase", "status")}
    asked = Groepsbesluit.objects.filter(deelname__netwerk=netwerk).order_by("pk")
    rows |= {("groepsbesluit", pk): status for pk, status in asked.values_list("pk", "status")}
    meetings = Bijeenkomst.objects.filter(netwerk=netwerk)
    return rows | {("bijeenkomst", pk): status for pk, status in meetings.values_list("pk", "status")}


def find_illegal_steps(before, after):
    tables = {"netwerk": NETWERK, "deelname": DEELNAME, "fase": FASE, "bijeenkomst": BIJEENKOMST}
    tables |= {"groepsbesluit": GROEPSBESLUIT}
    gone = before.keys() - after.keys()
    steps = {key: (before.get(key, BEGIN), state) for key, state in after.items() if before.get(key, BEGIN) != state}
    return [f"{key} is gone" for key in gone] + [
        f"{kind} {number}: {van} → {naar}"
        for (kind, number), (van, naar) in steps.items()
        if naar not in tables[kind][van]
    ]


def find_illegal_states(netwerk, now):
    """Each broken promise as a sentence; an empty list when all is well."""
    netwerk = Netwerk.objects.get(pk=netwerk.pk)
    rijen = list(Deelname.objects.filter(netwerk=netwerk))
    promises = [*_of_people(netwerk, rijen), *_of_the_group(netwerk), *_of_the_route(netwerk)]
    promises += _of_the_end(netwerk, rijen, now)
    return [sentence for is_kept, sentence in promises if not is_kept]


def _of_people(netwerk, rijen):
    bezet = [rij for rij in rijen if rij.rol == "deelnemer" and rij.status in {"actief", "pauze"}]
    wachtlijst = [rij for rij in rijen if rij.status == "wachtlijst"]
    wie_weg_is = [rij for rij in rijen if rij.status in {"uitgestapt", "afgerond", "afgewezen"}]
    vol = len(bezet) >= netwerk.max_deelnemers
    yield len(bezet) <= netwerk.max_deelnemers, "more people than places"
    yield not wachtlijst or vol or not netwerk.is_open, "an open place and an open netwerk, and still somebody waits"
    yield (
        netwerk.is_beeindigd or any(rij.rol == "facilitator" and rij.status == "actief" for rij in rijen),
        "nobody facilitates",
    )
    yield all(rij.persoon_id not in _wie(bezet, rij.rol) for rij in wie_weg_is), "somebody is in and out at once"
    yield all(rij.begonnen_op for rij in rijen if rij.status == "afgerond"), "done without having begun"


def _wie(bezet, rol):
    return {rij.persoon_id for rij in bezet if rij.rol == rol}


def _of_the_group(netwerk):
    for besluit in Groepsbesluit.objects.filter(deelname__netwerk=netwerk).select_related("deelname"):
        stemmen = list(besluit.stemmen.all())
        geteld = (besluit.akkoord or 0) + (besluit.bezwaar or 0)
        telt = besluit.status in {"loopt", "te_weinig"}
        yield not besluit.is_lopend or besluit.deelname.status in WACHT, "asking about who no longer waits"
        yield not besluit.is_lopend or netwerk.status not in KLAAR, "asking after the end"
        yield not telt or sum(stem.geantwoord for stem in stemmen) <= geteld, "an answer that was not counted"
        yield telt or not stemmen, "who answered is still known"
        yield besluit.is_lopend or not besluit.bezwaren.exists(), "a bezwaar outlives the decision"


def _of_the_route(netwerk):
    verlopen = sorted(FaseVerloop.objects.filter(netwerk=netwerk), key=lambda verloop: NUMMERS[verloop.fase])
    lopend = [NUMMERS[verloop.fase] for verloop in verlopen if verloop.status == "lopend"]
    geweest = [NUMMERS[verloop.fase] for verloop in verlopen if verloop.status != "gepland"]
    yield [NUMMERS[verloop.fase] for verloop in verlopen] == [1, 2, 3, 4, 5], "not five fasen"
    yield len(lopend) == 1, "not one fase that runs"
    yield geweest == list(range(1, len(geweest) + 1)), "a fase was skipped"


def _of_the_end(netwerk, rijen, now):
    uitnodigingen = Uitnodiging.objects.filter(netwerk=netwerk, antwoord=Uitnodiging.Antwoord.GEEN)
    komend = Bijeenkomst.objects.filter(netwerk=netwerk, status="gepland", begint_op__gt=now)
    yield netwerk.status not in KLAAR or not any(rij.status in WACHT for rij in rijen), "ended, and somebody waits"
    yield netwerk.status not in KLAAR or not uitnodigingen.exists(), "ended, with an open invitation"
    yield netwerk.status != "gestopt" or not komend.exists(), "stopped, with a meeting to come"
    yield netwerk.status != "gestopt" or netwerk.reden_afsluiting.strip(), "stopped without a reason"
    in_pauze = netwerk.gepauzeerd_tot and komend.filter(begint_op__date__lt=netwerk.gepauzeerd_tot)
    yield not in_pauze, "a meeting in a pause"
    yield netwerk.status not in KLAAR or not netwerk.is_gepauzeerd, "ended and paused"
    yield netwerk.is_beeindigd or not netwerk.reden_afsluiting, "a reason of an end that is no end"
