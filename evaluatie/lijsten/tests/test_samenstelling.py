"""What a list asks now, and that a round that is open keeps what it opened with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evaluatie import services
from evaluatie.lijsten.models import Competentieblok, EigenLijst, EigenVraag, make_code, shorten
from evaluatie.lijsten.samenstelling import compose, list_samenstellingen
from evaluatie.lijsten.tests.factories import PROEF, make_eigen
from evaluatie.models import Meting, Vragenlijst
from evaluatie.tests.factories import answer_ronde, make_bijeenkomst, make_netwerk, make_ronde
from evaluatie.vragenlijst.bron import get_shipped, list_shipped
from evaluatie.vragenlijst.document import MEESTE_VRAGEN, Soort
from kern.tijd import nu
from netwerken.tests.factories import NetwerkFactory

pytestmark = pytest.mark.django_db


def make_lijst(netwerk=None, document=PROEF):
    rij = services.ensure_vragenlijst(document, netwerk)
    return EigenLijst.objects.create(netwerk=netwerk, code=document.code, naam=document.naam, vragenlijst=rij)


def plan(netwerk, soort="barometer", document=None):
    opent = nu() + timedelta(days=3)
    return services.plan_ronde(
        netwerk, soort, opent_op=opent, sluit_op=opent + timedelta(days=14), naam="Ronde", document=document
    )


def open_it(meting):
    return services.open_ronde(meting, now=meting.opent_op)


@pytest.mark.parametrize("code", [document.code for document in list_shipped() if "competenties" not in document.code])
def test_without_anything_added_it_is_the_shipped_list(code):
    assert compose(NetwerkFactory(), code) == get_shipped(code)


@pytest.mark.parametrize("code", ["competenties-vo", "onzin", ""])
def test_a_block_or_an_unknown_list_is_no_list(code):
    with pytest.raises(KeyError):
        compose(NetwerkFactory(), code)


def test_own_questions_stand_at_the_end_in_their_order():
    netwerk = NetwerkFactory()
    tweede, eerste = make_eigen(netwerk, "Tweede."), make_eigen(netwerk, "Eerste?", soort="open")
    EigenVraag.objects.filter(pk=tweede.pk).update(volgorde=9)
    make_eigen(NetwerkFactory(), "Van een ander.")
    make_eigen(netwerk, "Van een andere lijst.", lijst="zelfevaluatie")

    document = compose(netwerk, "barometer")

    assert document.groepen[:-1] == get_shipped("barometer").groepen
    assert document.groepen[-1].naam == "Van jullie zelf"
    assert [(v.tekst, v.code, v.eigen) for v in document.groepen[-1].vragen] == [
        ("Eerste?", eerste.code, True), ("Tweede.", tweede.code, True),
    ]  # fmt: skip


@pytest.mark.parametrize(("aantal", "extra"), [(2, 0), (3, 1)])
def test_many_own_questions_take_a_minute_more(aantal, extra):
    netwerk = NetwerkFactory()
    for nummer in range(aantal):
        make_eigen(netwerk, f"Vraag {nummer}")

    assert compose(netwerk, "barometer").minuten == get_shipped("barometer").minuten + extra


@pytest.mark.parametrize("lijst", ["nulmeting", "eindmeting"])
@pytest.mark.parametrize("blok", Competentieblok.Blok.values)
def test_the_block_is_in_the_first_and_the_last_round(lijst, blok):
    netwerk = NetwerkFactory()
    Competentieblok.objects.create(netwerk=netwerk, blok=blok)
    for nummer in range(5):
        make_eigen(netwerk, f"Vraag {nummer}", lijst=lijst)

    document = compose(netwerk, lijst)

    assert set(get_shipped(blok).per_code) <= set(document.per_code)
    assert document.groepen[-1].naam == "Van jullie zelf"
    assert len(document.vragen) <= MEESTE_VRAGEN
    assert compose(netwerk, "barometer") == get_shipped("barometer")


def test_same_words_are_the_same_code_whatever_the_signs_and_another_text_is_another():
    code = make_code(1, "eens", "Ik durf hier alles te zeggen.")

    assert make_code(1, "eens", "ik durf hier  alles te zeggen") == code
    anders = [(1, "eens", "Ik durf hier niets te zeggen."), (2, "eens", "Ik durf hier alles te zeggen."),
              (1, "tien", "Ik durf hier alles te zeggen.")]  # fmt: skip
    assert len({code, *(make_code(*vraag) for vraag in anders)}) == 4
    assert len(code) <= 20


def test_order_of_options_is_no_other_question():
    assert make_code(1, "keuze", "Wat?", ["een", "twee"]) == make_code(1, "keuze", "Wat?", ["twee", "een"])
    assert make_code(1, "keuze", "Wat?", ["een", "twee"]) != make_code(1, "keuze", "Wat?", ["een", "drie"])


@pytest.mark.parametrize(
    ("tekst", "kort"),
    [("Kort.", "Kort"), ("Ik kan hier zeggen wat ik denk.", "Ik kan hier zeggen wat…"), ("x" * 40, "x" * 23 + "…")],
)
def test_short_name_fits_beside_a_figure(tekst, kort):
    assert shorten(tekst) == kort
    assert make_eigen(NetwerkFactory(), tekst).vraag.kort == kort


def test_own_short_name_wins_and_an_open_question_needs_none():
    netwerk = NetwerkFactory()

    assert make_eigen(netwerk, kort="Vrij praten").vraag.kort == "Vrij praten"
    assert make_eigen(netwerk, "Wat nog?", soort="open").vraag.kort == ""


# --- lists from a file ---------------------------------------------------------------------------------------------


def test_a_list_of_the_netwerk_or_for_everybody_but_not_of_another():
    ons, ander = NetwerkFactory(), NetwerkFactory()
    make_lijst(ons)
    make_lijst(None, replace(PROEF, code="voor-allen"))

    assert compose(ons, "proef") == PROEF
    assert compose(ander, "voor-allen").code == "voor-allen"
    with pytest.raises(KeyError):
        compose(ander, "proef")


def test_of_two_with_one_code_it_is_the_own_list():
    netwerk = NetwerkFactory()
    make_lijst(None, replace(PROEF, naam="Voor allen"))
    make_lijst(netwerk)

    assert compose(netwerk, "proef").naam == "Proef"
    assert compose(NetwerkFactory(), "proef").naam == "Voor allen"
    assert [s.document.naam for s in list_samenstellingen(netwerk) if s.rij] == ["Proef"]


def test_everything_a_netwerk_can_be_asked(django_assert_num_queries):
    netwerk = NetwerkFactory()
    make_lijst(netwerk)
    make_eigen(netwerk, lijst="proef")
    make_eigen(netwerk, lijst="spreker")
    Competentieblok.objects.create(netwerk=netwerk, blok="competenties-po")
    compose(netwerk, "proef")

    with django_assert_num_queries(3):
        alles = {s.document.code: s for s in list_samenstellingen(netwerk)}

    assert len(alles) == len(list_shipped()) - 2 + 1
    for code, gekozen in alles.items():
        assert gekozen.document == compose(netwerk, code)
    assert [code for code, s in alles.items() if s.kan_blok] == ["eindmeting", "nulmeting"]
    assert [code for code, s in alles.items() if not s.is_gevraagd] == ["quiz"]


# --- what a round asks ---------------------------------------------------------------------------------------------


def test_a_planned_round_opens_with_the_newest_questions():
    netwerk = make_netwerk()
    meting = plan(netwerk)
    make_eigen(netwerk)

    geopend = open_it(meting)

    assert geopend.document == compose(netwerk, "barometer")
    assert Meting.objects.get().vragenlijst.netwerk == netwerk
    code = geopend.document.vragen[-1].code
    assert sorted(geopend.tellers.filter(vraag=code).values_list("waarde", flat=True)) == [0, 1, 2, 3, 4, 5]


def test_a_planned_round_with_own_questions_loses_those_that_were_removed():
    netwerk = make_netwerk()
    rij = make_eigen(netwerk)
    meting = plan(netwerk, document=compose(netwerk, "barometer"))
    rij.delete()

    geopend = open_it(meting)

    assert geopend.document == get_shipped("barometer")
    assert geopend.vragenlijst.netwerk is None


def test_questions_edited_under_a_running_round_change_nothing_there():
    netwerk = make_netwerk()
    rij = make_eigen(netwerk)
    meting = make_ronde(netwerk)
    was = meting.document
    answer_ronde(meting, [4] * 3)

    rij.tekst, rij.code = "Iets heel anders.", make_code(netwerk.pk, "eens", "Iets heel anders.")
    rij.save()
    make_eigen(netwerk, "Nog een vraag.")
    Competentieblok.objects.create(netwerk=netwerk, blok="competenties-vo")
    answer_ronde(Meting.objects.get(), [4] * 3)
    gesloten = services.close_meting(meting, now=meting.sluit_op)

    assert gesloten.ingevuld == 6
    assert gesloten.document == was
    assert "Ik kan hier zeggen wat ik denk." in [v.tekst for v in gesloten.document.vragen]


def test_two_netwerken_with_the_same_question_have_their_own_rows():
    een, ander = make_netwerk(), make_netwerk()
    make_eigen(een)
    make_eigen(ander)

    assert make_ronde(een).vragenlijst_id != make_ronde(ander).vragenlijst_id
    assert Vragenlijst.objects.exclude(netwerk=None).count() == 2


def test_a_document_for_one_round_only_stays_as_it_was_planned():
    netwerk = make_netwerk()
    make_eigen(netwerk, lijst="spreker")
    eenmalig = replace(get_shipped("spreker"), titel="Wat bracht deze spreker ons?")

    assert open_it(plan(netwerk, "spreker", eenmalig)).document == eenmalig


def test_an_own_list_opens_newest_and_when_it_is_gone_as_it_was_planned():
    netwerk = make_netwerk()
    lijst = make_lijst(netwerk)
    eerste, tweede = plan(netwerk, "eigen", PROEF), plan(netwerk, "eigen", PROEF)
    nieuwe = replace(PROEF, titel="Hoe gaat het nu?")
    EigenLijst.objects.update(vragenlijst=services.ensure_vragenlijst(nieuwe, netwerk))

    assert eerste.vragenlijst.netwerk == netwerk
    assert open_it(eerste).document == nieuwe
    lijst.delete()
    assert open_it(tweede).document == PROEF


def test_a_round_after_a_meeting_asks_own_questions_too():
    bijeenkomst = make_bijeenkomst(6)
    make_eigen(bijeenkomst.netwerk, "Welk antwoord koos je?", lijst="bijeenkomst", soort="keuze", opties=["a", "b"])

    meting = services.open_meting(bijeenkomst)

    eigen = meting.document.vragen[-1]
    assert (eigen.soort, eigen.opties) == (Soort.KEUZE, ("a", "b"))
    assert meting.tellers.filter(vraag=eigen.code).count() == 3
    assert meting.vragenlijst.netwerk == bijeenkomst.netwerk


def test_without_own_questions_the_round_after_a_meeting_has_the_shipped_row():
    assert services.open_meting(make_bijeenkomst(6)).vragenlijst.netwerk is None
