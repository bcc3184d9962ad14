import uuid
from datetime import date

import pytest

from bijeenkomsten.afspraken import services
from bijeenkomsten.afspraken.opening import MINUTEN, add_opening
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.draaiboek.bloknamen import AFSPRAKEN
from bijeenkomsten.draaiboek.services import find_undo, undo_stap
from bijeenkomsten.models import Afspraak
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from kern.tests.races import together
from netwerken.services import leave, remove
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def b(cast):
    return BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)


def acties():
    return list(Logregel.objects.filter(actie__contains="afspraak").values_list("actie", flat=True))


def test_make_writes_who_does_what_when(cast, b):
    blok = ProgrammaonderdeelFactory(bijeenkomst=b)
    waarden = {"tekst": "Belt <b>Jan</b>", "wie": cast.deelnemer, "voor": date(2031, 5, 6), "onderdeel": blok}

    gemaakt = services.make_afspraak(b, waarden, by=cast.facilitator)

    afspraak = Afspraak.objects.get()
    assert gemaakt == afspraak
    assert (afspraak.tekst, afspraak.wie, afspraak.voor, afspraak.onderdeel) == tuple(waarden.values())
    assert (afspraak.netwerk, afspraak.bijeenkomst, afspraak.is_open) == (cast.netwerk, b, True)
    assert "Jan" not in str(Logregel.objects.get(actie="bijeenkomsten.afspraak.made").feiten)


def test_the_same_key_twice_is_one_row(cast, b):
    sleutel = uuid.uuid4()
    eerste, tweede = (
        services.make_afspraak(b, {"tekst": tekst}, by=cast.facilitator, sleutel=sleutel) for tekst in ("Een", "Twee")
    )

    assert eerste == tweede
    assert Afspraak.objects.get().tekst == "Een"
    assert acties() == ["bijeenkomsten.afspraak.made"]


def test_who_left_meanwhile_leaves_it_to_everybody(cast, b):
    weg = cast.add(uitgestapt=True)

    afspraak = services.make_afspraak(b, {"tekst": "Belt rond", "wie": weg}, by=cast.facilitator)

    assert (afspraak.wie, afspraak.was_van) == (None, weg)


def test_block_of_another_meeting_is_left_out(cast, b):
    blok = ProgrammaonderdeelFactory(bijeenkomst__netwerk=cast.netwerk)

    assert services.make_afspraak(b, {"tekst": "Belt", "onderdeel": blok}, by=cast.facilitator).onderdeel is None


def test_no_afspraak_at_a_cancelled_meeting_or_beyond_sixty(cast, b):
    with pytest.raises(DomainError, match="afgelast"):
        services.make_afspraak(
            BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True), {"tekst": "x"}, by=cast.facilitator
        )
    AfspraakFactory.create_batch(services.MEESTE, bijeenkomst=b)
    with pytest.raises(DomainError, match="zestig"):
        services.make_afspraak(b, {"tekst": "x"}, by=cast.facilitator)


def test_update_and_conflict(cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b)
    waarden = {"tekst": "Anders", "wie": cast.deelnemer, "voor": None}

    services.update_afspraak(afspraak, waarden, versie=1, by=cast.facilitator)
    services.update_afspraak(afspraak, waarden, versie=2, by=cast.facilitator)  # nothing changed: no trace
    with pytest.raises(EditConflict, match="heeft deze afspraak intussen veranderd"):
        services.update_afspraak(afspraak, waarden | {"tekst": "Nog anders"}, versie=1, by=cast.deelnemer)

    afspraak.refresh_from_db()
    assert (afspraak.tekst, afspraak.wie, afspraak.versie) == ("Anders", cast.deelnemer, 2)
    assert acties() == ["bijeenkomsten.afspraak.changed"]


def test_finish_drop_and_reopen(cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b)

    for _ in range(2):
        afspraak = services.finish_afspraak(afspraak, by=cast.deelnemer)
    assert (afspraak.is_gedaan, afspraak.gesloten_door) == (True, cast.deelnemer)
    with pytest.raises(DomainError, match="al afgevinkt"):
        services.drop_afspraak(afspraak, reden="Te laat", by=cast.facilitator)
    for _ in range(2):
        afspraak = services.reopen_afspraak(afspraak, by=cast.facilitator)
    assert (afspraak.is_open, afspraak.gesloten_op, afspraak.gesloten_door) == (True, None, None)
    for reden in ("Niet <b>nodig</b>", "Andere reden"):
        afspraak = services.drop_afspraak(afspraak, reden=reden, by=cast.facilitator)
    assert (afspraak.is_vervallen, afspraak.reden_vervallen) == (True, "Niet <b>nodig</b>")
    with pytest.raises(DomainError, match="al losgelaten"):
        services.finish_afspraak(afspraak, by=cast.deelnemer)
    with pytest.raises(DomainError, match="al losgelaten"):
        services.update_afspraak(
            afspraak, {"tekst": "x", "wie": None, "voor": None}, versie=afspraak.versie, by=cast.facilitator
        )
    assert sorted(acties()) == [f"bijeenkomsten.afspraak.{wat}" for wat in ("gedaan", "reopened", "vervallen")]


def test_letting_go_asks_a_word(cast, b):
    with pytest.raises(DomainError, match="waarom"):
        services.drop_afspraak(AfspraakFactory(bijeenkomst=b), reden="  ", by=cast.facilitator)

    assert Afspraak.objects.get().is_open


