"""The kompas over all rooms: it counts and does not read, and asks as much for a thousand netwerken as for one."""

import re

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.tests.factories import ProgrammaonderdeelFactory
from bijeenkomsten.tests.gevallen import maak_keer
from evaluatie.tests.gevallen import maak_metingen
from evaluatie.tests.gevallen_rondes import maak_rondes
from fasen.kompas.models import Kompasstand
from fasen.kompas.services import store_standen
from fasen.kompas.signaal import Peiling, meet
from fasen.services import create_route
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, UitnodigingFactory

pytestmark = pytest.mark.django_db
ROOMS = ("netwerken", "bijeenkomsten", "evaluatie", "berichten", "personen", "werkvormen")
FREE_TEXT = (models.CharField, models.TextField, models.JSONField)


def maak_vol(keren=3):
    """A netwerk in which something of everything happened."""
    netwerk = maak_metingen([10] * keren, hielp=[7] * keren)
    create_route(netwerk)
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    for keer in netwerk.bijeenkomsten.all():
        ProgrammaonderdeelFactory(bijeenkomst=keer)
        AfspraakFactory(bijeenkomst=keer)
        keer.voorbereiders.set([facilitator])
    maak_keer(netwerk, 20)
    UitnodigingFactory(netwerk=netwerk)
    return netwerk


def find_free_text():
    """Every column in which somebody may have written something, or that tells who somebody is."""
    return {
        (model._meta.db_table, field.column)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FREE_TEXT) and not field.choices
    } - {
        ("personen_schoolvakantie", "naam"), ("evaluatie_meting", "banden"),  # names of holidays; half points
        ("evaluatie_teller", "vraag"), ("evaluatie_speerpunt", "dimensie"),  # codes of what is asked
    }  # fmt: skip


def find_columns(sql):
    """Which columns of which tables a query names; a name that stands for two tables counts for both."""
    tables = {}
    for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)"(?: "?([A-Z]\d+)"?)?', sql):
        tables.setdefault(alias or table, set()).add(table)
    named = re.findall(r'"?(\w+)"?\."(\w+)"', sql)
    return {(table, column) for alias, column in named for table in tables.get(alias, [alias])}


def read_statements():
    """PostgreSQL is told a prepared query once and from then on gets its name: what it was told, by that name."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, statement FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def test_signalen_read_no_text():
    netwerk = maak_vol()
    maak_rondes((200, [3] * 10), (100, [4] * 10), netwerk=netwerk, speerpunt=True)
    with CaptureQueriesContext(connection) as queries:
        meet(Peiling([netwerk], nu()))
    told = read_statements()
    texts = [told.get(re.split(r"\W", q["sql"].removeprefix("EXECUTE "))[0], q["sql"]) for q in queries]

    asked = set().union(*map(find_columns, texts))
    written = find_free_text()
    # Both find what they should: what is counted, and what is private.
    assert {("bijeenkomsten_aanwezigheid", "aanwezig"), ("evaluatie_werkvormtelling", "hielp")} <= asked
    assert {("bijeenkomsten_aanwezigheid", "reden"), ("evaluatie_openantwoord", "tekst")} <= written
    assert {("netwerken_deelname", "motivatie"), ("personen_persoon", "naam")} <= written
    assert {("evaluatie_speerpunt", "wat")} <= written
    assert asked & written == set()


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_queries_for_any_number(aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_vol()
    store_standen()
    Kompasstand.objects.all().delete()

    # keys, netwerken, fasen, mensen, getallen, bijeenkomsten, rondes, what was known,
    # what is new, and a savepoint around; then the numbers of this month, away and anew, and a savepoint around
    with django_assert_num_queries(15):
        assert store_standen() > aantal * 25


@pytest.mark.parametrize("keren", [1, 3])
def test_page_query_count(client, keren, django_assert_num_queries):
    netwerk = maak_vol(keren)
    client.force_login(netwerk.facilitators().get())
    url = reverse("fasen:kompas", args=[netwerk.slug])
    client.get(url)  # school holidays are remembered for a minute

    # session, user, netwerk, own roles, fasen, mensen, getallen, bijeenkomsten, rondes, what was said, werkvormen
    with django_assert_num_queries(11):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("rondes", [1, 3])
@pytest.mark.parametrize(("naam", "aantal"), [("kompas", 12), ("kompas_blok", 11)])
def test_page_query_count_with_barometers(client, naam, aantal, rondes, django_assert_num_queries):
    """One more: their figures. The block shows no werkvormen."""
    netwerk = maak_vol()
    maak_rondes(*((300 - 90 * n, [2] * 10) for n in range(rondes)), netwerk=netwerk, speerpunt=True)
    client.force_login(netwerk.facilitators().get())
    url = reverse(f"fasen:{naam}", args=[netwerk.slug])
    client.get(url)  # school holidays are remembered for a minute

    with django_assert_num_queries(aantal):
        assert client.get(url).status_code == 200


def test_together_says_the_same_as_alone():
    netwerken = [maak_vol(1), maak_vol(3), maak_vol(4)]
    samen = meet(Peiling(netwerken, nu()))

    for netwerk in Netwerk.objects.filter(pk__in=[n.pk for n in netwerken]):
        alleen = meet(Peiling([netwerk], nu()))[netwerk.pk]
        assert {code: u.staat for code, u in alleen.items()} == {code: u.staat for code, u in samen[netwerk.pk].items()}
        assert alleen == samen[netwerk.pk]
