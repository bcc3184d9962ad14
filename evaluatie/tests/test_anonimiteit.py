"""Attacks on anonymity: every side door somebody could try."""

import logging
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, connection, models
from django.test import Client
from django.urls import get_resolver, reverse

from berichten.handelingen import make_token
from berichten.models import Bericht, Verzending
from berichten.soorten import get_soort
from evaluatie import services
from evaluatie.forms import field_name, text_name
from evaluatie.models import Genodigde, Meting, OpenAntwoord, Teller
from evaluatie.tests.factories import CODES, OPEN, answer_all, make_gesloten, make_keuzes, make_meting, make_teksten
from kern.models import Logregel
from netwerken.tests.factories import DeelnameFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory

GEHEIM = "Wat niemand mag weten"


def formdata(tekst=""):
    return {field_name(code): "4" for code in CODES} | {text_name(OPEN): tekst}


def post_answer(meting, persoon, tekst=""):
    return Client().post(f"/d/{make_token('ev', meting.pk, persoon.pk)}/", formdata(tekst))


# --- the schema ----------------------------------------------------------------------------------------------------


def reachable(model, *, without=()):
    """Every model that relations, in both directions and through many-to-many, lead to from ``model``."""
    seen, todo = set(), [model]
    while todo:
        for field in todo.pop()._meta.get_fields(include_hidden=True):
            other = field.related_model if field.is_relation else None
            if isinstance(other, type) and issubclass(other, models.Model) and other not in seen | set(without):
                seen.add(other)
                todo.append(other)
    return seen


@pytest.mark.parametrize("model", [Teller, OpenAntwoord])
def test_no_field_path_to_a_person_but_through_the_whole_meting(model):
    assert Persoon not in reachable(model, without=[Meting])
    assert reachable(model, without=[Meting]) == set()
    assert [f.related_model for f in model._meta.get_fields() if f.is_relation] == [Meting]


@pytest.mark.parametrize("model", [Teller, OpenAntwoord])
def test_no_two_paths_from_an_answer_to_the_row_that_says_who_answered(model):
    """From the meting on, everything is a set: no to-one relation leads to Genodigde."""
    to_one = {f.related_model for f in Meting._meta.get_fields() if f.many_to_one or (f.one_to_one and f.concrete)}

    assert Genodigde not in to_one
    assert {f.name for f in Genodigde._meta.get_fields() if f.is_relation} == {"meting", "persoon"}


def test_answers_have_exactly_these_columns():
    """A new column here is a new way to recognise somebody: think first (models.py)."""
    columns = {model: {f.name for f in model._meta.concrete_fields} for model in (Teller, OpenAntwoord, Genodigde)}

    assert columns == {
        Teller: {"id", "meting", "vraag", "waarde", "aantal"},
        OpenAntwoord: {"uuid", "meting", "vraag", "tekst", "alleen_facilitator"},
        Genodigde: {"id", "meting", "persoon", "soort", "ingevuld"},
    }


@pytest.mark.parametrize("model", [Teller, OpenAntwoord, Genodigde])
def test_answers_carry_no_time(model):
    times = [f for f in model._meta.concrete_fields if isinstance(f, models.DateField | models.TimeField)]

    assert times == []


def test_nothing_else_points_at_an_answer():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model in (Teller, OpenAntwoord):
                pytest.fail(f"{model.__name__}.{field.name} points at an answer")


def test_keys_of_texts_are_random():
    field = OpenAntwoord._meta.pk

    assert isinstance(field, models.UUIDField)
    assert field.default.__name__ == "uuid4"
    assert OpenAntwoord._meta.ordering == ["uuid"]


# --- system columns ------------------------------------------------------------------------------------------------


def system_columns(table, meting):
    """What the database itself knows about each row, in the order of the rows' own keys."""
    pk = "uuid" if table == "evaluatie_openantwoord" else "id"
    columns = "xmin::text, cmin::text, ctid::text" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {pk}, {columns} FROM {table} WHERE meting_id = %s ORDER BY {pk}", [meting.pk])  # noqa: S608
        return cursor.fetchall()


def place(ctid):
    return tuple(int(deel) for deel in re.findall(r"\d+", ctid))


@pytest.mark.django_db(transaction=True)
def test_system_columns_do_not_tell_the_newest_answer():
    meting = make_meting(aanwezig=8)
    for nummer, genodigde in enumerate(meting.genodigden.aanwezig().select_related("persoon")):
        tekst = f"tekst {nummer}" if nummer % 2 else ""
        keuzes = make_keuzes(nummer % 5 + 1)
        services.answer(meting, genodigde.persoon, keuzes=keuzes, teksten=make_teksten(tekst), now=meting.opent_op)
        for table in ("evaluatie_teller", "evaluatie_genodigde", "evaluatie_openantwoord"):
            rows = system_columns(table, meting)
            if connection.vendor == "postgresql":
                assert len({(xmin, cmin) for _, xmin, cmin, _ in rows}) <= 1, table
            if table == "evaluatie_openantwoord":
                places = [place(row[-1]) if connection.vendor == "postgresql" else row[-1] for row in rows]
                assert places == sorted(places), "texts do not stand in the order of their random keys"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wie", ["eerste", "laatste"])