@pytest.mark.parametrize("hoe", ["leave", "remove"])
def test_who_leaves_leaves_open_promises_to_everybody(cast, b, hoe):
    deelname = cast.netwerk.deelnames.get(persoon=cast.deelnemer)
    open_ = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer)
    gedaan = AfspraakFactory(bijeenkomst=b, wie=cast.deelnemer, gedaan=True)
    van_ander = AfspraakFactory(bijeenkomst=b, wie=cast.facilitator)
    elders = AfspraakFactory(wie=cast.deelnemer)

    if hoe == "leave":
        leave(cast.netwerk, cast.deelnemer)
    else:
        remove(deelname, by=cast.facilitator)

    rijen = {a.pk: (a.wie, a.was_van) for a in Afspraak.objects.all()}
    assert rijen == {
        open_.pk: (None, cast.deelnemer),
        gedaan.pk: (cast.deelnemer, None),
        van_ander.pk: (cast.facilitator, None),
        elders.pk: (cast.deelnemer, None),
    }


def test_who_gives_up_waiting_had_promised_nothing(cast, b):
    persoon = cast.add(wachtend=True)

    leave(cast.netwerk, persoon)

    assert acties() == []


def test_taking_over_ends_the_note_and_reopening_keeps_it_with_members(cast, b):
    weg = PersoonFactory()
    vrij = AfspraakFactory(bijeenkomst=b, was_van=weg)
    oud = AfspraakFactory(bijeenkomst=b, wie=weg, gedaan=True)

    vrij = services.update_afspraak(
        vrij, {"tekst": "Belt", "wie": cast.deelnemer, "voor": None}, versie=1, by=cast.facilitator
    )
    oud = services.reopen_afspraak(oud, by=cast.facilitator)

    assert (vrij.wie, vrij.was_van) == (cast.deelnemer, None)
    assert (oud.wie, oud.was_van) == (None, weg)


def test_editing_what_is_of_everybody_keeps_the_note(cast, b):
    afspraak = AfspraakFactory(bijeenkomst=b, was_van=PersoonFactory())

    services.update_afspraak(afspraak, {"tekst": "Belt", "wie": None, "voor": None}, versie=1, by=cast.facilitator)

    afspraak.refresh_from_db()
    assert afspraak.was_van is not None


def test_opening_comes_first_and_once(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    oud = ProgrammaonderdeelFactory.create_batch(2, bijeenkomst=b)

    een, twee = (add_opening(b, by=cast.facilitator) for _ in range(2))

    assert een == twee
    rijen = list(b.onderdelen.order_by("volgorde"))
    assert [(o.volgorde, o.pk) for o in rijen] == [(1, een.pk), (2, oud[0].pk), (3, oud[1].pk)]
    assert (rijen[0].titel, rijen[0].minuten) == (AFSPRAKEN, MINUTEN)
    undo_stap(b, find_undo(b).pk, by=cast.facilitator)
    assert list(b.onderdelen.order_by("volgorde")) == oud


def test_opening_can_be_undone(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="Wat er stond")
    add_opening(b, by=cast.facilitator)

    undo_stap(b, find_undo(b).pk, by=cast.facilitator)

    assert list(b.onderdelen.values_list("titel", "volgorde")) == [("Wat er stond", 1)]


@pytest.mark.parametrize(("traits", "zin"), [({"afgelast": True}, "afgelast"), ({"geweest": True}, "al begonnen")])
def test_opening_is_refused_when_it_cannot_be(cast, traits, zin):
    with pytest.raises(DomainError, match=zin):
        add_opening(BijeenkomstFactory(netwerk=cast.netwerk, **traits), by=cast.facilitator)


def test_key_of_an_afspraak_of_another_meeting_is_refused(cast, b):
    elders = AfspraakFactory()

    with pytest.raises(DomainError, match="Laad de bladzijde opnieuw"):
        services.make_afspraak(b, {"tekst": "Belt"}, by=cast.facilitator, sleutel=elders.sleutel)

    assert Afspraak.objects.get() == elders


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_close_at_once_and_one_of_them_wins(cast, b):
    gelijk, botst = AfspraakFactory.create_batch(2, bijeenkomst=b)

    assert all(
        a.is_gedaan
        for a in together(
            lambda: services.finish_afspraak(gelijk, by=cast.deelnemer),
            lambda: services.finish_afspraak(gelijk, by=cast.facilitator),
        )
    )
    uit = together(
        lambda: services.finish_afspraak(botst, by=cast.deelnemer),
        lambda: services.drop_afspraak(botst, reden="Niet nodig", by=cast.facilitator),
    )

    (te_laat,) = [een for een in uit if isinstance(een, DomainError)]
    botst.refresh_from_db()
    assert str(te_laat).startswith(botst.gesloten_door.naam)
    assert next(een for een in uit if not isinstance(een, DomainError)).status == botst.status
    assert Logregel.objects.filter(actie="bijeenkomsten.afspraak.gedaan", object_id=str(gelijk.pk)).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_key_from_two_sides_is_one_row(cast, b):
    sleutel = uuid.uuid4()

    een, twee = together(
        *[lambda: services.make_afspraak(b, {"tekst": "Belt"}, by=cast.facilitator, sleutel=sleutel)] * 2
    )

    assert een == twee
    assert Afspraak.objects.count() == 1
