"""Two voorbereiders at the same moment lose nothing."""

from uuid import uuid4

import pytest

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import blok, rij
from bijeenkomsten.models import Aantekening
from bijeenkomsten.uitvoeren.models import NOTITIE
from bijeenkomsten.uitvoeren.services import Stap, take_step
from bijeenkomsten.uitvoeren.tests.factories import AantekeningFactory
from kern.errors import EditConflict
from kern.tests.races import together
from kern.tijd import nu

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def write(b, by, **waarden):
    """As autosave does: with what this person started from."""
    onderdeel = blok(b, "a")
    oud = {veld: getattr(onderdeel, veld) for veld in waarden}
    return lambda: services.update_onderdeel(onderdeel, waarden, versie=onderdeel.versie, oud=oud, by=by)


def test_two_fields_of_one_block_are_both_kept(cast, b):
    together(write(b, cast.facilitator, wie="Marit"), write(b, cast.deelnemer, notities="Koffie eerder"))

    nu = blok(b, "a")
    assert (nu.wie, nu.notities, nu.versie) == ("Marit", "Koffie eerder", 3)
    assert b.draaiboekstappen.count() == 2


def test_one_field_is_written_once_and_the_other_hears_what_is_there(cast, b):
    uit = together(write(b, cast.facilitator, vraag="Van Marit?"), write(b, cast.deelnemer, vraag="Van Noor?"))

    (botst,) = [een for een in uit if isinstance(een, services.OnderdeelConflict)]
    (gelukt,) = [een for een in uit if een is not botst]
    assert botst.velden == ["vraag"]
    assert botst.onderdeel.vraag == gelukt.vraag == blok(b, "a").vraag


def test_adding_moving_and_taking_away_at_once_keeps_one_order(cast, b):
    een, ander = cast.facilitator, cast.deelnemer
    c, weg = blok(b, "c"), blok(b, "b")

    together(
        lambda: services.add_onderdeel(b, titel="d", minuten=5, by=een),
        lambda: services.add_onderdeel(b, titel="e", minuten=5, na=c.pk, by=ander),
        lambda: services.move_onderdeel(c, omhoog=True, by=een),
        lambda: services.delete_onderdeel(weg, versie=weg.versie, by=ander),
    )

    assert sorted(rij(b).split()) == ["a", "c", "d", "e"]
    assert b.draaiboekstappen.count() == 4


def test_undone_once_when_two_press_it(cast, b):
    services.add_onderdeel(b, titel="d", minuten=5, by=cast.facilitator)
    stap = services.find_undo(b).pk

    uit = together(*[lambda: services.undo_stap(b, stap, by=cast.facilitator)] * 2)

    assert sum(isinstance(een, Exception) for een in uit) == 1
    assert rij(b) == "a b c"


def test_a_note_written_while_its_block_is_taken_away_is_kept_and_undo_puts_it_back(cast, b):
    """Whoever was first: the note is there, and it hangs on the block again when it hung there before."""
    onderdeel = blok(b, "b")
    stap = Stap(uuid4(), NOTITIE, nu(), {"blok": onderdeel.pk, "tekst": "Ze lachten."})

    uit, _ = together(
        lambda: take_step(b, stap, by=cast.deelnemer),
        lambda: services.delete_onderdeel(onderdeel, versie=onderdeel.versie, by=cast.facilitator),
    )
    was_eerst = not uit.zin  # otherwise it says that the block was gone
    assert Aantekening.objects.get().onderdeel is None
    services.undo_stap(b, services.find_undo(b).pk, by=cast.facilitator)

    assert Aantekening.objects.get().onderdeel == (onderdeel if was_eerst else None)
    assert rij(b) == "a b c"


def test_undone_by_two_at_once_comes_back_once(cast, b):
    onderdeel = blok(b, "b")
    AantekeningFactory(bijeenkomst=b, onderdeel=onderdeel)
    services.delete_onderdeel(onderdeel, versie=onderdeel.versie, by=cast.facilitator)
    stap = services.find_undo(b).pk

    uit = together(*[lambda wie=wie: services.undo_stap(b, stap, by=wie) for wie in (cast.facilitator, cast.deelnemer)])

    assert sum(isinstance(een, EditConflict) for een in uit) == 1
    assert (rij(b), Aantekening.objects.get().onderdeel) == ("a b c", onderdeel)
