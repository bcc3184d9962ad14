"""Pictures out of real rounds: made once, never again, for who may see them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluatie.beelden import services
from evaluatie.beelden.models import Beeld
from evaluatie.beelden.pagina import name_of
from evaluatie.models import Meting, Teller
from evaluatie.services import ensure_vragenlijst
from evaluatie.tasks import make_beelden_task
from evaluatie.vragenlijst.bron import get_shipped
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NU = datetime(2026, 9, 3, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
LENTE, HERFST = date(2026, 2, 1), date(2025, 8, 1)


def make_ronde(sector="po", *, soort="barometer", sluit=date(2026, 5, 1), mensen=10, waarde=4, status="gesloten"):
    """A closed round, everybody chose the same."""
    document = get_shipped(soort)
    sluit_op = datetime.combine(sluit, datetime.min.time(), NU.tzinfo) + timedelta(hours=9)
    gesloten = {"genodigd": mensen, "ingevuld": mensen} if status == "gesloten" else {}
    meting = Meting.objects.create(
        netwerk=NetwerkFactory(sector=sector), soort=soort, naam="Ronde", status=status, sluit_op=sluit_op,
        opent_op=sluit_op - timedelta(days=14), vragenlijst=ensure_vragenlijst(document), **gesloten,
    )  # fmt: skip
    Teller.objects.bulk_create(
        Teller(meting=meting, vraag=vraag.code, waarde=w, aantal=mensen if w == waarde else 0)
        for vraag in document.geteld
        for w in vraag.waarden
    )
    return meting


def make_rondes(aantal=6, sector="po", **velden):
    return [make_ronde(sector, **velden) for _ in range(aantal)]


def get_beeld(vanaf=LENTE, sector="", soort="barometer"):
    return Beeld.objects.get(soort=soort, vanaf=vanaf, sector=sector)


@pytest.mark.parametrize(
    ("dag", "begin"),
    [(date(2026, 1, 31), HERFST), (date(2026, 2, 1), LENTE), (date(2026, 7, 31), LENTE),
     (date(2026, 8, 1), date(2026, 8, 1)), (date(2026, 12, 31), date(2026, 8, 1))],
)  # fmt: skip
def test_half_years_of_a_school_year(dag, begin):
    assert services.begin_of(dag) == begin
    assert services.vorige(services.volgende(begin)) == begin
    assert name_of(LENTE) == "februari tot en met juli 2026"
    assert name_of(HERFST) == "augustus 2025 tot en met januari 2026"


def test_a_picture_of_the_half_year_that_is_over():
    make_rondes(3, waarde=4)
    make_rondes(3, "vo", waarde=2)
    make_ronde(sluit=date(2026, 8, 1), waarde=1)  # the half year that runs

    services.make_due(now=NU)

    beeld = get_beeld()
    assert (beeld.netwerken, beeld.antwoorden, beeld.reden) == (5, 60, "")
    assert {groep["gemiddelde"] for groep in beeld.inhoud if groep["vragen"]} == {3.0}
    assert get_beeld(sector="po").reden
    assert get_beeld(HERFST).reden


def test_numbers_of_the_table_are_those_of_the_rounds():
    make_rondes(5)
    make_ronde(waarde=0)

    services.make_due(now=NU)
    [vraag, *_] = get_beeld().inhoud[0]["vragen"]

    assert (vraag["gemiddelde"], vraag["delen"]) == (4.0, [0, 0, 0, 100, 0])


def test_rounds_below_five_and_open_ones_do_not_count():
    make_rondes(4)
    make_rondes(3, mensen=4)

    services.make_due(now=NU)

    assert get_beeld().reden


def test_it_waits_while_a_round_of_that_half_year_is_open():
    make_rondes(6)
    laat = make_ronde(status="open")
    services.make_due(now=NU)
    assert not Beeld.objects.filter(soort="barometer", vanaf=LENTE).exists()

    laat.delete()
    services.make_due(now=NU)
    assert not get_beeld().reden


@pytest.mark.parametrize("eerst", [4, 6])
def test_adding_a_netwerk_afterwards_changes_nothing(eerst):
    """Or the new picture minus the old one would be that netwerk."""
    make_rondes(eerst)
    assert services.make_due(now=NU) == 2 * 5 * 3
    was = list(Beeld.objects.order_by("pk").values())

    make_rondes(3, waarde=1)
    Meting.objects.filter(netwerk__sector="po").first().delete()
    assert services.make_due(now=NU + timedelta(days=1)) == 0

    assert list(Beeld.objects.order_by("pk").values()) == was


def test_two_half_years_share_no_round():
    """Nothing of one picture is in the other, so their difference is nobody's."""
    make_rondes(6, sluit=date(2026, 1, 31))
    make_rondes(6, sluit=date(2026, 2, 1), waarde=2)

    services.make_due(now=NU)

    assert {g["gemiddelde"] for g in get_beeld(HERFST).inhoud if g["gemiddelde"]} == {4.0}
    assert {g["gemiddelde"] for g in get_beeld().inhoud if g["gemiddelde"]} == {2.0}


