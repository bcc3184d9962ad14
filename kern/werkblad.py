"""A list as a sheet for Excel, and back; ``kern.export`` is the door out. Loaded only when it is needed."""

import io
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

_LANGST = 32_767  # characters in one cell of a spreadsheet
_BREEDST = 60  # characters a column is wide at most


def read_rows(data: bytes, *, rijen: int, kolommen: int):
    """The cells of the first sheet, at most so many. Raises whatever openpyxl raises on what is no workbook."""
    blad = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    blad.reset_dimensions()  # what the file says of its own size may be a lie
    return blad.iter_rows(max_row=rijen, max_col=kolommen, values_only=True)


def make_xlsx(lijst) -> bytes:
    boek = Workbook(write_only=True)
    blad = boek.create_sheet(lijst.titel[:31])
    rijen = [tuple(map(_value, rij)) for rij in lijst.rijen]
    for nummer, kolom in enumerate(zip(lijst.koppen, *rijen, strict=True), start=1):
        breedte = max(len(str(cel)) for cel in kolom) + 2
        blad.column_dimensions[get_column_letter(nummer)].width = min(breedte, _BREEDST)
    blad.freeze_panes = "A2"
    blad.auto_filter.ref = f"A1:{get_column_letter(len(lijst.koppen))}{len(rijen) + 1}"
    for rij in ([_cell(blad, kop, font=Font(bold=True)) for kop in lijst.koppen], *_cells(blad, rijen)):
        blad.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _value(cel):
    if isinstance(cel, datetime):
        return timezone.localtime(cel).replace(tzinfo=None)
    return ILLEGAL_CHARACTERS_RE.sub("", cel)[:_LANGST] if isinstance(cel, str) else cel


def _cells(blad, rijen):
    return ([_cell(blad, cel) for cel in rij] for rij in rijen)


def _cell(blad, waarde, font=None):
    cel = WriteOnlyCell(blad, value=waarde)
    if isinstance(waarde, str):
        # openpyxl makes a formula of «=…» and an error of «#N/A»; the prefix keeps it text when somebody edits it.
        cel.data_type = "s"
        cel.quotePrefix = True
    elif isinstance(waarde, datetime):
        cel.number_format = "dd-mm-yyyy hh:mm"
    elif isinstance(waarde, date):
        cel.number_format = "dd-mm-yyyy"
    elif isinstance(waarde, time):
        cel.number_format = "hh:mm"
    elif isinstance(waarde, Decimal):
        cel.number_format = "#,##0.00"
    if font:
        cel.font = font
    return cel
