"""The rows of the addresses of leren."""

from config.tests.access_rows.places import network
from config.tests.access_rows.words import LOGIN_NO, MEMBERS, Row

ROWS = [
    Row("leren:leren", MEMBERS, "in 403 ok 403 403 403 403", network),
    Row("leren:lezers", LOGIN_NO, "in 403 ok 403 403 403 403", network),
]