def test_a_row_never_changes_and_stands_once():
    make_rondes(1)
    make_beelden_task()
    beeld = Beeld.objects.first()

    with pytest.raises(TypeError, match="never changes"):
        beeld.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Beeld.objects.create(soort=beeld.soort, vanaf=beeld.vanaf, sector=beeld.sector, reden="x")
    assert str(beeld).startswith("beeld ")


@pytest.mark.parametrize("aantal", [1, 7])
def test_the_database_counts(aantal, django_assert_num_queries):
    make_rondes(aantal)

    with django_assert_num_queries(8):
        services.make_soort("barometer", LENTE)


# --- the page ------------------------------------------------------------------------------------------------------


def page(client, **velden):
    client.force_login(PersoonFactory(**velden))
    response = client.get(reverse("evaluatie:beelden"))
    return " ".join(response.content.decode().split())


def test_without_pictures_the_page_says_when_there_will_be(client):
    make_rondes(2)
    services.make_due(now=NU)

    tekst = page(client, academie=True)

    assert "Er is nog geen beeld" in tekst
    assert "minstens 5 netwerken en 30 antwoorden" in tekst


def test_an_academie_sees_its_own_sector_and_beheer_both(client):
    make_rondes(6)
    make_rondes(6, "vo")
    services.make_due(now=NU)

    po, vo = (page(client, platformrol="academie", academie_sector=sector) for sector in ("po", "vo"))
    alles = page(client, beheer=True)

    assert ("Netwerken in het po" in po, "Netwerken in het vo" in po) == (True, False)
    assert ("Netwerken in het po" in vo, "Netwerken in het vo" in vo) == (False, True)
    assert "Netwerken in het po" in alles
    assert "Netwerken in het vo" in alles
    assert "Nu niet te zien" in alles


def test_no_netwerk_is_named(client):
    rondes = make_rondes(6) + make_rondes(6, sluit=date(2026, 1, 5))
    services.make_due(now=NU)

    tekst = page(client, beheer=True)

    assert "Verloop van barometer" in tekst
    assert not [m for m in rondes if m.netwerk.naam in tekst or m.netwerk.slug in tekst]


@pytest.mark.parametrize("aantal", [1, 2])
def test_page_query_count(client, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        make_rondes(6, sluit=date(2026, 5, 1) if nummer else date(2026, 1, 5))
    services.make_due(now=NU)
    client.force_login(PersoonFactory(academie=True))

    with django_assert_num_queries(3):
        client.get(reverse("evaluatie:beelden"))


def test_the_page_says_in_words_what_was_chosen(client):
    client.force_login(PersoonFactory(beheer=True))
    make_rondes(3, waarde=4)
    make_rondes(3, waarde=5)
    services.make_due(now=NU)

    tekst = " ".join(client.get(reverse("evaluatie:beelden")).content.decode().split())

    assert "<b>Gemiddeld 4,5</b> op een schaal van 1 tot 5" in tekst
    assert "50% eens · 50% helemaal eens" in tekst
    assert '<rect class="tint-5" x="50" width="50"' in tekst
    assert "0% oneens" not in tekst.replace("50% oneens", "")
