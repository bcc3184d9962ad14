from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction

from bijeenkomsten.draaiboek.tijden import make_programma
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst, Wijziging
from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import (
    AanwezigheidFactory,
    AgendalinkFactory,
    BijeenkomstFactory,
    ProgrammaonderdeelFactory,
)
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("bijeenkomst_ends_after_begin", {"eindigt_op": timedelta(0)}),
        ("bijeenkomst_at_most_26_hours", {"eindigt_op": timedelta(hours=26, seconds=1)}),
        ("bijeenkomst_status_is_known", {"status": "voorgest"}),
        ("bijeenkomst_afgelast_has_reason", {"status": "afgelast"}),
        ("bijeenkomst_afgelast_has_reason", {"reden_afgelast": "zomaar"}),
        ("bijeenkomst_inloop_at_most_two_hours", {"inloop_minuten": 121}),
    ],
)
def test_bijeenkomst_constraint(naam, velden):
    b = BijeenkomstFactory()
    for veld, waarde in velden.items():
        setattr(b, veld, b.begint_op + waarde if isinstance(waarde, timedelta) else waarde)

    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        b.save()


def test_a_day_and_a_night_is_allowed():
    b = BijeenkomstFactory()
    b.eindigt_op = b.begint_op + timedelta(hours=26)

    b.save()

    assert Bijeenkomst.objects.get().duur_minuten == 26 * 60


@pytest.mark.parametrize("velden", [{"antwoord": "komt", "reden": "ziek"}, {"antwoord": "misschien"}])
def test_aanwezigheid_constraint(velden):
    with pytest.raises(IntegrityError, match="aanwezigheid_"), transaction.atomic():
        AanwezigheidFactory(**velden)


def test_one_answer_per_person():
    rij = AanwezigheidFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Aanwezigheid.objects.create(bijeenkomst=rij.bijeenkomst, persoon=rij.persoon)


@pytest.mark.parametrize("minuten", [0, 1561])
def test_onderdeel_minutes_in_range(minuten):
    with pytest.raises(IntegrityError, match="programmaonderdeel_minuten"), transaction.atomic():
        ProgrammaonderdeelFactory(minuten=minuten)


def test_onderdeel_order_is_unique():
    onderdeel = ProgrammaonderdeelFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammaonderdeelFactory(bijeenkomst=onderdeel.bijeenkomst, volgorde=onderdeel.volgorde)


def test_wijziging_once_per_versie():
    b = BijeenkomstFactory()
    Wijziging.objects.create(bijeenkomst=b, versie=2, sequence=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Wijziging.objects.create(bijeenkomst=b, versie=2, sequence=0)


def test_one_agendalink_per_person_and_unique_tokens():
    link = AgendalinkFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendalinkFactory(persoon=link.persoon)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendalinkFactory(token=link.token)


def test_aankomend_geweest_afgelast_before_during_after():
    b = BijeenkomstFactory(dagen=10)
    af = BijeenkomstFactory(dagen=10, afgelast=True)

    def stand(moment):
        with time_machine.travel(moment, tick=False):
            return [list(getattr(Bijeenkomst.objects, naam)()) for naam in ("aankomend", "geweest", "afgelast")]

    assert stand(b.begint_op - timedelta(days=1)) == [[b], [], [af]]
    assert stand(b.begint_op + timedelta(hours=1)) == [[b], [], [af]]
    assert stand(b.eindigt_op) == [[], [b], [af]]


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [
        ({}, True),
        ({"status": "pauze"}, True),
        ({"rol": "penvoerder"}, True),
        ({"aangemeld": True}, False),
        ({"wachtend": True}, False),
        ({"uitgestapt": True}, False),
    ],
)
def test_visible_to_agrees_with_has_perm(wie, ziet):
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    persoon = cast.add(**wie)

    assert Bijeenkomst.objects.visible_to(persoon).exists() is ziet
    assert persoon.has_perm("bijeenkomsten.view_bijeenkomst", Bijeenkomst.objects.get(pk=b.pk)) is ziet


@pytest.mark.parametrize("trait", ["academie", "beheer"])
def test_academie_and_beheer_have_no_back_door(trait):
    b = BijeenkomstFactory()
    persoon = PersoonFactory(**{trait: True})

    assert not Bijeenkomst.objects.visible_to(persoon).exists()
    assert not persoon.has_perm("bijeenkomsten.view_bijeenkomst", b)


def test_aanwezigen_are_who_said_yes_until_the_list_is_there():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)

    assert list(b.aanwezigen()) == [cast.deelnemer]
    assert list(b.afwezigen()) == [cast.facilitator]

    b.aanwezigheden.update(aanwezig=False)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.facilitator, aanwezig=True)

    assert list(b.aanwezigen()) == [cast.facilitator]
    assert list(b.afwezigen()) == [cast.deelnemer]


