"""What was agreed, written down and timed at a block comes back with the block."""

from datetime import timedelta

import pytest

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import blok, rij
from bijeenkomsten.models import Aantekening, Afspraak, Bloktijd, Uitvoering
from bijeenkomsten.tests.factories import BijeenkomstFactory
from bijeenkomsten.uitvoeren.tests.factories import AantekeningFactory
from kern.tijd import nu

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaande(b):
    """The meeting is at block b, which has a note, an afspraak and seven minutes more."""
    onderdeel = blok(b, "b")
    begon = nu().replace(microsecond=0) - timedelta(minutes=10)
    Uitvoering.objects.create(bijeenkomst=b, huidig=onderdeel, begonnen_op=begon)
    Bloktijd.objects.create(onderdeel=onderdeel, begon_op=begon, extra_minuten=7)
    AfspraakFactory(bijeenkomst=b, onderdeel=onderdeel, tekst="mee")
    AantekeningFactory(bijeenkomst=b, onderdeel=onderdeel)
    return b


def banden(pk):
    """Who points at this block, by name."""
    return {
        "afspraken": list(Afspraak.objects.filter(onderdeel=pk).order_by("pk").values_list("tekst", flat=True)),
        "aantekeningen": Aantekening.objects.filter(onderdeel=pk).count(),
        "huidig": Uitvoering.objects.filter(huidig=pk).count(),
        "tijd": list(Bloktijd.objects.filter(onderdeel=pk).values_list("begon_op", "extra_minuten")),
    }


NIETS = {"afspraken": [], "aantekeningen": 0, "huidig": 0, "tijd": []}


def undo(b, by):
    return services.undo_stap(b, services.find_undo(b).pk, by=by)


def test_undo_of_a_deleted_block_brings_back_what_hung_on_it(cast, gaande):
    onderdeel, by = blok(gaande, "b"), cast.facilitator
    voor = banden(onderdeel.pk)

    services.delete_onderdeel(onderdeel, versie=1, by=by)
    assert banden(onderdeel.pk) == NIETS
    terug = undo(gaande, by)
    assert banden(onderdeel.pk) == voor
    assert voor["aantekeningen"] == voor["huidig"] == len(voor["tijd"]) == 1

    services.redo_stap(gaande, terug.pk, by=by)
    assert banden(onderdeel.pk) == NIETS
    undo(gaande, by)
    assert banden(onderdeel.pk) == voor


def test_undo_of_another_draaiboek_in_its_place(cast, gaande):
    """All blocks went at once; and what hangs on the new ones is there again after «toch wel»."""
    by, oud = cast.facilitator, blok(gaande, "b").pk
    voor = banden(oud)
    services.load_blokken(gaande, [{"titel": "x", "minuten": 5, "werkvorm_id": None}], titel="X", vervang=True, by=by)
    assert banden(oud) == NIETS
    nieuw = blok(gaande, "x").pk
    AfspraakFactory(bijeenkomst=gaande, onderdeel_id=nieuw, tekst="bij x")

    terug = undo(gaande, by)
    assert (rij(gaande), banden(oud)) == ("a b c", voor)
    services.redo_stap(gaande, terug.pk, by=by)

    assert rij(gaande) == "x"
    assert banden(nieuw)["afspraken"] == ["bij x"]


def test_what_went_its_own_way_since_is_left_alone(cast, gaande):
    onderdeel, by = blok(gaande, "b"), cast.facilitator
    namen = ("weg", "andere bijeenkomst", "ander blok", "veranderd")
    rijen = {naam: AfspraakFactory(bijeenkomst=gaande, onderdeel=onderdeel, tekst=naam) for naam in namen}
    services.delete_onderdeel(onderdeel, versie=1, by=by)

    rijen["weg"].delete()
    Afspraak.objects.filter(pk=rijen["andere bijeenkomst"].pk).update(bijeenkomst=BijeenkomstFactory())
    Afspraak.objects.filter(pk=rijen["ander blok"].pk).update(onderdeel=blok(gaande, "a"))
    Afspraak.objects.filter(pk=rijen["veranderd"].pk).update(tekst="veranderd sinds", versie=2)
    Uitvoering.objects.update(huidig=blok(gaande, "c"))
    undo(gaande, by)

    assert banden(onderdeel.pk)["afspraken"] == ["mee", "veranderd sinds"]
    assert banden(blok(gaande, "a").pk)["afspraken"] == ["ander blok"]
    assert Uitvoering.objects.get().huidig.titel == "c"


def test_a_meeting_that_ended_since_does_not_begin_again(cast, gaande):
    onderdeel = blok(gaande, "b")
    services.delete_onderdeel(onderdeel, versie=1, by=cast.facilitator)
    Uitvoering.objects.update(klaar_op=nu())

    undo(gaande, cast.facilitator)

    assert Uitvoering.objects.get().huidig is None
    assert banden(onderdeel.pk)["afspraken"] == ["mee"]


def test_a_step_from_before_this_was_kept_can_still_be_undone(cast, gaande):
    services.delete_onderdeel(blok(gaande, "b"), versie=1, by=cast.facilitator)
    stap = services.find_undo(gaande)
    del stap.voor["banden"]
    stap.save()

    undo(gaande, cast.facilitator)

    assert rij(gaande) == "a b c"
