from datetime import time, timedelta

import pytest
import time_machine

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import alles, blok, rij
from bijeenkomsten.models import Bezig, Draaiboekstap, Programmaonderdeel
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from kern.tijd import nu
from personen.tests.factories import PersoonFactory
from werkvormen.models import Werkvorm
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


def acties():
    rows = Logregel.objects.filter(actie__startswith="bijeenkomsten").order_by("pk")
    return [actie.removeprefix("bijeenkomsten.") for actie in rows.values_list("actie", flat=True)]


def undo(b, by):
    return services.undo_stap(b, services.find_undo(b).pk, by=by)


def test_add_move_change_delete(cast, b):
    by = cast.facilitator

    services.move_onderdeel(blok(b, "c"), omhoog=True, by=by)
    assert rij(b) == "a c b"
    services.move_onderdeel(blok(b, "a"), omhoog=True, by=by)  # at the edge: no step, no line
    services.place_onderdeel(blok(b, "b"), na=None, by=by)
    assert rij(b) == "b a c"
    onderdeel = services.update_onderdeel(blok(b, "a"), {"titel": "aa", "minuten": 25}, versie=1, by=by)
    services.delete_onderdeel(blok(b, "b"), versie=1, by=by)
    services.add_onderdeel(b, titel="d", minuten=1, by=by)
    services.add_onderdeel(b, titel="e", minuten=1, na=onderdeel.pk, by=by)

    assert rij(b) == "aa e c d"
    assert list(b.onderdelen.order_by("volgorde").values_list("volgorde", flat=True)) == [1, 2, 3, 4]
    assert onderdeel.versie == 2
    assert acties() == [f"programma.{wat}" for wat in ("moved", "moved", "changed", "deleted", "added", "added")]


def test_unchanged_leaves_no_trace(cast, b):
    assert services.update_onderdeel(blok(b, "a"), {"titel": "a"}, versie=1, by=cast.facilitator).versie == 1
    assert acties() == []
    assert not Draaiboekstap.objects.exists()


def test_conflict_names_who_and_a_block_that_is_gone_says_so(cast, b):
    onderdeel, ander = blok(b, "a"), PersoonFactory(naam="Yusuf Aydemir")
    services.update_onderdeel(onderdeel, {"titel": "Van Yusuf"}, versie=1, by=ander)

    with pytest.raises(
        services.OnderdeelConflict, match="Yusuf Aydemir heeft dit onderdeel intussen veranderd"
    ) as fout:
        services.update_onderdeel(onderdeel, {"titel": "Van mij"}, versie=1, by=cast.facilitator)
    with pytest.raises(EditConflict):
        services.delete_onderdeel(onderdeel, versie=1, by=cast.facilitator)
    assert (fout.value.velden, fout.value.onderdeel.titel) == (["titel"], "Van Yusuf")

    services.delete_onderdeel(onderdeel, versie=2, by=cast.facilitator)
    for doe in (
        lambda: services.update_onderdeel(onderdeel, {"titel": "Van mij"}, versie=2, by=cast.facilitator),
        lambda: services.move_onderdeel(onderdeel, omhoog=True, by=cast.facilitator),
        lambda: services.delete_onderdeel(onderdeel, versie=2, by=cast.facilitator),
    ):
        with pytest.raises(services.OnderdeelWeg, match="net verwijderd"):
            doe()
    with pytest.raises(services.OnderdeelWeg, match="niets verplaatst"):
        services.place_onderdeel(blok(b, "b"), na=onderdeel.pk, by=cast.facilitator)


def test_two_people_in_one_block_lose_nothing(cast, b):
    """Each field apart: only what both changed is a conflict, and two who wrote the same agree."""
    onderdeel, noor = blok(b, "a"), PersoonFactory(naam="Noor")
    services.update_onderdeel(onderdeel, {"vraag": "Wat lukte?"}, versie=1, oud={"vraag": onderdeel.vraag}, by=noor)

    samen = services.update_onderdeel(
        onderdeel, {"wie": "Marit"}, versie=1, oud={"wie": onderdeel.wie}, by=cast.facilitator
    )
    zelfde = services.update_onderdeel(
        onderdeel, {"vraag": "Wat lukte?"}, versie=1, oud={"vraag": ""}, by=cast.facilitator
    )

    assert (samen.vraag, samen.wie, samen.versie) == ("Wat lukte?", "Marit", 3)
    assert zelfde.versie == 3
    with pytest.raises(services.OnderdeelConflict) as fout:
        services.update_onderdeel(
            onderdeel, {"vraag": "Mijn vraag?", "doel": "Ons doel"}, versie=1,
            oud={"vraag": onderdeel.vraag, "doel": onderdeel.doel}, by=cast.facilitator,
        )  # fmt: skip
    assert fout.value.velden == ["vraag"]
    assert Programmaonderdeel.objects.get(pk=onderdeel.pk).doel == onderdeel.doel  # nothing half saved


