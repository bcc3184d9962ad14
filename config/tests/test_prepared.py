from datetime import date, timedelta

import pytest
from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import ProgrammingError, connection, connections, transaction
from django.db.models import Count, Q

from kern import statement
from kern.models import Hartslag
from kern.prepared import prepared
from kern.tijd import nu
from personen.models import Organisatie, Persoon
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db


@prepared
def find_by_plaats(plaats):
    return Organisatie.objects.filter(plaats=plaats).order_by("pk")


@prepared(many=["keys"])
def find_by_keys(keys, soort):
    return Organisatie.objects.filter(Q(pk__in=keys) & Q(soort=soort) | Q(pk__in=keys, soort=soort)).order_by("pk")


@prepared
def find_personen(organisatie):
    return Persoon.objects.filter(organisatie=organisatie).select_related("organisatie")


@prepared
def find_since(moment, dag):
    return Hartslag.objects.filter(op__gte=moment, op__date__gte=dag).values_list("pk", flat=True)


@prepared(names=["eerste", "tweede"])
def find_containing(*woorden):
    rows = Organisatie.objects.all()
    for woord in woorden:
        rows = rows.filter(naam__icontains=woord)
    return rows


def test_every_call_uses_its_own_values(django_assert_num_queries):
    zutphen, zwolle = OrganisatieFactory(plaats="Zutphen"), OrganisatieFactory(plaats="Zwolle")

    with django_assert_num_queries(3):
        found = [find_by_plaats(plaats) for plaats in ("Zutphen", "Zwolle", "' OR 1=1 --")]

    assert found == [[zutphen], [zwolle], []]


def test_every_call_sees_what_was_written_in_between():
    organisatie = OrganisatieFactory(plaats="Zutphen")
    assert find_by_plaats("Zutphen") == [organisatie]

    Organisatie.objects.update(plaats="Zwolle", naam="Anders")

    assert find_by_plaats("Zutphen") == []
    assert [o.naam for o in find_by_plaats("Zwolle")] == ["Anders"]


@pytest.mark.parametrize("aantal", [0, 1, 3])
def test_a_list_has_any_length(aantal):
    rijen = OrganisatieFactory.create_batch(3, soort="school")

    assert find_by_keys([rij.pk for rij in rijen[:aantal]], "school") == rijen[:aantal]
    assert find_by_keys([rij.pk for rij in rijen[:aantal]], "bestuur") == []


@pytest.mark.parametrize("key", [10**30, -(10**30), 2**63])
def test_a_number_that_no_column_holds_finds_nothing(key):
    OrganisatieFactory(soort="school")

    assert find_by_keys([key], "school") == []
    assert find_personen(key) == []


def test_related_rows_come_along(django_assert_num_queries):
    persoon = PersoonFactory(organisatie=OrganisatieFactory(naam="Wilgenkamp"))

    with django_assert_num_queries(1):
        (found,) = find_personen(persoon.organisatie)  # a model stands for its key
        assert found.organisatie.naam == "Wilgenkamp"

    assert not found._state.adding


def test_moments_and_days_are_values():
    Hartslag.objects.create(naam="x", op=nu())

    assert find_since(nu() - timedelta(minutes=1), date(2020, 1, 1)) == ["x"]
    assert find_since(nu() + timedelta(minutes=1), date(2020, 1, 1)) == []


def test_any_number_of_arguments():
    gezocht = OrganisatieFactory(naam="Het 100% Wilgenkamp_College")
    OrganisatieFactory(naam="Het Wilgenkamp")

    assert find_containing("wilgenkamp", "COLLEGE") == [gezocht]
    assert find_containing("100%", "p_c") == [gezocht]
    assert find_containing("100_", "p_c") == []


def test_annotations_and_groups():
    organisatie = OrganisatieFactory()
    PersoonFactory.create_batch(2, organisatie=organisatie)

    @prepared(many=["keys"])
    def count_personen(keys):
        rows = Persoon.objects.filter(organisatie__in=keys).order_by().values_list("organisatie")
        return rows.annotate(Count("pk"))

    assert count_personen([organisatie.pk]) == [(organisatie.pk, 2)]


