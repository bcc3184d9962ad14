import pytest
from django.db import IntegrityError, transaction

from bijeenkomsten.models import Oordeel
from bijeenkomsten.oordeel.services import count_oordelen, save_tik
from bijeenkomsten.oordeel.tests.factories import OordeelFactory, make_gebruik
from bijeenkomsten.oordeel.tikken import Tik, read_tik
from bijeenkomsten.tasks import count_oordelen_task
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory
from werkvormen.models import Ervaring
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def b():
    return BijeenkomstFactory(gehouden=True)


@pytest.fixture
def werkvorm(b):
    werkvorm = WerkvormFactory()
    make_gebruik(b, werkvorm)
    return werkvorm


def test_two_taps_make_one_oordeel(b, werkvorm):
    save_tik(b, Tik("doel", "deels", werkvorm.pk), by=None)
    save_tik(b, Tik("nog_eens", "anders", werkvorm.pk), by=None)

    oordeel = Oordeel.objects.get()
    assert (oordeel.bijeenkomst, oordeel.werkvorm, oordeel.doel, oordeel.nog_eens) == (b, werkvorm, "deels", "anders")
    assert Logregel.objects.filter(actie="bijeenkomsten.oordeel.given").count() == 2


def test_another_tap_replaces_and_the_same_tap_is_once(b, werkvorm):
    for waarde in ("ja", "nee", "nee"):
        save_tik(b, Tik("doel", waarde, werkvorm.pk), by=None)

    assert [(o.doel, o.nog_eens, o.is_af) for o in Oordeel.objects.all()] == [("nee", "", False)]


@pytest.mark.parametrize(
    ("anders", "tik", "fout"),
    [
        ({}, ("doel", "misschien"), "Kies een van de antwoorden"),
        ({}, ("geteld", "True"), "Kies een van de antwoorden"),
        ({"begint": 1}, ("doel", "ja"), "als de bijeenkomst geweest is"),
        ({"status": "afgelast", "reden_afgelast": "Ziek"}, ("doel", "ja"), "als de bijeenkomst geweest is"),
        ({"leeg": 1}, ("doel", "ja"), "staat niet meer in het draaiboek"),
    ],
)
def test_refused(b, werkvorm, anders, tik, fout):
    if anders.pop("leeg", None):
        b.onderdelen.all().delete()
    if anders.pop("begint", None):
        b = BijeenkomstFactory()
        make_gebruik(b, werkvorm)
    for veld, waarde in anders.items():
        setattr(b, veld, waarde)
    b.save()

    with pytest.raises(DomainError, match=fout):
        save_tik(b, Tik(*tik, werkvorm.pk), by=None)

    assert not Oordeel.objects.exists()


@pytest.mark.parametrize("tik", ["", "doel", "doel:ja", "doel:ja:", "doel:ja:x", "doel:ja:1:2", f"doel:ja:{'9' * 40}"])
def test_what_no_button_sends(tik):
    with pytest.raises(DomainError):
        read_tik({"tik": tik})


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"doel": "wel"}, "oordeel_doel_is_known"),
        ({"nog_eens": "vaak"}, "oordeel_nog_eens_is_known"),
        ({"doel": "", "nog_eens": ""}, "oordeel_not_empty"),
        ({"nog_eens": "", "geteld": True}, "oordeel_counted_when_whole"),
    ],
)
def test_constraints(velden, naam):
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        OordeelFactory(**velden)


def test_once_per_werkvorm_of_a_meeting():
    oordeel = OordeelFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OordeelFactory(bijeenkomst=oordeel.bijeenkomst, werkvorm=oordeel.werkvorm)


# --- to the figures ------------------------------------------------------------------------------------------------


def make_netwerk(*facilitators):
    netwerk = NetwerkFactory(gestart=True)
    for persoon in facilitators or (PersoonFactory(),):
        DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


def use(werkvorm, netwerk, keer=1, dagen=-14, **velden):
    """So many uses in this netwerk, each with both taps."""
    for _ in range(keer):
        b = BijeenkomstFactory(netwerk=netwerk, dagen=dagen, status="gehouden")
        OordeelFactory(bijeenkomst=b, werkvorm=werkvorm, **velden)


def read(werkvorm):
    return {rij.vraag: str(rij) for rij in Ervaring.objects.filter(werkvorm=werkvorm)}


