"""Results as a file, and the attack on it: nothing in it that is not on the page of this reader."""

import csv
import io

import pytest
from django.urls import reverse

from evaluatie.lijsten.tests.factories import make_eigen
from evaluatie.services import close_meting
from evaluatie.tests.factories import (
    OPEN,
    answer_ronde,
    make_gesloten,
    make_gesloten_ronde,
    make_keuzes,
    make_netwerk,
    make_ronde,
    make_ronde_keuzes,
)
from evaluatie.uitvoer.lijst import KOPPEN, make_lijst, make_lijst_alles
from evaluatie.vragenlijst.bron import get_shipped
from kern.export import make_csv
from kern.templatetags.kern import getal
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
WAT, GETAL, TEKST, VRAAG = 6, 7, 8, 5


def read(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def export(client, meting, soort="csv"):
    return client.get(reverse("evaluatie:uitslag_export", args=[meting.netwerk.slug, meting.pk, soort]))


def login(client, netwerk, **velden):
    client.force_login(DeelnameFactory(netwerk=netwerk, **velden).persoon)
    return client


def wat(lijst):
    return {rij[WAT] for rij in lijst.rijen}


@pytest.mark.parametrize(
    ("aantal", "verwacht"),
    [(4, {"niet te zien"}), (5, {"gemiddelde"}), (9, {"gemiddelde"}),
     (10, {"gemiddelde", "hoe vaak gekozen", "hoeveel mensen een mening hadden"})],
)  # fmt: skip
def test_thresholds_hold_in_the_file(aantal, verwacht):
    lijst = make_lijst(make_gesloten([4] * aantal, aanwezig=12))

    assert wat(lijst) == verwacht
    assert all(len(rij) == len(KOPPEN) for rij in lijst.rijen)


def test_of_too_few_answers_the_file_says_why_and_not_how_many():
    [rij] = make_lijst(make_gesloten([4] * 3, aanwezig=9)).rijen

    assert "minder dan 5 antwoorden" in rij[TEKST]
    assert rij[2:4] == (9, None)


def test_a_gap_says_why():
    meting = make_gesloten([make_keuzes(4, ev1_5=0)] * 6)

    gaten = [rij for rij in make_lijst(meting).rijen if rij[WAT] == "niet te zien"]

    assert [(rij[VRAAG], rij[GETAL]) for rij in gaten] == [(meting.document.per_code["ev1-5"].tekst, None)]
    assert "te herkennen" in gaten[0][TEKST]


@pytest.mark.parametrize("aantal", [6, 11])
def test_nothing_is_in_the_file_that_is_not_on_the_page(client, aantal):
    meting = make_gesloten([make_keuzes(3 + n % 2) for n in range(aantal)], ["Hoe verder?", "Wie belt er?"])
    login(client, meting.netwerk)
    pagina = client.get(meting.get_absolute_url()).content.decode()

    koppen, *rijen = read(export(client, meting))

    assert tuple(koppen) == KOPPEN
    for rij in rijen:
        assert rij[TEKST] in pagina or rij[TEKST] in meting.document.schaal  # the words of the scale
        if rij[WAT] == "gemiddelde":
            assert f">{getal(float(rij[GETAL]))}<" in pagina
        elif rij[GETAL]:
            assert aantal >= 10
            assert f">{rij[GETAL]}<" in pagina or rij[GETAL] == "0" or rij[WAT].startswith("hoeveel")


@pytest.mark.parametrize("facilitator", [True, False])
def test_what_is_for_the_facilitator_only(client, facilitator):
    meting = make_gesloten([4] * 6, [])
    meting.open_antwoorden.create(vraag=OPEN, tekst="Alleen voor jou", alleen_facilitator=True)
    meting.open_antwoorden.create(vraag=OPEN, tekst="Voor allen")
    login(client, meting.netwerk, facilitator=facilitator)

    teksten = {rij[TEKST]: rij[WAT] for rij in read(export(client, meting))}

    assert ("Alleen voor jou" in teksten) == facilitator
    assert teksten["Voor allen"] == "open antwoord"


@pytest.mark.parametrize("soort", ["csv", "xlsx"])
def test_the_file_is_not_kept_by_anybody_on_the_way(client, soort):
    meting = make_gesloten([4] * 6)
    response = export(login(client, meting.netwerk), meting, soort)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert f"uitslag-{meting.pk}-" in response["Content-Disposition"]


def test_a_formula_in_an_answer_or_in_a_question_is_text():
    netwerk = make_netwerk(12)
    make_eigen(netwerk, "=2+3", soort="keuze", opties=["@som", "+1"])
    code = get_shipped("barometer").open_vragen[0].code
    ronde = make_gesloten_ronde([4] * 12, [{code: "=HYPERLINK(1)"}], netwerk=netwerk)

    inhoud = make_csv(make_lijst(ronde)).decode()

    for formule in ("=2+3", "+1", "=HYPERLINK(1)"):
        assert f";'{formule}" in inhoud
        assert f";{formule}" not in inhoud


def test_a_dimension_has_its_figure_and_a_rough_round_only_bands():
    netwerk = make_netwerk(7)
    een = make_gesloten_ronde([2] * 7, netwerk=netwerk)
    DeelnameFactory(netwerk=netwerk)
    twee = make_gesloten_ronde([2] * 7 + [5], netwerk=netwerk)

    assert {"gemiddelde"} == wat(make_lijst(een))
    assert "gemiddelde" not in wat(make_lijst(twee))
    assert any(rij[VRAAG] is None and rij[WAT] == "gemiddelde" for rij in make_lijst(een).rijen)


@pytest.mark.parametrize("aantal", [1, 3])
def test_all_rounds_in_one_file(client, aantal, django_assert_num_queries):
    netwerk = make_netwerk(11)
    for nummer in range(aantal):
        make_gesloten_ronde([4] * 11, netwerk=netwerk, naam=f"Ronde {nummer}", soort="leervormen")
    make_gesloten([4] * 2, netwerk=netwerk, aanwezig=6)
    login(client, netwerk)

    with django_assert_num_queries(6):
        rijen = read(client.get(reverse("evaluatie:uitslagen_export", args=[netwerk.slug, "csv"])))

    assert len({rij[0] for rij in rijen[1:]}) == aantal + 1
    assert {"niet te zien", "punten"} <= {rij[WAT] for rij in rijen}


def test_in_the_file_with_everything_nobody_is_quoted():
    meting = make_gesloten([4] * 6, ["Een zin"])

    assert "open antwoord" not in wat(make_lijst_alles(meting.netwerk))


def test_below_ten_the_most_chosen_has_no_number():
    ronde = make_gesloten_ronde([4] * 6, soort="leervormen")
    rijen = [rij for rij in make_lijst(ronde).rijen if rij[WAT] == "het meest gekozen"]

    assert rijen
    assert all(rij[GETAL] is None for rij in rijen)


def test_an_own_question_of_ten_has_no_small_answer_in_the_file():
    netwerk = make_netwerk(11)
    rij = make_eigen(netwerk, "Wie ben je?", soort="keuze", opties=["Jan, slecht", "iemand anders"])
    ronde = make_ronde(netwerk)
    basis = make_ronde_keuzes(ronde, 4)
    answer_ronde(ronde, [basis | {rij.code: 1}] + [basis | {rij.code: 2}] * 10)
    lijst = make_lijst(close_meting(ronde, now=ronde.sluit_op))

    assert "Jan, slecht" not in {cel for regel in lijst.rijen for cel in regel}