def test_physical_order_of_counters_does_not_depend_on_the_choice(wie):
    """Two metingen, one person answers 1 in the first and 5 in the second: the rows stand in the same order."""
    orders = []
    for waarde in (1, 5):
        meting = make_meting(aanwezig=6)
        genodigden = list(meting.genodigden.aanwezig().select_related("persoon"))
        genodigde = genodigden[0 if wie == "eerste" else -1]
        services.answer(meting, genodigde.persoon, keuzes=make_keuzes(waarde), now=meting.opent_op)
        with connection.cursor() as cursor:
            kolom = "ctid" if connection.vendor == "postgresql" else "rowid"
            sql = f"SELECT vraag, waarde FROM evaluatie_teller WHERE meting_id = %s ORDER BY {kolom}"  # noqa: S608
            cursor.execute(sql, [meting.pk])
            orders.append(cursor.fetchall())

    assert orders[0] == orders[1]


@pytest.mark.django_db(transaction=True)
def test_a_switch_looks_like_an_answer():
    meting = make_meting(aanwezig=6)
    services.switch_soort(meting, meting.genodigden.first().persoon, "afwezig", now=meting.opent_op)

    if connection.vendor == "postgresql":
        for table in ("evaluatie_teller", "evaluatie_genodigde"):
            assert len({row[1] for row in system_columns(table, meting)}) == 1


@pytest.mark.django_db
def test_answering_does_not_write_the_meting():
    meting = make_meting(dagen=-3)
    before = Meting.objects.filter(pk=meting.pk).values().get()

    answer_all(meting, [4] * 3, ["een"])

    assert Meting.objects.filter(pk=meting.pk).values().get() == before


# --- logs, mails, admin, search, exports ---------------------------------------------------------------------------


