import subprocess
import sys
from datetime import date

from kern.feestdagen import find_feestdagen


def test_of_a_whole_year():
    assert find_feestdagen(2026) == {
        date(2026, 1, 1): "Nieuwjaarsdag",
        date(2026, 4, 3): "Goede vrijdag",
        date(2026, 4, 5): "Eerste paasdag",
        date(2026, 4, 6): "Tweede paasdag",
        date(2026, 4, 27): "Koningsdag",
        date(2026, 5, 14): "Hemelvaartsdag",
        date(2026, 5, 24): "Eerste pinksterdag",
        date(2026, 5, 25): "Tweede pinksterdag",
        date(2026, 12, 25): "Eerste kerstdag",
        date(2026, 12, 26): "Tweede kerstdag",
    }


def test_once_in_five_years_and_not_on_a_sunday():
    assert find_feestdagen(2025)[date(2025, 5, 5)] == "Bevrijdingsdag"
    assert date(2026, 5, 5) not in find_feestdagen(2026)
    assert find_feestdagen(2025)[date(2025, 4, 26)] == "Koningsdag"


def test_loads_one_country_and_leaves_the_package_as_it_was():
    program = """
import sys
import kern.feestdagen
landen = [name for name in sys.modules if name.startswith("holidays.countries")]
assert landen == ["holidays.countries.netherlands"], landen
import holidays
assert holidays.country_holidays("BE", years=2026)
"""
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - the text above
