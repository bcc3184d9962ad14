"""The rows of the addresses of werkvormen."""

from config.tests.access_rows.places import concept, werkvorm
from config.tests.access_rows.words import (
    LOGIN_NO,
    NO,
    PERSONAL,
    PUBLIC,
    REVIEWERS,
    WITHDRAWERS,
    WRITER_OF_IT,
    WRITERS,
    Row,
)

ROWS = [
    Row("werkvormen:adapt", WRITERS, WRITERS, werkvorm("gepubliceerd")),
    Row("werkvormen:concept", WRITER_OF_IT, LOGIN_NO, concept),
    Row("werkvormen:create", WRITERS, WRITERS),
    Row("werkvormen:delete_concept", WRITER_OF_IT, WRITER_OF_IT, concept),
    Row("werkvormen:delete", WRITER_OF_IT, WRITER_OF_IT, werkvorm("eigen")),
    Row("werkvormen:detail", PUBLIC, NO, werkvorm("gepubliceerd")),
    Row("werkvormen:export", PUBLIC, NO),
    Row("werkvormen:export_one", "404 404 404 ok 404 404 404", NO, werkvorm("eigen")),
    Row("werkvormen:export_own", WRITERS, LOGIN_NO),
    Row("werkvormen:favorite", LOGIN_NO, PERSONAL, werkvorm("gepubliceerd")),
    Row("werkvormen:import", WRITERS, WRITERS),
    Row("werkvormen:list", PUBLIC, NO),
    Row("werkvormen:offer", LOGIN_NO, WRITER_OF_IT, werkvorm("eigen")),
    Row("werkvormen:own", WRITERS, LOGIN_NO),
    Row("werkvormen:publish", LOGIN_NO, REVIEWERS, werkvorm("aangeboden")),
    Row("werkvormen:queue", "in 403 403 403 403 ok 403", LOGIN_NO),
    Row("werkvormen:send_back", REVIEWERS, REVIEWERS, werkvorm("aangeboden")),
    Row("werkvormen:take_back", LOGIN_NO, "in 404 404 ok 404 403 404", werkvorm("aangeboden")),
    Row("werkvormen:update", WRITER_OF_IT, WRITER_OF_IT, werkvorm("eigen")),
    Row("werkvormen:withdraw", WITHDRAWERS, WITHDRAWERS, werkvorm("gepubliceerd")),
]
