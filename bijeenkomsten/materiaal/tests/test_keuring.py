import io
import random
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijeenkomsten.materiaal.keuring import MACRO, MAX_BYTES, TE_GROOT, TYPES, Afgekeurd, clean_naam, keur
from bijeenkomsten.materiaal.tests import proef


def probeer(data, naam):
    return keur(io.BytesIO(data), naam)


def weiger(data, naam):
    with pytest.raises(Afgekeurd) as fout:
        probeer(data, naam)
    return str(fout.value)


def test_the_list_of_types():
    assert list(TYPES) == ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "png", "jpg", "txt"]
    assert set(proef.GOED) == set(TYPES)


@pytest.mark.parametrize("einde", proef.GOED)
def test_file_that_is_what_it_says_comes_in(einde):
    bestand = io.BytesIO(proef.GOED[einde])

    assert keur(bestand, f"Stuk.{einde.upper()}") == f"Stuk.{einde}"
    assert bestand.tell() == 0


def test_jpeg_is_jpg():
    assert probeer(proef.JPG, "foto.JPEG") == "foto.jpg"


def test_workbook_of_a_real_program():
    assert probeer(proef.make_real_xlsx(), "lijst.xlsx") == "lijst.xlsx"


@pytest.mark.parametrize("einde", proef.GOED)
def test_every_other_kind_under_this_name_is_a_lie(einde):
    """Each kind of content under each name that is not its own, and what nobody should get."""
    anders = {naam: data for naam, data in proef.GOED.items() if naam != einde}
    anders |= {"exe": proef.EXE, "html": proef.HTML, "svg": proef.SVG, "zip": proef.make_zip({"a.txt": "x"})}

    for inhoud, data in anders.items():
        assert weiger(data, f"stuk.{einde}").startswith(f"Dit bestand heet .{einde}, maar"), inhoud


@pytest.mark.parametrize(
    "naam",
    ["virus.exe", "pagina.html", "plaatje.svg", "oud.doc", "macro.docm", "pak.zip", "stuk.pdf.exe", "zonder", ".pdf.",
     "stuk.pdf\x00.exe", "stuk.php", "x.jpg.svg", "a." + "b" * 300],
)  # fmt: skip
def test_type_that_is_not_on_the_list(naam):
    assert weiger(proef.PDF, naam).startswith("Dit soort bestand kan hier niet. Wel: pdf, docx")


def test_empty_and_large():
    assert weiger(b"", "leeg.txt") == "Dit bestand is leeg. Kies een ander bestand."
    assert weiger(b"a" * (MAX_BYTES + 1), "groot.txt") == TE_GROOT
    assert probeer(b"a" * MAX_BYTES, "past.txt") == "past.txt"


