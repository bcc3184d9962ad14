import pytest

from bijeenkomsten.draaiboek.services import find_undo, move_onderdeel, undo_stap
from bijeenkomsten.draaiboek.stappen import make_afdruk
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from bijeenkomsten.voorstel.maken import make_voorstel
from bijeenkomsten.voorstel.services import put_voorstel
from bijeenkomsten.voorstel.tests.situaties import make_kandidaat, make_situatie
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
TITELS = ["Welkom en inchecken", "Intervisie", "Pauze", "Van hier naar je school", "Afspreken en afronden"]


@pytest.fixture
def werkvorm():
    return WerkvormFactory(kaart={"naam": "Intervisie", "voorbeeldvraag": "Wat zie jij?"})


@pytest.fixture
def voorstel(werkvorm):
    return make_voorstel([make_kandidaat(sleutel=werkvorm.slug, groep_max=8, werkvorm=werkvorm.pk)], make_situatie())


def _put(b, voorstel, *, vervang=False, afdruk=None):
    afdruk = make_afdruk(b.onderdelen.all()) if afdruk is None else afdruk
    return put_voorstel(b, voorstel, vervang=vervang, afdruk=afdruk, by=None)


def _titels(b):
    return list(b.onderdelen.values_list("titel", flat=True))


def test_it_becomes_the_draaiboek(voorstel, werkvorm):
    b = BijeenkomstFactory()

    assert _put(b, voorstel) == 5

    assert _titels(b) == TITELS
    assert sum(b.onderdelen.values_list("minuten", flat=True)) == 120
    kern = b.onderdelen.get(werkvorm=werkvorm)
    assert (kern.vraag, kern.materiaal, kern.soort) == ("Wat zie jij?", "Stiften", "praten")
    stappen = ["1. Begin (5 min). Leg de vraag uit.", "2. Praat (25 min). Wissel na tien minuten van tafel."]
    assert kern.toelichting.split("\n") == stappen
    assert kern.notities == "Werk in twee groepen van zes, elk met een eigen gespreksleider."
    assert b.onderdelen.get(titel="Pauze").soort == "rust"
    assert Logregel.objects.filter(actie="bijeenkomsten.draaiboek.loaded").count() == 1


def test_behind_what_is_there_or_in_its_place(voorstel):
    b = BijeenkomstFactory()
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="Er was al iets")

    _put(b, voorstel)
    assert _titels(b) == ["Er was al iets", *TITELS]

    _put(b, voorstel, vervang=True)
    assert _titels(b) == TITELS


def test_pressed_twice_is_once(voorstel):
    b = BijeenkomstFactory()
    afdruk = make_afdruk([])
    _put(b, voorstel, afdruk=afdruk)

    with pytest.raises(EditConflict, match="intussen veranderd"):
        _put(b, voorstel, afdruk=afdruk)

    assert _titels(b) == TITELS


def test_what_somebody_changed_meanwhile_is_not_thrown_away(voorstel):
    b = BijeenkomstFactory()
    onderdeel = ProgrammaonderdeelFactory(bijeenkomst=b)
    afdruk = make_afdruk([onderdeel])
    onderdeel.versie += 1
    onderdeel.save()

    with pytest.raises(EditConflict):
        _put(b, voorstel, vervang=True, afdruk=afdruk)

    assert _titels(b) == [onderdeel.titel]


def test_more_than_forty_do_not_fit(voorstel):
    b = BijeenkomstFactory()
    for _ in range(36):
        ProgrammaonderdeelFactory(bijeenkomst=b)

    with pytest.raises(DomainError, match="er passen er veertig"):
        _put(b, voorstel)

    assert b.onderdelen.count() == 36
    assert _put(b, voorstel, vervang=True) == 5


def test_not_in_a_meeting_that_is_off(voorstel):
    b = BijeenkomstFactory(afgelast=True)

    with pytest.raises(DomainError, match="afgelast"):
        _put(b, voorstel)


def test_one_undo_takes_it_back(voorstel):
    """It is one step of the draaiboek, also when it came in the place of something."""
    b = BijeenkomstFactory()
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="Er was al iets")
    _put(b, voorstel, vervang=True)
    assert _titels(b) == TITELS

    stap = find_undo(b)
    assert stap.titel == "Voorstel: een vraagstuk uitdiepen"
    undo_stap(b, stap.pk, by=None)

    assert _titels(b) == ["Er was al iets"]


def test_another_order_meanwhile_is_seen_too(voorstel):
    b = BijeenkomstFactory()
    een, twee = ProgrammaonderdeelFactory(bijeenkomst=b), ProgrammaonderdeelFactory(bijeenkomst=b)
    afdruk = make_afdruk([een, twee])
    move_onderdeel(twee, omhoog=True, by=None)

    with pytest.raises(EditConflict):
        _put(b, voorstel, vervang=True, afdruk=afdruk)

    assert _titels(b) == [twee.titel, een.titel]


def test_every_block_says_what_it_is_for(voorstel):
    b = BijeenkomstFactory()

    _put(b, voorstel)

    zonder = b.onderdelen.exclude(soort="rust").filter(doel="")
    assert not zonder.exists()
    assert b.onderdelen.get(titel="Welkom en inchecken").doel == "Iedereen is er met zijn hoofd bij."


def test_a_werkvorm_that_is_gone_leaves_its_name(voorstel, werkvorm):
    werkvorm.delete()
    b = BijeenkomstFactory()

    _put(b, voorstel)

    assert b.onderdelen.get(titel="Intervisie").werkvorm is None
