"""Attacks: who said what? Every side door somebody could try."""

import logging
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import DatabaseError, connection, models
from django.test import Client

from berichten.handelingen import make_token
from berichten.models import Bericht, Verzending
from berichten.soorten import get_soort
from kern.models import Logregel
from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.models import Groepsbesluit, Groepsbezwaar, Groepsstem
from netwerken.groepsbesluit.tests.conftest import answer_all, close_at_end, make_cast
from netwerken.models import Deelname
from personen.models import Persoon

OWN = {Groepsbesluit, Groepsstem, Groepsbezwaar}
GEHEIM = "Wat niemand van mij mag weten"
HERINNERING = "netwerken.groepsbesluit_herinnering"


def post(besluit, persoon, code="gbz", **gegevens):
    token = make_token(code, besluit.pk, persoon.pk)
    return Client().post(f"/d/{token}/", {"antwoord": "bezwaar", "tekst": GEHEIM} | gegevens)


def login(persoon):
    client = Client()
    client.force_login(persoon)
    return client


# --- the schema -------------------------------------------------------------------------------------------------------


def test_an_objection_leads_only_to_the_question_and_has_no_time():
    assert {f.name for f in Groepsbezwaar._meta.concrete_fields} == {"uuid", "besluit", "tekst"}
    assert {f.name for f in Groepsstem._meta.concrete_fields} == {"id", "besluit", "persoon", "geantwoord"}
    for model in (Groepsbezwaar, Groepsstem):
        assert not [f for f in model._meta.concrete_fields if isinstance(f, models.DateField | models.TimeField)]
    assert Groepsbezwaar._meta.pk.default.__name__ == "uuid4"
    assert Groepsbezwaar._meta.ordering == ["uuid"]


def test_nothing_points_at_an_objection_or_at_who_answered():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                assert field.related_model not in (Groepsbezwaar, Groepsstem), f"{model.__name__}.{field.name}"
    naar_persoon = {f.name for f in Groepsbesluit._meta.concrete_fields if f.related_model is Persoon}
    assert naar_persoon == {"gesteld_door", "besloten_door"}


def system_columns(model, besluit, waar):
    columns = "xmin::text, cmin::text, ctid::text" if connection.vendor == "postgresql" else "rowid"
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE {waar} = %s ORDER BY {pk}", [besluit.pk])  # noqa: S608
        return cursor.fetchall()


def place(ctid):
    return tuple(int(deel) for deel in re.findall(r"\d+", ctid)) if isinstance(ctid, str) else ctid


@pytest.mark.django_db(transaction=True)
def test_system_columns_do_not_tell_the_newest_answer():
    cast = make_cast()
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)
    for nummer, persoon in enumerate(cast.groep):
        antwoord = "bezwaar" if nummer % 2 else "akkoord"
        services.answer(besluit, persoon, antwoord, tekst=f"tekst {nummer}")

        versies = [system_columns(m, besluit, "besluit_id") for m in (Groepsstem, Groepsbezwaar)]
        versies.append(system_columns(Groepsbesluit, besluit, "id"))
        if connection.vendor == "postgresql":
            assert len({row[0] for rows in versies for row in rows}) == 1, "one transaction for all rows"
            assert all(len({row[1] for row in rows}) <= 1 for rows in versies)
        places = [place(row[-1]) for row in versies[1]]
        assert places == sorted(places), "texts do not stand in the order of their random keys"


@pytest.mark.django_db(transaction=True)
def test_physical_order_does_not_depend_on_the_choice():
    orders = []
    for i, antwoord in enumerate(("akkoord", "bezwaar")):
        cast = make_cast(slug=f"groep-{i}")
        besluit = services.ask_group(cast.deelname, by=cast.facilitator)
        wie = list(besluit.stemmen.order_by("pk"))
        services.answer(besluit, wie[3].persoon, antwoord)
        kolom = "ctid" if connection.vendor == "postgresql" else "rowid"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM netwerken_groepsstem WHERE besluit_id = %s ORDER BY {kolom}",  # noqa: S608
                [besluit.pk],
            )
            orders.append([pk - wie[0].pk for (pk,) in cursor.fetchall()])

    assert orders[0] == orders[1]


