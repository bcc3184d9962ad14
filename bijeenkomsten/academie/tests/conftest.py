from bijeenkomsten.tests.conftest import begeleider, cast  # noqa: F401 - the same people as the rest of the room