def test_tellingen_only_count_who_takes_part_now():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.add(uitgestapt=True), komt=True)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.facilitator, komt_niet=True, aanwezig=True)

    rij = Bijeenkomst.objects.with_tellingen().with_antwoord_of(cast.deelnemer).get()

    assert (rij.aantal_komt, rij.aantal_komt_niet, rij.aantal_aanwezig) == (1, 1, 1)
    assert rij.mijn_antwoord == "komt"


def test_programma_times_follow_from_order_and_minutes():
    b = BijeenkomstFactory(
        begint_op=datetime(2026, 11, 26, 13, 30, tzinfo=NL), eindigt_op=datetime(2026, 11, 26, 17, 0, tzinfo=NL)
    )
    ProgrammaonderdeelFactory(bijeenkomst=b, volgorde=9, minuten=120, titel="laat")
    ProgrammaonderdeelFactory(bijeenkomst=b, volgorde=2, minuten=75, titel="vroeg")

    programma = make_programma(b)

    assert [(r.onderdeel.titel, r.begint_op.astimezone(NL).strftime("%H.%M")) for r in programma.regels] == [
        ("vroeg", "13.30"),
        ("laat", "14.45"),
    ]
    assert (programma.ruimte, programma.loopt_uit, programma.voorstel) == (15, 0, None)


def test_programma_over_the_night_the_clock_goes_back():
    b = BijeenkomstFactory(
        begint_op=datetime(2026, 10, 24, 23, 0, tzinfo=NL), eindigt_op=datetime(2026, 10, 25, 10, 0, tzinfo=NL)
    )
    ProgrammaonderdeelFactory(bijeenkomst=b, minuten=300)

    assert b.duur_minuten == 12 * 60
    assert b.programma.eindigt_op.astimezone(NL).strftime("%H.%M") == "03.00"


@pytest.mark.parametrize(
    ("velden", "kort"),
    [
        ({}, "'t <b>Lyceum</b> in Zutphen"),
        ({"locatie": ""}, "Kastanjelaan 8 in Zutphen"),
        ({"locatie": "", "adres": "", "plaats": ""}, "de plek volgt nog"),
        ({"vorm": "hybride"}, "'t <b>Lyceum</b> in Zutphen of online"),
        ({"online": True}, "online"),
    ],
)
def test_waar_kort(velden, kort):
    assert BijeenkomstFactory(**velden).waar_kort == kort


@pytest.mark.parametrize(
    ("begin", "velden", "punten"),
    [
        (datetime(2026, 11, 26, 13, tzinfo=NL), {}, []),
        (datetime(2026, 11, 28, 13, tzinfo=NL), {}, ["Deze dag valt in het weekend."]),
        (
            datetime(2026, 11, 26, 13, tzinfo=NL),
            {"vorm": "hybride", "locatie": "", "adres": "", "plaats": ""},
            [
                "Er staat nog niet waar jullie bij elkaar komen.",
                "De link naar de online bijeenkomst ontbreekt nog.",
            ],
        ),
    ],
)
def test_aandachtspunten_advise(begin, velden, punten):
    b = BijeenkomstFactory(begint_op=begin, eindigt_op=begin + timedelta(hours=2), **velden)

    assert b.aandachtspunten == punten


def test_nummer_and_vorige_leave_cancelled_out():
    cast = Cast()
    eerste = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-60)
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-30, afgelast=True)
    BijeenkomstFactory(dagen=-20)
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    assert (b.nummer, b.vorige()) == (2, eerste)
    assert (eerste.nummer, eerste.vorige()) == (1, None)


def test_feed_of_somebody_who_left_is_empty():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    BijeenkomstFactory(
        netwerk=cast.netwerk, begint_op=nu() - timedelta(days=400), eindigt_op=nu() - timedelta(days=399)
    )
    weg = cast.add(uitgestapt=True)

    assert list(Bijeenkomst.objects.for_feed(cast.deelnemer)) == [b]
    assert list(Bijeenkomst.objects.for_feed(weg)) == []


def test_str_of_all():
    b = BijeenkomstFactory(titel="Keer één", begint_op=datetime(2026, 11, 26, 13, tzinfo=NL))
    link = AgendalinkFactory()
    rij = AanwezigheidFactory(bijeenkomst=b)

    assert str(b).startswith("Keer één, donderdag 26 november")
    assert str(ProgrammaonderdeelFactory(titel="Welkom")) == "Welkom"
    assert str(Wijziging(bijeenkomst=b, versie=3)) == f"versie 3 van bijeenkomst {b.pk}"
    assert str(link) == f"agenda van {link.persoon_id}"
    assert str(rij) == f"{rij.persoon_id} bij {b.pk}"
    assert link.url == f"http://localhost:8000/mijn/agenda/{link.token}.ics"