# --- logs, mails, admin, exports --------------------------------------------------------------------------------------


def everything_else():
    others = [m for m in apps.get_models(include_auto_created=True) if m not in OWN and m._meta.managed]
    return {m: sorted(map(str, m.objects.values_list())) for m in others if hasattr(m, "objects")}


@pytest.mark.django_db
@pytest.mark.parametrize("gegevens", [{}, {"antwoord": "akkoord"}, {"antwoord": "x"}, {"tekst": "x" * 700}])
def test_answering_leaves_no_row_and_no_line_elsewhere(cast, besluit, gegevens, caplog, mailoutbox):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    caplog.clear()
    before = everything_else()

    post(besluit, cast.groep[0], **gegevens)

    assert everything_else() == before
    assert caplog.text == ""
    assert mailoutbox == []


@pytest.mark.django_db
def test_the_link_that_was_opened_does_not_decide(cast, besluit):
    """A token is in caches and histories: whoever finds «gbz» knows nothing of the answer."""
    post(besluit, cast.groep[0], code="gbz", antwoord="akkoord")
    post(besluit, cast.groep[1], code="gja", antwoord="bezwaar")

    besluit.refresh_from_db()
    assert (besluit.akkoord, besluit.bezwaar) == (1, 1)


@pytest.mark.django_db
def test_no_address_on_the_site_tells_the_answer(cast, besluit):
    html = login(cast.groep[0]).get(besluit.get_absolute_url()).content.decode()

    assert set(re.findall(r'action="([^"]*groepsbesluit[^"]*)"', html)) == {f"{besluit.get_absolute_url()}antwoord/"}


@pytest.mark.django_db
def test_a_database_error_does_not_put_a_text_in_the_log(cast, besluit, monkeypatch, caplog):
    def fail(rows):
        raise DatabaseError(f"Failing row contains ({rows[0].tekst})")

    monkeypatch.setattr(Groepsbezwaar.objects, "bulk_create", fail)
    response = post(besluit, cast.groep[0])

    assert response.status_code == 422
    assert "niets bewaard" in response.content.decode()
    assert GEHEIM not in caplog.text
    assert not Groepsstem.objects.filter(geantwoord=True).exists()


@pytest.mark.django_db
def test_the_log_names_nobody_who_answered(cast, besluit):
    answer_all(besluit, cast.groep, bezwaren=2, teksten=[GEHEIM])
    services.decide(close_at_end(besluit), toelaten=False, reden="Nu niet.", by=cast.facilitator)

    regels = Logregel.objects.filter(actie__startswith="netwerken.groepsbesluit")
    assert set(regels.values_list("actor", flat=True)) == {cast.facilitator.pk, None}
    assert all(set(regel.feiten) <= {"gevraagd"} for regel in regels)


@pytest.mark.django_db
def test_a_reminder_leaves_no_names_and_no_number(cast, besluit):
    answer_all(besluit, cast.groep[:4])
    verzending = Verzending.objects.get(soort=HERINNERING)

    assert get_soort(HERINNERING).ontvangers(verzending) == []
    rows = Bericht.objects.filter(soort=HERINNERING)
    assert set(rows.values_list("aan", flat=True)) == {p.pk for p in cast.groep[4:]}
    assert set(rows.values_list("verzending", "context")) == {(None, "")}

    rows.update(status="verstuurd", verstuurd_op=besluit.opent_op)
    services.close_due()
    assert not rows.exists()


@pytest.mark.django_db
def test_a_waiting_reminder_goes_with_the_closing(cast, besluit):
    get_soort(HERINNERING).ontvangers(Verzending.objects.get(soort=HERINNERING))
    answer_all(besluit, cast.groep)

    close_at_end(besluit)

    assert not Bericht.objects.filter(soort=HERINNERING).exists()


