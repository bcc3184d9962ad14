"""Lists for Excel, as CSV and as XLSX: nothing in them that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

CSV, XLSX = "csv", "xlsx"
SOORTEN = f"{CSV}|{XLSX}"  # for the pattern of an address
_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What begins a formula, also in the wide forms that some spreadsheets read as the narrow ones.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Lijst:
    """What is exported. A cell is a text, a number (an amount as Decimal), a date, a time, an aware moment or None."""

    naam: str  # of the file, without date and suffix
    titel: str  # of the sheet
    koppen: tuple[str, ...]
    rijen: Iterable[tuple]


def export_response(lijst: Lijst, soort: str) -> HttpResponse:
    """The list as a download with today's date in its name. ``soort``: csv or xlsx."""
    data = make_xlsx(lijst) if soort == XLSX else make_csv(lijst)
    naam = f"{lijst.naam}-{timezone.localdate():%Y-%m-%d}.{soort}"
    response = HttpResponse(data, content_type=_TYPES[soort])
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def make_csv(lijst: Lijst) -> bytes:
    """For Excel in Dutch: semicolons, a BOM, and days as 26-11-2026."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(lijst.koppen)
    schrijver.writerows([_say(cel) for cel in rij] for rij in lijst.rijen)
    return ("\ufeff" + uit.getvalue()).encode()


def _say(cel):
    if isinstance(cel, datetime):
        return f"{timezone.localtime(cel):%d-%m-%Y %H:%M}"
    if isinstance(cel, date):
        return f"{cel:%d-%m-%Y}"
    if isinstance(cel, time):
        return f"{cel:%H:%M}"
    if isinstance(cel, Decimal):
        return f"{cel:.2f}".replace(".", ",")
    return _safe(cel) if isinstance(cel, str) else cel


def _safe(tekst):
    """With an apostrophe in front a spreadsheet shows the text as it is."""
    gevaarlijk = tekst.lstrip().startswith(_FORMULA) or tekst.startswith(("\t", "\r", "\n"))
    return f"'{tekst}" if gevaarlijk else tekst


def make_xlsx(lijst: Lijst) -> bytes:
    """One sheet with a head that stays in view. Text is text, whatever it looks like."""
    # Only when somebody asks: it would cost every process 12 MB.
    return import_module("kern.werkblad").make_xlsx(lijst)
