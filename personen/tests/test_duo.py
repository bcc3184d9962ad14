"""Taking schools over from DUO: both forms of file, old and new columns, and what happens the second time."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError
from django.db import connection

from kern.models import Logregel
from personen.duo.plaatsen import plaatsnaam
from personen.duo.regios import provincie, vakantieregio
from personen.models import Organisatie
from personen.tests import duo
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db


def rows(*fields, **filters):
    return list(Organisatie.objects.filter(**filters).order_by("code").values_list(*fields))


# --- What is taken over -------------------------------------------------------------------------


def test_boards_schools_and_vestigingen_hang_together(whole):
    report = whole.save()

    assert report.endswith("5 nieuw, 0 gewijzigd, 0 gelijk, 0 heropend, 0 gesloten, 0 geweigerd.\nBewaard.\n")
    assert rows("soort", "code", "naam", "deel_van__code", "sector") == [
        ("school", "01AB", "De Proefschool", "40001", "vo"),
        ("vestiging", "01AB00", "De Proefschool", "01AB", "vo"),
        ("vestiging", "01AB01", "De Proefschool Zuid", "01AB", "vo"),
        ("school", "02CD", "'t Lyceum Één", "40001", "vo"),
        ("bestuur", "40001", "Stg. Openb. Onderw. Proefdorp", None, "vo"),
    ]
    school = Organisatie.objects.get(code="01AB")
    assert (school.plaats, school.gemeente, school.provincie) == ("Leiden", "Leiden", "zuid-holland")
    assert (school.vakantieregio, school.duo_lijsten, school.is_active) == ("midden", "vo", True)


def test_the_files_may_come_in_any_order(whole):
    paths = sorted(whole.path.glob("*.csv"), reverse=True)

    whole.save(*paths)

    assert Organisatie.objects.get(code="01AB01").deel_van.deel_van.code == "40001"


def test_looking_writes_nothing(whole):
    report = whole.run()

    assert "5 nieuw" in report
    assert report.endswith("Er is nog niets bewaard. Dat doe je met --bewaar.\n")
    assert not Organisatie.objects.exists()


def test_the_second_time_all_is_the_same(whole):
    whole.save()
    before = rows("pk", "naam", "updated_at")

    report = whole.save()

    assert "0 nieuw, 0 gewijzigd, 5 gelijk, 0 heropend, 0 gesloten, 0 geweigerd." in report
    assert rows("pk", "naam", "updated_at") == before


@pytest.mark.parametrize("form", [duo.puntkomma, duo.komma])
@pytest.mark.parametrize("old", [False, True])
def test_both_forms_with_old_and_new_headers_say_the_same(map_, form, old):
    columns = duo.oud if old else list
    row = duo.oude_rij if old else dict
    map_.write("besturenbo.csv", duo.BESTUREN, [duo.bestuur(naam='Ver. "De Eik" Één')], form)
    map_.write("hoofdvestigingen-basisonderwijs.csv", columns(duo.SCHOLEN), [row(duo.school())], form)
    map_.write("alle-vestigingen-bo.csv", columns(duo.VESTIGINGEN), [row(duo.vestiging(naam="Één, twee"))], form)

    map_.save()

    assert rows("code", "naam", "sector") == [
        ("01AB", "De Proefschool", "po"),
        ("01AB00", "Één, twee", "po"),
        ("40001", 'Ver. "De Eik" Één', "po"),
    ]


def test_underscores_and_a_number_alone_for_the_vestiging(map_):
    OrganisatieFactory(code="01AB")
    columns = ["BRIN_NUMMER", "VESTIGINGSNUMMER", "VESTIGINGSNAAM", "PLAATSNAAM"]
    map_.put("vestigingen-vo.csv", (",".join(columns) + "\n01ab,03,Zuid,LEIDEN\n").encode())

    map_.save()

    assert rows("naam", soort="vestiging") == [("Zuid",)]
    assert rows("code", soort="vestiging") == [("01AB03",)]


@pytest.mark.parametrize(
    ("naam", "sector", "lijst"),
    [
        ("02.-alle-schoolvestigingen-basisonderwijs.csv", "po", "bo"),
        ("03-alle-vestigingen-bo.csv", "po", "bo"),
        ("09.-alle-vestigingen-sbo-so-en-vso.csv", "po", "so"),
        ("02.-alle-vestigingen-vo.csv", "vo", "vo"),
        ("vestigingen-mbo.csv", "anders", "mbo"),
        ("scholen.csv", "vo", "vo"),  # only secondary schools have a column ONDERWIJSSTRUCTUUR
    ],
)
def test_the_name_of_the_file_says_which_list_it_is(map_, naam, sector, lijst):
    OrganisatieFactory(code="01AB")
    map_.write(naam, duo.VESTIGINGEN, [duo.vestiging()])

    map_.save()

    assert rows("sector", "duo_lijsten", soort="vestiging") == [(sector, lijst)]


def test_board_of_primary_and_secondary_schools_is_both(map_):
    map_.write("besturenbo.csv", duo.BESTUREN, [duo.bestuur()])
    map_.write("besturenvo.csv", duo.BESTUREN, [duo.bestuur(naam="Stg Anders Geschreven")])

    report = map_.save()

    assert rows("naam", "sector", "duo_lijsten") == [("Stg. Openb. Onderw. Proefdorp", "po_vo", "bo vo")]
    assert "besturenvo.csv regel 2: bestuur 40001 Stg Anders Geschreven: staat in besturenbo.csv met andere" in report
    assert "0 nieuw, 0 gewijzigd, 1 gelijk" in map_.save()


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("’S-HEER ARENDSKERKE", "'s-Heer Arendskerke"),
        ("'T HARDE", "'t Harde"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("DEN HAAG", "Den Haag"),
        ("DE FRYSKE MARREN", "De Fryske Marren"),
        ("OUD-BEIJERLAND", "Oud-Beijerland"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        ("NUENEN, GERWEN EN NEDERWETTEN", "Nuenen, Gerwen en Nederwetten"),
        ("HENGELO OV", "Hengelo OV"),
        ("BERGEN (NH.)", "Bergen (NH.)"),
        ("ST. ANNAPAROCHIE", "St. Annaparochie"),
        ("L", "L"),
        ("Al goed van de Duin", "Al goed van de Duin"),
        ("", ""),
    ],
)
def test_places_are_written_as_people_do(capitals, written):
    assert plaatsnaam(capitals) == written


@pytest.mark.parametrize(
    ("kolom", "prov", "gemeente", "regio"),
    [
        ("Regio Zuid", "groningen", "Groningen", "zuid"),  # the file knows best
        ("", "groningen", "Groningen", "noord"),
        ("onbekend", "groningen", "Groningen", "noord"),
        ("", "gelderland", "HATTEM", "noord"),
        ("", "gelderland", "Nijmegen", "zuid"),
        ("", "gelderland", "Zutphen", "midden"),
        ("", "gelderland", "Montferland", ""),  # itself in two regions
        ("", "gelderland", "Nieuwstad", ""),  # the province is in three
        ("", "gelderland", "", ""),
        ("", "flevoland", "Zeewolde", "midden"),
        ("", "flevoland", "Almere", "noord"),
        ("", "noord-brabant", "Altena", ""),
        ("", "noord-brabant", "Bergen op Zoom", "zuid"),
        ("", "utrecht", "Eemnes", "noord"),
        ("", "noord-holland", "Bergen (NH.)", "noord"),
        ("", "limburg", "", "zuid"),
        ("", "", "Leiden", ""),
    ],
)
def test_vakantieregio_only_when_it_is_certain(kolom, prov, gemeente, regio):
    assert vakantieregio(kolom, prov, gemeente) == regio


@pytest.mark.parametrize(
    ("text", "value"), [("Friesland", "fryslan"), ("NOORD-BRABANT", "noord-brabant"), ("Bonaire", "")]
)
def test_provincie(text, value):
    assert provincie(text) == value


def test_a_column_vakantieregio_wins(map_):
    columns = [*duo.SCHOLEN, "VAKANTIEREGIO"]
    map_.write("scholen-vo.csv", columns, [duo.school(vakantieregio="Noord"), duo.school("02CD", vakantieregio="")])

    map_.save()

    assert rows("code", "vakantieregio") == [("01AB", "noord"), ("02CD", "midden")]


def test_what_is_not_certain_is_said_and_never_overwrites(map_):
    OrganisatieFactory(code="01AB", naam="De Proefschool", vakantieregio="zuid", duo_lijsten="vo")
    unclear = {"plaats": "WIJK EN AALBURG", "gemeente": "ALTENA", "provincie": "Noord-Brabant"}
    map_.write("scholen-vo.csv", duo.SCHOLEN, [duo.school(**unclear), duo.school("02CD", **unclear)])

    report = map_.save()

    assert "De vakantieregio is niet zeker en blijft leeg: Altena (1)." in report
    assert rows("code", "vakantieregio") == [("01AB", "zuid"), ("02CD", "")]


# --- What changes -------------------------------------------------------------------------------


def test_a_change_is_told_field_by_field(whole):
    whole.save()
    pk = Organisatie.objects.get(code="02CD").pk
    changed = duo.school("02CD", "Het Lyceum", "40002", "KATWIJK AAN ZEE", "KATWIJK")
    whole.write("besturenvo.csv", duo.BESTUREN, [duo.bestuur(), duo.bestuur("40002", "Stg. Twee")])
    whole.write("01.-hoofdvestigingen-vo.csv", duo.SCHOLEN, [duo.school(), changed])

    report = whole.save()

    assert (
        "  school 02CD Het Lyceum: naam: 't Lyceum Één → Het Lyceum; hoort bij: 40001 → 40002; "
        "plaats: Leiden → Katwijk aan Zee; gemeente: Leiden → Katwijk\n" in report
    )
    assert "1 nieuw, 1 gewijzigd, 4 gelijk" in report
    school = Organisatie.objects.get(code="02CD")
    assert (school.pk, school.naam, school.deel_van.code) == (pk, "Het Lyceum", "40002")


def test_a_renamed_board_is_found_by_its_new_name_at_every_school(whole):
    whole.save()
    whole.write("besturenvo.csv", duo.BESTUREN, [duo.bestuur(naam="Stg. De Waaier")])

    whole.save(whole.path / "besturenvo.csv")

    assert Organisatie.objects.filter(zoektekst__contains="de waaier").count() == 5


def test_what_vanished_closes_and_comes_back(whole):
    whole.save()
    one = Organisatie.objects.get(code="01AB01")
    PersoonFactory.create_batch(2, organisatie=one)
    path = whole.write("02.-alle-vestigingen-vo.csv", duo.VESTIGINGEN, [duo.vestiging()])

    report = whole.save(path)

    assert (
        "Gesloten: staat niet meer in de lijst (1)\n  vestiging 01AB01 De Proefschool Zuid: 2 personen hier\n" in report
    )
    one.refresh_from_db()
    assert (one.is_active, one.personen.count()) == (False, 2)
    assert "1 gelijk, 0 heropend, 0 gesloten" in whole.save(path)

    path = whole.write(
        "02.-alle-vestigingen-vo.csv", duo.VESTIGINGEN, [duo.vestiging(), duo.vestiging("01AB01", "Zuid")]
    )
    report = whole.save(path)

    assert "Heropend: staat weer in de lijst (1)\n  vestiging 01AB01 Zuid: naam: De Proefschool Zuid → Zuid\n" in report
    one.refresh_from_db()
    assert (one.is_active, one.naam) == (True, "Zuid")
    acties = Logregel.objects.filter(object_id=str(one.pk)).order_by("pk").values_list("actie", flat=True)
    assert list(acties) == ["personen.organisatie.closed", "personen.organisatie.reopened"]


def test_only_the_kind_and_the_list_of_the_file_close(whole):
    whole.save()
    whole.write("hoofdvestigingen-basisonderwijs.csv", duo.SCHOLEN, [duo.school("09XX", "Basis")])

    whole.save(whole.path / "hoofdvestigingen-basisonderwijs.csv")

    assert not Organisatie.objects.filter(is_active=False).exists()


def test_special_schools_do_not_close_when_only_primary_schools_are_read(map_):
    bo = map_.write("vestigingen-bo.csv", duo.SCHOLEN, [duo.school()])
    map_.write("vestigingen-so.csv", duo.SCHOLEN, [duo.school("02SO")])
    map_.save()

    map_.save(bo)

    assert rows("code", "sector", "is_active") == [("01AB", "po", True), ("02SO", "po", True)]


def test_a_board_that_leaves_one_of_its_lists_stays_in_the_other(map_):
    bo = map_.write("besturenbo.csv", duo.BESTUREN, [duo.bestuur(), duo.bestuur("40002", "Twee")])
    map_.write("besturenvo.csv", duo.BESTUREN, [duo.bestuur()])
    map_.save()

    map_.write("besturenbo.csv", duo.BESTUREN, [duo.bestuur("40002", "Twee")])
    report = map_.save(bo)

    assert "bestuur 40001 Stg. Openb. Onderw. Proefdorp: sector: po_vo → vo" in report
    assert rows("code", "sector", "duo_lijsten", "is_active") == [
        ("40001", "vo", "vo", True),
        ("40002", "po", "bo", True),
    ]


def test_a_hand_made_organisation_is_never_touched(map_):
    hand = OrganisatieFactory(naam="De Proefschool", plaats="Leiden", code="")
    coded = OrganisatieFactory(naam="Van beheer", code="09ZZ")
    map_.write("scholen-vo.csv", duo.SCHOLEN, [duo.school()])

    map_.save()

    hand.refresh_from_db()
    coded.refresh_from_db()
    assert (hand.code, hand.is_active, coded.is_active) == ("", True, True)
    assert Organisatie.objects.filter(naam="De Proefschool").count() == 2  # never matched by name


def test_a_school_keeps_the_hand_made_board_it_hangs_under(map_):
    board = OrganisatieFactory(soort="bestuur", naam="Eigen bestuur", code="")
    OrganisatieFactory(code="01AB", deel_van=board, duo_lijsten="vo", naam="Oud")
    map_.write("scholen-vo.csv", duo.SCHOLEN, [duo.school(bestuur="99999")])

    report = map_.save()

    assert "het bestuur 99999 kennen we niet; lees ook de lijst met besturen in" in report
    assert rows("naam", "deel_van__naam", soort="school") == [("De Proefschool", "Eigen bestuur")]


def many(count, first=0):
    return [duo.school(f"{n % 100:02}{'ABCDEFGH'[n // 100]}X", f"School {n}") for n in range(first, count)]


def test_half_a_file_closes_nothing_unless_one_insists(map_):
    path = map_.write("scholen-vo.csv", duo.SCHOLEN, many(60))
    map_.save()
    map_.write("scholen-vo.csv", duo.SCHOLEN, [*many(60, first=7), duo.school("99NW", "Nieuw")])

    with pytest.raises(CommandError) as error:
        map_.save(path)

    assert str(error.value) == (
        "In de lijst vo ontbreken 7 van de 60 organisaties van de soort school (12%). Dat lijkt een half bestand.\n"
        "Er is niets bewaard. Klopt het toch? --ook-veel-sluiten"
    )
    assert Organisatie.objects.filter(is_active=True).count() == 60
    assert "1 nieuw, 0 gewijzigd, 53 gelijk, 0 heropend, 7 gesloten" in map_.save(path, ook_veel_sluiten=True)


def test_a_handful_may_close_in_a_small_list(map_):
    path = map_.write("scholen-vo.csv", duo.SCHOLEN, many(8))
    map_.save()
    map_.write("scholen-vo.csv", duo.SCHOLEN, many(8, first=5))

    assert "5 gesloten" in map_.save(path)


# SQLite takes no more than 999 values in a statement, so there 700 schools go in ten.
QUERIES = {"postgresql": (8, 9), "sqlite": (17, 19)}


def test_the_number_of_queries_for_700_schools(map_, django_assert_num_queries):
    new, changed = QUERIES[connection.vendor]
    map_.write("scholen-vo.csv", duo.SCHOLEN, many(700))
    ContentType.objects.get_for_model(Organisatie)  # for the log; a process asks it once

    with django_assert_num_queries(new):
        map_.save()
    map_.write("scholen-vo.csv", duo.SCHOLEN, [row | {"PLAATSNAAM": "GOUDA"} for row in many(700)])
    with django_assert_num_queries(changed):
        map_.save()
