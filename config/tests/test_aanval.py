"""Every address, every role, every method; addresses and numbers of another network; fields that nobody asked for.

Made from the URLconf and from the forms on the pages, so what is new is attacked without a word here.
"""

import pytest
from django.db import connection, transaction

from config.tests.aanval import Photo, address, client_of, every_address, every_form, two_worlds
from config.tests.access_rows import ROWS
from config.tests.access_world import World
from config.tests.test_access_table import NETWERK
from personen.models import Persoon
from subsidie.models import Aanvraag, Regelingversie
from subsidie.regeling.bron import get_shipped

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MINE = ("deelnemer", "facilitator", "penvoerder")
STRANGE = ("head", "put", "patch", "delete", "options", "trace")
# What allauth takes for a sent form, it checks as one: the same refusals, never more rights.
FINE = {200, 204, 302, 400, 403, 404, 405, 410, 422, 503}


@pytest.fixture(autouse=True)
def no_limits(settings):
    """The limits would stop the attack; that they do is tested elsewhere."""
    settings.LIMIETEN, settings.LIMIETEN_OVERIG, settings.LIMIETEN_ZOEKEN = {}, [], []
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.parametrize("member", ["anoniem", "deelnemer", "facilitator", "beheer"])
def test_strange_methods_change_nothing_and_break_nothing(member):
    world = World.make(is_openbaar=True)
    client = client_of(world, member)
    addresses = every_address(world)
    photo = Photo()

    for name, place in addresses:
        for method in STRANGE:
            with transaction.atomic():
                response = getattr(client, method)(place)
                transaction.set_rollback(True)
            assert response.status_code in FINE, (name, method, response.status_code)

    assert photo.changes() == []


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_header_makes_no_post_of_a_get(header):
    world = World.make(is_openbaar=True)
    client = client_of(world, "facilitator")
    addresses = every_address(world)
    photo = Photo()

    for _, place in addresses:
        client.get(place, headers={header: "POST"}, query_params={"_method": "POST"})

    assert photo.changes() == []


# --- the things of another network ----------------------------------------------------------------


def combinations(name, ours, theirs):
    """Our address with each of its numbers, and with all of them, from the other network; and theirs with ours."""
    own, foreign = ROWS[name].kwargs(ours), ROWS[name].kwargs(theirs)
    # A round is of nobody: every netwerk of its sector may begin in it.
    numbers = [key for key in own if key not in ("slug", "netwerk_slug", "ronde") and own[key] != foreign[key]]
    for key in numbers:
        yield {key: foreign[key]}
    if len(numbers) > 1:
        yield {key: foreign[key] for key in numbers}
    for key in {"slug", "netwerk_slug"} & set(own):
        yield {key: foreign[key]}
        yield foreign


@pytest.mark.parametrize("member", MINE)
def test_what_belongs_to_another_network_is_not_there(member):
    theirs, ours = two_worlds()
    client = client_of(ours, member)
    photo = Photo()
    tried = 0

    for name in NETWERK:
        for other in combinations(name, ours, theirs):
            for method in ("get", "post"):
                with transaction.atomic():
                    response = getattr(client, method)(address(name, ours, **other))
                    transaction.set_rollback(True)
                assert response.status_code in (403, 404, 405), (name, other, method, response.status_code)
                tried += 1

    assert tried > 100
    assert photo.changes() == []


def numbers_of(world):
    """Every number that something or somebody in ``world`` has, as a form would send it."""
    things = [*vars(world.things).values(), *filter(None, world.cast.values()), world.netwerk]
    return sorted({str(thing.pk) for thing in things})