def everything_else():
    """All rows of all tables that an answer has no business with."""
    own = {Genodigde, Teller, OpenAntwoord}
    return {
        model: sorted(map(str, model._default_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model not in own
    }


@pytest.mark.django_db
@pytest.mark.parametrize("gegevens", [formdata(GEHEIM), {}, {"soort": "afwezig"}])
def test_answering_leaves_no_row_and_no_line_elsewhere(gegevens, caplog, mailoutbox):
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    own = {Genodigde, Teller, OpenAntwoord}
    others = [model for model in apps.get_models(include_auto_created=True) if model not in own and model._meta.managed]
    before = {
        model: sorted(map(str, model.objects.values_list())) if hasattr(model, "objects") else None for model in others
    }

    Client().post(f"/d/{make_token('ev', meting.pk, persoon.pk)}/", gegevens)

    after = {
        model: sorted(map(str, model.objects.values_list())) if hasattr(model, "objects") else None for model in others
    }
    assert after == before
    assert caplog.text == ""
    assert mailoutbox == []


@pytest.mark.django_db
def test_second_and_forged_answers_leave_no_line_either(caplog):
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon
    post_answer(meting, persoon)
    caplog.set_level(logging.DEBUG)
    caplog.clear()

    codes = [post_answer(meting, persoon).status_code, Client().get("/d/ev.1.1~x~y/").status_code]

    assert codes == [422, 410]
    assert "/d/" not in caplog.text


@pytest.mark.django_db
def test_failing_in_the_middle_leaves_nothing_half(monkeypatch):
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon

    def fail(*args, **kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(OpenAntwoord.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        services.answer(meting, persoon, keuzes=make_keuzes(), teksten=make_teksten(GEHEIM))

    assert not Genodigde.objects.filter(ingevuld=True).exists()
    assert not Teller.objects.filter(aantal__gt=0).exists()


@pytest.mark.django_db
def test_a_database_error_does_not_put_a_text_beside_a_person_in_the_log(monkeypatch, caplog):
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon

    def fail(rows):
        raise IntegrityError(f"Failing row contains ({rows[0].tekst})")

    monkeypatch.setattr(OpenAntwoord.objects, "bulk_create", fail)
    response = post_answer(meting, persoon, GEHEIM)

    tekst = response.content.decode()
    assert response.status_code == 422
    assert "Er is niets bewaard. Wat je invulde, staat er nog." in tekst
    assert GEHEIM in tekst
    assert tekst.count("checked") == 8
    assert not Genodigde.objects.filter(ingevuld=True).exists()
    assert GEHEIM not in caplog.text
    assert "/d/" not in caplog.text
    assert [record.getMessage() for record in caplog.records] == ["an answer could not be saved: IntegrityError"]


def test_admin_knows_no_measurement():
    assert [model for model in admin.site._registry if model._meta.app_label == "evaluatie"] == []


def test_no_search_or_api_of_measurements():
    """A new address here may be a new way to a figure: think first. Of whole lists it is known what they give."""
    names = set(get_resolver("evaluatie.urls").reverse_dict) - {None}
    names = {
        name
        for name in names
        if isinstance(name, str)
        and not name.startswith(("beelden", "lijst_", "ronde_", "vraag_", "uitslag_export", "uitslagen_export"))
    }

    assert names == {
        "anoniem", "list", "met_naam", "niveaus", "plan_gesprek", "quiz", "ronde", "send_now", "speerpunt", "uitslag",
        "uitslag_pdf", "verteld", "vraag", "zaal", "zaal_open", "zaal_scherm",
    }  # fmt: skip


@pytest.mark.django_db
def test_log_of_opening_and_closing_names_nobody():
    make_gesloten([4] * 4, [GEHEIM])
    make_gesloten([4] * 6, [GEHEIM])

    regels = Logregel.objects.filter(actie__startswith="evaluatie.")

    assert {regel.actie for regel in regels} == {"evaluatie.meting.opened", "evaluatie.meting.closed"}
    assert set(regels.values_list("actor", flat=True)) == {None}
    assert all(set(regel.feiten) <= {"genodigd", "ingevuld"} for regel in regels)
    assert 4 not in [regel.feiten.get("ingevuld") for regel in regels]


@pytest.mark.django_db
def test_after_closing_nothing_says_who_answered():
    meting = make_gesloten([4] * 6)

    assert not Genodigde.objects.filter(meting=meting).exists()
    assert not Bericht.objects.filter(soort="evaluatie.herinnering").exists()


@pytest.mark.django_db
def test_a_waiting_reminder_goes_with_the_closing():
    meting = make_meting(aanwezig=6)
    Bericht.objects.create(
        soort="evaluatie.herinnering", sleutel="x", aan=PersoonFactory(), op=meting.opent_op,
        probeer_op=meting.opent_op, aanleiding=meting.bijeenkomst.aanleiding,
    )  # fmt: skip

    services.close_meting(meting, now=meting.sluit_op)

    assert not Bericht.objects.exists()


@pytest.mark.django_db
def test_reminder_expansion_does_not_count_in_the_log():
    """Eleven asked, eight reminded would be three answers: a live counter below five."""
    assert Verzending.objects.with_counts().filter(soort="evaluatie.herinnering").count() == 0
    meting = make_meting(aanwezig=8, dagen=-3)
    answer_all(meting, [4] * 3)
    verzending = Verzending.objects.create(
        soort="evaluatie.herinnering", sleutel="h", context="", titel="", op=meting.opent_op,
        aanleiding=meting.bijeenkomst.aanleiding,
    )  # fmt: skip
    assert get_soort("evaluatie.herinnering").ontvangers(verzending) == []

    rows = Bericht.objects.filter(soort="evaluatie.herinnering")
    assert rows.count() == 5
    assert set(rows.values_list("verzending", "context")) == {(None, "")}


# --- the pages -----------------------------------------------------------------------------------------------------


def login(persoon):
    client = Client()
    client.force_login(persoon)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [0, 1, 4])
def test_below_five_no_page_tells_how_many_or_what(aantal):
    meting = make_gesloten([1] * aantal, [GEHEIM] * aantal, aanwezig=9)
    netwerk = meting.netwerk
    readers = [
        netwerk.facilitators().get(), netwerk.deelnemers().first(), PersoonFactory(academie=True),
        DeelnameFactory(netwerk=netwerk, penvoerder=True).persoon,
    ]  # fmt: skip

    for reader in readers:
        client = login(reader)
        for url in (reverse("evaluatie:list", args=[netwerk.slug]), meting.get_absolute_url()):
            tekst = client.get(url).content.decode()
            assert GEHEIM not in tekst
            assert f"{aantal} van de 9" not in tekst
            assert 'class="g-' not in tekst


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("aantal", "cijfer", "verdeling"), [(4, False, False), (5, True, False), (9, True, False), (10, True, True)]
)
def test_boundaries_on_the_page(aantal, cijfer, verdeling):
    meting = make_gesloten([4] * aantal, aanwezig=12)

    tekst = login(meting.netwerk.deelnemers().first()).get(meting.get_absolute_url()).content.decode()

    assert (">4,0<" in tekst) == cijfer
    assert ("Hoe verdeeld jullie zijn" in tekst) == verdeling


@pytest.mark.django_db
def test_open_meting_shows_no_number_below_five_to_anybody():
    meting = make_meting(aanwezig=9, dagen=-3)
    answer_all(meting, [4] * 4, [GEHEIM])

    for reader in (meting.netwerk.facilitators().get(), meting.netwerk.deelnemers().first()):
        for url in (reverse("evaluatie:list", args=[meting.netwerk.slug]), meting.get_absolute_url()):
            tekst = login(reader).get(url).content.decode()
            assert GEHEIM not in tekst
            assert "4 van de 9" not in tekst
            assert "inder dan 5 antwoorden" in tekst


@pytest.mark.django_db
def test_texts_are_shown_in_the_order_of_their_keys_not_of_writing():
    teksten = [f"antwoord {i:02}" for i in range(12)]
    meting = make_gesloten([4] * 12, teksten)

    tekst = login(meting.netwerk.deelnemers().first()).get(meting.get_absolute_url()).content.decode()

    getoond = re.findall(r"antwoord \d\d", tekst)
    assert sorted(getoond) == teksten
    assert getoond == list(OpenAntwoord.objects.order_by("uuid").values_list("tekst", flat=True))
