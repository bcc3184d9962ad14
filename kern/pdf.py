"""A PDF of a template, made by WeasyPrint. It reads our own static files and nothing else: no network, no disk.

WeasyPrint needs libraries of the system (see scripts/systeem.py). Where they are missing everything else works, and
whoever asks for a PDF reads what to do instead.
"""

import logging
import mimetypes
from importlib import import_module
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from kern.errors import DomainError

logger = logging.getLogger(__name__)
BASE = "https://papier.invalid"  # an address that cannot exist: what is asked of it is asked of our static files
GEEN_PDF = (
    "Deze site kan nu geen PDF maken. Kies Print en dan ‘Opslaan als PDF’: dat geeft hetzelfde blad."
    " Beheer kan de PDF-bibliotheken installeren."
)


class GeenPdf(DomainError):  # noqa: N818 - what is the case, not what went wrong
    """The system lacks the libraries. The text says how to get a PDF all the same."""


def make_pdf(template: str, context: dict) -> bytes:
    """The template as a tagged PDF (PDF/UA). Styles come by ``{% static %}``. Raises GeenPdf without the libraries."""
    weasyprint = _load()
    page = render_to_string(template, context)
    document = weasyprint.HTML(string=page, base_url=BASE, url_fetcher=_make_fetcher(weasyprint))
    return document.write_pdf(pdf_variant="pdf/ua-1")


def pdf_response(template: str, context: dict, filename: str) -> HttpResponse:
    """The PDF as a download that no shared cache keeps. Raises GeenPdf."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    response = HttpResponse(make_pdf(template, context), content_type="application/pdf", headers=headers)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _load():
    """Only when somebody asks: it takes memory, and without Pango the import itself fails."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        logger.warning("no PDF: %s", type(error).__name__)
        raise GeenPdf(GEEN_PDF) from error


def _make_fetcher(weasyprint):
    class StaticOnly(weasyprint.URLFetcher):
        def fetch(self, url, headers=None):
            path = _find_static(url)
            if path is None:
                raise weasyprint.urls.FatalURLFetchingError(f"not one of our static files: {url[:80]}")
            with open(path, "rb") as file:
                body = BytesIO(file.read())
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return weasyprint.urls.URLFetcherResponse(url, body, {"Content-Type": kind})

    return StaticOnly()


def _find_static(url):
    """The file behind an address below STATIC_URL, or None. Works on built and on unbuilt static files."""
    parts = urlsplit(url)
    prefix = urlsplit(settings.STATIC_URL).path
    if f"{parts.scheme}://{parts.netloc}" != BASE or not parts.path.startswith(prefix):
        return None
    name = unquote(parts.path.removeprefix(prefix))
    try:
        found = finders.find(name)
        if not found and staticfiles_storage.exists(name):
            found = staticfiles_storage.path(name)
    except (SuspiciousFileOperation, ValueError):
        return None
    return found or None
