from bijeenkomsten.tests.conftest import begeleider, cast  # noqa: F401 - fixtures
