from bijeenkomsten.tests.conftest import begeleider, cast  # noqa: F401 - the fixtures of the room
