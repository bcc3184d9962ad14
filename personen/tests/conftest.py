from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from personen.tests import duo
from personen.tests.factories import PersoonFactory


class Map:
    """A folder with files, and the command that reads them."""

    def __init__(self, path):
        self.path = path

    def write(self, naam, columns, rows, form=duo.puntkomma):
        return self.put(naam, form(columns, rows))

    def put(self, naam, data):
        path = self.path / naam
        path.write_bytes(data)
        return path

    def run(self, *paths, **options):
        out = StringIO()
        call_command("importeer_duo", *map(str, paths or sorted(self.path.glob("*.csv"))), stdout=out, **options)
        return out.getvalue()

    def save(self, *paths, **options):
        return self.run(*paths, bewaar=True, **options)


@pytest.fixture
def map_(tmp_path):
    return Map(tmp_path)


@pytest.fixture
def verified(db):
    """``verified(**fields)``: somebody whose address is confirmed, as signing in does."""

    def make(**fields):
        persoon = PersoonFactory(**fields)
        EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
        return persoon

    return make


@pytest.fixture
def map_(tmp_path):
    """A folder for files of DUO, with the import to read them."""
    return duo.Map(tmp_path)
