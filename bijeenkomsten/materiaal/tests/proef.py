"""Small files of every kind, and ones that lie."""

import io
import zipfile
import zlib
from struct import pack

import openpyxl

OOXML = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40) + b"\xff\xd9"
EXE = b"MZ\x90\x00" + bytes(200) + b"This program cannot be run in DOS mode."
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def _chunk(soort, data):
    return pack(">I", len(data)) + soort + data + pack(">I", zlib.crc32(soort + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


def make_zip(delen, *, soort=zipfile.ZIP_DEFLATED):
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", soort) as pak:
        for naam, data in delen.items():
            pak.writestr(naam, data)
    return uit.getvalue()


def make_ooxml(einde, extra=None, *, hoofd=None):
    hoofd = hoofd or f"application/vnd.openxmlformats-officedocument.{OOXML[einde]}.main+xml"
    types = f'<Types><Override PartName="/main.xml" ContentType="{hoofd}"/></Types>'
    return make_zip({"[Content_Types].xml": types, "main.xml": "<x/>"} | (extra or {}))


def make_odf(einde, extra=None):
    return make_zip(
        {"mimetype": f"application/vnd.oasis.opendocument.{ODF[einde]}", "content.xml": "<x/>"} | (extra or {})
    )


def make_real_xlsx():
    uit = io.BytesIO()
    boek = openpyxl.Workbook()
    boek.active["A1"] = "Kijkvragen"
    boek.save(uit)
    return uit.getvalue()


GOED = {
    "pdf": PDF, "png": PNG, "jpg": JPG, "txt": "Kijkvragen: wat zie je, wat hoor je? Ééntje.".encode(),
    **{einde: make_ooxml(einde) for einde in OOXML}, **{einde: make_odf(einde) for einde in ODF},
}  # fmt: skip
