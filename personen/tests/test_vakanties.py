"""School holidays: the dates we ship, the questions asked of them, and taking over the official file."""

import importlib
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kern.models import Logregel
from personen.models import Schoolvakantie
from personen.tests.factories import OrganisatieFactory, PersoonFactory, SchoolvakantieFactory
from personen.vakanties import invoer, kalender, vakantie_op, vrij_tot
from personen.vakanties.lezen import read

TODAY = date(2026, 11, 21)


@pytest.fixture
def shipped(db):
    """The rows of the migration, also when an earlier test emptied the database."""
    load = importlib.import_module("personen.migrations.0003_load_schoolvakanties").load
    Schoolvakantie.objects.all().delete()
    load(apps, None)
    kalender.clear()


# --- What we ship -------------------------------------------------------------------------------


def test_the_shipped_table_is_whole(shipped):
    rows = Schoolvakantie.objects.all()

    assert rows.count() == 3 * 5 * 3  # school years, holidays, regions
    assert {row.begin.weekday() for row in rows} == {5}
    assert {row.eind.weekday() for row in rows} == {6}
    assert set(rows.filter(is_advies=True).values_list("naam", flat=True)) == {"herfstvakantie", "voorjaarsvakantie"}
    assert not rows.filter(bron="").exists()
    for naam, days in [("zomervakantie", 44), ("kerstvakantie", 16), ("meivakantie", 9), ("herfstvakantie", 9)]:
        assert {(row.eind - row.begin).days + 1 for row in rows if row.naam == naam} == {days}


def test_loading_twice_adds_nothing(shipped):
    importlib.import_module("personen.migrations.0003_load_schoolvakanties").load(apps, None)

    assert Schoolvakantie.objects.count() == 45


@pytest.mark.parametrize(
    ("regio", "dag", "naam"),
    [
        ("midden", date(2027, 7, 16), ""),
        ("midden", date(2027, 7, 17), "zomervakantie"),
        ("midden", date(2027, 8, 29), "zomervakantie"),
        ("midden", date(2027, 8, 30), ""),
        ("zuid", date(2027, 2, 13), "voorjaarsvakantie"),
        ("noord", date(2027, 2, 13), ""),
        ("noord", date(2028, 1, 9), "kerstvakantie"),
        ("zuid", date(2028, 4, 24), ""),  # the advised week before the fixed one
        ("", date(2027, 7, 17), ""),
        ("oost", date(2027, 7, 17), ""),
    ],
)
def test_vakantie_op(shipped, regio, dag, naam):
    assert vakantie_op(regio, dag) == naam


def test_vrij_tot_is_the_first_day_of_school(shipped):
    assert vrij_tot("noord", date(2026, 12, 25)) == date(2027, 1, 4)
    assert vrij_tot("noord", date(2027, 1, 4)) == date(2027, 1, 4)
    assert vrij_tot("", date(2026, 12, 25)) == date(2026, 12, 25)


def test_vrij_tot_steps_over_a_holiday_that_follows_at_once(db):
    SchoolvakantieFactory(begin=date(2040, 4, 21), eind=date(2040, 4, 27), naam="adviesweek")
    SchoolvakantieFactory(begin=date(2040, 4, 28), eind=date(2040, 5, 6))

    assert vrij_tot("midden", date(2040, 4, 22)) == date(2040, 5, 7)


def test_a_whole_year_of_questions_costs_one_query(shipped, django_assert_num_queries):
    with django_assert_num_queries(1):
        for n in range(365):
            vakantie_op("zuid", TODAY + timedelta(days=n))
            vrij_tot("noord", TODAY + timedelta(days=n))


