import pytest
from django.db import connection

from werkvormen.models import Werkvorm
from werkvormen.tests.factories import WerkvormFactory
from werkvormen.zoeken import STOPWOORDEN, search, split_vraag, stem

pytestmark = pytest.mark.django_db


def find(q):
    return [w.naam for w in search(Werkvorm.objects.all(), q).order_by("-rang", "naam")]


@pytest.fixture
def kaarten():
    WerkvormFactory(
        kaart={"doelen": ["casus"], "naam": "Worldcafé", "samenvatting": "Praat aan wisselende tafels over één vraag."}
    )
    WerkvormFactory(
        kaart={"doelen": ["casus"], "naam": "Kennismaken in tweetallen", "doel": "Schoolleiders leren elkaar kennen."}
    )
    WerkvormFactory(kaart={"naam": "Ideeënmuur", "wanneer": "Als er veel plannen zijn die niemand verbindt."})


@pytest.mark.usefixtures("kaarten")
@pytest.mark.parametrize(
    ("q", "namen"),
    [
        ("worldcafe", ["Worldcafé"]),
        ("WORLDCAFÉ", ["Worldcafé"]),
        ("world", ["Worldcafé"]),
        ("kennismaking", ["Kennismaken in tweetallen"]),
        ("schoolleider", ["Kennismaken in tweetallen"]),
        ("leidt een schoolleider", []),
        ("idee", ["Ideeënmuur"]),
        ("ideeën", ["Ideeënmuur"]),
        ("ideeen", ["Ideeënmuur"]),
        ("verbinden", ["Ideeënmuur"]),
        ("plan", ["Ideeënmuur"]),
        ("tweetal", ["Kennismaken in tweetallen"]),
        ("elkaar kennis", ["Kennismaken in tweetallen"]),
        ("het tweetal van de", ["Kennismaken in tweetallen"]),
        ("fiets", []),
        ("100% & | ! :* ')", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search_knows_how_dutch_bends(q, namen):
    assert find(q) == namen


@pytest.mark.usefixtures("kaarten")
@pytest.mark.parametrize("q", ["", "  ", "de het een", "& | !", "\x00"])
def test_a_search_that_says_nothing_finds_everything(q):
    assert len(find(q)) == 3


def test_a_hit_in_the_name_comes_first():
    WerkvormFactory(
        kaart={"naam": "Anders", "doel": "Een muur en nog een muur, muren en muurtjes, met muurvaste muren."}
    )
    WerkvormFactory(kaart={"naam": "Zoveel muren"})

    assert find("muur") == ["Zoveel muren", "Anders"]
    assert find("muren") == ["Zoveel muren", "Anders"]


def test_a_search_takes_eight_words_once():
    assert split_vraag("een twee twee drie vier vijf zes zeven acht negen tien") == [
        "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"
    ]  # fmt: skip


@pytest.mark.postgres
def test_stems_are_those_of_postgresql():
    woorden = "vragen vraag gesprekken leerde geleerd kennismaking verbinding lopende muren tafels ouders belangrijke"
    with connection.cursor() as cursor:
        cursor.execute("SELECT w, ts_lexize('dutch_stem', w) FROM unnest(%s) w", [woorden.split()])
        rows = cursor.fetchall()
        cursor.execute("SELECT w FROM unnest(%s) w WHERE ts_lexize('dutch_stem', w) <> '{}'", [sorted(STOPWOORDEN)])
        geen_stopwoord = cursor.fetchall()

    assert rows == [(woord, [stem(woord)]) for woord in woorden.split()]
    assert geen_stopwoord == []


@pytest.mark.postgres
def test_search_uses_the_index():
    WerkvormFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = search(Werkvorm.objects.all(), "tafel kring").values("pk").explain()

    assert "werkvorm_zoekvector" in plan