def test_limit_and_cancelled(cast):
    b = BijeenkomstFactory()
    for _ in range(services.MEESTE):
        ProgrammaonderdeelFactory(bijeenkomst=b)

    with pytest.raises(DomainError, match="veertig"):
        services.add_onderdeel(b, titel="nog een", minuten=5, by=cast.facilitator)
    with pytest.raises(DomainError, match="afgelast"):
        services.add_onderdeel(BijeenkomstFactory(afgelast=True), titel="x", minuten=5, by=cast.facilitator)


def test_fixed_block_stays_and_cannot_run_beside(cast, b):
    vast = services.update_onderdeel(blok(b, "b"), {"begint_vast": time(14, 30)}, versie=1, by=cast.facilitator)

    with pytest.raises(DomainError, match="begint vast"):
        services.move_onderdeel(vast, omhoog=True, by=cast.facilitator)
    with pytest.raises(DomainError, match="Haal een van de twee weg"):
        services.update_onderdeel(vast, {"tegelijk": True}, versie=2, by=cast.facilitator)
    assert rij(b) == "a b c"


def test_beside_moves_along_and_comes_loose(cast, b):
    by = cast.facilitator
    services.update_onderdeel(blok(b, "c"), {"tegelijk": True}, versie=1, by=by)
    services.move_onderdeel(blok(b, "b"), omhoog=True, by=by)
    assert rij(b) == "b +c a"

    services.delete_onderdeel(blok(b, "b"), versie=1, by=by)
    assert rij(b) == "c a"
    undo(b, by)
    assert rij(b) == "b +c a"
    services.move_onderdeel(blok(b, "c"), omhoog=False, by=by)
    assert rij(b) == "b c a"


# --- werkvorm -----------------------------------------------------------------------------------


def test_werkvorm_becomes_a_block(cast, b):
    werkvorm = WerkvormFactory(kaart={"voorbeeldvraag": "Wat zou jij doen?", "materiaal": ["Stiften", "Flappen"]})

    onderdeel = services.add_werkvorm(b, werkvorm, na=blok(b, "a").pk, by=cast.facilitator)

    assert rij(b) == f"a {werkvorm.naam} b c"
    assert (onderdeel.minuten, onderdeel.soort, onderdeel.vraag) == (30, "praten", "Wat zou jij doen?")
    assert onderdeel.materiaal == "Stiften\nFlappen"
    assert onderdeel.toelichting.split("\n") == [
        "1. Begin (5 min). Leg de vraag uit.", "2. Praat (25 min). Wissel na tien minuten van tafel.",
    ]  # fmt: skip
    assert onderdeel.werkvorm == werkvorm


@pytest.mark.parametrize("wat", ["ingetrokken", "verwijderd", "veranderd"])
def test_a_werkvorm_that_goes_leaves_its_text(cast, b, wat):
    werkvorm = WerkvormFactory()
    tekst = services.add_werkvorm(b, werkvorm, by=cast.facilitator).toelichting

    if wat == "verwijderd":
        werkvorm.delete()
    else:
        Werkvorm.objects.update(**{"status": "ingetrokken"} if wat == "ingetrokken" else {"naam": "Anders"})

    onderdeel = blok(b, werkvorm.naam)
    assert onderdeel.toelichting == tekst
    assert (onderdeel.werkvorm is None) is (wat == "verwijderd")


# --- undo ---------------------------------------------------------------------------------------


def test_every_edit_can_be_undone_one_by_one(cast, b):
    by, standen = cast.facilitator, [alles(b)]
    for doe in (
        lambda: services.add_onderdeel(b, titel="d", minuten=20, begint_vast=time(16, 0), by=by),
        lambda: services.update_onderdeel(blok(b, "a"), {"vraag": "Waarom?", "minuten": 45}, versie=1, by=by),
        lambda: services.move_onderdeel(blok(b, "c"), omhoog=True, by=by),
        lambda: services.add_werkvorm(b, WerkvormFactory(), by=by),
        lambda: services.delete_onderdeel(blok(b, "d"), versie=1, by=by),
        lambda: services.place_onderdeel(blok(b, "b"), na=None, by=by),
        lambda: services.update_onderdeel(blok(b, "b"), {"tegelijk": True}, versie=1, by=by),
    ):
        doe()
        standen.append(alles(b))

    for stand in reversed(standen[:-1]):
        undo(b, by)
        assert alles(b) == stand
    assert services.find_undo(b) is None


def test_undo_of_what_somebody_else_did_and_back_again(cast, b):
    noor, voor = PersoonFactory(naam="Noor"), alles(b)
    services.delete_onderdeel(blok(b, "b"), versie=1, by=noor)
    na = alles(b)

    terug = undo(b, cast.facilitator)
    assert alles(b) == voor
    assert (terug.maakte_ongedaan.door, terug.door) == (noor, cast.facilitator)
    opnieuw = services.redo_stap(b, terug.pk, by=noor)

    assert alles(b) == na
    assert opnieuw.pk > terug.pk  # others see that something happened
    assert services.find_undo(b) == opnieuw
    assert acties()[-2:] == ["draaiboek.undone", "draaiboek.redone"]


