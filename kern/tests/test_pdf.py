import sys

import pytest
from django.template import engines
from django.test import override_settings

from kern import pdf
from kern.pdf import GeenPdf, make_pdf, pdf_response

LOCMEM = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {"blad.html": "<html lang='nl'><title>Blad</title><h1>{{ titel }}</h1>{{ rest|safe }}</html>"},
                )
            ]
        },
    }
]


@pytest.fixture
def blad():
    with override_settings(TEMPLATES=LOCMEM):
        yield "blad.html"
    engines._templates = None


def test_pdf_of_a_template(blad):
    response = pdf_response(blad, {"titel": "Draaiboek <b>'s middags</b>"}, "draaiboek.pdf")

    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="draaiboek.pdf"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "adres",
    [
        "https://example.test/plaatje.png",
        "file:///etc/passwd",
        "/static/../../etc/passwd",
        "/static/%2e%2e/%2e%2e/manage.py",
        "/beheer/",
        "//example.test/static/img/merk.svg",
    ],
)
def test_pdf_reads_nothing_but_static_files(blad, adres):
    """Also when somebody's text would become markup."""
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - the libraries may be missing elsewhere

    with pytest.raises(FatalURLFetchingError):
        make_pdf(blad, {"rest": f"<img src='{adres}'>"})


def test_pdf_finds_our_own_files(blad):
    assert make_pdf(blad, {"rest": "<img src='/static/img/merk.svg' alt='merk'>"}).startswith(b"%PDF-")


@pytest.mark.parametrize("fout", ["OSError('cannot load library pango')", "ImportError('weg')"])
def test_without_the_libraries_there_is_a_plain_sentence(blad, tmp_path, monkeypatch, fout):
    (tmp_path / "weasyprint.py").write_text(f"raise {fout}\n")
    for naam in [naam for naam in sys.modules if naam.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, naam)
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(GeenPdf, match="Opslaan als PDF"):
        pdf_response(blad, {}, "draaiboek.pdf")
    assert pdf.GEEN_PDF.startswith("Deze site kan nu geen PDF maken.")
