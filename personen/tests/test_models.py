import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.db import IntegrityError, transaction

from personen.models import VAN_ACADEMIE, Organisatie, Persoon, Sector
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db


def breaks(name, function, *args, **kwargs):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        function(*args, **kwargs)


# --- Persoon ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Noor@School.TEST", " noor@school.test ", "noor@school.test"])
def test_address_is_stored_and_found_in_small_letters(typed):
    persoon = Persoon.objects.create_user(typed, naam="Noor")

    assert persoon.email == "noor@school.test"
    assert Persoon.objects.get(email="NOOR@school.test") == persoon
    assert Persoon.objects.get_by_natural_key("Noor@School.test") == persoon


def test_same_address_in_capitals_is_the_same_person():
    Persoon.objects.create_user("noor@school.test", naam="Noor")

    breaks("email", Persoon.objects.create, email="NOOR@SCHOOL.TEST", naam="Noor")


def test_persoon_constraints():
    rows = Persoon.objects.filter(pk=PersoonFactory().pk)

    breaks("persoon_known_platformrol", rows.update, platformrol="directeur")
    breaks("persoon_academie_has_sector", rows.update, platformrol="academie")
    breaks("persoon_academie_has_sector", rows.update, academie_sector="vo")
    breaks("persoon_only_academie_judges", rows.update, is_beoordelaar=True)
    breaks("persoon_only_academie_judges", rows.update, is_beslisser=True)


def test_capitals_cannot_get_in_by_another_door():
    persoon = PersoonFactory()

    def insert_by_hand():
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("UPDATE personen_persoon SET email = 'A@SCHOOL.TEST' WHERE id = %s", [persoon.pk])

    breaks("persoon_lower_email", insert_by_hand)


def test_person_without_password_signs_in_by_code_only(rf):
    persoon = Persoon.objects.create_user("noor@school.test", naam="Noor")

    assert not persoon.has_usable_password()
    assert not Persoon.objects.create_user("piet@school.test", "", naam="Piet").has_usable_password()
    assert authenticate(rf.post("/"), email="noor@school.test", password="") is None


def test_createsuperuser_makes_somebody_of_beheer(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "samen-leren")
    call_command("createsuperuser", interactive=False, email="Bea@school.test", naam="Bea", verbosity=0)

    bea = Persoon.objects.get(email="bea@school.test")
    assert (bea.is_beheer, bea.is_superuser, bea.check_password("samen-leren")) == (True, False, True)


def test_nobody_stands_above_the_rules():
    for persoon in (PersoonFactory(beheer=True), PersoonFactory(academie=True), PersoonFactory()):
        assert not persoon.has_perm("netwerken.there_is_no_such_permission")
    assert get_user_model()._meta.get_field("email").unique


@pytest.mark.parametrize(
    ("facts", "academie", "beheer", "staff"),
    [
        ({}, False, False, False),
        ({"academie": True}, True, False, False),
        ({"beheer": True}, False, True, True),
        ({"beheer": True, "is_active": False}, False, True, False),
    ],
)
def test_roles_on_the_platform(facts, academie, beheer, staff):
    persoon = PersoonFactory(**facts)

    assert (persoon.is_academie, persoon.is_beheer, persoon.is_staff) == (academie, beheer, staff)
    assert persoon.has_module_perms("personen") is staff


def test_names():
    persoon = PersoonFactory(naam="Noor van der Eijsink", functie="", organisatie=None)

    assert (str(persoon), persoon.voornaam, persoon.omschrijving) == ("Noor van der Eijsink", "Noor", "")
    persoon.functie, persoon.organisatie = "Teamleider", OrganisatieFactory(naam="Het College")
    assert persoon.omschrijving == "Teamleider, Het College"


# --- Organisatie --------------------------------------------------------------------------------


def test_organisatie_constraints():
    bestuur = OrganisatieFactory(soort="bestuur", code="41234")
    school = OrganisatieFactory(code="12AB", deel_van=bestuur)

    breaks("code", OrganisatieFactory, soort="school", code="12AB")
    breaks("soort_matches_deel_van", Organisatie.objects.filter(pk=school.pk).update, soort="bestuur")
    breaks("not_part_of_itself", Organisatie.objects.filter(pk=school.pk).update, deel_van=school)


def test_codes_may_be_absent_and_may_repeat_between_kinds():
    OrganisatieFactory.create_batch(2, code="")
    OrganisatieFactory(soort="school", code="12AB00")
    OrganisatieFactory(soort="vestiging", code="12AB00")

    assert Organisatie.objects.count() == 4
    assert str(OrganisatieFactory(naam="Het College")) == "Het College"


def test_every_sector_has_an_academie():
    assert set(VAN_ACADEMIE) == set(Sector.values)
    assert {sector for sectoren in VAN_ACADEMIE.values() for sector in sectoren} == set(Sector.values)