@pytest.mark.parametrize("einde", ["pdf", "png", "jpg", *proef.OOXML, *proef.ODF])
def test_half_a_file_is_refused(einde):
    data = proef.GOED[einde]

    assert weiger(data[: len(data) * 2 // 3], f"half.{einde}").startswith("Dit bestand is beschadigd")


@pytest.mark.parametrize("data", [b"a\x00b", b"\x1b[31m", bytes(range(128, 160)), b"wat\x7f"])
def test_text_with_what_is_no_text(data):
    assert weiger(data, "stuk.txt").startswith("Dit bestand heet .txt, maar wat erin zit is geen tekst.")


@pytest.mark.parametrize("data", ["Ideeën".encode("cp1252"), b"\xef\xbb\xbfmet BOM", b"a < b\tc\r\nd", b"<3 dit stuk"])
def test_text_of_all_programs(data):
    assert probeer(data, "stuk.txt") == "stuk.txt"


# --- Macros and what fetches them ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("einde", "deel"),
    [("docx", "word/vbaProject.bin"), ("xlsx", "xl/VBAPROJECT.BIN"), ("pptx", "ppt/vbaProject.bin"),
     ("docx", "word/vbaData.xml"), ("docx", "word/activeX/activeX1.bin"), ("xlsx", "xl/macrosheets/sheet1.xml")],
)  # fmt: skip
def test_macros_do_not_come_in(einde, deel):
    assert weiger(proef.make_ooxml(einde, {deel: b"x"}), f"stuk.{einde}") == MACRO


def test_document_with_macros_under_another_name():
    hoofd = "application/vnd.ms-word.document.macroEnabled.main+xml"

    assert weiger(proef.make_ooxml("docx", hoofd=hoofd), "stuk.docx") == MACRO


@pytest.mark.parametrize("deel", ["Basic/Standard/Module1.xml", "Scripts/python/kwaad.py"])
def test_macros_of_libreoffice(deel):
    assert weiger(proef.make_odf("odt", {deel: b"x"}), "stuk.odt") == MACRO


RELS = (
    '<Relationships><Relationship Id="r" Type="http://schemas/attachedTemplate" Target="{}" '
    'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize("doel", ["http://kwaad.test/a.dotm", "HTTPS://kwaad.test/a", "\\\\kwaad\\deel\\a.dotm"])
def test_template_on_the_internet(doel):
    data = proef.make_ooxml("docx", {"word/_rels/settings.xml.rels": RELS.format(doel)})

    assert weiger(data, "stuk.docx").startswith("Dit bestand haalt een sjabloon op van internet.")


def test_template_of_your_own_computer_is_common():
    eigen = "file:///C:\\Users\\jan.de.vries\\Sjablonen\\Normal.dotm"

    assert probeer(proef.make_ooxml("docx", {"word/_rels/settings.xml.rels": RELS.format(eigen)}), "stuk.docx")


# --- Zips that are no document ------------------------------------------------------------------


def test_bomb_is_refused_without_unpacking_it():
    """Ten million bytes of nothing fit in ten thousand."""
    data = proef.make_ooxml("docx", {f"word/media/{n}.bin": bytes(30_000_000) for n in range(4)})
    assert len(data) < 500_000

    assert weiger(data, "stuk.docx").startswith("Dit bestand wordt bij het openen veel te groot.")


def test_bomb_that_lies_about_its_size():
    data = bytearray(proef.make_ooxml("docx", {"word/media/a.bin": bytes(150_000_000)}))
    kop = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/a.bin"))
    data[kop + 24 : kop + 28] = struct.pack("<I", 1000)

    assert weiger(bytes(data), "stuk.docx").startswith("Dit bestand is beschadigd")


def test_too_many_parts():
    data = proef.make_ooxml("docx", {f"word/{n}.xml": "" for n in range(3001)})

    assert weiger(data, "stuk.docx").startswith("Dit bestand wordt bij het openen veel te groot.")


@pytest.mark.parametrize("deel", ["../../etc/cron.d/x", "/etc/passwd", "word/../../x"])
def test_part_that_wants_to_be_elsewhere(deel):
    assert weiger(proef.make_ooxml("docx", {deel: "x"}), "stuk.docx").startswith("Dit bestand is beschadigd")


def test_password():
    data = bytearray(proef.make_ooxml("docx"))
    for begin, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(begin) + plek] |= 1

    assert weiger(bytes(data), "stuk.docx").startswith("Op dit bestand zit een wachtwoord.")


def test_page_with_a_document_behind_it():
    """A zip is read from its end, so it can begin as something else."""
    assert weiger(proef.HTML + proef.make_ooxml("docx"), "stuk.docx").startswith("Dit bestand heet .docx, maar")


def test_document_inside_a_document_is_not_the_document():
    data = proef.make_zip({"word/embeddings/echt.docx": proef.make_ooxml("docx")}, soort=zipfile.ZIP_STORED)

    assert weiger(data, "stuk.docx").startswith("Dit bestand heet .docx, maar")


@pytest.mark.parametrize("einde", sorted({*proef.OOXML, *proef.ODF}))
def test_rubbish_in_a_zip_is_always_a_plain_refusal_or_fine(einde):
    """Every third byte of a good file changed, one at a time."""
    goed, rng = proef.GOED[einde], random.Random(einde)  # noqa: S311 - the same rubbish every time
    uitkomsten = set()

    for plek in range(0, len(goed), 3):
        data = bytearray(goed)
        data[plek] = rng.randrange(256)
        try:
            uitkomsten.add(probeer(bytes(data), f"stuk.{einde}"))
        except Afgekeurd:
            uitkomsten.add("geweigerd")

    assert uitkomsten == {f"stuk.{einde}", "geweigerd"}


# --- Names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "schoon"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\jan\\stuk.PDF", "stuk.pdf"),
        ("stuk\u202efdp.exe", "stukfdp.exe"),
        ("a\r\nContent-Type: text.html", "aContent-Type text.html"),
        ('een "stuk" <b>.txt', "een stuk b.txt"),
        ("...pdf", "pdf"),
        ("ideee\u0308n van ’t team.odt", "ideeën van ’t team.odt"),
        ("", "bestand"),
        ("x" * 300 + ".docx", "x" * 95 + ".docx"),
    ],
)
def test_clean_name(naam, schoon):
    assert clean_naam(naam) == schoon


@given(st.text(max_size=300))
def test_clean_name_is_never_a_path_and_never_too_long(naam):
    schoon = clean_naam(naam)

    assert 0 < len(schoon) <= 100
    assert not set(schoon) & set('/\\<>:"|?*;\r\n\x00\u202e')
    assert not schoon.startswith(".")
