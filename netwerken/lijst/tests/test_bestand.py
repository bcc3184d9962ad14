import io
import zipfile

import openpyxl
import pytest

from netwerken.adressen import read_adressen
from netwerken.lijst.bestand import LEEG, MAX_BYTES, ONLEESBAAR, TE_GROOT, BestandError, Rij, read_bestand
from netwerken.lijst.oordeel import Oordeel, Wat


def make_xlsx(*rijen):
    boek, uit = openpyxl.Workbook(), io.BytesIO()
    for rij in rijen:
        boek.active.append(rij)
    boek.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    "rijen",
    [
        [("Naam", "E-mailadres"), ("Fenna Haan", "f@x.nl")],
        [("mail", "Achternaam", "voornaam", "Leeftijd"), ("f@x.nl", "Haan", "Fenna", 44)],
        [("E-mail", "naam", "voornaam", "achternaam"), ("f@x.nl", "x", "Fenna", "Haan")],
        [("Fenna Haan", "f@x.nl")],
        [("f@x.nl", "Fenna Haan")],
        [("Fenna Haan", "Lyceum", "f@x.nl")],
        [(None, None), ("Naam", "Mailadres"), (), ("Fenna  Haan", "f@x.nl")],
    ],
)
def test_with_and_without_titles(rijen):
    (rij,) = read_bestand(make_xlsx(*rijen))

    assert (rij.naam, rij.email) == ("Fenna Haan", "f@x.nl")


def test_row_numbers_are_those_of_the_spreadsheet():
    rijen = read_bestand(make_xlsx(("naam", "mail"), ("A", "a@x.nl"), (), ("B", "b@x.nl"), ("C",)))

    assert rijen == [Rij(2, "A", "a@x.nl"), Rij(4, "B", "b@x.nl"), Rij(5, "C", "")]


@pytest.mark.parametrize("teken", [",", ";", "\t"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_every_kind(teken, codering):
    data = f'Naam{teken}Mail\r\n"Zoë"" \'t Hart"{teken}z@x.nl\r\n'.encode(codering)

    assert read_bestand(data) == [Rij(2, "Zoë\" 't Hart", "z@x.nl")]


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (b"", LEEG),
        (b"\n\n", LEEG),
        (b"Naam;Mail\n", LEEG),
        (b"alleen namen\nhier", LEEG),
        (b"a@x.nl\x00", ONLEESBAAR),
        (b"PK\x03\x04 dit is geen zip", ONLEESBAAR),
        ('"' + "x" * 200_000, ONLEESBAAR),
        (b"x" * (MAX_BYTES + 1), TE_GROOT),
        ("\n".join(f"p{i}@x.nl" for i in range(501)), "meer dan 500 rijen"),
    ],
)
def test_what_cannot_be_used_says_why(data, zin):
    with pytest.raises(BestandError, match=zin):
        read_bestand(data if isinstance(data, bytes) else data.encode())


def test_a_zip_that_is_no_workbook():
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("hallo.txt", "a@x.nl")

    with pytest.raises(BestandError, match="kunnen we niet lezen"):
        read_bestand(uit.getvalue())


def test_a_small_file_that_unpacks_to_a_large_one():
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("xl/workbook.xml", b"0" * 30_000_000)
    assert len(uit.getvalue()) < MAX_BYTES

    with pytest.raises(BestandError, match="te groot"):
        read_bestand(uit.getvalue())


def test_a_file_that_lies_about_its_size_and_has_entities():
    bron, uit = zipfile.ZipFile(io.BytesIO(make_xlsx(("naam", "mail"), ("A", "a@x.nl")))), io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for deel in bron.namelist():
            inhoud = bron.read(deel)
            if deel.endswith("sheet1.xml"):
                inhoud = inhoud.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            archief.writestr(deel, inhoud)

    assert read_bestand(uit.getvalue()) == [Rij(2, "A", "a@x.nl")]


def test_formulas_and_markup_are_text():
    (rij,) = read_bestand(b"=1+1;a@x.nl")
    assert rij.naam == "=1+1"
    (rij,) = read_bestand(make_xlsx(("<b>Bo</b>", "a@x.nl")))
    assert rij.naam == "<b>Bo</b>"


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [("Fenna Haan", "Fenna Haan"), ('Haan, F. <x>; "y"', "Haan F. x y"), ("", ""), (";", "")],
)
def test_a_name_survives_the_form_for_inviting(naam, verwacht):
    (adres,) = read_adressen(Oordeel(1, naam, "a@x.nl", Wat.NIEUW).regel)

    assert (adres.naam, adres.email, adres.fout) == (verwacht, "a@x.nl", "")
