"""One tap per werkvorm: counted like the rest, kept from five, shown from ten, and never of one netwerk alone."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from berichten.handelingen import make_token
from bijeenkomsten.oordeel.tests.factories import make_gebruik
from evaluatie import services
from evaluatie.forms import field_name
from evaluatie.models import Werkvormtelling
from evaluatie.schema import make_schema
from evaluatie.tasks import count_hielp_task
from evaluatie.tests.factories import CODES, MetingFactory, make_bijeenkomst, make_keuzes
from evaluatie.werkvormen import make_code, read_hulp, read_keuzes
from kern.errors import DomainError
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory
from werkvormen.models import Ervaring
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def werkvorm():
    return WerkvormFactory()


def make_meting(aanwezig, *werkvormen, **velden):
    """An open meting about a meeting that held these werkvormen."""
    bijeenkomst = make_bijeenkomst(aanwezig, dagen=-3, **velden)
    make_gebruik(bijeenkomst, *werkvormen)
    return services.open_meting(bijeenkomst, now=make_schema(bijeenkomst.eindigt_op).vraag)


def answer(meting, *getikt):
    """One person after another; each a list of werkvormen they tapped."""
    open_ = meting.genodigden.aanwezig().filter(ingevuld=False).select_related("persoon").order_by("pk")
    for genodigde, werkvormen in zip(list(open_), getikt, strict=False):
        hielp = [make_code(werkvorm.pk) for werkvorm in werkvormen]
        services.answer(meting, genodigde.persoon, keuzes=make_keuzes(), hielp=hielp, now=meting.opent_op)


def close(meting):
    return services.close_meting(meting, now=meting.sluit_op)


def get_page(meting):
    return Client().get(f"/d/{make_token('ev', meting.pk, meting.genodigden.first().persoon_id)}/").content.decode()


def post(meting, persoon, *hielp):
    gegevens = {field_name(code): "4" for code in CODES} | {"hielp": list(hielp)}
    return Client().post(f"/d/{make_token('ev', meting.pk, persoon.pk)}/", gegevens)


def count(meting):
    return dict(meting.tellers.filter(vraag__startswith="wv-").values_list("vraag", "aantal"))


def test_every_used_werkvorm_can_be_tapped(werkvorm):
    ander = WerkvormFactory(kaart={"naam": "Anders"})
    meting = make_meting(6, werkvorm, ander, werkvorm, None)

    inhoud = get_page(meting)

    assert re.findall(r'name="hielp" value="([\w-]+)"', inhoud) == [make_code(werkvorm.pk), make_code(ander.pk)]
    assert "Tafels &lt;b&gt;wisselen&lt;/b&gt;" in inhoud
    assert "Wat hielp jou verder?" in inhoud


def test_without_werkvormen_nothing_is_asked():
    assert "Wat hielp jou verder?" not in get_page(make_meting(6))


def test_a_tap_is_counted_and_none_is_fine(werkvorm):
    meting = make_meting(6, werkvorm)
    personen = [genodigde.persoon for genodigde in meting.genodigden.aanwezig()]

    assert post(meting, personen[0], make_code(werkvorm.pk), make_code(werkvorm.pk)).status_code == 200
    assert post(meting, personen[1]).status_code == 200

    assert count(meting) == {make_code(werkvorm.pk): 1}
    assert meting.genodigden.filter(ingevuld=True).count() == 2


def test_what_was_not_in_the_meeting_counts_nothing(werkvorm):
    meting = make_meting(6, werkvorm)

    assert post(meting, meting.genodigden.aanwezig().first().persoon, "wv-0", "ev1-1", "wv-x").status_code == 200

    assert count(meting) == {make_code(werkvorm.pk): 0}
    assert meting.tellers.filter(vraag="ev1-1", waarde=1).get().aantal == 0


def test_more_than_there_can_be_is_refused(werkvorm):
    meting = make_meting(6, werkvorm)

    with pytest.raises(DomainError, match="Kies uit"):
        services.answer(
            meting, meting.genodigden.aanwezig().first().persoon, keuzes=make_keuzes(),
            hielp=[f"wv-{n}" for n in range(41)], now=meting.opent_op,
        )  # fmt: skip

    assert not meting.genodigden.filter(ingevuld=True).exists()


def test_what_was_tapped_stays_when_something_else_is_wrong(werkvorm):
    meting = make_meting(6, werkvorm)
    persoon = meting.genodigden.aanwezig().first().persoon

    response = Client().post(
        f"/d/{make_token('ev', meting.pk, persoon.pk)}/", {"hielp": make_code(werkvorm.pk), "tekst": "t"}
    )

    assert response.status_code == 422
    assert f'id="{make_code(werkvorm.pk)}" checked' in response.content.decode()
    assert count(meting) == {make_code(werkvorm.pk): 0}


def test_the_draaiboek_changed_or_the_werkvorm_went_after_the_opening(werkvorm):
    ander = WerkvormFactory()
    meting = make_meting(6, werkvorm, ander)
    meting.bijeenkomst.onderdelen.all().delete()
    ander.delete()

    assert [keuze.code for keuze in read_keuzes(meting)] == [make_code(werkvorm.pk)]
    answer(meting, *[[werkvorm]] * 5)
    close(meting)
    assert [(t.werkvorm, t.hielp, t.aantal) for t in Werkvormtelling.objects.all()] == [(werkvorm, 5, 5)]


@pytest.mark.parametrize(
    ("antwoorden", "bewaard", "getoond"),
    [(4, [], []), (5, [(3, 5)], []), (9, [(3, 9)], []), (10, [(3, 10)], [(3, 10)])],
)
def test_kept_from_five_shown_from_ten(werkvorm, antwoorden, bewaard, getoond):
    """How many tapped is a distribution: below ten nobody sees it, as with every other question."""
    meting = make_meting(12, werkvorm)
    answer(meting, *[[werkvorm]] * 3, *[[]] * (antwoorden - 3))
    meting = close(meting)

    assert list(Werkvormtelling.objects.values_list("hielp", "aantal")) == bewaard
    assert count(meting) == {}
    assert [(hulp.hielp, hulp.aantal) for hulp in read_hulp(meting)] == getoond
    client = Client()
    client.force_login(meting.netwerk.deelnemers().first())
    inhoud = client.get(meting.get_absolute_url()).content.decode()
    assert ("Wat jullie verder hielp" in inhoud) == bool(getoond)
    assert ("3 van de 10" in inhoud) == bool(getoond)


def test_open_says_nothing(werkvorm):
    meting = make_meting(12, werkvorm)
    answer(meting, *[[werkvorm]] * 11)

    assert read_hulp(meting) == []


@pytest.mark.django_db(transaction=True)
def test_a_tap_cannot_be_told_from_no_tap():
    """All counters are rewritten in one go, those of werkvormen too."""
    werkvorm = WerkvormFactory()
    meting = make_meting(6, werkvorm)
    for getikt in ([werkvorm], []):
        answer(meting, getikt)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT DISTINCT xmin::text, cmin::text FROM evaluatie_teller WHERE meting_id = %s", [meting.pk]
                )
                assert len(cursor.fetchall()) == 1
    assert count(meting) == {make_code(werkvorm.pk): 1}


def test_the_counts_know_no_person_and_no_time():
    assert {f.name for f in Werkvormtelling._meta.concrete_fields} == {
        "id", "meting", "werkvorm", "hielp", "aantal", "geteld"
    }  # fmt: skip


@pytest.mark.parametrize("velden", [{"hielp": 6, "aantal": 5}])
def test_constraints(werkvorm, velden):
    meting = MetingFactory()
    with pytest.raises(IntegrityError, match="hielp_not_above"), transaction.atomic():
        Werkvormtelling.objects.create(meting=meting, werkvorm=werkvorm, **velden)

    Werkvormtelling.objects.create(meting=meting, werkvorm=werkvorm, hielp=1, aantal=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Werkvormtelling.objects.create(meting=meting, werkvorm=werkvorm, hielp=1, aantal=5)


# --- to the figures ------------------------------------------------------------------------------------------------


def use(werkvorm, netwerk, keer=1, hielp=4, aantal=6):
    for _ in range(keer):
        meting = MetingFactory(netwerk=netwerk, bijeenkomst__netwerk=netwerk, gesloten=True)
        Werkvormtelling.objects.create(meting=meting, werkvorm=werkvorm, hielp=hielp, aantal=aantal)


def make_netwerk(*leden):
    netwerk = NetwerkFactory(gestart=True)
    for persoon in leden:
        DeelnameFactory(netwerk=netwerk, persoon=persoon)
    return netwerk


def read(werkvorm):
    return {rij.vraag: str(rij) for rij in Ervaring.objects.filter(werkvorm=werkvorm)}


@pytest.mark.parametrize(
    ("per_netwerk", "cijfers"),
    [([5], {}), ([3, 2], {}), ([2, 1, 1], {}), ([3, 1, 1], {"hielp": "20 van 30"}), ([1] * 5, {"hielp": "20 van 30"})],
)
def test_figures_from_five_meetings_in_three_netwerken(werkvorm, per_netwerk, cijfers):
    for keer in per_netwerk:
        use(werkvorm, make_netwerk(), keer)

    services.count_hielp()

    assert read(werkvorm) == cijfers


def test_what_comes_later_waits_until_it_is_enough_by_itself(werkvorm):
    netwerken = [make_netwerk() for _ in range(3)]
    for netwerk in netwerken:
        use(werkvorm, netwerk, 2)
    services.count_hielp()

    use(werkvorm, netwerken[0], 9, hielp=0)
    count_hielp_task()
    assert read(werkvorm) == {"hielp": "24 van 36"}

    use(werkvorm, netwerken[1])
    use(werkvorm, netwerken[2])
    services.count_hielp()
    services.count_hielp()
    assert read(werkvorm) == {"hielp": "32 van 102"}


def test_who_takes_part_in_two_of_three_cannot_take_those_off(werkvorm):
    """From ten answers on a group sees its own counts."""
    gast = PersoonFactory()
    for netwerk in (make_netwerk(gast), make_netwerk(gast), make_netwerk()):
        use(werkvorm, netwerk, 2)
    assert services.count_hielp() == 0

    use(werkvorm, make_netwerk())
    assert services.count_hielp() == 7
