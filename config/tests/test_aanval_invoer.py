"""What no browser sends, and texts that want to be code. Always a refusal or plain text, never a broken page."""

import io
import re
from urllib.parse import quote

import openpyxl
import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from config.tests.aanval import Photo, address, client_of, every_address, every_form
from config.tests.access_rows import LOGIN_NO, ROWS
from config.tests.access_world import World
from subsidie.spoor.services import write
from subsidie.toestand import Rol

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NUMBERS = (b"versie", b"organisatie", b"persoon", b"max_deelnemers", b"minuten", b"voorbereiders")
BROKEN = {
    "nul": ("application/x-www-form-urlencoded", b"naam=a%00b&email=a%00@b.nl&login=a%00&password=%00&code=%00&q=%00"),
    "not utf-8": ("application/x-www-form-urlencoded", b"naam=%ff%fe&email=%ff@b.nl&login=%ff&password=%ff&code=%ff"),
    "raw bytes": ("application/x-www-form-urlencoded", bytes(range(128, 256)) * 4),
    "multipart without end": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a'),
    "multipart without boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "multipart that is none": ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
    "json": ("application/json", b'{"naam": {"$gt": ""}, "platformrol": "beheer"}'),
    "xml": ("text/xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    "no type": ("", b"naam=a"),
    "unknown charset": ("application/x-www-form-urlencoded; charset=utf-7", b"naam=+ADw-script+AD4-"),
    "charset that is none": ("application/x-www-form-urlencoded; charset=bestaat-niet", b"naam=a"),
    "many fields": ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(1001))),
    "too large": ("application/x-www-form-urlencoded", b"tekst=" + b"x" * 2_700_000),
    "long numbers": ("application/x-www-form-urlencoded", b"&".join(b"%s=%s" % (n, b"9" * 5000) for n in NUMBERS)),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_limits(settings):
    settings.LIMIETEN, settings.LIMIETEN_OVERIG, settings.LIMIETEN_ZOEKEN = {}, [], []
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_body_that_no_browser_sends(kind):
    world = World.make(is_openbaar=True)
    content_type, body = BROKEN[kind]
    clients = [client_of(world, member) for member in ("anoniem", "facilitator")]

    for name in sorted(ROWS):
        for client in clients:
            with transaction.atomic():
                response = client.generic("POST", address(name, world), body, content_type=content_type)
                transaction.set_rollback(True)
            assert response.status_code < 500, (name, response.status_code)


@pytest.mark.parametrize(
    "query",
    ["q=%00&page=%00&regio=%00&fase=%00&status=%00", "q=%ff&page=-1&sector[]=x", "&&&==&%",
     "page=" + "9" * 5000 + "&q=" + "%25" * 300, "page=1e9&thema=%27%22%3E%3Cscript%3E",
     "terug=//evil.test&next=https://evil.test"],
    ids=["nul", "not utf-8", "signs", "long", "script", "elsewhere"],
)  # fmt: skip
def test_question_that_no_link_asks(query):
    world = World.make(is_openbaar=True)
    clients = [client_of(world, member) for member in ("anoniem", "facilitator", "beheer")]

    for name, place in every_address(world):
        for client in clients:
            response = client.get(f"{place}?{query}")
            assert response.status_code < 500 or name == "berichten:gezond", (name, query)
            assert "evil.test" not in response.headers.get("Location", "").partition("?")[0], (name, query)
            if response["Content-Type"].startswith("text/html") and "script" in query:
                assert '"><script>' not in response.content.decode(), name


@pytest.mark.parametrize(
    "part", ["%00", "%ff", "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:%20a=b", "9" * 40, "-1", "𝟙", "a" * 5000]
)
def test_address_that_no_link_has(part):
    world = World.make(is_openbaar=True)
    client = client_of(world, "beheer")
    inside = "/netwerken/het-netwerk"
    places = [
        f"/netwerken/{part}/", f"{inside}/bijeenkomsten/{part}/", f"/d/{part}/", f"/uitnodiging/{part}/geopend/",
        f"/agenda/{part}/bijeenkomst.ics", f"/mijn/agenda/{part}.ics", f"{inside}/deelnemers/{part}/rollen/",
        f"{inside}/evaluatie/{part}/", f"{inside}/fasen/{part}/", f"/beheer/berichten/{part}/",
        f"/beheer/berichten/{part}/html/", f"/accounts/password/reset/key/{part}-{part}/",
        f"/beheer/personen/persoon/{part}/change/", f"{inside}/berichten/{part}/",
        f"{inside}/bijeenkomsten/{part}/draaiboek/{part}/",
    ]  # fmt: skip

    for place in places:
        for method in ("get", "post"):
            response = getattr(client, method)(place)
            assert response.status_code < 500, (method, place)
            assert "Set-Cookie: a" not in str(response.headers)
            assert b"root:" not in response.content


@pytest.mark.parametrize(
    "name",
    ["../x.eml", "..%2fx.eml", "..%2f..%2fx.eml", "/etc/passwd", "....//x.eml", ".x.eml", "x.eml%00.txt", "~root"],
)  # fmt: skip
def test_mail_name_is_no_path(name, settings, tmp_path, persoon):
    settings.EMAIL_BACKEND, settings.VAR_DIR = "berichten.backends.MapBackend", tmp_path
    (tmp_path / "mail").mkdir()
    (tmp_path / "x.eml").write_text("Subject: geheim\n\ngeheim")
    persoon.platformrol = "beheer"
    persoon.save()
    client = Client()
    client.force_login(persoon)

    for place in (f"/beheer/berichten/{name}/", f"/beheer/berichten/{quote(name, safe='')}/html/"):
        response = client.get(place)
        assert response.status_code in (302, 404)
        assert b"geheim" not in response.content


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.test"}, {"Host": "testserver@evil.test"}, {"Host": "a\r\nb"}],
)
def test_host_of_somebody_else_is_refused(headers, client):
    response = client.get("/hulp/", headers=headers)

    assert response.status_code == 400
    assert b"evil" not in response.content