def test_undo_refuses_when_somebody_edited_meanwhile(cast, b):
    stap = None
    services.update_onderdeel(blok(b, "a"), {"wie": "Marit"}, versie=1, by=cast.facilitator)
    stap = services.find_undo(b)
    services.update_onderdeel(blok(b, "b"), {"wie": "Noor"}, versie=1, by=PersoonFactory())

    with pytest.raises(EditConflict, match="intussen veranderd"):
        services.undo_stap(b, stap.pk, by=cast.facilitator)
    with pytest.raises(EditConflict):
        services.redo_stap(b, stap.pk, by=cast.facilitator)
    assert (blok(b, "a").wie, blok(b, "b").wie) == ("Marit", "Noor")


def test_a_new_edit_ends_redo_and_undo_goes_on_before_it(cast, b):
    by = cast.facilitator
    services.add_onderdeel(b, titel="d", minuten=5, by=by)
    services.add_onderdeel(b, titel="e", minuten=5, by=by)
    terug = undo(b, by)
    services.add_onderdeel(b, titel="f", minuten=5, by=by)

    with pytest.raises(EditConflict):
        services.redo_stap(b, terug.pk, by=by)
    undo(b, by)
    undo(b, by)
    assert rij(b) == "a b c"


def test_undo_makes_an_older_page_a_conflict(cast, b):
    """Whoever still has the text of before the undo on the screen does not write over what came back."""
    services.update_onderdeel(blok(b, "a"), {"wie": "Marit"}, versie=1, by=cast.facilitator)
    undo(b, cast.facilitator)

    with pytest.raises(services.OnderdeelConflict):
        services.update_onderdeel(blok(b, "a"), {"wie": "Noor"}, versie=2, by=PersoonFactory())
    assert blok(b, "a").versie == 3


def test_typing_on_is_one_step_and_a_minute_later_another(cast, b):
    by = cast.facilitator
    with time_machine.travel(nu(), tick=False) as klok:
        for versie, tekst in enumerate(("W", "Wa", "Wat"), 1):
            services.update_onderdeel(blok(b, "a"), {"vraag": tekst}, versie=versie, by=by)
        services.update_onderdeel(blok(b, "a"), {"vraag": "Wat nu?"}, versie=4, by=PersoonFactory())
        klok.shift(timedelta(seconds=61))
        services.update_onderdeel(blok(b, "a"), {"doel": "x"}, versie=5, by=by)
        klok.shift(timedelta(seconds=61))
        services.update_onderdeel(blok(b, "a"), {"doel": "xy"}, versie=6, by=by)

    assert b.draaiboekstappen.count() == 4
    for _ in range(4):
        undo(b, by)
    assert blok(b, "a").vraag == "Wat liet <b>jij</b> 't laatst liggen?"


def test_twenty_steps_are_kept(cast, b):
    for n in range(25):
        services.add_onderdeel(b, titel=f"extra {n}", minuten=1, by=cast.facilitator)

    assert b.draaiboekstappen.count() == services.BEWAARD == 20
    for _ in range(20):
        undo(b, cast.facilitator)
    assert len(rij(b).split(" extra")) == 1 + 5
    assert services.find_undo(b) is None


def test_undo_after_a_werkvorm_was_deleted(cast, b):
    werkvorm = WerkvormFactory()
    onderdeel = services.add_werkvorm(b, werkvorm, by=cast.facilitator)
    services.delete_onderdeel(onderdeel, versie=1, by=cast.facilitator)
    werkvorm.delete()

    undo(b, cast.facilitator)

    assert blok(b, werkvorm.naam).werkvorm is None


def test_cancelled_meeting_keeps_its_draaiboek(cast, b):
    services.add_onderdeel(b, titel="d", minuten=5, by=cast.facilitator)
    stap = services.find_undo(b)
    b.__class__.objects.filter(pk=b.pk).update(status="afgelast", reden_afgelast="Ziek.")

    with pytest.raises(DomainError, match="afgelast"):
        services.undo_stap(b, stap.pk, by=cast.facilitator)
    with pytest.raises(DomainError, match="afgelast"):
        services.redo_stap(b, stap.pk, by=cast.facilitator)
    assert rij(b) == "a b c d"


# --- busy ---------------------------------------------------------------------------------------


def test_busy_is_once_per_person_and_passes(cast, b):
    with time_machine.travel(nu(), tick=False) as klok:
        services.show_bezig(blok(b, "a"), by=cast.facilitator)
        services.show_bezig(blok(b, "b"), by=cast.facilitator)
        services.show_bezig(blok(b, "c"), by=cast.deelnemer)
        assert set(Bezig.objects.nu().values_list("onderdeel__titel", flat=True)) == {"b", "c"}
        services.stop_bezig(b, by=cast.deelnemer)
        assert Bezig.objects.nu().get().persoon == cast.facilitator
        klok.shift(timedelta(seconds=26))
        assert not Bezig.objects.nu().exists()