def test_the_table_is_read_again_after_a_minute(db, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr("personen.vakanties.time.monotonic", lambda: clock[0])
    assert vakantie_op("midden", date(2040, 4, 28)) == ""
    SchoolvakantieFactory()

    clock[0] += 59
    assert vakantie_op("midden", date(2040, 4, 28)) == ""
    clock[0] += 1
    assert vakantie_op("midden", date(2040, 4, 28)) == "meivakantie"


@pytest.mark.parametrize("change", [{"regio": "oost"}, {"eind": date(2040, 4, 27)}])
def test_the_database_refuses_nonsense(db, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolvakantieFactory(**change)


def test_the_database_refuses_a_second_row_for_one_holiday(db):
    SchoolvakantieFactory(schooljaar="2039-2040")

    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolvakantieFactory(schooljaar="2039-2040", eind=date(2040, 5, 13))


def test_region_of_a_person(db):
    school = OrganisatieFactory(vakantieregio="zuid")
    vestiging = OrganisatieFactory(soort="vestiging", deel_van=school, vakantieregio="")
    bestuur = OrganisatieFactory(soort="bestuur", vakantieregio="noord")
    elsewhere = OrganisatieFactory(deel_van=bestuur, vakantieregio="")

    assert PersoonFactory(organisatie=vestiging).vakantieregio == "zuid"
    assert PersoonFactory(organisatie=school).vakantieregio == "zuid"
    assert PersoonFactory(organisatie=elsewhere).vakantieregio == ""  # a board has schools in several regions
    assert PersoonFactory(organisatie=None).vakantieregio == ""


# --- The official file --------------------------------------------------------------------------


def region(regio="midden", begin="2040-04-27T22:00:00.000Z", eind="2040-05-06T21:59:00.000Z"):
    return {"region": regio, "startdate": begin, "enddate": eind}


def vacation(*regions, naam=" Meivakantie\n", vast="true "):
    return {"type": naam, "compulsorydates": vast, "regions": list(regions or [region()])}


def document(*vacations, schooljaar="\n 2039-2040 ", **more):
    content = [{"title": "Schoolvakanties", "schoolyear": schooljaar, "vacations": list(vacations or [vacation()])}]
    return {"id": "1", "type": "schoolholidays", "content": content, "lastmodified": "2039-02-19T11:12:00.000Z"} | more


@pytest.fixture
def run(db, tmp_path, django_capture_on_commit_callbacks):
    def run(data, *options):
        path = tmp_path / "vakanties.json"
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        out = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("importeer_vakanties", str(path), *options, stdout=out)
        return out.getvalue()

    Schoolvakantie.objects.all().delete()
    return run


def test_a_dry_run_tells_and_writes_nothing(run):
    report = run(document())

    assert "nieuw      meivakantie 2039-2040 Midden: zaterdag 28 april 2040 t/m zondag 6 mei 2040\n" in report
    assert "Er is nog niets bewaard. Dat doe je met --bewaar." in report
    assert not Schoolvakantie.objects.exists()


def test_a_moment_in_utc_becomes_the_dutch_day_in_summer_and_winter(run):
    winter = vacation(region("noord", "2039-12-23T23:00:00.000Z", "2040-01-08T22:59:00.000Z"), naam="Kerstvakantie")

    run(document(winter, vacation()), "--bewaar")

    rows = Schoolvakantie.objects.values_list("naam", "regio", "begin", "eind", "is_advies", "bron_datum")
    changed = date(2039, 2, 19)
    assert list(rows) == [
        ("kerstvakantie", "noord", date(2039, 12, 24), date(2040, 1, 8), False, changed),
        ("meivakantie", "midden", date(2040, 4, 28), date(2040, 5, 6), False, changed),
    ]


def test_both_forms_say_the_same(run):
    single = run(document(), "--bewaar")
    listed = run([document()], "--bewaar")

    assert "1 nieuw, 0 gewijzigd, 0 gelijk.\nBewaard." in single
    assert listed == "0 nieuw, 0 gewijzigd, 1 gelijk.\n"


def test_heel_nederland_is_three_regions_and_advice_is_kept(run):
    run(document(vacation(region("Heel  Nederland\n"), naam="Herfstvakantie", vast="false")), "--bewaar")

    rows = Schoolvakantie.objects.order_by("regio").values_list("regio", "is_advies")
    assert list(rows) == [("midden", True), ("noord", True), ("zuid", True)]


def test_a_changed_date_is_shown_old_and_new_and_the_cache_forgets(run):
    run(document(), "--bewaar")
    assert vrij_tot("midden", date(2040, 5, 1)) == date(2040, 5, 7)
    later = document(vacation(region(eind="2040-05-13T21:59:00Z")), lastmodified=None)

    report = run(later, "--bewaar")

    assert (
        "gewijzigd  meivakantie 2039-2040 Midden: zaterdag 28 april 2040 t/m zondag 6 mei 2040"
        " → zaterdag 28 april 2040 t/m zondag 13 mei 2040\n" in report
    )
    assert vrij_tot("midden", date(2040, 5, 1)) == date(2040, 5, 14)
    lines = Logregel.objects.filter(actie__startswith="personen.schoolvakantie").order_by("pk")
    assert [line.actie.split(".")[-1] for line in lines] == ["created", "changed"]


def test_a_date_that_was_advice_and_became_fixed_is_a_change(run):
    run(document(vacation(vast="false")), "--bewaar")

    report = run(document(), "--bewaar")

    assert "mei 2040, advies → zaterdag 28 april" in report
    assert Schoolvakantie.objects.get().is_advies is False


def test_what_is_not_in_the_file_stays_and_is_named(run):
    run(document(vacation(region("midden"), region("zuid"))), "--bewaar")

    report = run(document(), "--bewaar")

    assert "blijft     meivakantie 2039-2040 Zuid" in report
    assert Schoolvakantie.objects.count() == 2


def test_school_years_that_are_over_are_left_out(run):
    old = document(vacation(region(begin="2014-04-25T22:00:00Z", eind="2014-05-04T21:59:00Z")), schooljaar="2013-2014")

    report = run([old, document()], "--bewaar")

    assert "voorbij    schooljaar 2013-2014" in report
    assert Schoolvakantie.objects.get().schooljaar == "2039-2040"


def test_a_bare_date_is_that_day(run):
    run(document(vacation(region(begin="2040-04-28", eind="2040-05-06"))), "--bewaar")

    row = Schoolvakantie.objects.get()
    assert (row.begin, row.eind) == (date(2040, 4, 28), date(2040, 5, 6))


REFUSED = [
    (b"", "Dit is geen JSON."),
    (b"\x00\xff\xfe", "Dit is geen JSON."),
    (b"<html>404</html>", "Dit is geen JSON."),
    (b"[" * 100_000, "Dit is geen JSON."),
    (b"7", "«content» ontbreekt of is geen lijst"),
    (b"{}", "«content» ontbreekt of is geen lijst"),
    (b"[]", "Er staan geen vakanties in dit bestand."),
    (b'{"content": []}', "Er staan geen vakanties in dit bestand."),
    (b'{"content": [{"schoolyear": "2039-2040"}]}', "«vacations» ontbreekt"),
    (document(schooljaar=None), "«schoolyear» ontbreekt of is geen tekst."),
    (document(schooljaar="2039-2041"), "«2039-2041» is geen schooljaar."),
    (document(schooljaar="2039/2040"), "«2039/2040» is geen schooljaar."),
    (document(vacation(naam="<b>mei</b>")), "«<b>mei</b>» is geen naam van een vakantie."),
    (document(vacation(naam="x" * 2000)), "«type» ontbreekt of is geen tekst."),
    (document(vacation(vast=True)), "«compulsorydates» ontbreekt of is geen tekst."),
    (document(vacation(region("oost"))), "meivakantie 2039-2040: de regio «oost» kennen we niet."),
    (document(vacation(region("o" * 99))), f"de regio «{'o' * 40}…» kennen we niet."),
    (document(vacation({"region": "midden"})), "«startdate» ontbreekt of is geen tekst."),
    (document(vacation(region(begin="28 april"))), "«28 april» is geen datum."),
    (document(vacation(region(begin="0001-01-01T00:00:00+23:59"))), "is geen datum."),
    (
        document(vacation(region(eind="2040-04-01T21:59:00Z"))),
        "het einde (2040-04-01) ligt voor het begin",
    ),
    (document(vacation(region(eind="2040-08-06T21:59:00Z"))), "is langer dan 60 dagen."),
    (document(vacation(region(begin="2041-04-27", eind="2041-05-05"))), "2041-04-27 valt niet in dat schooljaar."),
    (
        document(vacation(region(), region(eind="2040-05-07T21:59:00Z"))),
        "meivakantie 2039-2040 Midden staat er twee keer in, met andere data.",
    ),
    (
        document(vacation(), vacation(naam="Paasvakantie")),
        "meivakantie 2039-2040 Midden en paasvakantie 2039-2040 Midden overlappen elkaar.",
    ),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_nonsense_is_refused_in_plain_dutch_and_nothing_is_saved(run, data, message):
    with pytest.raises(CommandError) as error:
        run(data, "--bewaar")

    assert message in str(error.value)
    assert str(error.value).startswith("Dit klopt niet, dus er is niets bewaard:\n- ")
    assert not Schoolvakantie.objects.exists()


def test_one_mistake_holds_back_the_whole_file(run):
    with pytest.raises(CommandError):
        run(document(vacation(region("noord"), region("oost"))), "--bewaar")

    assert not Schoolvakantie.objects.exists()


def test_an_overlap_with_a_holiday_we_have_is_refused(run):
    SchoolvakantieFactory(naam="oude vakantie", begin=date(2040, 5, 6), eind=date(2040, 5, 12))

    with pytest.raises(CommandError, match="overlappen elkaar"):
        run(document(), "--bewaar")


def test_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="is niet te lezen"):
        call_command("importeer_vakanties", str(tmp_path / "weg.json"))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["content", "vacations", "regions", "type", "region", "startdate", "enddate", "schoolyear"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_the_file_holds_it_is_read_or_refused(data):
    gelezen = read(json.dumps(data).encode(), today=TODAY)

    assert gelezen.rijen or gelezen.voorbij or gelezen.fouten


@given(st.binary(max_size=200))
def test_whatever_bytes_are_no_accident(data):
    assert read(data, today=TODAY).fouten


# --- The admin ----------------------------------------------------------------------------------


def test_beheer_may_look_and_not_touch(client, db):
    row = SchoolvakantieFactory()
    client.force_login(PersoonFactory(beheer=True))

    assert "meivakantie" in client.get("/beheer/personen/schoolvakantie/").content.decode()
    assert client.get("/beheer/personen/schoolvakantie/add/").status_code == 403
    assert client.post(f"/beheer/personen/schoolvakantie/{row.pk}/change/", {"naam": "x"}).status_code == 403
    assert client.post(f"/beheer/personen/schoolvakantie/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.naam == "meivakantie"


def test_comparing_takes_one_query_for_any_file(run, django_assert_num_queries):
    gelezen = read(json.dumps(document(vacation(region("heel nederland")))).encode(), today=TODAY)

    with django_assert_num_queries(1):
        invoer.compare(gelezen)
