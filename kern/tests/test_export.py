import csv
import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pytest

from kern.export import Lijst, export_response, make_csv, make_xlsx

KWAAD = [
    '=HYPERLINK("http://x";"klik")',
    "+31 6 12345678",
    "-2+3",
    "@SUM(A1)",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]


def make_lijst(*rijen, koppen=("Naam", "Aantal")):
    return Lijst("proef", "Proef", koppen, rijen)


def read_csv(lijst):
    return list(csv.reader(io.StringIO(make_csv(lijst).decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(lijst):
    return openpyxl.load_workbook(io.BytesIO(make_xlsx(lijst)))["Proef"]


@pytest.mark.parametrize("tekst", KWAAD)
def test_csv_has_no_formulas(tekst):
    assert read_csv(make_lijst((tekst, 1)))[1] == [f"'{tekst}", "1"]


@pytest.mark.parametrize("tekst", [*KWAAD, "#N/A", "#REF!"])
def test_xlsx_has_text_and_no_formulas(tekst):
    cel = read_xlsx(make_lijst((tekst, 1)))["A2"]

    assert cel.data_type == "s"
    assert cel.quotePrefix
    assert cel.value.strip() == tekst.strip()


def test_xlsx_holds_nothing_that_runs():
    with zipfile.ZipFile(io.BytesIO(make_xlsx(make_lijst(*((tekst, 1) for tekst in KWAAD))))) as boek:
        inhoud = b"".join(boek.read(naam) for naam in boek.namelist())

    assert b"<f>" not in inhoud
    assert b"<f " not in inhoud
    assert not [naam for naam in boek.namelist() if "vba" in naam or "external" in naam]


def test_plain_text_stays_as_it_is():
    rij = ("Noor van 't Hof; <b>", "a=b", "2 - 1")

    assert read_csv(make_lijst(rij, koppen=("a", "b", "c")))[1] == list(rij)


def test_negative_number_stays_a_number():
    assert read_csv(make_lijst(("Saldo", -3)))[1] == ["Saldo", "-3"]
    assert read_xlsx(make_lijst(("Saldo", -3)))["B2"].value == -3


def test_amounts_the_dutch_way():
    lijst = make_lijst(("Zaal", Decimal("1200.5")))

    assert read_csv(lijst)[1] == ["Zaal", "1200,50"]
    assert read_xlsx(lijst)["B2"].value == 1200.5
    assert read_xlsx(lijst)["B2"].number_format == "#,##0.00"


def test_days_and_times_the_dutch_way():
    moment = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)  # half past one in the Netherlands
    lijst = make_lijst((date(2026, 11, 26), time(9, 5), moment, None), koppen=("dag", "tijd", "moment", "leeg"))

    blad = read_xlsx(lijst)

    assert read_csv(lijst)[1] == ["26-11-2026", "09:05", "26-11-2026 13:30", ""]
    assert blad["A2"].value == datetime(2026, 11, 26)
    assert blad["A2"].number_format == "dd-mm-yyyy"
    assert blad["B2"].value == time(9, 5)
    assert blad["C2"].value == datetime(2026, 11, 26, 13, 30)
    assert blad["D2"].value is None


def test_control_characters_and_endless_texts_do_not_break_the_file():
    blad = read_xlsx(make_lijst(("a\x00\x0bb", "x" * 40_000)))

    assert blad["A2"].value == "ab"
    assert len(blad["B2"].value) == 32_767


def test_empty_list_has_its_head():
    blad = read_xlsx(make_lijst())

    assert [[cel.value for cel in rij] for rij in blad.rows] == [["Naam", "Aantal"]]
    assert blad["A1"].font.bold
    assert blad.freeze_panes == "A2"
    assert read_csv(make_lijst()) == [["Naam", "Aantal"]]


@pytest.mark.parametrize(
    ("soort", "begin", "kind"),
    [("csv", b"\xef\xbb\xbfNaam;Aantal\r\n", "text/csv; charset=utf-8"), ("xlsx", b"PK\x03\x04", "application/vnd")],
)
def test_response_is_a_download_that_no_cache_keeps(time_machine, soort, begin, kind):
    time_machine.move_to(datetime(2026, 11, 26, 23, 30, tzinfo=UTC))

    response = export_response(make_lijst(("Noor", 1)), soort)

    assert response.content.startswith(begin)
    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"] == f'attachment; filename="proef-2026-11-27.{soort}"'
    assert response["Cache-Control"] == "private, no-store"
