"""The sheets to print, what members read, and who is counted as coming."""

import pytest

from bijeenkomsten.agendalijst import find_leden
from bijeenkomsten.opkomst import count_opkomst, make_opkomst
from bijeenkomsten.tests.cast import text, url
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def op_papier(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    ProgrammaonderdeelFactory(
        bijeenkomst=b, titel="Welkom", materiaal="Stiften\n\n Kaartjes ", notities="Stil beginnen"
    )
    ProgrammaonderdeelFactory(
        bijeenkomst=b, titel="Worldcafé", werkvorm=WerkvormFactory(), toelichting="1. Ga zitten.", doel="Verdiepen",
        materiaal="", vraag="Wat helpt?", wie="Noor",
    )  # fmt: skip
    return b


def test_what_to_lay_out_stands_together(begeleider, op_papier):
    for adres in ("draaiboek", "draaiboek_blad"):
        inhoud = text(begeleider.get(url(adres, op_papier)))

        lijst = inhoud.split('<dl class="spullen">')[1].split("</dl>")[0]
        assert lijst.count("<li>") == 2
        assert "<li>Stiften</li><li>Kaartjes</li>" in lijst
        assert "Worldcafé" not in lijst


def test_sheet_of_the_makers_has_the_times_first_and_the_steps_after(begeleider, op_papier):
    tabel, stappen = text(begeleider.get(url("draaiboek_blad", op_papier))).split("Stap voor stap")

    assert "Stil beginnen" in tabel
    assert "1. Ga zitten." not in tabel
    assert "Doel: Verdiepen" in stappen
    assert "1. Ga zitten." in stappen


def test_sheet_of_deelnemers_has_nothing_of_the_makers(client, cast, op_papier):
    client.force_login(cast.deelnemer)

    inhoud = text(client.get(url("programma_blad", op_papier)))

    assert "Worldcafé" in inhoud
    assert "Wat helpt?" in inhoud
    for van_de_makers in ("Stiften", "Stil beginnen", "Verdiepen"):
        assert van_de_makers not in inhoud


def test_members_read_the_question_and_open_how_it_goes(client, cast, op_papier):
    client.force_login(cast.deelnemer)

    inhoud = text(client.get(url("detail", op_papier)))

    assert '<p class="question">Wat helpt?</p>' in inhoud
    assert '<p class="toelichting">1. Ga zitten.</p></details>' in inhoud
    assert "Stil beginnen" not in inhoud
    assert f'href="{url("programma_blad", op_papier)}?print"' in inhoud


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("adres", "queries"), [("draaiboek_blad", 6), ("programma_blad", 6)])
def test_sheet_query_count(begeleider, cast, django_assert_num_queries, *, adres, queries, aantal):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    for _ in range(aantal):
        ProgrammaonderdeelFactory(bijeenkomst=b, werkvorm=WerkvormFactory())
    begeleider.get(url(adres, b))

    with django_assert_num_queries(queries):
        response = begeleider.get(url(adres, b))

    assert text(response).count('class="tijd"') == aantal + 1


@pytest.mark.parametrize(("adres", "naam"), [("draaiboek_pdf", "draaiboek"), ("programma_pdf", "programma")])
def test_pdf_in_one_click(begeleider, op_papier, adres, naam):
    response = begeleider.get(url(adres, op_papier))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert naam in response["Content-Disposition"]
    assert f'href="{url(adres, op_papier)}"' in text(begeleider.get(url("draaiboek", op_papier)))


def test_numbers_of_who_comes_agree_with_the_names(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    for traits in ({"komt": True}, {"antwoord": "komt_niet"}, {}):
        AanwezigheidFactory(bijeenkomst=b, persoon=DeelnameFactory(netwerk=cast.netwerk).persoon, **traits)
    AanwezigheidFactory(bijeenkomst=b, komt=True, persoon=PersoonFactory())  # who left
    AanwezigheidFactory(persoon=cast.deelnemer, komt=True)  # another meeting

    opkomst, aantallen = make_opkomst(b, find_leden(b.netwerk_id)), count_opkomst(b)

    assert aantallen["komt"] == len(opkomst.komt) == 1
    assert aantallen["komt_niet"] == len(opkomst.niet) == 1
    assert aantallen["onbekend"] == len(opkomst.wacht)
