"""What the import tells afterwards."""

import csv

import pytest

from personen.models import Organisatie
from personen.tests import duo
from personen.tests.test_duo import many

pytestmark = pytest.mark.django_db


def test_every_row_is_in_the_report(whole, tmp_path):
    whole.save()
    path = tmp_path / "uit" / "rapport.csv"
    path.parent.mkdir()
    changed = [duo.school(naam="+31 Nieuw", plaats="KATWIJK"), duo.school("3CD"), duo.school("02CD", "'t Lyceum Één")]
    whole.write("01.-hoofdvestigingen-vo.csv", duo.SCHOLEN, changed)

    whole.run(rapport=path)

    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0] == ["uitkomst", "soort", "code", "naam", "bestand", "regel", "veld", "oud", "nieuw", "toelichting"]
    file = "01.-hoofdvestigingen-vo.csv"
    by_kind = [line for line in lines if line[1] == "school"]
    assert by_kind == [
        ["geweigerd", "school", "", "", file, "3", "", "", "", "«3CD» is geen code van een school"],
        ["gewijzigd", "school", "01AB", "'+31 Nieuw", file, "2", "naam", "De Proefschool", "'+31 Nieuw", ""],
        ["gewijzigd", "school", "01AB", "'+31 Nieuw", file, "2", "plaats", "Leiden", "Katwijk", ""],
        ["gelijk", "school", "02CD", "'t Lyceum Één", file, "4", "", "", "", ""],
        [
            "opmerking",
            "school",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "1 regel is niet te lezen. Daarom sluit er geen school.",
        ],
    ]


def test_a_long_report_is_cut(map_):
    map_.write("scholen-vo.csv", duo.SCHOLEN, many(60))

    report = map_.run()

    assert "Nieuw (60)\n" in report
    assert "  … en nog 20. Met --rapport staan ze allemaal in een bestand.\n" in report


def test_a_report_that_cannot_be_written_stops_nothing(whole, capsys):
    whole.save(rapport=whole.path / "weg" / "rapport.csv")

    assert "kon niet worden geschreven" in capsys.readouterr().err
    assert Organisatie.objects.count() == 5
