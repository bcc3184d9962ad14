import io
import sys
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from bijeenkomsten.bewijs.inhoud import duur_tekst, find_bewijzen
from bijeenkomsten.tests.cast import text
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def be_there(cast, persoon, *, aanwezig=True, **kwargs):
    b = BijeenkomstFactory(netwerk=cast.netwerk, **({"gehouden": True} | kwargs))
    AanwezigheidFactory(bijeenkomst=b, persoon=persoon, aanwezig=aanwezig)
    return b


def address(netwerk, naam="bewijs_pdf"):
    return reverse(f"bijeenkomsten:{naam}", args=[netwerk.slug])


def read_pdf(response):
    """The words as somebody reads them, whatever the lines and the ligatures."""
    reader = PdfReader(io.BytesIO(response.content))
    woorden = " ".join(page.extract_text() for page in reader.pages).split()
    return reader, " ".join(woorden).replace("\ufb01", "fi").replace("\ufb02", "fl")


@pytest.mark.parametrize(
    ("minuten", "tekst"),
    [(210, "3 uur en 30 minuten"), (60, "1 uur"), (45, "45 minuten"), (61, "1 uur en 1 minuut"), (0, "0 minuten")],
)
def test_duration_in_words(minuten, tekst):
    assert duur_tekst(minuten) == tekst


@time_machine.travel("2026-11-20 12:00:00+01:00", tick=False)
def test_pdf_tells_who_where_when_and_how_long(client, cast):
    persoon = cast.add(persoon=PersoonFactory(naam="Zoë d'Ancona <b>"), begonnen_op=date(2026, 9, 1))
    eerste = be_there(cast, persoon, dagen=-60, titel="De eerste keer")
    laatste = be_there(cast, persoon, dagen=-8, titel="Kijken & vragen")
    laatste.voorbereiders.add(persoon)
    client.force_login(persoon)

    response = client.get(address(cast.netwerk))

    reader, woorden = read_pdf(response)
    assert response["Content-Type"] == "application/pdf"
    naam = f"bewijs-van-deelname-zoe-dancona-b-{cast.netwerk.slug}.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert "Naam Zoë d'Ancona <b>" in woorden
    assert cast.netwerk.naam in woorden
    assert "Deelnemer, sinds 1 september 2026" in woorden
    van, tot = (f"{b.datum.day} {maand} 2026" for b, maand in [(eerste, "september"), (laatste, "november")])
    assert f"Bij 2 bijeenkomsten, van {van} tot en met {tot}" in woorden
    assert "1 bijeenkomst daarvan mee voorbereid" in woorden
    assert "Samen 7 uur" in woorden
    assert f"{van} De eerste keer 3 uur en 30 minuten" in woorden
    assert f"{tot} Kijken & vragen (mee voorbereid) 3 uur en 30 minuten" in woorden
    assert "Gemaakt op 20 november 2026" in woorden
    assert "geeft geen punten in een register" in woorden
    assert "'s middags" not in woorden  # nothing of what somebody said about coming
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.metadata.title == f"Bewijs van deelname van Zoë d'Ancona <b> aan {cast.netwerk.naam}"


def test_pdf_of_a_facilitator_says_so(client, cast):
    DeelnameFactory(
        netwerk=cast.netwerk, persoon=cast.deelnemer, rol="facilitator", variant="procesbewaker", status="uitgestapt",
        begonnen_op=date(2026, 1, 5), beeindigd_op=date(2026, 6, 30), reden_einde="rol_voorbij",
    )  # fmt: skip
    be_there(cast, cast.deelnemer)
    client.force_login(cast.deelnemer)

    _, woorden = read_pdf(client.get(address(cast.netwerk)))

    assert "Facilitator (procesbewaker), van 5 januari 2026 tot 30 juni 2026" in woorden
    assert "Deelnemer, sinds" in woorden


def test_only_meetings_where_one_was(cast):
    er = be_there(cast, cast.deelnemer)
    be_there(cast, cast.deelnemer, aanwezig=False)
    be_there(cast, cast.deelnemer, aanwezig=None)
    be_there(cast, cast.deelnemer, gehouden=False, geweest=True)  # the list is not filled in
    be_there(cast, cast.deelnemer, gehouden=False, dagen=-9, afgelast=True)
    be_there(cast, cast.facilitator)

    (bewijs,) = find_bewijzen(cast.deelnemer)

    assert [regel.bijeenkomst for regel in bewijs.regels] == [er]


def test_who_left_keeps_the_bewijs(client, cast):
    netwerk = NetwerkFactory(is_openbaar=False)
    weg = DeelnameFactory(
        netwerk=netwerk, status="uitgestapt", begonnen_op=date(2026, 1, 5), beeindigd_op=date(2026, 6, 30),
        reden_einde="tijd",
    )  # fmt: skip
    AanwezigheidFactory(
        bijeenkomst=BijeenkomstFactory(netwerk=netwerk, gehouden=True), persoon=weg.persoon, aanwezig=True
    )
    client.force_login(weg.persoon)

    assert "Deelnemer, van 5 januari 2026 tot 30 juni 2026" in text(client.get(address(netwerk, "bewijs")))
    assert client.get(address(netwerk)).status_code == 200


@pytest.mark.parametrize("naam", ["bewijs", "bewijs_pdf"])
@pytest.mark.parametrize("wie", ["facilitator", "buitenstaander", "wachtlijst"])
def test_nobody_gets_one_without_having_been_there(client, cast, wie, naam):
    """Also not the facilitator, of somebody else: the address has no person in it."""
    be_there(cast, cast.deelnemer)
    wie = cast.add(wachtend=True) if wie == "wachtlijst" else getattr(cast, wie)
    client.force_login(wie)

    assert client.get(address(cast.netwerk, naam)).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(client, cast, item_count, django_assert_num_queries):
    bewijzen = [be_there(cast, cast.deelnemer) for _ in range(item_count)]
    for _ in range(item_count):
        b = BijeenkomstFactory(gehouden=True)
        AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, aanwezig=True)
        bewijzen.append(b)
    client.force_login(cast.deelnemer)

    with django_assert_num_queries(5):
        response = client.get(reverse("bijeenkomsten:bewijs_list"))

    for b in bewijzen:
        assert address(b.netwerk) in text(response)


def test_list_of_somebody_who_was_nowhere(client, cast):
    client.force_login(cast.deelnemer)

    assert "Hier komt je bewijs van deelname" in text(client.get(reverse("bijeenkomsten:bewijs_list")))


def test_page_says_the_same_as_the_pdf(client, cast):
    b = be_there(cast, cast.deelnemer)
    b.eindigt_op = b.begint_op + timedelta(hours=26)
    b.save()
    client.force_login(cast.deelnemer)

    inhoud = text(client.get(address(cast.netwerk, "bewijs")))

    assert inhoud.count("26 uur") == 2
    assert "<b>'t</b>" not in inhoud


def test_without_the_libraries_one_reads_how_to_print(client, cast, tmp_path, monkeypatch):
    be_there(cast, cast.deelnemer)
    client.force_login(cast.deelnemer)
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n")
    for naam in [naam for naam in sys.modules if naam.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, naam)
    monkeypatch.syspath_prepend(tmp_path)

    response = client.get(address(cast.netwerk), follow=True)

    assert response.redirect_chain == [(address(cast.netwerk, "bewijs"), 302)]
    assert "Kies Print en dan ‘Opslaan als PDF’" in text(response)
