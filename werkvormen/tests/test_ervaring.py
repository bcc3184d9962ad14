import pytest
from django.db import IntegrityError, transaction

from werkvormen.ervaring import find_kort, read_cijfers
from werkvormen.models import Ervaring
from werkvormen.services import add_ervaring
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
ZO = {"nog_eens": (1, 1), "doel": (0, 1)}


def read(werkvorm):
    rows = Ervaring.objects.filter(werkvorm=werkvorm)
    return {rij.vraag: (str(rij), rij.gebruikt, rij.netwerken) for rij in rows}


def test_figures_begin_with_five_uses_in_three_netwerken():
    werkvorm = WerkvormFactory()

    add_ervaring(werkvorm.pk, [ZO] * 4 + [{"nog_eens": (0, 1), "doel": (1, 1)}], netwerken=3)

    assert read(werkvorm) == {"nog_eens": ("4 van 5", 5, 3), "doel": ("1 van 5", 5, 3)}


@pytest.mark.parametrize(("gebruikt", "netwerken"), [(4, 4), (5, 2), (0, 0)])
def test_fewer_are_never_added(gebruikt, netwerken):
    werkvorm = WerkvormFactory()

    with pytest.raises(ValueError, match="Too few"):
        add_ervaring(werkvorm.pk, [ZO] * gebruikt, netwerken=netwerken)

    assert read(werkvorm) == {}


def test_what_comes_later_is_added_and_must_be_enough_by_itself():
    werkvorm = WerkvormFactory()
    add_ervaring(werkvorm.pk, [ZO] * 8, netwerken=4)

    with pytest.raises(ValueError, match="Too few"):
        add_ervaring(werkvorm.pk, [ZO], netwerken=1)
    add_ervaring(werkvorm.pk, [ZO] * 5, netwerken=3)

    assert read(werkvorm) == {"nog_eens": ("13 van 13", 13, 4), "doel": ("0 van 13", 13, 4)}


@pytest.mark.parametrize(
    ("anders", "naam"),
    [
        ({"gebruikt": 4}, "ervaring_of_enough"),
        ({"netwerken": 2}, "ervaring_of_enough"),
        ({"aantal": 4}, "ervaring_"),
        ({"ja": 6}, "ervaring_ja_not_above_aantal"),
        ({"vraag": "mooi"}, "ervaring_vraag_is_known"),
    ],
)
def test_the_database_keeps_the_threshold_too(anders, naam):
    waarden = {"vraag": "doel", "ja": 5, "aantal": 5, "gebruikt": 5, "netwerken": 3} | anders

    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        Ervaring.objects.create(werkvorm=WerkvormFactory(), **waarden)


def test_one_row_per_question():
    werkvorm = WerkvormFactory()
    add_ervaring(werkvorm.pk, [ZO] * 5, netwerken=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ervaring.objects.create(werkvorm=werkvorm, vraag="doel", ja=0, aantal=5, gebruikt=5, netwerken=3)


def test_no_way_back_to_a_netwerk_or_a_moment():
    """A new column here is a new way to recognise a netwerk: think first."""
    assert {f.name for f in Ervaring._meta.concrete_fields} == {
        "id", "werkvorm", "vraag", "ja", "aantal", "gebruikt", "netwerken"
    }  # fmt: skip


def test_page_and_search_show_the_figures(client):
    met, zonder = WerkvormFactory(), WerkvormFactory()
    add_ervaring(met.pk, [ZO | {"hielp": (6, 9)}] * 5, netwerken=3)

    pagina = client.get(met.get_absolute_url()).content.decode()
    lijst = client.get("/werkvormen/").content.decode()

    assert "Wat anderen ervaren" in pagina
    assert "5 van 5</b> keer wil de facilitator het zo nog eens doen." in pagina
    assert "0 van 5</b> keer haalde de groep het doel." in pagina
    assert "30 van 45</b> deelnemers hielp het verder." in pagina
    assert "Wat anderen ervaren" not in client.get(zonder.get_absolute_url()).content.decode()
    assert lijst.count("keer: zo nog eens") == 1
    assert find_kort([met, zonder]) == {met.pk: "5 van 5 keer: zo nog eens"}
    assert read_cijfers(zonder) == []
