"""The meetings of the demo data, with who came, the mails around them and the evaluation after them."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from berichten.models import Bericht, Verzending
from bijeenkomsten import planning
from bijeenkomsten.models import Aantekening, Aanwezigheid, Afspraak, Bijeenkomst, Programmaonderdeel
from kern.tijd import is_werkdag, werkochtend_voor
from overzicht.voorbeeld import draaiboek, metingen, oordelen
from overzicht.voorbeeld.vorm import ETMAAL

EERDER = timedelta(days=60)  # so long before it a meeting was planned
VRIJDAG = 4
VOORBEREIDING = "Neem een voorbeeld mee van je eigen school, in één minuut te vertellen."
REDENEN = ("Toetsweek op school", "Ik heb die dag een begrafenis", "Inspectiebezoek", "")


def load_dag(netwerk, verhaal, dag, *, groep, rng, now, jaarplan=None):
    """``jaarplan``: the plan it is part of; the meeting is there since that was made."""
    bijeenkomst = _create_bijeenkomst(netwerk, dag, groep["facilitator"], now, jaarplan)
    deelnemers = groep["deelnemers"]
    if dag.voorbereiders:
        bijeenkomst.voorbereiders.set(rng.sample(deelnemers, min(dag.voorbereiders, len(deelnemers))))
    if dag.eigen_draaiboek:
        draaiboek.load(bijeenkomst, by=groep["facilitator"])
    elif dag.programma:
        _load_onderdelen(bijeenkomst, dag)
        oordelen.load_werkvormen(bijeenkomst)
        oordelen.load_oordelen(bijeenkomst, now)
    mensen = {p.pk: p for p in (*deelnemers, groep["facilitator"], groep["penvoerder"])}.values()
    is_geweest = bijeenkomst.eindigt_op <= now
    rows = (
        _past_rows(bijeenkomst, dag, mensen, groep, rng)
        if is_geweest
        else _coming_rows(bijeenkomst, mensen, groep, rng, now)
    )
    Aanwezigheid.objects.bulk_create(rows)
    _load_afspraken(bijeenkomst, dag, groep, now)
    _load_aantekeningen(bijeenkomst, dag, groep)
    planning.reschedule(bijeenkomst)
    meting = metingen.load_meting(bijeenkomst, verhaal, dag, rng, now) if is_geweest else None
    _carry_out_past(bijeenkomst, meting, now)


def find_day(dag, now):
    """The working day nearest to ``over`` days from now, away from today; a night never ends in a weekend."""
    d, stap = timezone.localdate(now) + timedelta(days=dag.over), timedelta(days=-1 if dag.over < 0 else 1)
    while not is_werkdag(d) or (dag.soort is ETMAAL and d.weekday() == VRIJDAG):
        d += stap
    return d


def _create_bijeenkomst(netwerk, dag, facilitator, now, jaarplan):
    begin = timezone.make_aware(datetime.combine(find_day(dag, now), dag.soort.begint))
    vast = min(werkochtend_voor(begin - EERDER), werkochtend_voor(now, dagen=2))
    vast = jaarplan.created_at if jaarplan else vast
    is_gehouden = begin + dag.soort.duurt <= now and dag.lijst
    return Bijeenkomst.objects.create(
        netwerk=netwerk, titel=dag.titel, doel=dag.doel, begint_op=begin, eindigt_op=begin + dag.soort.duurt,
        locatie=dag.plek, plaats=dag.plaats, terugblik=dag.terugblik,
        voorbereiding=VOORBEREIDING if dag.programma else "",
        status="afgelast" if dag.afgelast else "gehouden" if is_gehouden else "gepland", reden_afgelast=dag.afgelast,
        sequence=1 if dag.afgelast else 0, vast_sinds=vast, dag_sinds=vast, gewijzigd_door=facilitator,
        jaarplan=jaarplan,
    )  # fmt: skip


def _load_onderdelen(bijeenkomst, dag):
    rows = [
        Programmaonderdeel(
            bijeenkomst=bijeenkomst, volgorde=i, titel=blok.titel, minuten=blok.minuten, soort=blok.soort,
            begint_vast=blok.vast, vraag=blok.vraag, toelichting=blok.toelichting, materiaal=blok.materiaal,
            notities=blok.notities, wie=blok.wie,
        )
        for i, blok in enumerate(dag.soort.programma, 1)
    ]  # fmt: skip
    Programmaonderdeel.objects.bulk_create(rows)


def _load_afspraken(bijeenkomst, dag, groep, now):
    """Written down at the end of the meeting; what is closed was closed on its day."""
    mensen = {p.email: p for p in (*groep["deelnemers"], groep["facilitator"])}
    rows = []
    for belofte in dag.afspraken:
        wie = groep["deelnemers"][belofte.wie] if isinstance(belofte.wie, int) else mensen.get(belofte.wie)
        is_open, is_gedaan = belofte.stand == "open", belofte.stand == "gedaan"
        op = None if is_open else now + timedelta(days=belofte.voor)
        rows.append(
            Afspraak(
                netwerk=bijeenkomst.netwerk, bijeenkomst=bijeenkomst, tekst=belofte.tekst, wie=wie,
                voor=timezone.localdate(now) + timedelta(days=belofte.voor) if belofte.voor is not None else None,
                status="open" if is_open else "gedaan" if is_gedaan else "vervallen",
                reden_vervallen="" if is_open or is_gedaan else belofte.stand,
                gesloten_op=op, gesloten_door=None if is_open else wie, gewijzigd_door=groep["facilitator"],
            )
        )  # fmt: skip
    Afspraak.objects.bulk_create(rows)


def _load_aantekeningen(bijeenkomst, dag, groep):
    blokken = {blok.volgorde: blok for blok in bijeenkomst.onderdelen.all()} if dag.aantekeningen else {}
    Aantekening.objects.bulk_create(
        Aantekening(
            bijeenkomst=bijeenkomst, onderdeel=blokken[volgorde], blok=blokken[volgorde].titel, tekst=tekst,
            door=groep["facilitator"],
        )
        for volgorde, tekst in dag.aantekeningen
    )  # fmt: skip


def _past_rows(bijeenkomst, dag, mensen, groep, rng):
    """What everybody said and whether they were there; the accounts one signs in with were always there."""
    rows = []
    for persoon in mensen:
        vast = persoon == groep["facilitator"] or persoon.email.endswith("@leernetwerk.test")
        kwam = vast or rng.random() < dag.opkomst
        antwoord = "komt" if kwam or rng.random() < 0.3 else "komt_niet"  # noqa: PLR2004 - some simply do not come
        reden = rng.choice(REDENEN) if antwoord == "komt_niet" else ""
        # Most days before, now and then only the evening before; without the dice, so that the rest stays the same.
        vooraf = timedelta(hours=18) if len(rows) % 7 == 0 else timedelta(days=4)
        rows.append(
            Aanwezigheid(
                bijeenkomst=bijeenkomst, persoon=persoon, antwoord=antwoord, reden=reden,
                afgemeld_op=bijeenkomst.begint_op - vooraf if antwoord == "komt_niet" else None,
                aanwezig=kwam if dag.lijst else None,
            )
        )  # fmt: skip
    return rows


def _coming_rows(bijeenkomst, mensen, groep, rng, now):
    """Half of the answers for the weeks ahead; whoever tries the demo as deelnemer@ still has to answer."""
    if bijeenkomst.begint_op > now + timedelta(days=30) or bijeenkomst.is_afgelast:
        return []
    rows = []
    for persoon in mensen:
        lot = rng.random()
        if persoon.email.startswith("deelnemer@") or (lot > 0.72 and persoon != groep["facilitator"]):  # noqa: PLR2004
            continue
        antwoord = "komt_niet" if lot < 0.1 and persoon != groep["facilitator"] else "komt"  # noqa: PLR2004
        afgemeld_op = now - timedelta(days=2) if antwoord == "komt_niet" else None
        rows.append(Aanwezigheid(bijeenkomst=bijeenkomst, persoon=persoon, antwoord=antwoord, afgemeld_op=afgemeld_op))
    return rows


def _carry_out_past(bijeenkomst, meting, now):
    """What should have gone before now has gone: the log is filled and nothing leaves when the workers start."""
    rows = Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding, op__lte=now).waiting()
    for verzending in rows:
        log_sent(verzending, _receivers(verzending.soort.split(".")[1], bijeenkomst, meting))
    rows.update(status="uitgevoerd", uitgevoerd_op=F("op"))


def log_sent(verzending, personen):
    """The mails of a message that went at its time."""
    Bericht.objects.bulk_create(
        Bericht(
            sleutel=f"{verzending.sleutel}:{persoon.pk}", soort=verzending.soort, verzending=verzending,
            aan=persoon, context=verzending.context, aanleiding=verzending.aanleiding, op=verzending.op,
            probeer_op=verzending.op, status="verstuurd", verstuurd_op=verzending.op, pogingen=1,
            onderwerp=verzending.titel,
        )
        for persoon in personen
    )  # fmt: skip


def _receivers(soort, bijeenkomst, meting):
    """Who got it. Reminders of an evaluation leave no row: it would tell who had not answered."""
    leden = bijeenkomst.netwerk.leden()
    komt = leden.filter(aanwezigheden__bijeenkomst=bijeenkomst, aanwezigheden__antwoord="komt")
    begeleiders = bijeenkomst.netwerk.facilitators().values("pk")
    kring = {
        "voorbereiders": bijeenkomst.voorbereiders.all(),
        "morgen": komt,
        "vraag": bijeenkomst.aanwezigen().exclude(pk__in=begeleiders) if meting else leden.none(),
        "gemist": bijeenkomst.afwezigen().exclude(pk__in=begeleiders),
        "herinnering": leden.none(),
    }
    return kring.get(soort, leden).order_by("pk")
