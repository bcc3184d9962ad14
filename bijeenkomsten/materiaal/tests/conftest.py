import pytest

from bijeenkomsten.tests.conftest import begeleider, cast  # noqa: F401 - fixtures


@pytest.fixture
def opslag(settings, tmp_path):
    """An empty folder for files, for this test alone."""
    opties = settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path / "bestanden"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": opties}}
    return tmp_path / "bestanden"
