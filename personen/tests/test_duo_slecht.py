"""Files that are broken in every way. Never half saved, never a traceback, and the line where it goes wrong."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personen.models import Organisatie
from personen.tests import duo
from personen.tests.factories import OrganisatieFactory

pytestmark = pytest.mark.django_db

GOOD = duo.puntkomma(duo.SCHOLEN, [duo.school(), duo.school("02CD", "Tweede")])
KOP = ";".join(duo.SCHOLEN).encode() + b"\r\n"
LOOSE = b"PROVINCIE;INSTELLINGSCODE;INSTELLINGSNAAM;PLAATSNAAM\r\n"


def replace(column, name):
    return GOOD.replace(column.encode(), name.encode(), 1)


FILES = [
    ("nothing", b"", "het bestand is leeg."),
    ("only a mark", b"\xef\xbb\xbf", "het bestand is leeg."),
    ("an empty line", b"\r\n", "het bestand is leeg."),
    ("empty first line", b"\r\n" + GOOD, "regel 1: dit zijn niet de kolommen van een lijst van DUO"),
    ("only a header", KOP, "er staan geen gegevens onder de kopregel."),
    ("a header and empty lines", KOP + b";;\r\n\r\n", "er staan geen gegevens onder de kopregel."),
    ("tabs", GOOD.replace(b";", b"\t"), "gescheiden door een puntkomma of een komma."),
    ("pipes", GOOD.replace(b";", b"|"), "gescheiden door een puntkomma of een komma."),
    ("old Macintosh", GOOD.replace(b"\r\n", b"\r"), "er staan geen gegevens onder de kopregel."),
    ("a web page", b"<!DOCTYPE html><html><body>Service niet beschikbaar</body></html>", "dit zijn niet de kolommen"),
    ("a workbook", b"PK\x03\x04\x14\x00\x06\x00", "regel 1: hier staan tekens die niet in een tekstbestand horen."),
    ("no name", replace("INSTELLINGSNAAM", "IETS"), "regel 1: deze kolom ontbreekt: INSTELLINGSNAAM."),
    ("no place", replace("PLAATSNAAM", "IETS"), "regel 1: deze kolom ontbreekt: PLAATSNAAM."),
    ("no name of the vestiging", replace("INSTELLINGSCODE", "VESTIGINGSCODE"), "ontbreekt: VESTIGINGSNAAM."),
    ("a column twice", replace("DENOMINATIE", "PLAATSNAAM"), "deze kolom staat er twee keer in: PLAATSNAAM."),
    ("old and new name", replace("DENOMINATIE", "BRIN NUMMER"), "twee keer in: INSTELLINGSCODE."),
    ("UTF-16", GOOD.decode("cp1252").encode("utf-16"), "het bestand is UTF-16."),
    ("NUL", GOOD.replace(b"Tweede", b"Twee\x00de"), "regel 3: hier staan tekens die niet in een tekstbestand horen."),
    ("not in the code page", GOOD.replace(b"Tweede", b"Twee\x81de"), "regel 3: een letter op deze regel is niet te"),
    ("mark, then Windows", b"\xef\xbb\xbf" + GOOD.replace(b"Tweede", b"Twe\xe9de"), "regel 3: een letter op deze"),
    (
        "two encodings",
        GOOD.replace(b"De Proef", b"D\xe9 Proef").replace(b"Tweede", "Tweéde".encode()),
        "regel 3: deze regel is UTF-8 en de rest niet.",
    ),
    ("ten megabytes in a cell", GOOD.replace(b"Tweede", b"x" * 10_000_000), "regel 3: deze regel is te lang"),
    ("ten megabytes in the header", b"x" * 10_000_000, "regel 1: deze regel is te lang"),
]


@pytest.mark.parametrize(("data", "message"), [pytest.param(*case[1:], id=case[0]) for case in FILES])
def test_a_file_that_cannot_be_trusted_is_refused_whole(map_, data, message):
    OrganisatieFactory(code="09ZZ", duo_lijsten="vo")
    path = map_.put("01.-hoofdvestigingen-vo.csv", data)

    with pytest.raises(CommandError) as error:
        map_.save(path)

    assert "01.-hoofdvestigingen-vo.csv" in str(error.value)
    assert message in str(error.value)
    assert str(error.value).endswith("Er is niets bewaard.")
    assert list(Organisatie.objects.values_list("code", "is_active")) == [("09ZZ", True)]


def test_one_bad_file_holds_back_the_good_ones(map_):
    map_.put("01.-hoofdvestigingen-vo.csv", GOOD)
    map_.put("02.-alle-vestigingen-vo.csv", b"")

    with pytest.raises(CommandError, match="leeg"):
        map_.save()

    assert not Organisatie.objects.exists()


@pytest.mark.parametrize("naam", ["lijst.csv", "scholen-bo-en-vo.csv"])
def test_a_name_that_says_nothing_asks_for_the_list(map_, naam):
    path = map_.put(naam, GOOD)

    with pytest.raises(CommandError, match="Zeg het met --lijst"):
        map_.save(path)
    map_.save(path, lijst="so")

    assert set(Organisatie.objects.values_list("sector", "duo_lijsten")) == {("po", "so")}


def test_a_file_that_is_not_there(map_):
    for path in (map_.path / "weg-vo.csv", map_.path):
        with pytest.raises(CommandError, match="niet te lezen"):
            map_.run(path)


def line(*cells):
    return (";".join(cells) + "\r\n").encode("cp1252")


ROWS = [
    ("too short", line("Zeeland", "03EF"), "er zijn 2 kolommen en dat moeten er 4 zijn"),
    ("too long", line("Zeeland", "03EF", "Derde", "GOES", "x"), "er zijn 5 kolommen en dat moeten er 4 zijn"),
    (
        "a quote too many",
        line("Zeeland", "03EF", '"Derde', "GOES"),
        "er staat een aanhalingsteken te veel of te weinig",
    ),
    ("no code", line("Zeeland", "", "Derde", "GOES"), "«» is geen code van een school"),
    ("no code but a number", line("Zeeland", "3", "Derde", "GOES"), "«3» is geen code van een school"),
    ("other digits", line("Zeeland", "0²EF", "Derde", "GOES"), "«0²EF» is geen code van een school"),
    ("a long code", line("Zeeland", "9" * 99, "Derde", "GOES"), f"«{'9' * 20}» is geen code van een school"),
    ("no name", line("Zeeland", "03EF", " \t ", "GOES"), "03EF: de naam is leeg"),
    ("a formula", line("Zeeland", "03EF", '=HYPERLINK("http://x")', "GOES"), "03EF: de naam lijkt op een formule"),
    ("a command", line("Zeeland", "03EF", "@SUM(1+1)*cmd|' /C calc'!A0", "GOES"), "03EF: de naam lijkt op een formule"),
    ("a long name", line("Zeeland", "03EF", "x" * 201, "GOES"), "03EF: de naam is te lang"),
    ("a long place", line("Zeeland", "03EF", "Derde", "X" * 101), "03EF: de plaats is te lang"),
]


@pytest.mark.parametrize(("row", "reason"), [pytest.param(*case[1:], id=case[0]) for case in ROWS])
def test_a_row_that_cannot_be_right_is_named_and_the_others_go_on(map_, row, reason):
    good = line("Zeeland", "01AB", "Eerste", "GOES"), line("Zeeland", "02CD", "Tweede", "GOES")
    map_.put("scholen-vo.csv", LOOSE + good[0] + row + good[1])

    report = map_.save()

    assert "Geweigerd (1)\n  scholen-vo.csv regel 3: school" in report
    assert reason in report
    assert list(Organisatie.objects.order_by("code").values_list("naam", flat=True)) == ["Eerste", "Tweede"]


def test_empty_cells_at_the_end_are_no_mistake(map_):
    map_.put("scholen-vo.csv", LOOSE.replace(b"\r\n", b";\r\n") + b"Zeeland;01AB;Eerste;GOES;;;\r\n\r\n")

    assert "1 nieuw" in map_.save()


def test_a_name_like_html_or_with_a_sign_is_text(map_):
    rows = [duo.school(naam="<script>alert(1)</script>"), duo.school("02CD", "+Plus"), duo.school("03EF", "@venture")]
    map_.write("scholen-vo.csv", duo.SCHOLEN, rows)

    map_.save()

    names = Organisatie.objects.order_by("code").values_list("naam", flat=True)
    assert list(names) == ["<script>alert(1)</script>", "+Plus", "@venture"]


def test_a_code_twice_with_other_data_is_refused_on_both_lines_and_stays_open(map_):
    OrganisatieFactory(code="01AB", naam="Wat we hadden", duo_lijsten="vo")
    rows = [duo.school(), duo.school("02CD"), duo.school(naam="Anders"), duo.school(naam="Nog anders")]
    map_.write("scholen-vo.csv", duo.SCHOLEN, rows)

    report = map_.save()

    assert "regel 2: school 01AB: op regel 4 staat deze code met andere gegevens" in report
    assert "regel 4: school 01AB: op regel 2 staat deze code met andere gegevens" in report
    assert "regel 5: school 01AB: deze code staat ook op een andere regel, met andere gegevens" in report
    assert list(Organisatie.objects.filter(code="01AB").values_list("naam", "is_active")) == [("Wat we hadden", True)]


def test_a_code_twice_with_the_same_data_is_once(map_):
    map_.write("scholen-vo.csv", duo.SCHOLEN, [duo.school(), duo.school()])

    assert "1 nieuw, 0 gewijzigd, 0 gelijk, 0 heropend, 0 gesloten, 0 geweigerd." in map_.save()


def test_a_vestiging_of_an_unknown_school_is_refused(map_):
    map_.write("vestigingen-vo.csv", duo.VESTIGINGEN, [duo.vestiging()])

    report = map_.save()

    assert "regel 2: vestiging 01AB00: de school 01AB kennen we niet; lees ook de lijst met hoofdvestigingen" in report
    assert not Organisatie.objects.exists()


def test_a_vestiging_of_another_school_is_refused(map_):
    OrganisatieFactory(code="01AB")
    map_.write("vestigingen-vo.csv", duo.VESTIGINGEN, [duo.vestiging() | {"INSTELLINGSCODE": "02CD"}])

    assert "de vestiging 01AB00 hoort niet bij de school 02CD" in map_.save()


def test_rows_that_cannot_be_read_close_nothing(map_):
    OrganisatieFactory(code="09ZZ", duo_lijsten="vo")
    map_.put("scholen-vo.csv", LOOSE + line("Zeeland", "01AB", "Eerste", "GOES") + line("Zeeland", "09"))

    report = map_.save()

    assert "1 regel is niet te lezen. Daarom sluit er geen school." in report
    assert Organisatie.objects.get(code="09ZZ").is_active


def test_two_imports_at_once_say_so(map_):
    map_.put("01.-hoofdvestigingen-vo.csv", GOOD)
    first = []

    def race(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "personen_organisatie" in sql and not first:
            first.append(sql)
            OrganisatieFactory(code="02CD")  # the other one was just before us
        return execute(sql, params, many, context)

    with connection.execute_wrapper(race), pytest.raises(CommandError) as error:
        map_.save()

    assert str(error.value).startswith("Er liep tegelijk nog een import. Er is niets bewaard.")
    assert not Organisatie.objects.filter(code="01AB").exists()


BYTES = st.lists(
    st.sampled_from(
        [*GOOD.split(b";"), b"\r\n", b"\n", b"\r", b";", b",", b'"', b"\x00", b"\xff", b"\xef\xbb\xbf", "é".encode()]
    )
    | st.binary(max_size=6),
    max_size=60,
).map(b"".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=BYTES | BYTES.map(lambda tail: KOP + tail) | BYTES.map(lambda tail: GOOD + tail))
def test_whatever_is_in_the_file_it_is_read_or_refused(map_, data):
    path = map_.put("01.-hoofdvestigingen-vo.csv", data)

    try:
        call_command("importeer_duo", str(path), stdout=StringIO())
        message = "Er is niets bewaard."
    except CommandError as error:
        message = str(error)

    assert message.endswith("Er is niets bewaard.")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    naam=st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x00"), max_size=220), plaats=st.text(max_size=9)
)
def test_whatever_a_school_is_called_it_is_saved_once_or_refused(map_, naam, plaats):
    plaats = plaats.replace("\n", " ").replace("\r", " ").replace("\x00", "")
    path = map_.write("scholen-vo.csv", duo.SCHOLEN, [duo.school(naam=naam, plaats=plaats)], duo.komma)
    Organisatie.objects.all().delete()

    first, second = map_.save(path), map_.save(path)

    assert ("1 nieuw" in first and "1 gelijk" in second) or ("1 geweigerd" in first and "1 geweigerd" in second)