@pytest.mark.parametrize("member", ["deelnemer", "facilitator"])
def test_numbers_of_another_network_in_a_form_do_nothing_there(member):
    """Persons, organisations, blocks of a programme, who prepares: each choice with each number of the others."""
    theirs, foreign_photo = make_theirs()
    ours = World.make(is_openbaar=True)
    client = client_of(ours, member)
    forms = every_form(client, ours)
    numbers = numbers_of(theirs)
    sample = [str(thing.pk) for thing in (theirs.cast["deelnemer"], theirs.things.lid, theirs.things.onderdeel)]
    tried = 0

    for form in forms:
        for name in dict.fromkeys(form.choices):
            with transaction.atomic():
                response = client.post(form.action, form.data | {name: numbers})
                for number in sample:
                    client.post(form.action, form.data | {name: [number]})
                assert foreign_photo.changes() == [], (form.action, name)
                transaction.set_rollback(True)
            assert response.status_code < 500, (form.action, name)
            tried += 1

    assert tried > (3 if member == "deelnemer" else 20)


def make_theirs():
    theirs = World.make(is_openbaar=False)
    theirs.netwerk.slug, theirs.netwerk.sector = "hun-netwerk", "po"  # our academie may answer what vo asks it
    theirs.netwerk.save()
    versie = Regelingversie.of(get_shipped("po-leernetwerken"))
    Aanvraag.objects.filter(netwerk=theirs.netwerk).update(regelingversie=versie)  # nor is it there for our academie
    return theirs, Photo()


# --- fields that no form asked for ----------------------------------------------------------------

SMUGGLED = {
    "platformrol": "beheer", "academie_sector": "vo", "is_active": "", "is_staff": "on", "is_superuser": "on",
    "password": "gehackt-gehackt", "email": "boef@school.test", "status": "gestopt", "rol": "facilitator",
    "created_at": "2000-01-01", "begonnen_op": "2000-01-01", "created_by": "1", "sleutel": "x", "is_openbaar": "on",
}  # fmt: skip


@pytest.mark.parametrize("member", ["buitenstaander", *MINE, "academie"])
def test_field_that_is_not_in_the_form_is_not_saved(member):
    theirs, foreign_photo = make_theirs()
    ours = World.make(is_openbaar=True)
    client = client_of(ours, member)
    guarded = ("platformrol", "academie_sector", "is_active", "password", "email")
    people = dict(Persoon.objects.values_list("pk", "platformrol"))
    before = {pk: values for pk, *values in Persoon.objects.values_list("pk", *guarded)}

    forms = every_form(client, ours)
    for form in forms:
        extra = {name: value for name, value in SMUGGLED.items() if name not in form.data}
        extra |= {"netwerk": theirs.netwerk.pk, "persoon": theirs.cast["deelnemer"].pk, "id": "1", "pk": "1"}
        with transaction.atomic():
            response = client.post(form.action, form.data | extra)
            now = {pk: values for pk, *values in Persoon.objects.filter(pk__in=people).values_list("pk", *guarded)}
            rol = ours.cast[member].deelnames.filter(netwerk=ours.netwerk).values_list("rol", flat=True)
            if "/rollen/" not in form.action and "/accounts/" not in form.action:
                assert now == before, form.action
            if member in ("buitenstaander", "deelnemer", "academie"):
                assert "facilitator" not in rol, form.action
            ours.netwerk.refresh_from_db()
            if "/status/" not in form.action:
                assert ours.netwerk.status == "gestart", form.action
            assert foreign_photo.changes() == [], form.action
            transaction.set_rollback(True)
        assert response.status_code < 500, form.action

    assert len(forms) >= 4


def test_the_attack_itself_notices_a_hole():
    """A change to a row, a row that is gone and a row about somebody else's row: each is seen."""
    theirs, photo = make_theirs()
    theirs.things.bijeenkomst.titel = "gehackt"
    theirs.things.bijeenkomst.save()
    theirs.things.onderdeel.delete()
    World.make(is_openbaar=True).things.onderdeel.__class__.objects.create(
        bijeenkomst=theirs.things.geweest, titel="erbij", minuten=5, volgorde=9
    )

    found = "\n".join(photo.changes())

    assert "gehackt" in found
    assert "became None" in found
    assert "new, about bijeenkomst" in found
    assert connection.vendor in ("sqlite", "postgresql")