@pytest.mark.parametrize(
    ("per_netwerk", "getoond"),
    [([5], False), ([3, 2], False), ([2, 1, 1], False), ([3, 1, 1], True), ([1] * 4, False), ([1] * 5, True)],
)
def test_figures_from_five_uses_in_three_netwerken(per_netwerk, getoond):
    werkvorm = WerkvormFactory()
    for keer in per_netwerk:
        use(werkvorm, make_netwerk(), keer)

    count_oordelen()

    aantal = sum(per_netwerk)
    assert read(werkvorm) == (
        {"doel": f"{aantal} van {aantal}", "nog_eens": f"{aantal} van {aantal}"} if getoond else {}
    )
    assert Oordeel.objects.filter(geteld=True).count() == (aantal if getoond else 0)


def test_half_a_look_back_and_one_of_this_week_do_not_count():
    werkvorm, netwerken = WerkvormFactory(), [make_netwerk() for _ in range(3)]
    for netwerk in netwerken:
        use(werkvorm, netwerk)
    use(werkvorm, netwerken[0], nog_eens="")
    use(werkvorm, netwerken[1], dagen=-2)

    count_oordelen()
    assert read(werkvorm) == {}

    use(werkvorm, netwerken[2], 2, doel="deels", nog_eens="anders")
    count_oordelen()
    assert read(werkvorm) == {"doel": "3 van 5", "nog_eens": "3 van 5"}


def test_figures_never_move_by_one_netwerk():
    """Who looks every day cannot take yesterday off today: what is new waits until it is enough by itself."""
    werkvorm, netwerken = WerkvormFactory(), [make_netwerk() for _ in range(3)]
    for netwerk in netwerken:
        use(werkvorm, netwerk, 2)
    count_oordelen()
    eerst = read(werkvorm)

    use(werkvorm, netwerken[0], 9, doel="nee", nog_eens="niet_meer")
    count_oordelen()
    assert read(werkvorm) == eerst == {"doel": "6 van 6", "nog_eens": "6 van 6"}

    use(werkvorm, netwerken[1])
    use(werkvorm, netwerken[2])
    count_oordelen()
    assert read(werkvorm) == {"doel": "8 van 17", "nog_eens": "8 van 17"}


def test_a_change_or_a_removal_after_counting_does_not_show():
    werkvorm, netwerken = WerkvormFactory(), [make_netwerk() for _ in range(3)]
    for netwerk in netwerken:
        use(werkvorm, netwerk, 2)
    count_oordelen()

    b = Oordeel.objects.first().bijeenkomst
    make_gebruik(b, werkvorm)
    save_tik(b, Tik("doel", "nee", werkvorm.pk), by=None)
    Oordeel.objects.last().bijeenkomst.delete()
    count_oordelen_task()

    assert read(werkvorm) == {"doel": "6 van 6", "nog_eens": "6 van 6"}


def test_who_guides_two_of_three_cannot_take_their_own_off():
    """The rest would be one netwerk. With a fourth there are two left, and nobody can tell them apart."""
    werkvorm, marit = WerkvormFactory(), PersoonFactory()
    for netwerk in (make_netwerk(marit), make_netwerk(marit), make_netwerk()):
        use(werkvorm, netwerk, 2)

    count_oordelen()
    assert read(werkvorm) == {}

    use(werkvorm, make_netwerk())
    count_oordelen()
    assert read(werkvorm) == {"doel": "7 van 7", "nog_eens": "7 van 7"}


def test_a_deelnemer_of_two_netwerken_knows_nothing_of_this():
    werkvorm, gast = WerkvormFactory(), PersoonFactory()
    for _ in range(3):
        netwerk = make_netwerk()
        DeelnameFactory(netwerk=netwerk, persoon=gast)
        use(werkvorm, netwerk, 2)

    assert count_oordelen() == 6


@pytest.mark.parametrize("item_count", [1, 3])
def test_counting_query_count(item_count, django_assert_num_queries):
    netwerken = [make_netwerk() for _ in range(3)]
    for _ in range(item_count):
        werkvorm = WerkvormFactory()
        for netwerk in netwerken:
            use(werkvorm, netwerk, 1)

    with django_assert_num_queries(3):  # two of the transaction, the rows; nothing is enough
        count_oordelen(now=nu())