@pytest.mark.django_db
def test_the_question_goes_out_the_same_to_who_answered(cast, besluit):
    """ "Skipped, had already answered" would be a person with a time."""
    services.answer(besluit, cast.groep[0], "akkoord")
    maak = get_soort("netwerken.groepsbesluit_vraag").inhoud

    onderwerpen = {maak(bericht).onderwerp for bericht in Bericht.objects.filter(aan__in=cast.groep[:2])}
    assert len(onderwerpen) == 1


def test_admin_knows_nothing_of_it():
    assert OWN & set(admin.site._registry) == set()


@pytest.mark.django_db
def test_no_export_and_no_list_of_members_tells(cast, besluit):
    answer_all(besluit, cast.groep, bezwaren=1, teksten=[GEHEIM])
    close_at_end(besluit)
    client = login(cast.facilitator)

    for pagina in ("deelnemers/", "deelnemers/export.csv", "berichten/", "berichten/export.csv", ""):
        assert GEHEIM not in client.get(f"/netwerken/de-groep/{pagina}", follow=True).content.decode()


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_before_closing_nobody_sees_what_came_in(cast, besluit):
    answer_all(besluit, cast.groep[:6], bezwaren=2, teksten=[GEHEIM])

    for persoon in (cast.facilitator, cast.groep[0], cast.groep[6]):
        html = login(persoon).get(besluit.get_absolute_url()).content.decode()
        assert GEHEIM not in html
        assert "2 mensen hebben" not in html
        assert "6 van de 7" in html


@pytest.mark.django_db
@pytest.mark.parametrize("geantwoord", [4, 7])
def test_what_a_closed_question_shows(cast, besluit, geantwoord):
    answer_all(besluit, cast.groep[:geantwoord], bezwaren=2, teksten=[GEHEIM])
    close_at_end(besluit)

    lid = login(cast.groep[0]).get(besluit.get_absolute_url()).content.decode()
    begeleider = login(cast.facilitator).get(besluit.get_absolute_url()).content.decode()

    assert GEHEIM not in lid
    assert (GEHEIM in begeleider) is (geantwoord == 7)
    for html in (lid, begeleider):
        assert ("2 mensen hebben" in html) is (geantwoord == 7)
        assert ("minstens één bezwaar" in html) is (geantwoord == 4)


@pytest.mark.django_db
def test_prolonging_shows_nothing_in_between(cast, besluit):
    """Two counts that differ by one answer would tell that answer."""
    answer_all(besluit, cast.groep[:3], bezwaren=1, teksten=[GEHEIM])
    besluit = close_at_end(besluit)

    html = login(cast.facilitator).get(besluit.get_absolute_url()).content.decode()
    assert GEHEIM not in html
    assert "bezwaar." not in re.sub(r"(?s)<section class=\"blok stack\" aria-labelledby=\"zo-kop\">.*", "", html)


@pytest.mark.django_db
def test_who_it_is_about_never_sees_the_page(cast, besluit):
    url = besluit.get_absolute_url()
    assert login(cast.sanne).get(url).status_code == 403
    answer_all(besluit, cast.groep, bezwaren=1, teksten=[GEHEIM])
    services.decide(close_at_end(besluit), toelaten=True, reden="Besproken.", by=cast.facilitator)
    Deelname.objects.create(
        netwerk=cast.netwerk, persoon=cast.sanne, rol="facilitator", begonnen_op=besluit.gevraagd_dag
    )

    assert login(cast.sanne).get(url).status_code == 404
    html = login(cast.sanne).get("/netwerken/de-groep/deelnemers/").content.decode()
    assert "groepsbesluit" not in html


@pytest.mark.django_db
def test_after_the_decision_nothing_is_left(cast, besluit):
    answer_all(besluit, cast.groep, bezwaren=3, teksten=[GEHEIM])
    services.decide(close_at_end(besluit), toelaten=False, reden="Nu niet.", by=cast.facilitator)

    besluit.refresh_from_db()
    assert (besluit.akkoord, besluit.bezwaar) == (None, None)
    assert not Groepsbezwaar.objects.exists()
    assert not Groepsstem.objects.exists()
