import pytest

from evaluatie.lijsten.hints import HERKENBAAR, NAMEN, TWEE, WEINIG, find_hints
from evaluatie.vragenlijst.bron import list_shipped


@pytest.mark.parametrize(
    "tekst",
    [
        "Op welke school werk je?", "Wat is je functie?", "Hoe heet je?", "Hoe oud ben je?", "Wat is je naam?",
        "Hoeveel jaar werk je op deze school?", "Ben je een man of vrouw?", "Ik ben een schoolleider.",
        "Ik werk op een kleine locatie.", "Vul in: je e-mailadres.", "In welk team zit je?",
    ],
)  # fmt: skip
def test_a_question_about_who_somebody_is(tekst):
    assert HERKENBAAR in find_hints("open", tekst)


@pytest.mark.parametrize(
    "tekst", ["Ik durf hier alles te zeggen.", "Op mijn school merk ik wat we hier leren.", "Wat wil je anders?"]
)
def test_an_ordinary_question_gets_no_hint(tekst):
    assert find_hints("eens", tekst) == []


@pytest.mark.parametrize(
    ("soort", "tekst", "twee"),
    [
        ("eens", "We luisteren en we helpen elkaar.", True), ("tien", "Hoe nuttig of leuk was het?", True),
        ("open", "Wat ging goed? En wat niet?", True), ("open", "Wat ging goed en wat niet?", False),
        ("eens", "Ik doe meer of minder wat ik wil.", False), ("eens", "Ik kan mijn verhaal kwijt.", False),
        ("keuze", "Kom je op maandag of dinsdag?", False),
    ],
)  # fmt: skip
def test_two_ideas_in_one(soort, tekst, twee):
    assert (TWEE in find_hints(soort, tekst)) == twee


def test_a_name_of_somebody_in_the_netwerk():
    namen = ["Fatima de Boer", "Bo Li"]

    assert find_hints("keuze", "Wie helpt jou het meest", ["Fatima", "iemand anders"], namen)[0] == NAMEN
    assert NAMEN in find_hints("eens", "Fatima de boer luistert.", (), namen)
    assert NAMEN not in find_hints("eens", "Bo is klein.", (), namen)
    assert NAMEN not in find_hints("eens", "Fatimaatje.", (), namen)


def test_many_answers_show_little():
    assert WEINIG in find_hints("keuze", "Wat kies je?", list("abcdef"))
    assert WEINIG not in find_hints("keuze", "Wat kies je?", list("abcde"))


def test_our_own_questions_do_not_ask_who_somebody_is():
    """The shipped questions are the example: hardly any of them may ring the bell."""
    vragen = [vraag for document in list_shipped() for vraag in document.vragen]

    assert [v.code for v in vragen if HERKENBAAR in find_hints(v.soort, v.tekst)] == []