def told():
    """The queries of this file that PostgreSQL remembers on this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE %s", ["%_find_by_%"])
        return [sql for (sql,) in cursor.fetchall()]


@pytest.fixture
def niets_verteld(db):
    """What was told before this test does not count."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    statement._known.clear()


@pytest.mark.postgres
def test_postgresql_is_told_a_query_once(niets_verteld, django_assert_num_queries):
    rijen = OrganisatieFactory.create_batch(3, soort="school")
    keys = [rij.pk for rij in rijen]

    with django_assert_num_queries(3):
        found = [find_by_keys(keys[:aantal], "school") for aantal in (3, 1, 0)]

    assert found == [rijen, rijen[:1], []]
    (sql,) = told()
    assert "= ANY ($1)" in sql
    assert "$4" in sql
    assert "$5" not in sql


@pytest.mark.postgres
def test_what_is_always_the_same_stays_in_the_sql(niets_verteld):
    @prepared
    def find_by_soort(plaats):
        return Organisatie.objects.filter(plaats=plaats, soort="school", naam__contains="100%")

    rij = OrganisatieFactory(plaats="Zutphen", soort="school", naam="Voor 100% wij")

    assert find_by_soort("Zutphen") == [rij]
    (sql,) = told()
    assert "'school'" in sql
    assert "'%100\\%%'" in sql
    assert "$2" not in sql


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_another_connection_is_told_too():
    rij = OrganisatieFactory(plaats="Zutphen")
    assert find_by_plaats("Zutphen") == [rij]

    connection.close()

    assert find_by_plaats("Zutphen") == [rij]
    assert len(told()) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_between_two_requests_is_made_again(niets_verteld, monkeypatch):
    rij = OrganisatieFactory(plaats="Zutphen")
    find_by_plaats("Zutphen")
    wrapper = connections["default"]
    monkeypatch.setattr(wrapper, "health_check_enabled", True)
    monkeypatch.setattr(wrapper, "health_check_done", False)
    wrapper.connection.close()

    assert find_by_plaats("Zutphen") == [rij]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_was_told_outlives_a_transaction_that_is_undone(niets_verteld):
    with transaction.atomic():
        find_by_plaats("Zutphen")
        transaction.set_rollback(True)

    rij = OrganisatieFactory(plaats="Zutphen")

    assert find_by_plaats("Zutphen") == [rij]


@pytest.mark.postgres
def test_behind_a_pooler_every_query_is_sent_whole(niets_verteld, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)

    @prepared(many=["keys"])
    def find_by_pooler(keys):
        return Organisatie.objects.filter(pk__in=keys)

    rij = OrganisatieFactory()

    assert [find_by_pooler(keys) for keys in ([rij.pk], [rij.pk, 0], [])] == [[rij], [rij], []]
    assert told() == []


@pytest.mark.postgres
def test_a_mistake_in_the_sql_is_an_error_of_django():
    @prepared
    def find_by_mistake(naam):
        return Organisatie.objects.extra(where=["bestaat_niet = 1"]).filter(naam=naam)

    with pytest.raises(ProgrammingError, match="bestaat_niet"):
        find_by_mistake("x")


def test_a_frozen_clock_is_refused():
    @prepared
    def find(naam):
        return Hartslag.objects.filter(naam=naam, op__gte=nu())

    with pytest.raises(ImproperlyConfigured, match="frozen"):
        find("x")


def test_prefetch_is_refused():
    @prepared
    def find(naam):
        return Organisatie.objects.filter(naam=naam).prefetch_related("personen")

    with pytest.raises(ImproperlyConfigured, match="prefetch"):
        find("x")


def test_a_queryset_that_can_find_nothing_is_a_mistake():
    @prepared
    def find(naam):
        return Organisatie.objects.filter(naam=naam).none()

    with pytest.raises(EmptyResultSet):
        find("x")


def test_a_forgotten_argument_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        find_by_keys([1])