def test_forwarded_host_counts_for_nothing(client, persoon):
    response = client.post(
        reverse("account_reset_password"), {"email": persoon.email}, headers={"X-Forwarded-Host": "evil.test"}
    )

    assert response.status_code == 302
    assert "evil" not in response.url
    assert not [message for message in mail.outbox if "evil" in message.body]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "\t//evil.test",
     "/%0d%0aLocation:%20https://evil.test", "http://testserver@evil.test/"],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(elsewhere):
    """With every name that a form or an address has for where to go on."""
    world = World.make(is_openbaar=True)
    client = client_of(world, "facilitator")
    where = dict.fromkeys(("next", "terug", "volgende", "later", "url", "redirect", "redirect_to"), elsewhere)
    safe = re.compile(r"^/(?![/\\])[^\r\n]*$")

    for name in sorted(ROWS):
        for method, options in (("get", {"query_params": where}), ("post", {"data": where, "query_params": where})):
            with transaction.atomic():
                response = getattr(client, method)(address(name, world), **options)
                transaction.set_rollback(True)
            target = response.headers.get("Location", "/")
            assert safe.match(target), (name, method, target)
            html = response.content.decode() if response["Content-Type"].startswith("text/html") else ""
            assert not re.search(r'(href|action|src)="\s*(https?:|javascript:|//|\\|/\\)[^"]*evil', html), name


# --- text that wants to be code --------------------------------------------------------------------

SCRIPT = "<script>x</script>\"'"


@pytest.mark.parametrize("member", ["deelnemer", "facilitator"])
def test_text_stays_text_wherever_it_is_shown(member, django_capture_on_commit_callbacks):
    world = World.make(is_openbaar=True)
    client = client_of(world, member)
    written = 0
    for form in every_form(client, world):
        if not form.text or "/accounts/" in form.action or "afgelasten" in form.action:
            continue
        data = form.data | {name: [SCRIPT] for name in form.text if "email" not in name and "adressen" not in name}
        with django_capture_on_commit_callbacks(execute=True):
            written += client.post(form.action, data).status_code == 302

    readers = [client_of(world, reader) for reader in ("anoniem", "deelnemer", "facilitator", "penvoerder", "beheer")]
    shown = 0
    for _, place in every_address(world):
        for reader in readers:
            response = reader.get(place)
            if response["Content-Type"].startswith("text/html"):
                html = response.content.decode()
                assert "<script>x" not in html, place
                shown += "&lt;script&gt;x" in html
    for message in mail.outbox:
        html = [part for part, kind in getattr(message, "alternatives", []) if kind == "text/html"]
        assert not any("<script>x" in part for part in html), message.subject
        assert "\n" not in message.subject
    assert written >= (1 if member == "deelnemer" else 5)
    assert shown >= (1 if member == "deelnemer" else 10)


@pytest.mark.parametrize("formula", ['=HYPERLINK("//evil")', "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"])
def test_name_is_no_formula_in_a_spreadsheet(formula):
    world = World.make(is_openbaar=True)
    lid = world.things.lid.persoon
    lid.naam = formula
    lid.save()

    csv = client_of(world, "facilitator").get(address("netwerken:export", world)).content.decode()

    assert not re.search(r'(^|;|\n|")[=+@\t\r-]', csv.replace("\r\n", "\n").lstrip("\ufeff"))


JSON = ("werkvormen:export_own", "evaluatie:lijst_export")  # no spreadsheet reads it
EXPORTS = sorted(n for n, row in ROWS.items() if "export" in n and row.post == LOGIN_NO and n not in JSON)


@pytest.mark.parametrize("name", EXPORTS)
def test_no_list_for_excel_holds_a_formula(name):
    """Every title and name in the world is a formula; in the file they are text."""
    world = World.make(is_openbaar=True)
    for thing, veld in ((world.things.lid.persoon, "naam"), (world.things.geweest, "titel"),
                        (world.things.verzending, "titel"), (world.things.barometer, "naam"),
                        (world.netwerk, "naam")):  # fmt: skip
        setattr(thing, veld, "=1+1")
        thing.save()
    write(world.things.toewijzing.aanvraag, "beginnen", Rol.SCHRIJVER, by=world.things.lid.persoon)
    place = address(name, world, soort="xlsx")

    wie = "academie" if name.startswith("subsidie:academie") else "facilitator"
    boek = openpyxl.load_workbook(io.BytesIO(client_of(world, wie).get(place).content))

    cellen = [cel for rij in boek.active.rows for cel in rij if cel.value is not None]
    assert {cel.data_type for cel in cellen} <= {"s", "n", "d"}
    assert any(cel.value == "=1+1" for cel in cellen)


def test_nothing_here_wrote_a_thing_for_who_is_not_signed_in():
    world = World.make(is_openbaar=True)
    by_link = ("berichten:handeling", "evaluatie:zaal", "netwerken:accept", "netwerken:opened")
    addresses = [place for name, place in every_address(world) if name not in by_link]
    photo = Photo()

    for place in addresses:
        Client().post(place, {"naam": "x", "titel": "x", "actie": "x", "versie": "1"})

    assert photo.changes() == []
    assert connection.in_atomic_block
